import type { Database } from "@dostyk/db";
import { type Clock, type JsonValue, Refusal } from "@dostyk/kernel";
import type { ProgressNote } from "./progress.ts";

/** What a handler is given. */
export type Work<Payload> = {
  readonly payload: Payload;
  /** The same at every attempt, after a kill, and when an operator tries a dead letter again: the key for `once`. */
  readonly id: string;
  /** 1 at the first run. */
  readonly attempt: number;
  /** Aborted when the run expired, when the worker stops, or when the job was given to another worker. */
  readonly signal: AbortSignal;
  readonly now: Clock;
  readonly database: Database;
  /** Tells how far it is. Of a job that is not `long` nobody hears it. */
  readonly progress: (note: ProgressNote) => Promise<void>;
};

/** Does a job; what it answers is kept with the progress of a long one. What it throws is the reason of the failure. */
export type Handler<Payload> = (work: Work<Payload>) => Promise<JsonValue | void>;

/** Trying again would not help: the job goes to the dead letters at once, with this sentence as its reason. */
export class CannotBeDone extends Refusal {}

const SENTENCE_LIMIT = 500;

/** Why something failed, in a sentence for an operator: no stack, no code, no more than 500 characters. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : typeof error === "string" ? error : "";
  // Prisma shows the code around a call first and says what was wrong in the last line.
  const last = message
    .split("\n")
    .map((line) => line.trim())
    .findLast((line) => line !== "" && !/^at\s/u.test(line));
  const sentence = last ?? `Something went wrong that says nothing of itself (${error instanceof Error ? error.name : typeof error}).`;
  return sentence.length > SENTENCE_LIMIT ? `${sentence.slice(0, SENTENCE_LIMIT - 1)}…` : sentence;
}
