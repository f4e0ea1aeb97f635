import { builder, enumOf, RequestError } from "@dostyk/graphql";
import { Refusal } from "@dostyk/kernel";
import type { FactorName } from "../factors.ts";
import type { Contribution } from "../fit.ts";
import { placeDataSource } from "../look-up-places.ts";
import type { Side } from "../profile.ts";
import { requireWeights, usualWeights, type Weights } from "../weights.ts";
import { NeedOrOfferKindEnum } from "./need-or-offer.ts";

const Factor = enumOf<FactorName>("FitFactor", "One reason for two sides to be paired.", {
  THEMES: "The share of what is sought that is offered. `shared` has the codes of themes.",
  SIZE: "How near the places are to the size that is wanted, or to each other's. `measure`: how many times the one is as large as the other.",
  LANGUAGES: "Whether they have a language to work in. `shared` has its tag.",
  CAPACITY: "The share of those who would come that can be hosted. `measure`: how many can.",
  TIES: "Whether they have worked together, or one of them with the other's country.",
  DISTANCE: "How near they are. `measure`: kilometres along the great circle.",
});

/** One factor's part of a fit. */
export const ContributionRef = builder.objectRef<Contribution>("FitContribution");
builder.objectType(ContributionRef, {
  description: "What one factor adds to a fit, and why.",
  fields: (t) => ({
    factor: t.field({ type: Factor, description: "Which reason.", resolve: ({ factor }) => factor }),
    weight: t.exposeFloat("weight", { description: "How much it counts beside the others." }),
    value: t.exposeFloat("value", { nullable: true, description: "From 0, no reason, to 1, all that could be wished. Null: not known." }),
    counted: t.exposeFloat("counted", { description: "What was counted: the value, or one half where it is not known." }),
    silent: t.field({
      type: [NeedOrOfferKindEnum],
      description: "Who would have to say more for it to be known. Empty where it is.",
      resolve: ({ silent }): Side[] => [...silent],
    }),
    borrowed: t.field({
      type: [NeedOrOfferKindEnum],
      description: "Whose number is not this node's own but a gazetteer's, which `borrowedFrom` names. Empty: nobody's.",
      resolve: ({ borrowed }): Side[] => [...borrowed],
    }),
    borrowedFrom: t.string({
      nullable: true,
      description: "Where such a number is from. Null: there is none.",
      resolve: ({ borrowed }) => (borrowed.length === 0 ? null : placeDataSource),
    }),
    shared: t.stringList({ description: "What both have, by code or tag.", resolve: ({ shared }) => [...shared] }),
    measure: t.exposeFloat("measure", {
      nullable: true,
      description: "The number it rests on, in the factor's unit. Null: none, or not known.",
    }),
  }),
});

const weight = (name: FactorName, what: string) => `${what}: 0 to 1,000, ${usualWeights[name]} where left out.`;

/** How much each factor counts, as clients give it. */
export const FitWeights = builder.inputType("FitWeights", {
  description: "How much each factor counts beside the others; only their proportions matter, and one at least is above 0.",
  fields: (t) => ({
    themes: t.float({ description: weight("THEMES", "Themes") }),
    size: t.float({ description: weight("SIZE", "Size") }),
    languages: t.float({ description: weight("LANGUAGES", "Languages") }),
    capacity: t.float({ description: weight("CAPACITY", "Capacity to host") }),
    ties: t.float({ description: weight("TIES", "Existing ties") }),
    distance: t.float({ description: weight("DISTANCE", "Distance") }),
  }),
});

type Given = Partial<Readonly<Record<Lowercase<FactorName>, number | null | undefined>>> | null | undefined;

/** The weights a question asks for. @throws RequestError with the refusal's sentence */
export function weightsAsked(given: Given): Weights {
  return answered(() => {
    const { themes, size, languages, capacity, ties, distance } = given ?? {};
    return requireWeights({ THEMES: themes, SIZE: size, LANGUAGES: languages, CAPACITY: capacity, TIES: ties, DISTANCE: distance });
  });
}

/** A question has no union of refusals: what a rule refuses is an error of the request, with its sentence. */
export function answered<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    if (error instanceof Refusal) throw new RequestError("BAD_INPUT", error.message);
    throw error;
  }
}
