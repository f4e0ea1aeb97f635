import { builder, declareRefusals, type GraphqlContext, mutation } from "@dostyk/graphql";
import { actingIn, forPeople } from "@dostyk/identity/graphql";
import type { NeedOrOfferKind } from "../need-or-offer.ts";
import { closeNeedOrOffer, type Publication, publishNeedOrOffer } from "../publish.ts";
import { DonorsOnlyOffer, DraftHasChanged, OnlyForItsOwnPlace, OnlyItsOwnPeoplePublish, TooManyNeedsAndOffers } from "../refusals.ts";
import { NeedOrOfferRef } from "./need-or-offer.ts";

declareRefusals({
  OnlyItsOwnPeoplePublish: [OnlyItsOwnPeoplePublish, "The viewer does not act for the body."],
  OnlyForItsOwnPlace: [OnlyForItsOwnPlace, "The place is one that another body acts for, or none."],
  DonorsOnlyOffer: [DonorsOnlyOffer, "A donor has no needs here."],
  DraftHasChanged: [DraftHasChanged, "Somebody else has rewritten or published the draft meanwhile."],
  TooManyNeedsAndOffers: [TooManyNeedsAndOffers, "The body has 100 drafts, needs and offers that are not closed."],
});

const TextGivenInput = builder.inputType("NeedOrOfferText", {
  description: "A text in one language.",
  fields: (t) => ({
    language: t.string({ required: true, description: "BCP 47 tag: en, ru, kk." }),
    text: t.string({ required: true, description: "Words in that language." }),
  }),
});

const DraftInput = builder.inputType("NeedOrOfferDraft", {
  description: "The draft that is rewritten.",
  fields: (t) => ({
    id: t.id({ required: true, description: "The draft." }),
    version: t.int({ required: true, description: "The `version` that was read." }),
  }),
});

const readOne = (query: object, id: string, { prisma }: GraphqlContext) =>
  prisma.needOrOffer.findUniqueOrThrow({ ...query, where: { id } });

function publishing(name: string, kind: NeedOrOfferKind, description: string): void {
  mutation(name, {
    description,
    input: (t) => ({
      bodyId: t.id({ required: true, description: "For whom the viewer speaks." }),
      draft: t.boolean({ description: "True keeps it to the body's own people for now." }),
      rewrites: t.field({ type: DraftInput, description: "The draft whose place this takes. Left out, it is a new one." }),
      titles: t.field({ type: [TextGivenInput], required: true, description: "One line of at most 200 characters in each language." }),
      texts: t.field({ type: [TextGivenInput], description: "At most 4,000 characters in each language." }),
      place: t.string({ description: "Slug of the place it is for; the one the body acts for where left out." }),
      themes: t.stringList({ description: "At most 20 codes of themes." }),
      languages: t.stringList({ description: "At most 20 languages to work in, as BCP 47 tags." }),
      people: t.int({ description: kind === "NEED" ? "How many would come at a visit." : "How many can be hosted at a visit." }),
      mostPartners: t.int({ description: "Partners at most: 1 to 20, 1 where left out." }),
      population: t.int({ description: "Inhabitants of the place, on the body's own word." }),
      sizeLeast: t.int({ description: "Fewest inhabitants wanted of a partner's place." }),
      sizeMost: t.int({ description: "Most inhabitants wanted of a partner's place." }),
      validFrom: t.string({ description: "First day as YYYY-MM-DD; today where left out." }),
      validUntil: t.string({ description: "Last day as YYYY-MM-DD; without an end where left out." }),
    }),
    refusals: [
      ...forPeople,
      "OnlyItsOwnPeoplePublish",
      "OnlyForItsOwnPlace",
      "DonorsOnlyOffer",
      "DraftHasChanged",
      "TooManyNeedsAndOffers",
      "RecordNotFound",
      "InvalidInput",
    ],
    wish: async (input, context) => ({ id: await publishNeedOrOffer(context, actingIn(context), kind, input as Publication) }),
    payload: (t) => ({
      needOrOffer: t.prismaField({
        type: NeedOrOfferRef,
        description: "As it is now.",
        resolve: (query, { id }, _args, context) => readOne(query, id, context),
      }),
    }),
  });
}

publishing("publishNeed", "NEED", "Publishes what a city or an association looks for, or keeps it as a draft. For officers of the body.");
publishing(
  "publishOffer",
  "OFFER",
  "Publishes what a city, an association or a donor can give, or keeps it as a draft. For its own people.",
);

mutation("closeNeedOrOffer", {
  description: "Closes a need or an offer, or throws a draft away. Closing twice changes nothing. For its own people, and operators.",
  input: (t) => ({ id: t.id({ required: true, description: "The need or the offer." }) }),
  refusals: [...forPeople, "OnlyItsOwnPeoplePublish", "RecordNotFound"],
  wish: async ({ id }, context) => {
    await closeNeedOrOffer(context, actingIn(context), id);
    return { id };
  },
  payload: (t) => ({
    needOrOffer: t.prismaField({
      type: NeedOrOfferRef,
      description: "As it is now.",
      resolve: (query, { id }, _args, context) => readOne(query, id, context),
    }),
  }),
});
