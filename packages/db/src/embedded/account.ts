import { execFileSync } from "node:child_process";
import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import process from "node:process";
import { NoEmbeddedPostgres } from "../refusals.ts";

/** The system's user as whom Postgres runs. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** True when this process may do everything, which Postgres refuses to run as. */
export function startedAsRoot(): boolean {
  return process.getuid?.() === 0;
}

// initdb wants a user with a name, so any free number would not do.
const CANDIDATES = ["dostyk", "postgres", "nobody"];

/** The account to step down to from root: a user `dostyk` where the operator made one, else one that is there anyway. */
export function unprivilegedAccount(): Account {
  for (const name of CANDIDATES) {
    const uid = idOf("-u", name);
    const gid = idOf("-g", name);
    if (uid !== undefined && gid !== undefined && uid !== 0) return { uid, gid };
  }
  throw new NoEmbeddedPostgres('it was started as root, and there is no user "dostyk", "postgres" or "nobody" to run as');
}

function idOf(flag: "-u" | "-g", name: string): number | undefined {
  try {
    return Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
  } catch {
    return undefined;
  }
}

/** True when the account may pass through every folder from the root down to this one. */
export async function mayEnter({ uid, gid }: Account, folder: string): Promise<boolean> {
  for (let path = folder; ; path = dirname(path)) {
    const entry = await stat(path);
    const bit = entry.uid === uid ? 0o100 : entry.gid === gid ? 0o010 : 0o001;
    if ((entry.mode & bit) === 0) return false;
    if (path === dirname(path)) return true;
  }
}
