import { type GraphqlContext, mutation } from "@dostyk/graphql";
import { registerBody, renameBody } from "../commands/register-body.ts";
import { actingIn } from "./acting.ts";
import { ActingBodyRef } from "./acting-body.ts";
import { forPeople } from "./refusals.ts";
import { RegisteredKindEnum } from "./role.ts";

const refusals = [...forPeople, "OnlyThoseAboveCanRegister", "NameTaken", "RecordNotFound", "InvalidInput"];

const readBody = (query: object, bodyId: string, { prisma }: GraphqlContext) =>
  prisma.actingBody.findUniqueOrThrow({ ...query, where: { id: bodyId } });

mutation("registerBody", {
  description:
    "Registers an association, a city below its association, or a donor. For operators; cities also for their association's officers.",
  input: (t) => ({
    kind: t.field({ type: RegisteredKindEnum, required: true, description: "What it is." }),
    name: t.string({ required: true, description: "One line of at most 200 characters that no other of its kind has." }),
    parentId: t.id({ description: "A city's association; left out for all others." }),
  }),
  refusals,
  wish: async ({ kind, name, parentId }, context) => ({
    bodyId: await registerBody(context, actingIn(context), { kind, name, parentId: parentId ?? null }),
  }),
  payload: (t) => ({
    body: t.prismaField({
      type: ActingBodyRef,
      description: "The new body.",
      resolve: (query, { bodyId }, _args, context) => readBody(query, bodyId, context),
    }),
  }),
});

mutation("renameBody", {
  description: "Gives a body another name. For those who may register such a body.",
  input: (t) => ({
    bodyId: t.id({ required: true, description: "The body." }),
    name: t.string({ required: true, description: "One line of at most 200 characters that no other of its kind has." }),
  }),
  refusals,
  wish: async ({ bodyId, name }, context) => {
    await renameBody(context, actingIn(context), { bodyId, name });
    return { bodyId };
  },
  payload: (t) => ({
    body: t.prismaField({
      type: ActingBodyRef,
      description: "The body under its new name.",
      resolve: (query, { bodyId }, _args, context) => readBody(query, bodyId, context),
    }),
  }),
});
