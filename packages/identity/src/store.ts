import type { Transaction } from "@dostyk/db";
import { RecordNotFound, type Viewer } from "@dostyk/kernel";
import { bodiesVisibleTo, isOwn } from "./policy.ts";
import { TheLastOperatorStays } from "./refusals.ts";

/** What rules need of a body. */
export const bodyColumns = { id: true, kind: true, name: true, parentId: true } as const;

/** A body the viewer may see. @throws RecordNotFound, alike for one that is missing and one that is hidden */
export async function readBody(tx: Pick<Transaction, "actingBody">, viewer: Viewer, id: string, path: string) {
  const body = await tx.actingBody.findFirst({ where: { AND: [{ id }, bodiesVisibleTo(viewer)] }, select: bodyColumns });
  if (body === null) throw new RecordNotFound("body", id.slice(0, 80), [path]);
  return body;
}

/** Ends every login session of an account; where it is the viewer's own, the one they wish this by goes on. */
export async function endOtherSessions(tx: Pick<Transaction, "loginSession">, viewer: Viewer, accountId: string): Promise<number> {
  const kept = viewer.kind === "person" && isOwn(viewer, accountId) ? { id: { not: viewer.sessionId } } : {};
  const { count } = await tx.loginSession.deleteMany({ where: { userId: accountId, ...kept } });
  return count;
}

/** @throws TheLastOperatorStays where nobody but this account is an operator */
export async function keepAnOperator(tx: Pick<Transaction, "membership">, accountId: string): Promise<void> {
  const operators = await tx.membership.findMany({ where: { role: "OPERATOR" }, select: { accountId: true } });
  if (operators.some((one) => one.accountId === accountId) && operators.every((one) => one.accountId === accountId))
    throw new TheLastOperatorStays();
}
