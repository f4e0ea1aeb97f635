import type { Database, Transaction } from "@dostyk/db";
import { InvalidInput } from "@dostyk/kernel";
import { perform } from "../audit/perform.ts";
import type { Acting } from "../audit/wish.ts";
import { insist, personOf } from "../insist.ts";
import { mustBeRecent } from "../policy.ts";
import { keepAnOperator } from "../store.ts";

/**
 * Makes a pseudonym of the account of the person who wishes it. Public acts stay under the pseudonym; the address, ways
 * to sign in, login sessions, roles and what the audit log says in words are gone. There is no way back, so the person
 * gives their address, as one signs a letter. Answers with the pseudonym.
 * @throws SignInFirst, OnlyPeopleCanDoThis, ProveWhoYouAreAgain, TheLastOperatorStays, InvalidInput
 */
export async function eraseAccount(database: Pick<Database, "prisma">, acting: Acting, given: { readonly email: string }): Promise<string> {
  const { viewer, now } = acting;
  return perform(database, acting, { command: "identity.erase-account" }, async (tx, about) => {
    const { accountId } = personOf(viewer);
    insist(mustBeRecent(viewer, now()));
    about({ subject: { type: "Account", id: accountId } });
    const { email } = await tx.userAccount.findUniqueOrThrow({ where: { id: accountId }, select: { email: true } });
    if (given.email.trim().toLowerCase() !== email.toLowerCase())
      throw new InvalidInput([{ path: ["email"], message: "Give the address of your own account, which is to be erased." }]);
    await keepAnOperator(tx, accountId);
    const name = await becomePseudonym(tx, accountId, now());
    await forgetAddress(tx, accountId, email, now());
    await tx.membership.deleteMany({ where: { accountId } });
    return name;
  });
}

/** An address nobody can have (RFC 6761 §6.4), and still one for each account. */
function unusableAddress(accountId: string): string {
  return `${accountId.toLowerCase()}@erased.invalid`;
}

async function becomePseudonym(tx: Transaction, id: string, now: Date): Promise<string> {
  const name = `Erased person ${id.slice(-6)}`;
  await tx.userAccount.update({
    where: { id },
    data: {
      name,
      email: unusableAddress(id),
      emailVerified: false,
      image: null,
      locale: "en",
      twoFactorEnabled: false,
      erasedAt: now,
      updatedAt: now,
    },
    select: { id: true },
  });
  await tx.credential.deleteMany({ where: { userId: id } });
  await tx.loginSession.deleteMany({ where: { userId: id } });
  await tx.secondFactor.deleteMany({ where: { userId: id } });
  return name;
}

/** Takes the address and the words out of whatever else holds them. */
async function forgetAddress(tx: Transaction, accountId: string, email: string, now: Date): Promise<void> {
  const invitations = await tx.invitation.findMany({ where: { email: email.toLowerCase() }, select: { id: true } });
  const ids = invitations.map(({ id }) => id);
  // An open invitation without an address would open to anybody.
  await tx.invitation.updateMany({ where: { id: { in: ids }, acceptedAt: null, revokedAt: null }, data: { revokedAt: now } });
  await tx.invitation.updateMany({ where: { id: { in: ids } }, data: { email: unusableAddress(accountId) } });
  await tx.verification.deleteMany({
    where: { OR: [{ value: accountId }, { identifier: { contains: email } }, { value: { contains: email } }] },
  });
  await tx.auditDetail.deleteMany({ where: { line: { OR: [{ viewerId: accountId }, { subjectId: { in: [accountId, ...ids] } }] } } });
}
