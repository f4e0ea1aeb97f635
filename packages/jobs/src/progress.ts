import { Prisma, type PrismaClient, type Transaction } from "@dostyk/db";
import type { JsonValue } from "@dostyk/kernel";
import { z } from "zod";

/** How far a long job is. */
export type Progress = {
  /** The job's. */
  readonly id: string;
  /** The job's name. */
  readonly job: string;
  readonly ownerId: string | null;
  readonly state: "WAITING" | "RUNNING" | "DONE" | "FAILED";
  /** 0 to 100, of the phase or of the whole as the job understands it. */
  readonly percent: number;
  readonly phase: string | null;
  readonly messageKey: string | null;
  /** What the handler answered; null before, and where it answers nothing. */
  readonly result: JsonValue;
  /** Why it failed, or why it is to be tried again; null where neither is so. */
  readonly reason: string | null;
  /** Grows with every change. */
  readonly version: number;
  readonly updatedAt: Date;
};

/** What a handler says of how far it is. */
export type ProgressNote = {
  /** 0 to 100; cut to whole numbers. */
  readonly percent: number;
  /** Default: as before. */
  readonly phase?: string;
  readonly messageKey?: string;
};

/** Where Postgres says whose progress has changed. */
export const PROGRESS_CHANNEL = "dostyk_progress";

type Change = {
  readonly state?: Progress["state"];
  readonly percent?: number;
  readonly phase?: string;
  readonly messageKey?: string;
  readonly result?: JsonValue;
  readonly reason?: string | null;
};

const columns = {
  id: true,
  job: true,
  ownerId: true,
  state: true,
  percent: true,
  phase: true,
  messageKey: true,
  result: true,
  reason: true,
  version: true,
  updatedAt: true,
} as const;

/** Begins the row of a long job; one that is there stays as it is. */
export async function beginProgress(
  tx: Transaction,
  { id, job, ownerId, now }: { readonly id: string; readonly job: string; readonly ownerId: string | null; readonly now: Date },
): Promise<void> {
  await tx.progress.createMany({ data: [{ id, job, ownerId, createdAt: now, updatedAt: now }], skipDuplicates: true });
}

/** Changes the row, if there is one, and wakes who follows it. What is done stays done. */
export async function changeProgress(prisma: PrismaClient, id: string, now: Date, change: Change): Promise<void> {
  const { result, ...rest } = change;
  const { count } = await prisma.progress.updateMany({
    where: { id, state: { not: "DONE" } },
    data: { ...rest, ...(result === undefined ? {} : { result: result ?? Prisma.DbNull }), version: { increment: 1 }, updatedAt: now },
  });
  if (count > 0) await prisma.$queryRaw`SELECT pg_notify(${PROGRESS_CHANNEL}, ${id})::text`;
}

/** The rows of these jobs, of those that have one. */
export async function readProgress(prisma: PrismaClient, ids: readonly string[]): Promise<readonly Progress[]> {
  const rows = await prisma.progress.findMany({ where: { id: { in: [...ids] } }, select: columns });
  // JSON as the database gives it back is what JSON can hold.
  return rows.map((row) => ({ ...row, result: row.result as JsonValue }));
}

/** How far one job is; null where there is no such job, or it is not a long one. */
export async function progressOf(prisma: PrismaClient, id: string): Promise<Progress | null> {
  if (!z.guid().safeParse(id).success) return null;
  const [row] = await readProgress(prisma, [id]);
  return row ?? null;
}

/** Whether nothing follows any more. */
export function isOver({ state }: Progress): boolean {
  return state === "DONE" || state === "FAILED";
}
