import type { Database } from "@dostyk/db";
import { RecordNotFound } from "@dostyk/kernel";
import { perform } from "../audit/perform.ts";
import type { Acting } from "../audit/wish.ts";
import { endOtherSessions } from "../store.ts";
import { personOf } from "../insist.ts";

/**
 * Ends one of the person's own login sessions, be it the one they are in.
 * @throws SignInFirst, OnlyPeopleCanDoThis, RecordNotFound
 */
export async function endLoginSession(database: Pick<Database, "prisma">, acting: Acting, sessionId: string): Promise<void> {
  const { viewer } = acting;
  const wish = { command: "identity.end-login-session", subject: { type: "LoginSession", id: sessionId } };
  await perform(database, acting, wish, async (tx) => {
    const { accountId } = personOf(viewer);
    const { count } = await tx.loginSession.deleteMany({ where: { id: sessionId, userId: accountId } });
    if (count === 0) throw new RecordNotFound("login session", sessionId.slice(0, 80), ["sessionId"]);
  });
}

/**
 * Ends all of the person's login sessions, or all but the one they are in, and answers with how many.
 * @throws SignInFirst, OnlyPeopleCanDoThis
 */
export async function endAllLoginSessions(
  database: Pick<Database, "prisma">,
  acting: Acting,
  { keepThis }: { readonly keepThis: boolean },
): Promise<number> {
  const { viewer } = acting;
  return perform(database, acting, { command: "identity.end-all-login-sessions" }, async (tx, about) => {
    const { accountId } = personOf(viewer);
    const others = await endOtherSessions(tx, viewer, accountId);
    const { count } = keepThis ? { count: 0 } : await tx.loginSession.deleteMany({ where: { userId: accountId } });
    about({ subject: { type: "Account", id: accountId }, detail: { ended: others + count } });
    return others + count;
  });
}
