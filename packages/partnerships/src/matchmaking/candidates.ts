import { forbidden } from "./admissible.ts";
import { type Fit, fit, fitUnits } from "./fit.ts";
import type { Profile, Side } from "./profile.ts";
import type { Weights } from "./weights.ts";

/** One of the other side, with how well it fits. */
export type Candidate = Fit & { readonly id: string };

/**
 * The first of the others that the one may be paired with, best first; of equal fits the better known first, then by id, so that the order never
 * depends on that of the input. `side` is the one's own.
 */
export function candidates(
  one: Profile,
  others: readonly Profile[],
  { side, weights, first = Infinity }: { readonly side: Side; readonly weights: Weights; readonly first?: number },
): Candidate[] {
  const asPair = (other: Profile) => (side === "NEED" ? ([one, other] as const) : ([other, one] as const));
  const admissible = others.filter((other) => other.most > 0 && !forbidden(...asPair(other)));
  const ranked = admissible.map((other) => ({ other, units: fitUnits(...asPair(other), weights) })).toSorted((a, b) => b.units - a.units);
  // Only those who may be shown are explained: that takes several times as long as the fit alone.
  const least = ranked[Math.min(first, ranked.length) - 1]?.units ?? 0;
  return ranked
    .filter(({ units }) => units >= least)
    .map(({ other }) => ({ id: other.id, ...fit(...asPair(other), weights) }))
    .toSorted((a, b) => b.fit - a.fit || b.known - a.known || (a.id < b.id ? -1 : 1))
    .slice(0, first);
}
