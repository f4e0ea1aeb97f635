import { dyadicFraction, type Fraction, roundedUnits } from "./fraction.ts";

/**
 * Competition ranks ("1224"): 1 plus the number of entries strictly before this one, so that equals share the better rank and the next rank
 * is skipped. `compare(a, b)` is negative when a comes before b and 0 when they are equal; it must be a weak order. Ranks come in the order
 * of the items given; of no items, none.
 */
export function competitionRanks<Item>(items: readonly Item[], compare: (a: Item, b: Item) => number): number[] {
  const order = items.map((item, at) => ({ item, at })).toSorted((a, b) => compare(a.item, b.item));
  const ranks = items.map(() => 0);
  let rank = 1;
  order.forEach(({ item, at }, place) => {
    const before = order[place - 1];
    if (before === undefined || compare(before.item, item) !== 0) rank = place + 1;
    ranks[at] = rank;
  });
  return ranks;
}

/**
 * A score in whole hundredths, halves away from zero: what is published, and therefore what decides whether two scores are equal. A number
 * is taken at its exact binary value. Throws a RangeError for NaN and Infinity.
 */
export function hundredths(score: number | Fraction): bigint {
  if (typeof score !== "number") return roundedUnits(score, 2);
  if (!Number.isFinite(score)) throw new RangeError(`${score} is not a score that can be published.`);
  return roundedUnits(dyadicFraction(score), 2);
}

/** Compares scores as they are published, the higher first: for `competitionRanks`. */
export function byPublishedScore(a: number | Fraction, b: number | Fraction): number {
  const difference = hundredths(b) - hundredths(a);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
