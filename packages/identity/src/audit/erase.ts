import type { Transaction } from "@dostyk/db";

/**
 * Erases what the log says in words, with its salt, of what this account wished and of what was wished about it; answers
 * how many lines that were. The lines stay and the chain is whole without their details. Erasing twice changes nothing.
 */
export async function eraseAuditDetails(tx: Pick<Transaction, "auditDetail">, accountId: string): Promise<number> {
  const { count } = await tx.auditDetail.deleteMany({
    where: { line: { OR: [{ viewerKind: "person", viewerId: accountId }, { subjectId: accountId }] } },
  });
  return count;
}
