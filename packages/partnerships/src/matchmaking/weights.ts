import { InvalidInput, Refusal } from "@dostyk/kernel";
import { type FactorName, factorNames } from "./factors.ts";

/** How much each factor counts beside the others; only their proportions matter. */
export type Weights = Readonly<Record<FactorName, number>>;

/** Themes first, then what a visit cannot do without. */
export const usualWeights: Weights = { THEMES: 3, SIZE: 1, LANGUAGES: 2, CAPACITY: 2, TIES: 1, DISTANCE: 1 };

const heaviest = 1_000;

/** All weights are 0, so that nothing would count. */
export class NothingWouldCount extends Refusal {
  constructor() {
    super("All weights are 0, so that nothing would count. Give at least one factor a weight above 0.", { path: ["weights"] });
  }
}

/**
 * The usual weights with those that are given in their place; null and left out are the usual one.
 * @throws InvalidInput for a weight outside 0 to 1,000, NothingWouldCount where all are 0
 */
export function requireWeights(given: Partial<Readonly<Record<FactorName, number | null | undefined>>>): Weights {
  const weights = Object.fromEntries(factorNames.map((name) => [name, given[name] ?? usualWeights[name]])) as Weights;
  const wrong = factorNames.filter((name) => !(weights[name] >= 0 && weights[name] <= heaviest));
  if (wrong.length > 0)
    throw new InvalidInput(
      wrong.map((name) => ({ path: ["weights", name.toLowerCase()], message: `A weight is a number from 0 to ${heaviest}.` })),
    );
  if (factorNames.every((name) => weights[name] === 0)) throw new NothingWouldCount();
  return weights;
}
