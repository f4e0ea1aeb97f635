import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmod, chown, mkdir, readFile, rename, rm, statfs, writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { DataFolderFull, DataFolderUnusable, DataFromOtherPostgres, NoEmbeddedPostgres, PostgresDidNotStart } from "../refusals.ts";
import type { Binaries } from "./binaries.ts";
import type { Home } from "./home.ts";

/** A cluster that can be started. */
export interface Cluster {
  readonly data: string;
  readonly password: string;
}

// A fresh cluster takes 40 MB, the first migrations and the archive some more.
const ROOM_NEEDED = 100 * 1024 * 1024;

/** The user as whom the node speaks to its own Postgres. */
export const CLUSTER_USER = "dostyk";

/** The cluster in `home`, or undefined when there is none yet. @throws DataFromOtherPostgres */
export async function existingCluster(home: Home, binaries: Binaries): Promise<Cluster | undefined> {
  const data = join(home.folder, "data");
  const version = await readFile(join(data, "PG_VERSION"), "utf8").catch(() => undefined);
  if (version === undefined) return undefined;
  if (version.trim() !== binaries.major) throw new DataFromOtherPostgres(data, version.trim(), binaries.major);
  return { data, password: (await readFile(join(home.folder, "secret"), "utf8")).trim() };
}

/** Makes a cluster in `home`. It appears under its name only when it is complete. */
export async function createCluster(home: Home, binaries: Binaries, throwaway: boolean): Promise<Cluster> {
  const { bavail, bsize } = await statfs(home.folder);
  if (bavail * bsize < ROOM_NEEDED) throw new DataFolderFull(home.folder);

  const data = join(home.folder, "data");
  const unfinished = join(home.folder, "data.unfinished");
  const passwordFile = join(home.folder, "password-for-initdb");
  const password = randomBytes(24).toString("hex");
  await rm(unfinished, { recursive: true, force: true });
  await writeFile(join(home.folder, "secret"), password, { mode: 0o600 });
  try {
    await mkdir(unfinished, { mode: 0o700 });
    await writeFile(passwordFile, password, { mode: 0o600 });
    for (const path of [unfinished, passwordFile]) await handOver(path, home);
    await initdb(home, binaries, unfinished, passwordFile, throwaway);
    await rename(unfinished, data);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(unfinished, { recursive: true, force: true });
  }
  return { data, password };
}

async function handOver(path: string, { account }: Home): Promise<void> {
  if (account !== undefined) await chown(path, account.uid, account.gid);
  await chmod(path, path.endsWith(".unfinished") ? 0o700 : 0o600);
}

async function initdb(home: Home, binaries: Binaries, data: string, passwordFile: string, throwaway: boolean): Promise<void> {
  const words = [
    `--pgdata=${data}`,
    `--username=${CLUSTER_USER}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    // Said in full: without them LANG decides, and without LANG lower('Ә') does nothing.
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C.UTF-8",
    "--no-instructions",
    ...(throwaway ? ["--no-sync"] : []),
  ];
  const child = spawn(binaries.initdb, words, {
    ...ids(home),
    cwd: home.folder,
    env: cleanEnvironment(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
  // A node that is stopped in this moment must not leave it writing into a folder that the next start clears.
  const stopToo = (): boolean => child.kill();
  process.once("exit", stopToo);
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once("error", (error) => reject(new NoEmbeddedPostgres(error.message, error))).once("close", resolve);
  }).finally(() => process.removeListener("exit", stopToo));
  if (exitCode !== 0) throw explained(home.folder, output);
}

/** Why Postgres or initdb gave up, read from its last words. */
export function explained(folder: string, output: string): Error {
  if (/No space left on device|Disk quota exceeded/.test(output)) return new DataFolderFull(folder);
  if (/Read-only file system/.test(output)) return new DataFolderUnusable(folder, "it lies on a file system that is read-only");
  const complaints = output.split("\n").filter((line) => /\b(FATAL|PANIC|error|HINT|DETAIL)\b/.test(line));
  const lastWords = (complaints.length > 0 ? complaints : output.trim().split("\n")).slice(-3);
  return new PostgresDidNotStart(folder, lastWords.map((line) => line.trim()).join(" "));
}

/** Whom to spawn as. */
export function ids({ account }: Home): { uid?: number; gid?: number } {
  return account === undefined ? {} : { uid: account.uid, gid: account.gid };
}

/** This process's environment without what Postgres' programs would read settings from. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: "C.UTF-8", TZ: "UTC" };
}
