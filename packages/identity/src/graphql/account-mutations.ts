import { mutation } from "@dostyk/graphql";
import { correctAccount } from "../commands/correct-account.ts";
import { endAllLoginSessions, endLoginSession } from "../commands/end-login-session.ts";
import { eraseAccount } from "../commands/erase-account.ts";
import { exportAccount } from "../commands/export-account.ts";
import { personOf } from "../insist.ts";
import { AccountRef } from "./account.ts";
import { actingIn } from "./acting.ts";
import { forPeople } from "./refusals.ts";

mutation("correctAccount", {
  description: "Corrects one's own name, or the language mail is written in. What is left out stays.",
  input: (t) => ({
    name: t.string({ description: "One line of at most 200 characters." }),
    locale: t.string({ description: "en, ru, kk or ky." }),
  }),
  refusals: [...forPeople, "InvalidInput"],
  wish: async ({ name, locale }, context) => {
    await correctAccount(context, actingIn(context), { name: name ?? undefined, locale: locale ?? undefined });
    return { accountId: personOf(context.viewer).accountId };
  },
  payload: (t) => ({
    account: t.prismaField({
      type: AccountRef,
      description: "The account as it is now.",
      resolve: (query, { accountId }, _args, { prisma }) => prisma.userAccount.findUniqueOrThrow({ ...query, where: { id: accountId } }),
    }),
  }),
});

mutation("endLoginSession", {
  description: "Ends one of one's own sign-ins, be it this one.",
  input: (t) => ({ sessionId: t.id({ required: true, description: "The sign-in." }) }),
  refusals: [...forPeople, "RecordNotFound"],
  wish: async ({ sessionId }, context) => {
    await endLoginSession(context, actingIn(context), sessionId);
    return { sessionId };
  },
  payload: (t) => ({ sessionId: t.exposeID("sessionId", { description: "What has ended." }) }),
});

mutation("endAllLoginSessions", {
  description: "Signs out everywhere.",
  input: (t) => ({
    keepThis: t.boolean({ defaultValue: true, description: "Whether the sign-in this is wished in goes on. Default: it does." }),
  }),
  refusals: [...forPeople],
  wish: async ({ keepThis }, context) => ({ ended: await endAllLoginSessions(context, actingIn(context), { keepThis: keepThis ?? true }) }),
  payload: (t) => ({ ended: t.exposeInt("ended", { description: "How many sign-ins have ended." }) }),
});

mutation("exportMyAccount", {
  description: "Everything the node knows of the person who asks, without secrets. Wants a recent proof of who one is.",
  refusals: [...forPeople, "ProveWhoYouAreAgain"],
  wish: async (_input, context) => ({ known: await exportAccount(context, actingIn(context)) }),
  payload: (t) => ({
    known: t.field({
      type: "JSON",
      description: "Account, ways to sign in, sign-ins, roles, invitations, keys, and one's lines of the audit log.",
      resolve: ({ known }) => known,
    }),
  }),
});

mutation("eraseMyAccount", {
  description:
    "Makes a pseudonym of one's account, for ever. Public acts stay under it; address, ways to sign in, sign-ins and roles are gone. Wants a recent proof of who one is.",
  input: (t) => ({ email: t.string({ required: true, description: "One's own address, so that nobody is erased by a slip." }) }),
  refusals: [...forPeople, "ProveWhoYouAreAgain", "TheLastOperatorStays", "InvalidInput"],
  wish: async ({ email }, context) => ({ pseudonym: await eraseAccount(context, actingIn(context), { email }) }),
  payload: (t) => ({ pseudonym: t.exposeString("pseudonym", { description: "Under which the public acts stay." }) }),
});
