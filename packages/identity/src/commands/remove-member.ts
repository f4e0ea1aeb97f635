import type { Database } from "@dostyk/db";
import { RecordNotFound } from "@dostyk/kernel";
import { perform } from "../audit/perform.ts";
import type { Acting } from "../audit/wish.ts";
import { mayTakeBack, mustBeSomebody, rolesVisibleTo } from "../policy.ts";
import { bodyColumns, endOtherSessions, keepAnOperator } from "../store.ts";
import { insist, personOf } from "../insist.ts";

/**
 * Takes a role from its holder and ends their login sessions, in one transaction.
 * @throws NobodyGrantsAboveTheirOwn, TheLastOperatorStays, RecordNotFound
 */
export async function removeMember(database: Pick<Database, "prisma">, acting: Acting, membershipId: string): Promise<void> {
  const { viewer } = acting;
  const wish = { command: "identity.remove-member", subject: { type: "Membership", id: membershipId } };
  await perform(database, acting, wish, async (tx, about) => {
    insist(mustBeSomebody(viewer));
    const membership = await tx.membership.findFirst({
      where: { AND: [{ id: membershipId }, rolesVisibleTo(viewer)] },
      select: { accountId: true, role: true, body: { select: bodyColumns } },
    });
    if (membership === null) throw new RecordNotFound("member", membershipId.slice(0, 80), ["membershipId"]);
    const { accountId, role, body } = membership;
    about({ detail: { accountId, role, bodyId: body.id } });
    insist(mayTakeBack(viewer, membership));
    if (role === "OPERATOR") await keepAnOperator(tx, accountId);
    await tx.membership.delete({ where: { id: membershipId }, select: { id: true } });
    await endOtherSessions(tx, viewer, accountId);
  });
}

/**
 * Lays down every role the person holds in a body; their other login sessions end. Leaving twice changes nothing.
 * @throws SignInFirst, OnlyPeopleCanDoThis, TheLastOperatorStays
 */
export async function leaveBody(database: Pick<Database, "prisma">, acting: Acting, bodyId: string): Promise<void> {
  const { viewer } = acting;
  const wish = { command: "identity.leave-body", subject: { type: "ActingBody", id: bodyId } };
  await perform(database, acting, wish, async (tx, about) => {
    const { accountId } = personOf(viewer);
    const held = await tx.membership.findMany({ where: { bodyId, accountId }, select: { role: true } });
    about({ detail: { roles: held.map(({ role }) => role) } });
    if (held.some(({ role }) => role === "OPERATOR")) await keepAnOperator(tx, accountId);
    await tx.membership.deleteMany({ where: { bodyId, accountId } });
    await endOtherSessions(tx, viewer, accountId);
  });
}
