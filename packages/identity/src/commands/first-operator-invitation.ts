import type { Database } from "@dostyk/db";
import { perform } from "../audit/perform.ts";
import type { Acting } from "../audit/wish.ts";
import { openAt } from "../invitation.ts";
import { newToken } from "../secrets.ts";

const openForMs = 24 * 3_600_000;

/**
 * For the start of a node: while it has no operator, a token that makes whoever opens its link one, once and within 24
 * hours; earlier ones stop working. It is bound to no address, for nobody knows one yet. Null where there is an operator.
 */
export async function firstOperatorInvitation(database: Pick<Database, "prisma">, acting: Acting): Promise<string | null> {
  // Nearly every start finds an operator, and a start is no wish that the log would have to tell of.
  if (await hasOperator(database.prisma)) return null;
  const { now, newId } = acting;
  const id = newId();
  const { shown: token, hash } = newToken();
  const wish = { command: "identity.invite-first-operator", subject: { type: "Invitation", id } };
  return perform(database, acting, wish, async (tx) => {
    if (await hasOperator(tx)) return null;
    const body =
      (await tx.actingBody.findFirst({ where: { kind: "NODE" }, select: { id: true } })) ??
      (await tx.actingBody.create({
        data: { id: newId(), kind: "NODE", name: "Node", createdAt: now(), updatedAt: now() },
        select: { id: true },
      }));
    await tx.invitation.updateMany({ where: { bodyId: body.id, email: null, ...openAt(now()) }, data: { revokedAt: now() } });
    const expiresAt = new Date(now().getTime() + openForMs);
    await tx.invitation.create({
      data: { id, bodyId: body.id, role: "OPERATOR", tokenHash: hash, expiresAt, createdAt: now() },
      select: { id: true },
    });
    return token;
  });
}

async function hasOperator(prisma: Pick<Database["prisma"], "membership">): Promise<boolean> {
  return (await prisma.membership.count({ where: { role: "OPERATOR" } })) > 0;
}
