import type { PrismaClient, Transaction } from "@dostyk/db";
import { type JsonValue, Refusal, type Viewer } from "@dostyk/kernel";
import { bossIn, DEAD_LETTERS } from "./boss.ts";
import type { HandledJob } from "./job.ts";

/** A job that could not be done, as often as it was tried. */
export type DeadLetter = {
  readonly id: string;
  /** The name of the job. */
  readonly job: string;
  /** The job's own id, under which its progress stands. */
  readonly jobId: string;
  readonly payload: JsonValue;
  /** Why, in a sentence. */
  readonly reason: string;
  readonly attempts: number;
  readonly wishedAt: Date;
  readonly diedAt: Date;
};

/** Which dead letters: of these jobs, the latest first. */
export type DeadLetterWindow = {
  /** Names of jobs: those the viewer may see, by `visibleJobs`. */
  readonly jobs: readonly string[];
  /** At most 100. */
  readonly first: number;
  /** Those that come after this one. Default: from the latest. */
  readonly after?: string;
};

/** There is no such dead letter: it was tried again or discarded already. */
export class NoSuchDeadLetter extends Refusal {
  constructor() {
    super("This work is no longer among what failed: somebody has tried it again or discarded it. Load the page again.");
  }
}

/** The names of the jobs whose policy lets the viewer see them. */
export function visibleJobs(jobs: readonly HandledJob[], viewer: Viewer): readonly string[] {
  return jobs.filter(({ job }) => job.policy.maySee(viewer)).map(({ job }) => job.name);
}

type Row = Omit<DeadLetter, "payload" | "reason"> & {
  readonly data: { readonly payload?: JsonValue } | null;
  readonly reason: string | null;
};

/** What could not be done, with its reason. */
export async function deadLetters(prisma: PrismaClient, { jobs, first, after }: DeadLetterWindow): Promise<readonly DeadLetter[]> {
  if (jobs.length === 0) return [];
  const rows = await prisma.$queryRaw<Row[]>`
    SELECT id::text, source_name AS job, COALESCE(source_root_id, source_id)::text AS "jobId", data,
      COALESCE(source_output ->> 'message', source_output #>> '{value,message}') AS reason,
      source_retry_count + 1 AS attempts, source_created_on AS "wishedAt", created_on AS "diedAt"
    FROM jobs.job dead
    WHERE name = ${DEAD_LETTERS} AND source_name = ANY(${[...jobs]})
      AND (${after ?? null}::text IS NULL OR (created_on, id) < (SELECT created_on, id FROM jobs.job WHERE name = ${DEAD_LETTERS} AND id::text = ${after ?? null}))
    ORDER BY dead.created_on DESC, dead.id DESC LIMIT ${Math.min(100, Math.max(1, first))}`;
  return rows.map(({ data, reason, ...row }) => ({ ...row, payload: data?.payload ?? null, reason: inWords(reason) }));
}

/** Gives a dead letter all its attempts again. @throws NoSuchDeadLetter */
export async function retryDeadLetter(tx: Transaction, id: string): Promise<void> {
  await refuseMissing(tx, id);
  const moved = await bossIn(tx).redrive(DEAD_LETTERS, { ids: [id] });
  if (moved === 0) throw new NoSuchDeadLetter();
}

/** Gives a dead letter up for good. @throws NoSuchDeadLetter */
export async function discardDeadLetter(tx: Transaction, id: string): Promise<void> {
  await refuseMissing(tx, id);
  await bossIn(tx).deleteJob(DEAD_LETTERS, id);
}

async function refuseMissing(tx: Transaction, id: string): Promise<void> {
  // Locked, so that of two operators the second is told.
  const rows = await tx.$queryRaw<object[]>`SELECT 1 AS one FROM jobs.job WHERE name = ${DEAD_LETTERS} AND id::text = ${id} FOR UPDATE`;
  if (rows.length === 0) throw new NoSuchDeadLetter();
}

/** pg-boss' own reasons, in words for an operator. */
function inWords(reason: string | null): string {
  if (reason === "job timed out" || reason?.startsWith("handler execution exceeded") === true) return "It took longer than it may.";
  if (reason === "job heartbeat timeout") return "The worker that ran it died.";
  return reason ?? "It ended without a reason.";
}

/** Marks as failed the long jobs that are dead and could not say so, because their worker was killed at the last attempt. */
export async function failLostProgress(prisma: PrismaClient, now: Date): Promise<void> {
  await prisma.$executeRaw`
    UPDATE progress SET state = 'FAILED', reason = 'The worker that ran it died.', version = progress.version + 1, updated_at = ${now}
    FROM jobs.job dead
    WHERE progress.state IN ('WAITING', 'RUNNING') AND dead.name = ${DEAD_LETTERS} AND COALESCE(dead.source_root_id, dead.source_id)::text = progress.id`;
}
