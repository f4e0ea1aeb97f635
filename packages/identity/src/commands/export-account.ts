import type { Database, Transaction } from "@dostyk/db";
import { perform } from "../audit/perform.ts";
import type { Acting } from "../audit/wish.ts";
import { insist, personOf } from "../insist.ts";
import { mustBeRecent } from "../policy.ts";

/**
 * Everything the node knows of the person who asks, as JSON: account, ways to sign in without their secrets, login
 * sessions, memberships, invitations and keys they made, and their lines of the audit log.
 * @throws SignInFirst, OnlyPeopleCanDoThis, ProveWhoYouAreAgain
 */
export async function exportAccount(database: Pick<Database, "prisma">, acting: Acting): Promise<object> {
  const { viewer, now } = acting;
  return perform(database, acting, { command: "identity.export-account" }, async (tx, about) => {
    const { accountId } = personOf(viewer);
    insist(mustBeRecent(viewer, now()));
    about({ subject: { type: "Account", id: accountId } });
    return { exportedAt: now(), ...(await knownOf(tx, accountId)) };
  });
}

async function knownOf(tx: Transaction, accountId: string): Promise<object> {
  const of = { where: { accountId } };
  const byAge = { orderBy: { createdAt: "asc" } } as const;
  const account = await tx.userAccount.findUniqueOrThrow({
    where: { id: accountId },
    select: {
      id: true,
      name: true,
      email: true,
      emailVerified: true,
      image: true,
      locale: true,
      twoFactorEnabled: true,
      createdAt: true,
      updatedAt: true,
      credentials: { select: { providerId: true, accountId: true, createdAt: true, updatedAt: true }, ...byAge },
      loginSessions: { select: { ipAddress: true, userAgent: true, createdAt: true, expiresAt: true, reauthenticatedAt: true }, ...byAge },
      invited: {
        select: { email: true, role: true, body: { select: { name: true } }, createdAt: true, expiresAt: true, acceptedAt: true },
        ...byAge,
      },
    },
  });
  const memberships = await tx.membership.findMany({
    ...of,
    select: { role: true, body: { select: { kind: true, name: true } }, createdAt: true },
    ...byAge,
  });
  const keys = await tx.apiKey.findMany({
    where: { createdById: accountId },
    select: { name: true, prefix: true, scopes: true, body: { select: { name: true } }, createdAt: true, expiresAt: true, revokedAt: true },
    ...byAge,
  });
  const auditLines = await tx.auditLine.findMany({
    where: { viewerId: accountId },
    select: {
      at: true,
      command: true,
      subjectType: true,
      subjectId: true,
      decision: true,
      refusal: true,
      detail: { select: { detail: true } },
    },
    orderBy: [{ at: "asc" }, { id: "asc" }],
  });
  return { account, memberships, keys, auditLines };
}
