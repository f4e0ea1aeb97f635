import type { Database, Prisma } from "@dostyk/db";
import type { Checkpoint, SealedLine } from "./chain.ts";
import { exportedText } from "./export.ts";
import { chainHead, fieldsAt, writtenColumns } from "./rows.ts";
import { type Verdict, verifyChain } from "./verify.ts";

type Connected = Pick<Database, "prisma">;

// As many as are held in memory at once.
const pageSize = 500;

const columns = {
  ...writtenColumns,
  position: true,
  previous: true,
  hash: true,
  sealedAt: true,
  detail: { select: { salt: true, detail: true } },
} as const satisfies Prisma.AuditLineSelect;

/** The sealed lines in the order of the chain, a page at a time. Those sealed after the first was read are left out. */
async function* readSealedLines({ prisma }: Connected): AsyncGenerator<SealedLine> {
  const head = await chainHead(prisma);
  for (let after = 0n; after < BigInt(head?.position ?? 0);) {
    const rows = await prisma.auditLine.findMany({
      where: { position: { gt: after, lte: BigInt(head?.position ?? 0) } },
      orderBy: { position: "asc" },
      take: pageSize,
      select: columns,
    });
    for (const row of rows) yield sealedLine(row);
    after = rows.at(-1)?.position ?? BigInt(head?.position ?? 0);
  }
}

function sealedLine(row: Prisma.AuditLineGetPayload<{ select: typeof columns }>): SealedLine {
  const { position, previous, hash, sealedAt, detail, ...written } = row;
  // A line with a position has all four; one from which a superuser took some does not fit its hash, and is named.
  const fields = fieldsAt(written, Number(position), sealedAt ?? new Date(0));
  return { ...fields, previous: previous ?? "", hash: hash ?? "", detail };
}

/** The sealed log as text, line by line: see `exportedText`. Only a page of it is in memory at a time. */
export function exportAuditLog(database: Connected): AsyncIterable<string> {
  return exportedText(readSealedLines(database));
}

/** Verifies the log in the database, as `verifyExport` does a file. Lines that are not sealed yet are not looked at. */
export function verifyAuditLog(database: Connected, checkpoint?: Checkpoint): Promise<Verdict> {
  return verifyChain(readSealedLines(database), checkpoint);
}
