import { type Database, listen, type Listening } from "@dostyk/db";
import { isOver, type Progress, PROGRESS_CHANNEL, progressOf, readProgress } from "./progress.ts";

/** Tells how far jobs are as they go. One for a process: all who follow share its connection and its reading. */
export type ProgressWatcher = {
  /**
   * Each newer state of a long job, beginning after version `after` (0: with the present one); states that follow fast are
   * skipped but for the last. Ends when the job is done or has failed, when there is no such row, and by the signal.
   */
  follow(id: string, after: number, signal: AbortSignal): AsyncGenerator<Progress, void, void>;
  /** Ends every following. */
  close(): Promise<void>;
};

const LOOK_EVERY_MS = 2_000;

/** Makes one. It opens its connection when somebody follows, and looks every two seconds where nothing is heard. */
export function watchProgress(database: Database): ProgressWatcher {
  const followers = new Map<string, Set<(state: Progress) => void>>();
  const closed = new AbortController();
  let ear: Listening | undefined;
  let timer: NodeJS.Timeout | undefined;

  const look = (ids: readonly string[]): void => {
    if (ids.length === 0) return;
    readProgress(database.prisma, ids).then(
      (states) => states.forEach((state) => followers.get(state.id)?.forEach((tell) => tell(state))),
      // The next look may see it.
      () => {},
    );
  };
  const lookAtAll = (): void => look([...followers.keys()]);
  const begin = (): void => {
    ear ??= listen(database, PROGRESS_CHANNEL, (id) => (followers.has(id) ? look([id]) : undefined), lookAtAll);
    timer ??= setInterval(lookAtAll, LOOK_EVERY_MS).unref();
  };

  async function* follow(id: string, after: number, signal: AbortSignal): AsyncGenerator<Progress, void, void> {
    const ends = AbortSignal.any([signal, closed.signal]);
    let seen = after;
    let latest: Progress | undefined;
    let wake = (): void => {};
    const tell = (state: Progress): void => {
      if (state.version <= (latest?.version ?? seen)) return;
      latest = state;
      wake();
    };
    const awake = (): void => wake();
    const mine = followers.get(id) ?? new Set();
    followers.set(id, mine.add(tell));
    ends.addEventListener("abort", awake);
    begin();
    try {
      const present = await progressOf(database.prisma, id);
      if (present === null || (present.version <= after && isOver(present))) return;
      tell(present);
      while (!ends.aborted) {
        if (latest !== undefined && latest.version > seen) {
          const state = latest;
          seen = state.version;
          yield state;
          if (isOver(state)) return;
          continue;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    } finally {
      ends.removeEventListener("abort", awake);
      mine.delete(tell);
      if (mine.size === 0) followers.delete(id);
    }
  }

  return {
    follow,
    async close() {
      closed.abort();
      clearInterval(timer);
      await ear?.close();
    },
  };
}
