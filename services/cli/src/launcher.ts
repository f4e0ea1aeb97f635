import { readFileSync } from "node:fs";
import process from "node:process";

const EVERY_MS = 500;

/**
 * Calls `gone` once, when the command that started this process has ended without passing its signal on: `npx` keeps
 * SIGTERM to itself, and a closed terminal ends pnpm only. Outside of a package script nothing is watched, so that a
 * node may outlive the shell it was started from.
 */
export function whenLauncherIsGone(gone: () => void, env: Readonly<Record<string, string | undefined>> = process.env): void {
  if (env["npm_lifecycle_event"] === undefined) return;
  const pnpm = process.ppid;
  // npx starts pnpm through a shell, which ends with npx. Other shells may end and leave their commands running.
  const byNpx = env["npm_execpath"]?.includes("_npx") === true;
  const above = byNpx ? parentOf(pnpm) : undefined;
  const timer = setInterval(() => {
    if (process.ppid === pnpm && (above === undefined || parentOf(pnpm) === above)) return;
    clearInterval(timer);
    gone();
  }, EVERY_MS);
  timer.unref();
}

/** Undefined where the system does not say, or when there is no such process. */
function parentOf(pid: number): number | undefined {
  try {
    // proc(5): field 4, counted after the name, which may itself hold spaces and brackets.
    const line = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(line.slice(line.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return undefined;
  }
}
