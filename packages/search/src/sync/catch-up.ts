import type { PrismaClient, Transaction } from "@dostyk/db";
import type { SearchKind } from "../document.ts";
import { writeDocuments } from "../postgres/write-documents.ts";
import { gather } from "./gather.ts";
import { projectAll } from "./project.ts";

/** When the oldest change was made that the index does not hold yet; null where it holds every one that was committed. */
export type Behind = Date | null;

const recordsAtOnce = 200;
/** One at a time: a lock that ends with the transaction holds behind any pooler. */
const lock = 7_305_112_060;

/**
 * Brings the Postgres index up to the last commit: marks into the set, the set into documents. Called before each
 * question and by a timer, so that no reader waits for a process that is not there. Where nothing was written it is one
 * short statement. A step is at most 200 records; what is left after `steps` waits for the next call.
 */
export async function catchUp(prisma: PrismaClient, kinds: readonly SearchKind[], steps = Infinity): Promise<Behind> {
  for (let taken = 0; ; taken += 1) {
    const behind = await behindSince(prisma);
    if (behind === null || taken >= steps) return behind;
    await prisma.$transaction((tx) => step(tx, kinds), { isolationLevel: "ReadCommitted", maxWait: 10_000, timeout: 60_000 });
  }
}

async function behindSince(prisma: PrismaClient): Promise<Behind> {
  const [row] = await prisma.$queryRaw<{ at: Date | null }[]>`
    SELECT least((SELECT min(at) FROM search.mark), (SELECT min(first_at) FROM search.dirty WHERE target = 'pg')) AS at`;
  return row?.at ?? null;
}

async function step(tx: Transaction, kinds: readonly SearchKind[]): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${lock})`;
  await gather(tx, kinds);
  const dirty = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM search.dirty WHERE target = 'pg' ORDER BY hide DESC, seq LIMIT ${recordsAtOnce}`;
  const ids = dirty.map(({ id }) => id);
  if (ids.length === 0) return;
  const documents = await projectAll(tx, kinds, ids);
  const gone = ids.filter((id) => !documents.has(id));
  await writeDocuments(tx, [...documents.values()], gone, new Map(kinds.map((kind) => [kind.kind, kind])));
  // Only this transaction feeds this target, so what was read above is what is told now.
  await tx.$executeRaw`DELETE FROM search.dirty WHERE target = 'pg' AND id = ANY(${ids})`;
}
