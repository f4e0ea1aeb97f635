import type { Database } from "@dostyk/db";
import type { JsonValue } from "@dostyk/kernel";
import { randomUUID } from "node:crypto";
import { bossOver, installQueues } from "./boss.ts";
import type { HandledJob } from "./job.ts";
import { relayOnce } from "./relay.ts";
import { type Outcome, runJob } from "./run.ts";

export { relayOnce };

/** Makes the queues of these jobs in a test's database, where no worker has. */
export async function givenQueues(database: Database, jobs: readonly HandledJob[]): Promise<void> {
  const boss = bossOver(database, { supervise: false, schedule: false });
  boss.on("error", () => {});
  await boss.start();
  await installQueues(boss, jobs);
  await boss.stop({ graceful: false });
}

/** Runs a job once, as a worker would, without a queue. */
export function runOnce<Payload extends JsonValue>(
  database: Database,
  { job, run }: HandledJob,
  payload: Payload,
  options: { readonly id?: string; readonly attempt?: number; readonly now?: () => Date } = {},
): Promise<Outcome> {
  const { id = randomUUID(), attempt = 1, now = () => new Date() } = options;
  const signal = new AbortController().signal;
  return runJob({ job, run }, { id, payload, attempt, last: false, signal, database, now });
}

/**
 * Runs a job twice with one id, as happens after a kill, and answers with both outcomes and whatever `look` saw after each:
 * of an idempotent job they are equal.
 */
export async function runTwice<Payload extends JsonValue, Seen>(
  database: Database,
  handled: HandledJob,
  payload: Payload,
  look: () => Promise<Seen>,
): Promise<readonly [{ outcome: Outcome; seen: Seen }, { outcome: Outcome; seen: Seen }]> {
  const id = randomUUID();
  const first = { outcome: await runOnce(database, handled, payload, { id }), seen: await look() };
  const second = { outcome: await runOnce(database, handled, payload, { id, attempt: 2 }), seen: await look() };
  return [first, second];
}
