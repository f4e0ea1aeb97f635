import { partOf, type Work } from "@dostyk/scoring";
import { fairPlan, planOfGreatestFit } from "./best-plan.ts";
import { type Fit, fit, wholeFit } from "./fit.ts";
import { type LeftOver, leftOver } from "./left-over.ts";
import { type PairingProblem, preparePairing, requirePairing } from "./pairing-problem.ts";

/** A plan: who is paired with whom, and why the others are not. */
export type Pairings = {
  /** By seeker, then by donor. */
  readonly pairs: readonly (Fit & { readonly seeker: string; readonly donor: string })[];
  /** Sum of all fits. */
  readonly total: number;
  /** The smallest of them; null for a plan of nobody. */
  readonly smallest: number | null;
  readonly leftOver: readonly LeftOver[];
};

/**
 * Pairs many seekers with many donors at once: the greatest total fit, or the fair plan, under everybody's capacity. The same input in any order
 * gives the same plan. As work, it can be left at any step; 500 with 500 takes seconds and belongs in a thread.
 * @throws InvalidInput, before the first step is made
 */
export function pairUp(problem: PairingProblem): Work<Pairings> {
  requirePairing(problem);
  return planned(problem);
}

function* planned(problem: PairingProblem): Work<Pairings> {
  const prepared = yield* partOf(preparePairing(problem), 0, 0.2);
  const plan = yield* partOf(problem.fair === true ? fairPlan(prepared) : planOfGreatestFit(prepared), 0.2, 1);
  const pairs = plan.pairs.map(([i, j]) => {
    const seeker = prepared.seekers[i]!;
    const donor = prepared.donors[j]!;
    return { seeker: seeker.id, donor: donor.id, ...fit(seeker, donor, problem.weights) };
  });
  // In whole millionths, so that the sum is exact.
  const units = pairs.map((pair) => Math.round(pair.fit * wholeFit));
  return {
    pairs,
    total: units.reduce((sum, one) => sum + one, 0) / wholeFit,
    smallest: units.length === 0 ? null : units.reduce((least, one) => Math.min(least, one)) / wholeFit,
    leftOver: leftOver(prepared, plan),
  };
}
