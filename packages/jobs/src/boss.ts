import { listen, type Database, type Transaction } from "@dostyk/db";
import { type Db, fromPrisma, PgBoss, type ConstructorOptions } from "pg-boss";
import type { HandledJob, Job } from "./job.ts";

// The one file that makes a pg-boss. It never leaves the room.

/** pg-boss' tables stand apart from ours, and are its own to migrate. */
export const SCHEMA = "jobs";

/** Where jobs go that cannot be done. */
export const DEAD_LETTERS = "dead-letters";

const DAY_SECONDS = 24 * 60 * 60;

// So long the id of a job that was done is remembered, and a second wish with its key is the same one.
const DONE_KEPT_SECONDS = 2 * DAY_SECONDS;

// A wish and a dead letter wait longer than anybody is on holiday.
const WAITING_KEPT_SECONDS = 365 * DAY_SECONDS;

/** A pg-boss that says what it has to say inside a transaction, and holds nothing: there is one for each wish. */
export function bossIn(tx: Transaction): PgBoss {
  return new PgBoss({ db: fromPrisma(tx), schema: SCHEMA });
}

/** A pg-boss over the connections of the database, to be started and stopped. */
export function bossOver(database: Database, options: Omit<ConstructorOptions, "db" | "schema">): PgBoss {
  const db: Db = {
    executeSql: (text, values) => database.pool.query(text, values),
    listen: async (channel, hear, again) => listen(database, channel, hear, again),
  };
  return new PgBoss({ ...options, db, schema: SCHEMA });
}

/** Makes the queues of these jobs, or brings them up to their declarations. Never at first use: a wish must not make tables. */
export async function installQueues(boss: PgBoss, jobs: readonly HandledJob[]): Promise<void> {
  const there = new Map((await boss.getQueues()).map((queue) => [queue.name, queue as unknown as Readonly<Record<string, unknown>>]));
  if (!there.has(DEAD_LETTERS)) await boss.createQueue(DEAD_LETTERS, { retentionSeconds: WAITING_KEPT_SECONDS, retryLimit: 0 });
  for (const { job } of jobs) {
    const wanted = queueOptions(job);
    const found = there.get(job.name);
    // What is not wished for is null to a queue that is there, and must not be named to one that is made.
    const named = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== null));
    if (found === undefined) await boss.createQueue(job.name, named);
    else if (Object.entries(wanted).some(([name, value]) => (found[name] ?? null) !== value)) await boss.updateQueue(job.name, wanted);
  }
}

function queueOptions({ retry, expireSeconds, heartbeatSeconds }: Job<never>) {
  const growing = retry.limit > 0 && retry.delaySeconds > 0;
  return {
    retryLimit: retry.limit,
    retryDelay: retry.delaySeconds,
    retryBackoff: growing,
    retryDelayMax: growing ? retry.delayAtMostSeconds : null,
    expireInSeconds: expireSeconds,
    heartbeatSeconds: heartbeatSeconds ?? (expireSeconds > 30 ? 10 : null),
    retentionSeconds: WAITING_KEPT_SECONDS,
    deleteAfterSeconds: DONE_KEPT_SECONDS,
    deadLetter: DEAD_LETTERS,
    notify: true,
  } as const;
}
