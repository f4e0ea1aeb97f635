import type { Database } from "@dostyk/db";
import type { Clock, JsonValue } from "@dostyk/kernel";
import { CannotBeDone, reasonOf } from "./handler.ts";
import type { HandledJob } from "./job.ts";
import { changeProgress, type ProgressNote } from "./progress.ts";

/** One run of a job. */
export type Run = {
  readonly id: string;
  /** As it was stored: not yet read by the job's schema. */
  readonly payload: unknown;
  readonly attempt: number;
  /** Whether it is not tried again when this one fails. */
  readonly last: boolean;
  readonly signal: AbortSignal;
  readonly database: Database;
  readonly now: Clock;
};

/** What came of it. `deadletter` is not tried again. */
export type Outcome =
  | { readonly status: "completed"; readonly result: JsonValue }
  | { readonly status: "failed" | "deadletter"; readonly reason: string };

const RESULT_LIMIT = 64 * 1024;

/** Runs a job and keeps the row of its progress. Never rejects: a failure is an outcome. */
export async function runJob({ job, run: handler }: HandledJob, run: Run): Promise<Outcome> {
  const { id, attempt, last, signal, database, now } = run;
  const change = async (what: Parameters<typeof changeProgress>[3]): Promise<void> => {
    // Whoever runs the job next tells how far it is; this run has lost the word.
    if (job.long === true && !signal.aborted) await changeProgress(database.prisma, id, now(), what);
  };
  try {
    const read = job.payload.safeParse(run.payload);
    if (!read.success) throw new CannotBeDone(`The payload cannot be read: ${read.error.issues.map(({ message }) => message).join("; ")}`);
    await change({ state: "RUNNING", percent: 0, reason: null });
    const progress = noteOfChanges((note) => change(note));
    const result = (await handler({ payload: read.data, id, attempt, signal, now, database, progress })) ?? null;
    if (JSON.stringify(result).length > RESULT_LIMIT) throw new CannotBeDone(`What it answered is over ${RESULT_LIMIT} characters long.`);
    await change({ state: "DONE", percent: 100, reason: null, result });
    return { status: "completed", result };
  } catch (error) {
    const reason = reasonOf(error);
    const dead = error instanceof CannotBeDone;
    // The failure itself is what matters; a database that cannot be told now is told by the next run.
    await change({ state: dead || last ? "FAILED" : "WAITING", reason }).catch(() => {});
    return { status: dead ? "deadletter" : "failed", reason };
  }
}

/** Whole numbers, and only what changed: a loop may tell each of its million steps. */
function noteOfChanges(write: (note: ProgressNote) => Promise<void>): (note: ProgressNote) => Promise<void> {
  let told = "";
  return async (note) => {
    const cut = { ...note, percent: Math.min(100, Math.max(0, Math.floor(note.percent))) };
    const telling = JSON.stringify(cut);
    if (telling === told) return;
    told = telling;
    await write(cut);
  };
}
