import { readdirSync, readFileSync } from "node:fs";

// Linux counts in hundredths of a second whatever its kernel's own clock is (proc_pid_stat(5), USER_HZ).
const MICROSECONDS_A_TICK = 10_000;

type Times = { readonly parent: number; readonly own: number; readonly ofEnded: number };

/**
 * Processor time in microseconds of the whole Postgres server that has the given backend: its processes and those that
 * have ended, such as parallel workers. Null where the system does not tell, or the server is on another computer.
 */
export function postgresCpu(backend: number): (() => number) | null {
  const server = timesOf(backend)?.parent;
  if (server === undefined || !commandOf(backend).includes("postgres")) return null;
  return () => {
    let ticks = 0;
    for (const name of readdirSync("/proc")) {
      if (!/^\d+$/u.test(name)) continue;
      const times = timesOf(Number(name));
      if (times === null) continue;
      if (times.parent === server) ticks += times.own;
      if (Number(name) === server) ticks += times.own + times.ofEnded;
    }
    return ticks * MICROSECONDS_A_TICK;
  };
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, "utf8");
  } catch {
    return "";
  }
}

function timesOf(pid: number): Times | null {
  try {
    // The name, in parentheses, may hold anything; the numbers begin behind it.
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat
      .slice(stat.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    const at = (place: number) => fields[place] ?? 0;
    return { parent: at(1), own: at(11) + at(12), ofEnded: at(13) + at(14) };
  } catch {
    // It has ended meanwhile, or there is no /proc.
    return null;
  }
}
