import { builder, enumOf, type GraphqlContext, RequestError } from "@dostyk/graphql";
import { runInSteps } from "@dostyk/scoring";
import type { LeftOver, leftOverReasons } from "../left-over.ts";
import { currentOn, type NeedOrOfferKind } from "../need-or-offer.ts";
import { type Pairings, pairUp } from "../pair-up.ts";
import { needsAndOffersVisibleTo } from "../policy.ts";
import { readProfiles } from "../read-profiles.ts";
import { answered, ContributionRef, FitWeights, weightsAsked } from "./fit.ts";
import { NeedOrOfferKindEnum, NeedOrOfferRef } from "./need-or-offer.ts";

/** On a side. Such a plan takes less time than a thread needs to start; it is made in steps between which others are served. */
const mostASide = 60;

const Reason = enumOf<(typeof leftOverReasons)[number]>("LeftOverReason", "Why somebody is left over: the first that holds.", {
  NO_CAPACITY: "It takes no partner.",
  NOBODY_ADMISSIBLE: "There is nobody it may be paired with.",
  BELOW_THRESHOLD: "Nobody fits well enough.",
  BELOW_FAIR_LEVEL: "An offer that fits less well than the fair plan has to ask for, so that the worst served is served best.",
  OUT_COMPETED: "Whom it fits are paired with others, which makes the better plan. `by` names with whom the best one is.",
});

const readOne = (query: object, id: string, { prisma }: GraphqlContext) =>
  prisma.needOrOffer.findUniqueOrThrow({ ...query, where: { id } });

const Pairing = builder.objectRef<Pairings["pairs"][number]>("Pairing");
builder.objectType(Pairing, {
  description: "A need and an offer that are paired, and why they fit.",
  fields: (t) => ({
    need: t.prismaField({
      type: NeedOrOfferRef,
      description: "Who seeks.",
      resolve: (query, { seeker }, _args, context) => readOne(query, seeker, context),
    }),
    offer: t.prismaField({
      type: NeedOrOfferRef,
      description: "Who gives.",
      resolve: (query, { donor }, _args, context) => readOne(query, donor, context),
    }),
    fit: t.exposeFloat("fit", { description: "How well they fit, from 0 to 1." }),
    known: t.exposeFloat("known", { description: "The share of the weight that rests on what is known, from 0 to 1." }),
    contributions: t.field({
      type: [ContributionRef],
      description: "What each factor adds, always in one order.",
      resolve: ({ contributions }) => [...contributions],
    }),
  }),
});

const LeftOverRef = builder.objectRef<LeftOver>("LeftOver");
builder.objectType(LeftOverRef, {
  description: "Somebody whom the plan gives nobody, and why.",
  fields: (t) => ({
    needOrOffer: t.prismaField({
      type: NeedOrOfferRef,
      description: "Who it is.",
      resolve: (query, { id }, _args, context) => readOne(query, id, context),
    }),
    kind: t.field({ type: NeedOrOfferKindEnum, description: "On which side.", resolve: ({ side }) => side }),
    reason: t.field({ type: Reason, description: "Why.", resolve: ({ reason }) => reason }),
    bestId: t.id({
      nullable: true,
      description: "Id of whom it fits best. Null: there is nobody.",
      resolve: ({ best }) => best?.id ?? null,
    }),
    bestFit: t.float({ nullable: true, description: "How well, from 0 to 1.", resolve: ({ best }) => best?.fit ?? null }),
    by: t.idList({
      description: "Ids of those the best one is paired with instead. Empty unless out-competed.",
      resolve: ({ by }) => [...by],
    }),
  }),
});

const PairingsRef = builder.objectRef<Pairings>("Pairings");
builder.objectType(PairingsRef, {
  description: "A plan that pairs many needs with many offers at once. The same question has the same answer as long as the record stays.",
  fields: (t) => ({
    pairs: t.field({ type: [Pairing], description: "Who is paired.", resolve: ({ pairs }) => [...pairs] }),
    total: t.exposeFloat("total", {
      description: "The sum of all fits: no plan within the rules has a greater one, unless it is less fair.",
    }),
    smallest: t.exposeFloat("smallest", { nullable: true, description: "The smallest fit among them. Null: nobody is paired." }),
    leftOver: t.field({
      type: [LeftOverRef],
      description: "Everyone who is not, with the reason.",
      resolve: ({ leftOver }) => [...leftOver],
    }),
  }),
});

builder.queryField("pairings", (t) =>
  t.field({
    type: PairingsRef,
    policy: "visible",
    description: `The plan of greatest total fit that pairs open, current needs and offers, at most ${mostASide} of each. Nothing is written by it.`,
    args: {
      needs: t.arg.idList({ description: "Which needs; left out, all." }),
      offers: t.arg.idList({ description: "Which offers; left out, all." }),
      theme: t.arg.string({ description: "Only those on the theme of this code." }),
      weights: t.arg({ type: FitWeights, description: "How much each factor counts." }),
      threshold: t.arg.float({ description: "Pairs that fit less are not made: 0 to 1, 0 where left out." }),
      fair: t.arg.boolean({
        description:
          "True: first as many needs as possible get an offer, then the smallest fit is made as great as possible, then the total.",
      }),
    },
    complexity: { field: 2_000, multiplier: 20 },
    resolve: async (_root, { needs, offers, theme, weights: given, threshold, fair }, context) => {
      const weights = weightsAsked(given);
      const [seekers, donors] = await Promise.all([
        readSide(context, { kind: "NEED", ids: needs, theme }),
        readSide(context, { kind: "OFFER", ids: offers, theme }),
      ]);
      const plan = answered(() => pairUp({ seekers, donors, weights, threshold: threshold ?? 0, fair: fair ?? false }));
      return runInSteps(plan);
    },
  }),
);

type Asked = {
  readonly kind: NeedOrOfferKind;
  readonly ids: readonly string[] | null | undefined;
  readonly theme: string | null | undefined;
};

async function readSide({ prisma, viewer, now }: GraphqlContext, { kind, ids, theme }: Asked) {
  const tooMany = new RequestError(
    "TOO_MANY_TO_PAIR",
    `More than ${mostASide} ${kind === "NEED" ? "needs" : "offers"} would be paired. Name those you mean, or a theme.`,
  );
  if ((ids?.length ?? 0) > mostASide) throw tooMany;
  const found = await readProfiles(prisma, viewer, {
    where: {
      AND: [{ kind, status: "OPEN" }, needsAndOffersVisibleTo(viewer), currentOn(now)],
      ...(ids ? { id: { in: [...ids] } } : {}),
      ...(theme ? { themes: { some: { themeCode: theme } } } : {}),
    },
    take: mostASide + 1,
  });
  if (found.length > mostASide) throw tooMany;
  return found;
}
