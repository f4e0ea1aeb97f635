import type { Database } from "@dostyk/db";
import { linkableOf } from "@dostyk/directory/graphql";
import { builder, type BuilderTypes, type GraphqlContext, mutation, readGlobalId } from "@dostyk/graphql";
import { actingIn, forPeople } from "@dostyk/identity/graphql";
import { RecordNotFound } from "@dostyk/kernel";
import { proposePartnership } from "../commands/propose-partnership.ts";
import {
  amendPartnership,
  confirmPartnership,
  declinePartnership,
  endPartnership,
  markPartnershipDormant,
  resumePartnership,
  type Saying,
  type Spoken,
  suspendPartnership,
} from "../commands/speak.ts";
import type { PartnershipActing } from "../store.ts";
import { PartnershipKind, PartnershipRef } from "./partnership.ts";

type InputFields = PothosSchemaTypes.InputFieldBuilder<BuilderTypes, "InputObject">;

const TermsInput = builder.inputType("PartnershipTermsInput", {
  description: "What parties agree on.",
  fields: (t) => ({
    title: t.string({ required: true, description: "What the partnership is called: at most 300 characters." }),
    summary: t.string({ description: "What it is about: at most 4000 characters." }),
    kind: t.field({ type: PartnershipKind, required: true, description: "What sort of partnership." }),
    themes: t.stringList({ description: "Codes of at most 20 themes." }),
    starts: t.string({ description: "When it begins, as EDTF. Left out: with the last confirmation." }),
  }),
});

const statementFields = (t: InputFields) => ({
  on: t.string({ description: "Since when it holds, as EDTF. Left out: today." }),
  reason: t.string({ description: "Why: at most 4000 characters." }),
  decider: t.string({ description: "Who decided: at most 300 characters." }),
  language: t.field({ type: "LanguageTag", description: "The language of the texts. Left out: the request's." }),
  idempotencyKey: t.string({ required: true, description: "Made anew for each wish, at most 100 characters: sent twice, it counts once." }),
});

const sayingFields = (t: InputFields) => ({
  partnershipId: t.id({ required: true, description: "Global id of the partnership." }),
  party: t.id({ required: true, description: "Global id of the place or organization that speaks." }),
  version: t.int({ required: true, description: "The version of the process that was shown." }),
  ...statementFields(t),
});

type Given = Omit<Saying, "partnershipId" | "party" | "language"> & {
  readonly partnershipId: string;
  readonly party: string;
  readonly language?: string | null | undefined;
};

/** The id in a global id. @throws RecordNotFound for that of another type */
export function idOf(partnershipId: string): string {
  const { kind, id } = readGlobalId(partnershipId);
  if (kind.type !== "PARTNERSHIP") throw new RecordNotFound("partnership", partnershipId.slice(0, 80), ["partnershipId"]);
  return id;
}

function sayingOf({ partnershipId, party, language, ...given }: Given, { locale }: GraphqlContext): Saying {
  return { ...given, partnershipId: idOf(partnershipId), party: linkableOf(party, ["party"]), language: language ?? locale };
}

/** The request as commands of this room know it. */
export function actingOn(context: GraphqlContext): PartnershipActing {
  return { ...actingIn(context), homeNode: context.homeNode };
}

/** What every wish about a partnership may be answered with. */
export const answered = {
  refusals: [
    ...forPeople,
    "RecordNotFound",
    "OnlyItsPeopleSpeakForIt",
    "NobodySpeaksForItYet",
    "OnePersonSpeaksForOneSide",
    "OnlyItsHomeNodeWrites",
    "KnownOnlyFromDocuments",
    "NotOpenNow",
    "SomebodyElseChangedIt",
    "InvalidInput",
  ],
  payload: (t: PothosSchemaTypes.ObjectFieldBuilder<BuilderTypes, Spoken>) => ({
    partnership: t.prismaField({
      type: PartnershipRef,
      description: "The partnership as it stands now.",
      resolve: (query, { partnershipId }, _args, { prisma }) =>
        prisma.partnership.findUniqueOrThrow({ ...query, where: { id: partnershipId } }),
    }),
    version: t.exposeInt("version", { description: "The version it has by this statement." }),
  }),
};

mutation("proposePartnership", {
  description: "Proposes a partnership to others, for a party the viewer is an officer of.",
  input: (t) => ({
    parties: t.idList({ required: true, description: "Global ids of 2 to 10 places or organizations; the one that proposes first." }),
    terms: t.field({ type: TermsInput, required: true, description: "What is offered." }),
    ...statementFields(t),
  }),
  refusals: answered.refusals,
  wish: ({ parties, terms, language, ...given }, context) =>
    proposePartnership(context, actingOn(context), {
      ...given,
      parties: parties.map((party, index) => linkableOf(party, ["parties", String(index)])),
      terms: { ...terms, themes: terms.themes ?? [] },
      language: language ?? context.locale,
    }),
  payload: answered.payload,
});

mutation("amendPartnership", {
  description: "Offers new terms for a party; the others confirm them, and until all have, what was agreed holds.",
  input: (t) => ({ terms: t.field({ type: TermsInput, required: true, description: "What is offered, whole." }), ...sayingFields(t) }),
  refusals: answered.refusals,
  wish: ({ terms, ...given }, context) =>
    amendPartnership(context, actingOn(context), { ...sayingOf(given, context), terms: { ...terms, themes: terms.themes ?? [] } }),
  payload: answered.payload,
});

type Speak = (database: Pick<Database, "prisma">, acting: PartnershipActing, saying: Saying) => Promise<Spoken>;

const acts: readonly (readonly [string, Speak, string])[] = [
  ["confirmPartnership", confirmPartnership, "Accepts the latest terms for a party. With the last acceptance the partnership is active."],
  ["declinePartnership", declinePartnership, "Declines the latest terms for a party. What was agreed before stays agreed."],
  ["suspendPartnership", suspendPartnership, "Says that a party stops for a time."],
  ["markPartnershipDormant", markPartnershipDormant, "Says that a party has seen nothing happen for long."],
  ["resumePartnership", resumePartnership, "Says that a party is at work again."],
  ["endPartnership", endPartnership, "Ends a partnership for a party, for good. Another party can join in the end."],
];

for (const [name, speak, description] of acts)
  mutation(name, {
    description,
    input: sayingFields,
    refusals: answered.refusals,
    wish: (given, context) => speak(context, actingOn(context), sayingOf(given, context)),
    payload: answered.payload,
  });
