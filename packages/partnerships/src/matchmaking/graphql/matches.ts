import { builder } from "@dostyk/graphql";
import { type Candidate, candidates } from "../candidates.ts";
import { currentOn } from "../need-or-offer.ts";
import { needsAndOffersVisibleTo } from "../policy.ts";
import { readProfiles } from "../read-profiles.ts";
import { ContributionRef, FitWeights, weightsAsked } from "./fit.ts";
import { NeedOrOfferRef } from "./need-or-offer.ts";

/** Of the other side, so many are looked at: the latest. */
const mostLookedAt = 1_000;
const mostShown = 50;
const usuallyShown = 10;

const Match = builder.objectRef<Candidate>("Match");
builder.objectType(Match, {
  description: "One of the other side, with how well it fits and why.",
  fields: (t) => ({
    needOrOffer: t.prismaField({
      type: NeedOrOfferRef,
      description: "Who it is.",
      resolve: (query, { id }, _args, { prisma }) => prisma.needOrOffer.findUniqueOrThrow({ ...query, where: { id } }),
    }),
    fit: t.exposeFloat("fit", { description: "The weighted mean of what the factors add, from 0 to 1." }),
    known: t.exposeFloat("known", { description: "The share of the weight that rests on what is known, from 0 to 1." }),
    contributions: t.field({
      type: [ContributionRef],
      description: "What each factor adds, always in one order.",
      resolve: ({ contributions }) => [...contributions],
    }),
  }),
});

builder.queryField("matches", (t) =>
  t.field({
    type: [Match],
    policy: "visible",
    nullable: true,
    description: `Who fits a need or an offer among the latest ${mostLookedAt} open ones of the other side, best first; of equals the better known first, then by id. Left out are the same place, and partners already. Null where there is no such need or offer, or it is hidden from the viewer.`,
    args: {
      for: t.arg.id({ required: true, description: "The need or the offer." }),
      weights: t.arg({ type: FitWeights, description: "How much each factor counts." }),
      first: t.arg.int({ description: `How many: 1 to ${mostShown}, ${usuallyShown} where left out.` }),
    },
    complexity: ({ first }) => ({ field: 50, multiplier: shown(first) }),
    resolve: async (_root, { for: id, weights: given, first }, { prisma, viewer, now }) => {
      const weights = weightsAsked(given);
      const visible = needsAndOffersVisibleTo(viewer);
      const [one] = await readProfiles(prisma, viewer, { where: { AND: [{ id }, visible] }, take: 1 });
      if (one === undefined) return null;
      const kind = one.kind === "NEED" ? ("OFFER" as const) : ("NEED" as const);
      const others = await readProfiles(prisma, viewer, {
        where: { AND: [{ kind, status: "OPEN" }, visible, currentOn(now)] },
        take: mostLookedAt,
      });
      return candidates(one, others, { side: one.kind, weights, first: shown(first) });
    },
  }),
);

function shown(first: number | null | undefined): number {
  return Math.min(Math.max(first ?? usuallyShown, 1), mostShown);
}
