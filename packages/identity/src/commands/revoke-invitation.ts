import type { Database } from "@dostyk/db";
import { RecordNotFound } from "@dostyk/kernel";
import { perform } from "../audit/perform.ts";
import type { Acting } from "../audit/wish.ts";
import { openAt } from "../invitation.ts";
import { mayTakeBack, mustBeSomebody, rolesVisibleTo } from "../policy.ts";
import { bodyColumns } from "../store.ts";
import { insist } from "../insist.ts";

/**
 * Makes an invitation's link worthless. Revoking twice, or one that was used or has expired, changes nothing.
 * @throws NobodyGrantsAboveTheirOwn, RecordNotFound
 */
export async function revokeInvitation(database: Pick<Database, "prisma">, acting: Acting, invitationId: string): Promise<void> {
  const { viewer, now } = acting;
  const wish = { command: "identity.revoke-invitation", subject: { type: "Invitation", id: invitationId } };
  await perform(database, acting, wish, async (tx, about) => {
    insist(mustBeSomebody(viewer));
    const invitation = await tx.invitation.findFirst({
      where: { AND: [{ id: invitationId }, rolesVisibleTo(viewer)] },
      select: { role: true, body: { select: bodyColumns } },
    });
    if (invitation === null) throw new RecordNotFound("invitation", invitationId.slice(0, 80), ["invitationId"]);
    insist(mayTakeBack(viewer, invitation));
    await tx.invitation.updateMany({ where: { id: invitationId, ...openAt(now()) }, data: { revokedAt: now() } });
    about({ detail: { role: invitation.role, bodyId: invitation.body.id } });
  });
}
