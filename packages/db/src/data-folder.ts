import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { chmod, link, mkdir, readFile, realpath, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { DataFolderFull, DataFolderInUse, DataFolderUnusable } from "./refusals.ts";

/** A data folder that belongs to this process until `release()`. */
export interface HeldFolder {
  /** The folder's real, absolute path. */
  readonly path: string;
  /** Lets the next one in. Releasing twice changes nothing. */
  release(): Promise<void>;
}

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When the process began, as the system counts it; "" where it does not say. Tells a reused pid from the holder. */
  readonly began: string;
}

/**
 * Makes the data folder if it is missing and holds it for this process. A holder that was killed is recognised and
 * its lock taken over.
 *
 * @throws DataFolderInUse naming the holder; DataFolderUnusable or DataFolderFull when nothing can be written there.
 */
export async function holdDataFolder(folder: string): Promise<HeldFolder> {
  const path = await answerable(resolve(folder), () => makeFolder(resolve(folder)));
  const lock = join(path, "lock");
  const candidate = join(path, `lock.${randomBytes(6).toString("hex")}`);
  const me: Holder = { pid: process.pid, host: hostname(), began: beginningOf(process.pid) };
  await answerable(path, () => writeFile(candidate, JSON.stringify(me), { mode: 0o600 }));
  try {
    // A link appears with its content or not at all, so nobody ever reads half a lock.
    while (!(await linked(candidate, lock))) {
      const holder = await readHolder(lock);
      if (holder !== undefined && lives(holder)) throw new DataFolderInUse(path, describe(holder, lock));
      await removeStale(lock, holder);
    }
  } finally {
    await rm(candidate, { force: true });
  }
  let held = true;
  const release = async (): Promise<void> => {
    if (held) await rm(lock, { force: true });
    held = false;
  };
  return { path, release };
}

async function makeFolder(folder: string): Promise<string> {
  const made = await mkdir(folder, { recursive: true });
  // Postgres may have to run as another user, who has to pass through here but not to look around.
  if (made !== undefined) await chmod(folder, 0o711);
  return realpath(folder);
}

async function linked(candidate: string, lock: string): Promise<boolean> {
  try {
    await link(candidate, lock);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

/** Two that find the same stale lock must not both remove it: the second would remove the first one's new lock. */
async function removeStale(lock: string, seen: Holder | undefined): Promise<void> {
  const breaker = `${lock}.breaking`;
  try {
    await mkdir(breaker);
  } catch {
    const age = Date.now() - ((await stat(breaker).catch(() => undefined))?.mtimeMs ?? Date.now());
    if (age > 10_000) await rmdir(breaker).catch(() => {});
    await sleep(20);
    return;
  }
  try {
    const holder = await readHolder(lock);
    if (holder?.pid === seen?.pid && holder?.began === seen?.began) await rm(lock, { force: true });
  } finally {
    await rmdir(breaker);
  }
}

async function readHolder(lock: string): Promise<Holder | undefined> {
  try {
    const { pid, host, began } = JSON.parse(await readFile(lock, "utf8")) as Partial<Holder>;
    return typeof pid === "number" ? { pid, host: host ?? "", began: began ?? "" } : undefined;
  } catch {
    return undefined;
  }
}

function lives({ pid, host, began }: Holder): boolean {
  // From here nobody can see whether a process on another computer or in another container lives.
  if (host !== hostname()) return true;
  return processLives(pid) && beginningOf(pid) === began;
}

function describe({ pid, host }: Holder, lock: string): string {
  if (host === hostname()) return `another node (process ${pid})`;
  return `a node on the computer ${host} (process ${pid}); if it no longer runs there, delete ${lock}`;
}

/** True while a process with this id exists, whoever it belongs to. */
export function processLives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

function beginningOf(pid: number): string {
  try {
    // proc(5): field 22, counted after the name, which may itself hold spaces and brackets.
    const line = readFileSync(`/proc/${pid}/stat`, "utf8");
    return line.slice(line.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}

/** Does `work` and turns the file system's refusals into sentences about the folder. */
export async function answerable<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = codeOf(error);
    if (code === "ENOSPC" || code === "EDQUOT") throw new DataFolderFull(folder, error);
    const why = reasons[code];
    if (why === undefined) throw error;
    throw new DataFolderUnusable(folder, why, error);
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "this user may not write there",
  EPERM: "this user may not write there",
  EROFS: "it lies on a file system that is read-only",
  ENOTDIR: "a part of its path is a file",
  EEXIST: "there is a file of that name",
  ENOENT: "a part of its path does not exist",
  ENAMETOOLONG: "its path is too long",
};

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
