import type { Database, Transaction } from "@dostyk/db";
import type { Role } from "@dostyk/kernel";
import { z } from "zod";
import { perform } from "../audit/perform.ts";
import type { Acting } from "../audit/wish.ts";
import { checked, emailInput } from "../input.ts";
import { openAt } from "../invitation.ts";
import { mayInvite, mustBeSomebody } from "../policy.ts";
import { TooManyOpenInvitations } from "../refusals.ts";
import { newToken } from "../secrets.ts";
import { readBody } from "../store.ts";
import { insist } from "../insist.ts";

/** To whom, and to what, an invitation goes. */
export type InvitationInput = { readonly bodyId: string; readonly role: Role; readonly email: string };

/** An invitation at the only moment its token is known. */
export type FreshInvitation = {
  readonly id: string;
  /** Goes into the link and nowhere else; only its SHA-256 is kept. */
  readonly token: string;
  readonly email: string;
  readonly role: Role;
  readonly bodyName: string;
  readonly expiresAt: Date;
};

const openForMs = 7 * 24 * 3_600_000;
const mostOpen = 100;

/**
 * Invites whoever reads the address to a role in a body, for 7 days. The same invitation, where it is open, is replaced:
 * its link stops working.
 * @throws NobodyGrantsAboveTheirOwn, RoleBelongsElsewhere, ProveWhoYouAreAgain, TooManyOpenInvitations, InvalidInput, RecordNotFound
 */
export async function inviteMember(database: Pick<Database, "prisma">, acting: Acting, given: InvitationInput): Promise<FreshInvitation> {
  const { viewer, now, newId } = acting;
  const id = newId();
  const { shown: token, hash } = newToken();
  const wish = { command: "identity.invite-member", subject: { type: "Invitation", id }, detail: { ...given } };
  return perform(database, acting, wish, async (tx) => {
    insist(mustBeSomebody(viewer));
    const body = await readBody(tx, viewer, given.bodyId, "bodyId");
    insist(mayInvite(viewer, { role: given.role, body }, now()));
    const { email } = checked(z.object({ email: emailInput }), given);
    await tx.invitation.updateMany({
      where: { bodyId: body.id, role: given.role, email, ...openAt(now()) },
      data: { revokedAt: now() },
    });
    await mustHaveRoom(tx, body.id, now());
    const expiresAt = new Date(now().getTime() + openForMs);
    const invitedById = viewer.kind === "person" ? viewer.accountId : null;
    await tx.invitation.create({
      data: { id, bodyId: body.id, role: given.role, email, tokenHash: hash, invitedById, expiresAt, createdAt: now() },
      select: { id: true },
    });
    return { id, token, email, role: given.role, bodyName: body.name, expiresAt };
  });
}

async function mustHaveRoom(tx: Transaction, bodyId: string, now: Date): Promise<void> {
  const open = await tx.invitation.count({ where: { bodyId, ...openAt(now) } });
  if (open >= mostOpen) throw new TooManyOpenInvitations(mostOpen);
}
