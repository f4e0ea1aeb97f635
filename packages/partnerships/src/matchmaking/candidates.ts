import { forbidden } from "./admissible.ts";
import { type Fit, fit } from "./fit.ts";
import type { Profile, Side } from "./profile.ts";
import type { Weights } from "./weights.ts";

/** One of the other side, with how well it fits. */
export type Candidate = Fit & { readonly id: string };

/**
 * The others that the one may be paired with, best first; of equal fits the better known first, then by id, so that the order never depends on
 * that of the input. `side` is the one's own.
 */
export function candidates(one: Profile, others: readonly Profile[], { side, weights }: { side: Side; weights: Weights }): Candidate[] {
  const asPair = (other: Profile) => (side === "NEED" ? ([one, other] as const) : ([other, one] as const));
  return others
    .filter((other) => other.most > 0 && !forbidden(...asPair(other)))
    .map((other) => ({ id: other.id, ...fit(...asPair(other), weights) }))
    .toSorted((a, b) => b.fit - a.fit || b.known - a.known || (a.id < b.id ? -1 : 1));
}
