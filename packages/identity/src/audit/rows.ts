import type { Prisma } from "@dostyk/db";
import type { ChainedFields, Checkpoint } from "./chain.ts";

/** The columns of a line that are chained and known before it is sealed. */
export const writtenColumns = {
  id: true,
  at: true,
  viewerKind: true,
  viewerId: true,
  command: true,
  subjectType: true,
  subjectId: true,
  decision: true,
  refusal: true,
  beforeDigest: true,
  afterDigest: true,
  traceId: true,
  detailDigest: true,
} as const satisfies Prisma.AuditLineSelect;

/** A line as it was written. */
export type WrittenLine = Prisma.AuditLineGetPayload<{ select: typeof writtenColumns }>;

/** The chained fields of a written line at its place in the chain. */
export function fieldsAt(line: WrittenLine, position: number, sealedAt: Date): ChainedFields {
  return { ...line, at: line.at.toISOString(), position, sealedAt: sealedAt.toISOString() };
}

/** How far the chain of this database reaches; null before the first line is sealed. */
export async function chainHead(tx: Pick<Prisma.TransactionClient, "auditLine">): Promise<Checkpoint | null> {
  const head = await tx.auditLine.findFirst({
    where: { position: { not: null } },
    orderBy: { position: "desc" },
    select: { position: true, hash: true },
  });
  return head === null ? null : { position: Number(head.position), hash: String(head.hash) };
}
