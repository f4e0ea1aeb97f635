import { isOperator, type JsonValue, Refusal, type Viewer } from "@dostyk/kernel";
import type { z } from "zod";
import type { Handler } from "./handler.ts";

/** Who may cause a job, beside the node itself, and who may see how it fares. There is no default: a job without a policy is refused at the start. */
export type JobPolicy = {
  readonly mayCause: (viewer: Viewer) => boolean;
  readonly maySee: (viewer: Viewer) => boolean;
};

/** Caused by the node alone, seen by operators: right for what follows from events and timers. */
export const nodeOnly: JobPolicy = { mayCause: () => false, maySee: isOperator };

/** How often and how soon a job that failed is tried again. The pause doubles each time, with some chance in it. */
export type Retry = {
  /** Attempts after the first. 0: none. */
  readonly limit: number;
  /** Seconds before the second attempt. */
  readonly delaySeconds: number;
  /** The longest pause. */
  readonly delayAtMostSeconds: number;
};

/** What is said of a job beside its handler, so that whoever causes it need not know how it is done. */
export type JobDeclaration<Payload extends JsonValue> = {
  /** The room and what is done, such as `search.index-record`. It is stored: renaming loses what waits under the old name. */
  readonly name: string;
  /** Read again before every run: what waits may have been written by an earlier release. */
  readonly payload: z.ZodType<Payload>;
  readonly policy: JobPolicy;
  readonly retry: Retry;
  /** How long a run may last. Then its signal is aborted and it counts as failed. */
  readonly expireSeconds: number;
  /**
   * A worker that says nothing for so long is dead, and the job is given to another: 10 at least. Default: 10 for jobs that
   * may last longer than 30 s; shorter ones are given away when they expire.
   */
  readonly heartbeatSeconds?: number;
  /** How many of them one worker runs at a time. Default: 1. */
  readonly atOnce?: number;
  /**
   * Two wishes with one key are one job, until two days after it was done. A job among the dead letters counts as there.
   * Default: every wish is a job of its own.
   */
  readonly idempotencyKey?: (payload: Payload) => string;
  /** Whether a row tells how far the job is, from the moment it is wished. Default: no. */
  readonly long?: boolean;
};

/** A job that was declared. */
export type Job<Payload extends JsonValue = JsonValue> = JobDeclaration<Payload> & { readonly declared: true };

/** A job with what is done: what a worker runs. */
export type HandledJob = { readonly job: Job<never>; readonly run: Handler<never> };

/** A job says nothing of who may cause and see it. */
export class JobWithoutPolicy extends Refusal {
  constructor(name: string) {
    super(`The job "${name}" does not say who may cause it and who may see it. Give it a policy; nodeOnly is the narrowest.`);
  }
}

/** A declaration that cannot be meant, or two that cannot both be. */
export class JobMisdeclared extends Refusal {
  constructor(name: string, what: string) {
    super(`The job "${name}" ${what}. Correct its declaration.`);
  }
}

const nameForm = /^[a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*$/u;
const DAY_SECONDS = 24 * 60 * 60;

/** Declares a job. @throws JobWithoutPolicy, JobMisdeclared */
export function declareJob<Payload extends JsonValue>(declaration: JobDeclaration<Payload>): Job<Payload> {
  const job: Job<Payload> = { ...declaration, declared: true };
  refuseUnfit(job);
  return job;
}

/** Joins a job with what is done. Handlers are idempotent: a job is run at least once, and after a kill again. */
export function handle<Payload extends JsonValue>(job: Job<Payload>, run: Handler<Payload>): HandledJob {
  // The payload is what the job's own schema reads, so a list of different jobs need not know it.
  return { job, run } as unknown as HandledJob;
}

/** Looks at all the jobs of a worker before any runs. @throws JobWithoutPolicy, JobMisdeclared */
export function refuseUnfitJobs(jobs: readonly HandledJob[]): void {
  const names = new Set<string>();
  for (const { job } of jobs) {
    refuseUnfit(job);
    if (names.has(job.name)) throw new JobMisdeclared(job.name, "has two handlers");
    names.add(job.name);
  }
}

function refuseUnfit(job: Pick<Job<never>, "name" | "policy" | "retry" | "expireSeconds" | "heartbeatSeconds" | "atOnce">): void {
  const { name, retry, expireSeconds, heartbeatSeconds = 10, atOnce = 1 } = job;
  // The compiler asks for a policy too, but a cast or a spread gets past it.
  const { mayCause, maySee }: Partial<JobPolicy> = job.policy ?? {};
  if (typeof mayCause !== "function" || typeof maySee !== "function") throw new JobWithoutPolicy(name);
  const wrong = (what: string): never => {
    throw new JobMisdeclared(name, what);
  };
  if (!nameForm.test(name)) wrong("has a name that does not read room.what-is-done");
  if (!isWhole(retry.limit, 0, 100)) wrong("has no number of retries from 0 to 100");
  if (!isWhole(retry.delaySeconds, 0, DAY_SECONDS)) wrong("has a pause that is not of 0 s to a day");
  if (!isWhole(retry.delayAtMostSeconds, retry.delaySeconds, 30 * DAY_SECONDS)) wrong("has a longest pause below its first");
  if (!isWhole(expireSeconds, 1, DAY_SECONDS)) wrong("does not expire within a second to a day");
  if (!isWhole(heartbeatSeconds, 10, DAY_SECONDS)) wrong("has a heartbeat below 10 s");
  if (!isWhole(atOnce, 1, 50)) wrong("does not run 1 to 50 at once");
}

function isWhole(value: number, from: number, to: number): boolean {
  return Number.isInteger(value) && value >= from && value <= to;
}
