import { MeilisearchApiError } from "meilisearch";
import type { Feeding } from "./feed.ts";
import { enqueueAll } from "./generation.ts";

/** A generation that this process may send to, for now. */
export type Leased = { readonly name: string; readonly indexUid: string; readonly epoch: number };

// Longer than a request may take: whoever takes over waits this out, and nothing old is under way then.
const leaseSeconds = 30;

/**
 * Takes or keeps the right to send to a target; null while another has it, or where its index does not answer. An index that
 * is another one than was filled - lost, wiped, restored - is told everything again.
 */
export async function lease(name: string, { prisma, engine, now, holder }: Feeding): Promise<Leased | null> {
  const [held] = await prisma.$queryRaw<{ index_uid: string; index_created: string | null; epoch: number }[]>`
    UPDATE search.target SET epoch = CASE WHEN holder = ${holder} THEN epoch ELSE epoch + 1 END,
      holder = ${holder}, lease_until = ${now()}::timestamptz + make_interval(secs => ${leaseSeconds})
    WHERE name = ${name} AND (holder IS NULL OR holder = ${holder} OR lease_until < ${now()})
    RETURNING index_uid, index_created, epoch`;
  if (held === undefined) return null;
  const target = { name, indexUid: held.index_uid, epoch: held.epoch };
  try {
    const { createdAt } = await engine.writer.getRawIndex(target.indexUid);
    if (createdAt === held.index_created) return target;
    await enqueueAll(prisma, name);
    await prisma.$executeRaw`UPDATE search.target SET index_created = ${createdAt} WHERE name = ${name}`;
    return target;
  } catch (error) {
    if (!(error instanceof MeilisearchApiError) || error.cause?.code !== "index_not_found") return null;
    // Without its settings an index would answer wrongly; only a rebuild makes one.
    await prisma.$executeRaw`UPDATE search.target SET state = 'lost' WHERE name = ${name} AND state <> 'retired'`;
    return null;
  }
}
