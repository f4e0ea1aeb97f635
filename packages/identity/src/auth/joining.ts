import { Refusal } from "@dostyk/kernel";
import { createAuthEndpoint, getSessionFromCtx, sessionMiddleware } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { z } from "zod";
import { perform } from "../audit/perform.ts";
import { acceptInvitation, joinBody, openInvitation } from "../commands/accept-invitation.ts";
import { InvitationNotOpen } from "../refusals.ts";
import type { AuthParts } from "./parts.ts";
import { easilyGuessed, hashPassword, passwordFits, passwordLength } from "./passwords.ts";
import { refused } from "./refused.ts";

const joinInput = z.object({
  token: z.string().min(1).max(200),
  name: z
    .string()
    .trim()
    .max(120)
    .regex(/^\P{Cc}*$/u, "has no control characters")
    .optional(),
  /** Asked for where the invitation is bound to no address: the first operator's. */
  email: z.email().max(254).optional(),
  password: z.string().max(1_000).optional(),
  locale: z.enum(["en", "ru", "kk", "ky"]).optional(),
});

/** Somebody with this address has an account already. */
class AddressHasAnAccount extends Refusal {
  constructor() {
    super("Sign in with the account that has the invited address, then open the link again.");
  }
}

/**
 * Two routes the library does not have. `/join` makes whoever opens an invitation a member, with a new account or the
 * one they are signed in to: account, password, membership and the audit line are one transaction. `/reauthenticate`
 * takes the password again, for wishes that want it to be recent.
 */
export function joining(parts: AuthParts) {
  const { database, clock, newId, mailer } = parts;
  const acting = { now: clock, newId };

  const join = createAuthEndpoint("/join", { method: "POST", body: joinInput, requireHeaders: true }, async (ctx) => {
    const { token, name = "", email = "", password = "", locale = "en" } = ctx.body;
    const session = await getSessionFromCtx(ctx);
    if (session !== null) {
      const viewer = {
        kind: "person",
        accountId: session.user.id,
        sessionId: session.session.id,
        held: [],
        reauthenticatedAt: clock(),
      } as const;
      await wished(() => joinBody(database, { ...acting, viewer }, token));
      return ctx.json({ joined: true });
    }

    if (name === "" || password === "") throw refused("BAD_REQUEST", "NAME_AND_PASSWORD_NEEDED");
    if (password.length < passwordLength.min) throw refused("BAD_REQUEST", "PASSWORD_TOO_SHORT");
    if (password.length > passwordLength.max) throw refused("BAD_REQUEST", "PASSWORD_TOO_LONG");
    if (easilyGuessed(password, [name, email])) throw refused("BAD_REQUEST", "PASSWORD_TOO_COMMON");
    const hash = await hashPassword(password);
    const accountId = newId();
    const viewer = { kind: "person", accountId, sessionId: "", held: [], reauthenticatedAt: clock() } as const;
    await wished(() =>
      perform(
        database,
        { ...acting, viewer },
        { command: "identity.join", subject: { type: "Account", id: accountId } },
        async (tx, about) => {
          const invitation = await openInvitation(tx, token, clock());
          if (invitation === null) throw new InvitationNotOpen();
          const address = (invitation.email ?? email).toLowerCase();
          if (address === "") throw refused("BAD_REQUEST", "EMAIL_NEEDED");
          if ((await tx.userAccount.findUnique({ where: { email: address }, select: { id: true } })) !== null)
            throw new AddressHasAnAccount();
          const at = clock();
          await tx.userAccount.create({
            data: {
              id: accountId,
              name,
              email: address,
              // The link came by mail and nowhere else, so whoever has it reads that mail.
              emailVerified: invitation.email !== null && mailer.kind === "smtp",
              locale,
              createdAt: at,
              updatedAt: at,
            },
          });
          await tx.credential.create({
            data: { id: newId(), userId: accountId, accountId, providerId: "credential", password: hash, createdAt: at, updatedAt: at },
          });
          const { bodyId, role } = await acceptInvitation(tx, { ...acting, viewer }, { token, accountId });
          about({ detail: { bodyId, role } });
        },
      ),
    );
    const user = await ctx.context.internalAdapter.findUserById(accountId);
    const made = await ctx.context.internalAdapter.createSession(accountId);
    if (user !== null) await setSessionCookie(ctx, { session: made, user });
    return ctx.json({ joined: true });
  });

  const reauthenticate = createAuthEndpoint(
    "/reauthenticate",
    { method: "POST", body: z.object({ password: z.string().max(1_000) }), use: [sessionMiddleware], requireHeaders: true },
    async (ctx) => {
      const { user, session } = ctx.context.session;
      const seconds = await parts.attempts.waitFor(user.email);
      if (seconds > 0) throw refused("TOO_MANY_REQUESTS", "TOO_MANY_ATTEMPTS", { "retry-after": String(seconds) });
      const credential = await database.prisma.credential.findFirst({
        where: { userId: user.id, providerId: "credential" },
        select: { password: true },
      });
      if (!(await passwordFits({ hash: credential?.password ?? "", password: ctx.body.password }))) {
        await parts.attempts.failed(user.email);
        throw refused("UNAUTHORIZED", "INVALID_PASSWORD");
      }
      await parts.attempts.succeeded(user.email);
      await database.prisma.loginSession.update({ where: { id: session.id }, data: { reauthenticatedAt: clock() }, select: { id: true } });
      return ctx.json({ reauthenticated: true });
    },
  );

  return { id: "joining", endpoints: { join, reauthenticate } };
}

/** A refusal of the house as the library's. */
async function wished<T>(wish: () => Promise<T>): Promise<T> {
  try {
    return await wish();
  } catch (error) {
    if (error instanceof AddressHasAnAccount) throw refused("BAD_REQUEST", "SIGN_IN_FIRST");
    if (error instanceof Refusal) throw refused("BAD_REQUEST", "INVITATION_NOT_VALID");
    throw error;
  }
}
