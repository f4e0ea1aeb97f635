import type { Database, Transaction } from "@dostyk/db";
import type { Clock } from "@dostyk/kernel";
import { chainHash, genesis } from "./chain.ts";
import { chainHead, fieldsAt, writtenColumns } from "./rows.ts";

// Any number that no other lock of the house has.
const SEALING_LOCK = 4_205_117;

/** How sealing is done; everything has a default. */
export type SealingOptions = {
  /** Lines sealed in one transaction, 1 or more. Default: 500. */
  readonly batch?: number;
};

/**
 * Seals what is unsealed, in the order it is found, and answers how many lines that were. Ids are no order: a lower id
 * may commit after a higher one was sealed, and is then sealed after it.
 *
 * Sealers take turns, batch by batch. A batch is sealed as a whole or not at all; calling again goes on from there.
 */
export async function sealAuditLog(database: Pick<Database, "prisma">, now: Clock, { batch = 500 }: SealingOptions = {}): Promise<number> {
  for (let sealed = 0; ;) {
    const more = await sealBatch(database, now(), batch);
    sealed += more;
    if (more < batch) return sealed;
  }
}

function sealBatch({ prisma }: Pick<Database, "prisma">, now: Date, batch: number): Promise<number> {
  // Not SERIALIZABLE: its snapshot would be taken while waiting for the lock, before the last sealer has committed. The
  // lock alone keeps sealers apart, and wishes only add lines.
  return prisma.$transaction((tx) => sealNext(tx, now, batch), { isolationLevel: "ReadCommitted", maxWait: 10_000, timeout: 15_000 });
}

async function sealNext(tx: Transaction, now: Date, batch: number): Promise<number> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${SEALING_LOCK}::bigint)`;
  const lines = await tx.auditLine.findMany({
    where: { position: null },
    orderBy: { id: "asc" },
    take: batch,
    select: writtenColumns,
  });
  if (lines.length === 0) return 0;
  let head = (await chainHead(tx)) ?? { position: 0, hash: genesis };
  const seals = lines.map((line) => {
    const fields = fieldsAt(line, head.position + 1, now);
    const seal = { ...fields, previous: head.hash, hash: chainHash(head.hash, fields) };
    head = seal;
    return { id: seal.id, position: seal.position, previous: seal.previous, hash: seal.hash, sealed_at: seal.sealedAt };
  });
  await tx.$executeRaw`
    UPDATE audit_line AS line
    SET position = seal.position, previous = seal.previous, hash = seal.hash, sealed_at = seal.sealed_at
    FROM jsonb_to_recordset(${JSON.stringify(seals)}::jsonb)
      AS seal (id text, position bigint, previous text, hash text, sealed_at timestamp)
    WHERE line.id = seal.id`;
  return lines.length;
}
