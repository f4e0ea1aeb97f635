import { type GraphqlContext, mutation } from "@dostyk/graphql";
import { issueKey } from "../commands/issue-key.ts";
import { revokeKey } from "../commands/revoke-key.ts";
import { actingIn } from "./acting.ts";
import { ApiKeyRef } from "./api-key.ts";
import { forPeople } from "./refusals.ts";

const readKey = (query: object, id: string, { prisma }: GraphqlContext) => prisma.apiKey.findUniqueOrThrow({ ...query, where: { id } });

mutation("issueKey", {
  description: "Issues an API key for a donor or an association. For a donor's people and an association's officers.",
  input: (t) => ({
    bodyId: t.id({ required: true, description: "On whose behalf it is used." }),
    name: t.string({ required: true, description: "What people call it: one line of at most 200 characters." }),
    scopes: t.stringList({
      required: true,
      description: "read:public, read:programme:<id of a programme>; for an association also submit:practice.",
    }),
    expiresAt: t.field({ type: "DateTime", required: true, description: "When it stops working: in a year at the latest." }),
    costBudget: t.int({ required: true, description: "Points of query cost it may spend in an hour: 1000 to 1000000." }),
  }),
  refusals: [...forPeople, "ProveWhoYouAreAgain", "OnlyItsOwnPeopleIssueKeys", "ScopeBelongsElsewhere", "RecordNotFound", "InvalidInput"],
  wish: ({ bodyId, name, scopes, expiresAt, costBudget }, context) =>
    issueKey(context, actingIn(context), { bodyId, name, scopes, expiresAt, costBudget }),
  payload: (t) => ({
    key: t.prismaField({
      type: ApiKeyRef,
      description: "The new key, without its secret.",
      resolve: (query, { id }, _args, context) => readKey(query, id, context),
    }),
    secret: t.exposeString("secret", { description: "The key itself, shown this once: `Authorization: Bearer <secret>`." }),
  }),
});

mutation("revokeKey", {
  description: "Makes a key worthless from the next request on. For those who may issue it, and for operators.",
  input: (t) => ({ keyId: t.id({ required: true, description: "The key." }) }),
  refusals: [...forPeople, "OnlyItsOwnPeopleIssueKeys", "RecordNotFound"],
  wish: async ({ keyId }, context) => {
    await revokeKey(context, actingIn(context), keyId);
    return { id: keyId };
  },
  payload: (t) => ({
    key: t.prismaField({
      type: ApiKeyRef,
      description: "The key as it is now.",
      resolve: (query, { id }, _args, context) => readKey(query, id, context),
    }),
  }),
});
