import { type FactorName, factorNames, factors, type Ground } from "./factors.ts";
import type { Profile, Side } from "./profile.ts";
import type { Weights } from "./weights.ts";

/** What an unknown factor counts as: worse than a known good one, better than a known bad one. */
const neutral = 0.5;

/** Fits are whole millionths, so that sums of them are exact and equal ones are equal. */
export const wholeFit = 1_000_000;

/** What one factor adds to a fit, and why. */
export type Contribution = Ground & {
  readonly factor: FactorName;
  readonly weight: number;
  /** From 0 to 1; null where it is not known. */
  readonly value: number | null;
  /** What was counted: the value, or one half where it is not known. */
  readonly counted: number;
  /** Who would have to say more for the factor to be known; empty where it is. */
  readonly silent: readonly Side[];
  /** Whose number is not the node's own but a gazetteer's. */
  readonly borrowed: readonly Side[];
};

/** How well two sides fit, from 0 to 1 in whole millionths, and what it is made of. */
export type Fit = {
  readonly fit: number;
  /** Share of the weight that rests on what is known, from 0 to 1. */
  readonly known: number;
  readonly contributions: readonly Contribution[];
};

/** The weighted mean of the factors' contributions. Who is not known to lack something is not taken to lack it: unknown counts as one half. */
export function fit(seeker: Profile, donor: Profile, weights: Weights): Fit {
  const contributions = factorNames.map((name): Contribution => {
    const { silent, value, ground } = factors[name];
    const missing = silent(seeker, donor);
    const known = missing.length > 0 ? null : value(seeker, donor);
    return {
      factor: name,
      weight: weights[name],
      value: known,
      counted: known ?? neutral,
      silent: missing,
      borrowed: known === null ? [] : borrowers(name, seeker, donor),
      ...ground(seeker, donor),
    };
  });
  const all = total(weights);
  const known = contributions.reduce((sum, { weight, value }) => sum + (value === null ? 0 : weight), 0);
  return { fit: fitUnits(seeker, donor, weights) / wholeFit, known: known / all, contributions };
}

/** The fit alone, in whole millionths: what many pairs are compared by. */
export function fitUnits(seeker: Profile, donor: Profile, weights: Weights): number {
  let sum = 0;
  for (const name of factorNames) {
    if (weights[name] === 0) continue;
    const { silent, value } = factors[name];
    sum += weights[name] * (silent(seeker, donor).length > 0 ? neutral : value(seeker, donor));
  }
  return Math.round((wholeFit * sum) / total(weights));
}

function borrowers(name: FactorName, seeker: Profile, donor: Profile): Side[] {
  const what = name === "SIZE" ? "POPULATION" : name === "DISTANCE" ? "LOCATION" : null;
  const borrows = ({ borrowed }: Profile) => what !== null && borrowed.includes(what);
  return [...(borrows(seeker) ? (["NEED"] as const) : []), ...(borrows(donor) ? (["OFFER"] as const) : [])];
}

function total(weights: Weights): number {
  return factorNames.reduce((sum, name) => sum + weights[name], 0);
}
