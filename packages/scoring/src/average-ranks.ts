import { type Coefficient, coefficient, undefinedCoefficient } from "./agreement.ts";
import { exactMean, exactSum } from "./exact-sum.ts";

/** Ranks from 1 for the lowest value; equal values share the average of their ranks. */
export function averageRanks(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).toSorted((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const ranks = values.map(() => 0);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to + 1 < order.length && values[order[to + 1] ?? 0] === values[order[from] ?? 0]) to += 1;
    for (let at = from; at <= to; at += 1) ranks[order[at] ?? 0] = (from + to) / 2 + 1;
    from = to + 1;
  }
  return ranks;
}

/** How many values are equal, for each group of equal values with more than one. */
export function tieSizes(values: readonly number[]): number[] {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()].filter((count) => count > 1);
}

/**
 * Spearman's rank correlation with average ranks for ties: Pearson's of the ranks (Kendall & Gibbons 1990, ch. 3), from -1 to 1.
 * Undefined where one of the lists is constant. Both lists are of one length.
 */
export function spearman(a: readonly number[], b: readonly number[]): Coefficient {
  const [ranksA, ranksB] = [averageRanks(a), averageRanks(b)];
  const middle = exactMean(ranksA);
  const product = (x: readonly number[], y: readonly number[]) => exactSum(x.map((rank, at) => (rank - middle) * ((y[at] ?? 0) - middle)));
  const spread = product(ranksA, ranksA) * product(ranksB, ranksB);
  return spread > 0 ? coefficient(product(ranksA, ranksB) / Math.sqrt(spread)) : undefinedCoefficient("NO_VARIATION");
}
