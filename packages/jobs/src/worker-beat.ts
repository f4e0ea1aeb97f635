import type { PrismaClient } from "@dostyk/db";

/** What a worker says of itself every few seconds. */
export type WorkerBeat = {
  readonly id: string;
  readonly startedAt: Date;
  readonly relayedAt: Date | null;
  readonly queuesAt: Date | null;
};

/** How often a worker says that it lives. */
export const BEAT_EVERY_MS = 5_000;

// Six beats missed: a worker that is only busy has said something by then.
const LATE_MS = 30_000;

/** Says that a worker lives. */
export async function beat(prisma: PrismaClient, { id, ...said }: WorkerBeat, now: Date): Promise<void> {
  await prisma.workerBeat.upsert({ where: { id }, create: { id, ...said, beatAt: now }, update: { ...said, beatAt: now } });
}

/** A worker has stopped as it should, and is not missed. */
export async function lastBeat(prisma: PrismaClient, id: string): Promise<void> {
  await prisma.workerBeat.deleteMany({ where: { id } });
}

/**
 * What is wrong with the workers of this node, in sentences for an operator; empty when some worker lives, relays events
 * and gets answers from the queues.
 */
export async function workerTroubles(prisma: PrismaClient, now: Date): Promise<readonly string[]> {
  const fresh = new Date(now.getTime() - LATE_MS);
  const living = await prisma.workerBeat.findMany({ where: { beatAt: { gte: fresh } } });
  if (living.length === 0) return ["No worker runs: events and jobs wait."];
  // Who has only just begun had no time to look.
  const relays = living.some(({ relayedAt, startedAt }) => (relayedAt ?? startedAt) >= fresh);
  const works = living.some(({ queuesAt, startedAt }) => (queuesAt ?? startedAt) >= fresh);
  return [
    ...(relays ? [] : ["No worker relays events: they wait in the outbox."]),
    ...(works ? [] : ["No worker gets jobs from the queues: they wait."]),
  ];
}
