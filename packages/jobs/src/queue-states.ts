import type { PrismaClient } from "@dostyk/db";
import { DEAD_LETTERS } from "./boss.ts";

/** How the jobs of one name fare. */
export type QueueState = {
  readonly job: string;
  /** Ready to run. */
  readonly waiting: number;
  /** To be run later: wished for a moment, or between two attempts. */
  readonly later: number;
  readonly running: number;
  /** Done in the last two days. */
  readonly done: number;
  /** Among the dead letters. */
  readonly dead: number;
  /** Since when the oldest that is ready waits; null where none does. */
  readonly waitingSince: Date | null;
};

/** How the jobs of these names fare, by name. A job no worker has ever declared is left out. */
export async function queueStates(prisma: PrismaClient, jobs: readonly string[]): Promise<readonly QueueState[]> {
  if (jobs.length === 0) return [];
  return prisma.$queryRaw<QueueState[]>`
    SELECT queue.name AS job,
      count(*) FILTER (WHERE state < 'active' AND start_after <= now())::int AS waiting,
      count(*) FILTER (WHERE state < 'active' AND start_after > now())::int AS later,
      count(*) FILTER (WHERE state = 'active')::int AS running,
      count(*) FILTER (WHERE state = 'completed')::int AS done,
      (SELECT count(*)::int FROM jobs.job dead WHERE dead.name = ${DEAD_LETTERS} AND dead.source_name = queue.name) AS dead,
      min(start_after) FILTER (WHERE state < 'active' AND start_after <= now()) AS "waitingSince"
    FROM jobs.queue LEFT JOIN jobs.job ON job.name = queue.name
    WHERE queue.name = ANY(${[...jobs]}) GROUP BY queue.name ORDER BY queue.name`;
}
