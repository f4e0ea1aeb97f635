import { performance } from "node:perf_hooks";
import process from "node:process";
import { setTimeout as wait } from "node:timers/promises";
import { whenLauncherIsGone } from "./launcher.ts";

/** Things to be undone when the node stops, the last one first. */
export interface Shutdown {
  /** Remembers how to undo what was just done. What takes longer than `patienceMs` (default 2 000) is left, and the next is undone. */
  onStop(name: string, undo: () => Promise<void>, patienceMs?: number): void;
  /** True once the node is to stop: what is starting should not go on. */
  readonly stopping: boolean;
  /** Stops in order because of this, and ends the process with 1. */
  fail(reason: string): void;
  /** Undoes everything and answers when it is done. Stopping twice is stopping once. */
  stop(): Promise<void>;
}

// A terminal sends Ctrl-C to every process in it, and pnpm passes it on: that is one wish, not two.
const SAME_WISH_MS = 1_000;
const HARD_STOP_MS = 8_000;
const PATIENCE_MS = 2_000;

/**
 * Stops in order on the first SIGTERM, SIGINT or SIGHUP, or when the command that started it is gone, and ends the process with 0; at once on a second signal, or
 * after `hardStopMs` (default 8 000), with 1; with 1 too when something was cut off on the way. Either way no Postgres is left behind.
 */
export function stopOnSignals(say: (text: string) => void, hardStopMs: number = HARD_STOP_MS): Shutdown {
  const undo: { name: string; undo: () => Promise<void>; patienceMs: number }[] = [];
  let cutOff = false;
  let stopped: Promise<void> | undefined;
  let firstSignalAt: number | undefined;

  const stop = (): Promise<void> =>
    (stopped ??= (async () => {
      for (const entry of undo.toReversed()) {
        try {
          if (await inTime(entry.undo(), entry.patienceMs)) continue;
          cutOff = true;
          say(`Stopping ${entry.name} took longer than ${entry.patienceMs / 1_000} s and was cut off.`);
        } catch (error) {
          // What comes after it must still be stopped, Postgres above all.
          say(`Stopping ${entry.name} failed: ${error instanceof Error ? error.message : String(error)}`);
        }
      }
    })());

  const end = (words: string, code: number): void => {
    say(words);
    setTimeout(() => {
      say("Some work did not end in time and was cut off.");
      process.exit(1);
    }, hardStopMs).unref();
    stop().then(
      () => process.exit(cutOff ? 1 : code),
      () => process.exit(1),
    );
  };
  const onSignal = (): void => {
    const now = performance.now();
    if (firstSignalAt !== undefined) {
      if (now - firstSignalAt > SAME_WISH_MS) process.exit(1);
      return;
    }
    firstSignalAt = now;
    end("Stopping…", 0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, onSignal);
  whenLauncherIsGone(onSignal);

  return {
    onStop: (name, how, patienceMs = PATIENCE_MS) => undo.push({ name, undo: how, patienceMs }),
    fail: (reason) => end(reason, 1),
    get stopping() {
      return stopped !== undefined;
    },
    stop,
  };
}

/** Whether the work was done in time. It is not stopped when it was not. */
async function inTime(work: Promise<void>, patienceMs: number): Promise<boolean> {
  const stop = new AbortController();
  const late = wait(patienceMs, false, { signal: stop.signal }).catch(() => false);
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    stop.abort();
  }
}
