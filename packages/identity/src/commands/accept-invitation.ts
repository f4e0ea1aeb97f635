import type { Database, PrismaClient, Transaction } from "@dostyk/db";
import type { Role } from "@dostyk/kernel";
import { perform } from "../audit/perform.ts";
import type { Acting } from "../audit/wish.ts";
import { isOpen, masked } from "../invitation.ts";
import { InvitationIsForAnotherAddress, InvitationNotOpen } from "../refusals.ts";
import type { BodyKind } from "../role.ts";
import { hashOf, looksLikeToken } from "../secrets.ts";
import { endOtherSessions } from "../store.ts";
import { personOf } from "../insist.ts";

/** What a join page may show to whoever holds the link. */
export type InvitationDescription = {
  readonly bodyName: string;
  readonly bodyKind: BodyKind;
  readonly role: Role;
  /** The bound address, masked; null where whoever opens the link chooses one. */
  readonly address: string | null;
  readonly expiresAt: Date;
};

/** An open invitation as whoever makes the account needs it. A null `email` is bound to no address. */
export type OpenInvitation = {
  readonly id: string;
  readonly email: string | null;
  readonly role: Role;
  readonly bodyId: string;
  readonly bodyName: string;
  readonly bodyKind: BodyKind;
  readonly expiresAt: Date;
};

/** The invitation of a token; null where it is unknown, used, revoked or expired. */
export async function openInvitation(prisma: Pick<PrismaClient, "invitation">, token: string, now: Date): Promise<OpenInvitation | null> {
  if (!looksLikeToken(token)) return null;
  const found = await prisma.invitation.findUnique({
    where: { tokenHash: hashOf(token) },
    select: {
      id: true,
      email: true,
      role: true,
      expiresAt: true,
      acceptedAt: true,
      revokedAt: true,
      body: { select: { id: true, name: true, kind: true } },
    },
  });
  if (found === null || !isOpen(found, now)) return null;
  const { id, email, role, expiresAt, body } = found;
  return { id, email, role, expiresAt, bodyId: body.id, bodyName: body.name, bodyKind: body.kind };
}

/** What may be shown of an invitation to whoever holds its token; null, alike, for every token that opens nothing. */
export async function describeInvitation(
  prisma: Pick<PrismaClient, "invitation">,
  token: string,
  now: Date,
): Promise<InvitationDescription | null> {
  const invitation = await openInvitation(prisma, token, now);
  if (invitation === null) return null;
  const { bodyName, bodyKind, role, email, expiresAt } = invitation;
  return { bodyName, bodyKind, role, address: email === null ? null : masked(email), expiresAt };
}

/**
 * Makes an account a member by an invitation, once, and answers with the invitation. The account's other login sessions
 * end: what they may do has changed. A role that is held already stays as it is, and the invitation is used up.
 * For use inside another command's `perform`, such as the one that makes the account.
 * @throws InvitationNotOpen, InvitationIsForAnotherAddress
 */
export async function acceptInvitation(
  tx: Transaction,
  { viewer, now, newId }: Acting,
  { token, accountId }: { readonly token: string; readonly accountId: string },
): Promise<OpenInvitation> {
  const invitation = await openInvitation(tx, token, now());
  if (invitation === null) throw new InvitationNotOpen();
  const account = await tx.userAccount.findFirst({ where: { id: accountId, erasedAt: null }, select: { email: true } });
  if (account === null || (invitation.email !== null && invitation.email !== account.email.toLowerCase()))
    throw new InvitationIsForAnotherAddress();
  // Of two who accept at once, the transaction of one starts over, and then finds the invitation used.
  const { id, bodyId, role } = invitation;
  await tx.invitation.update({ where: { id }, data: { acceptedAt: now() }, select: { id: true } });
  await tx.membership.upsert({
    where: { accountId_bodyId_role: { accountId, bodyId, role } },
    create: { id: newId(), accountId, bodyId, role, createdAt: now() },
    update: {},
    select: { id: true },
  });
  await endOtherSessions(tx, viewer, accountId);
  return invitation;
}

/**
 * Makes the signed-in person a member by an invitation to their own address.
 * @throws SignInFirst, OnlyPeopleCanDoThis, InvitationNotOpen, InvitationIsForAnotherAddress
 */
export async function joinBody(database: Pick<Database, "prisma">, acting: Acting, token: string): Promise<OpenInvitation> {
  const { viewer } = acting;
  return perform(database, acting, { command: "identity.join-body" }, async (tx, about) => {
    const { accountId } = personOf(viewer);
    const invitation = await acceptInvitation(tx, acting, { token, accountId: accountId });
    about({ subject: { type: "Invitation", id: invitation.id }, detail: { role: invitation.role, bodyId: invitation.bodyId } });
    return invitation;
  });
}
