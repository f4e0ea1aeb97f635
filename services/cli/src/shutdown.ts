import { performance } from "node:perf_hooks";
import process from "node:process";
import { whenLauncherIsGone } from "./launcher.ts";

/** Things to be undone when the node stops, the last one first. */
export interface Shutdown {
  /** Remembers how to undo what was just done. */
  onStop(name: string, undo: () => Promise<void>): void;
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

/**
 * Stops in order on the first SIGTERM, SIGINT or SIGHUP, or when the command that started it is gone, and ends the process with 0; at once on a second signal, or
 * after `hardStopMs` (default 8 000), with 1. Either way no Postgres is left behind.
 */
export function stopOnSignals(say: (text: string) => void, hardStopMs: number = HARD_STOP_MS): Shutdown {
  const undo: { name: string; undo: () => Promise<void> }[] = [];
  let stopped: Promise<void> | undefined;
  let firstSignalAt: number | undefined;

  const stop = (): Promise<void> =>
    (stopped ??= (async () => {
      for (const entry of undo.toReversed()) {
        try {
          await entry.undo();
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
      () => process.exit(code),
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
    onStop: (name, how) => undo.push({ name, undo: how }),
    fail: (reason) => end(reason, 1),
    get stopping() {
      return stopped !== undefined;
    },
    stop,
  };
}
