import {
  addFractions,
  compareFractions,
  decimalFraction,
  divideFractions,
  type Fraction,
  meanOfFractions,
  multiplyFractions,
  subtractFractions,
  toNumber,
  zero,
} from "./fraction.ts";
import { TooLittleEvidence } from "./refusals.ts";
import type { Scorecard } from "./scorecards.ts";
import { byCodeUnits } from "./score-table.ts";

/** What stands beside any adjusted score: the scores themselves, in the plainest numbers. */
export type PlainColumns = {
  readonly count: number;
  readonly mean: number;
  /** The mean, exactly: what ranks and roundings compare. */
  readonly exactMean: Fraction;
  readonly median: number;
  readonly exactMedian: Fraction;
  /** The mean without one highest and one lowest score; the mean itself below five scores. */
  readonly trimmedMean: number;
  readonly exactTrimmedMean: Fraction;
  /** Standard deviation with n - 1; null for one score. */
  readonly standardDeviation: number | null;
  /** The highest minus the lowest score: 0 when the judges agree. */
  readonly range: number;
};

/**
 * Count, mean, median, trimmed mean, standard deviation and range of at least one score, each computed from all of them in exact
 * arithmetic: no order matters. Numbers are taken as they are written. Throws TooLittleEvidence for none.
 */
export function plainColumns(scores: readonly (number | Fraction)[]): PlainColumns {
  const sorted = scores.map((score) => (typeof score === "number" ? decimalFraction(score) : score)).toSorted(compareFractions);
  const [lowest] = sorted;
  const highest = sorted.at(-1);
  if (lowest === undefined || highest === undefined) throw new TooLittleEvidence("There is no score to take a mean of.");

  const mean = meanOfFractions(sorted);
  const median = meanOfFractions(sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1));
  const trimmed = sorted.length < 5 ? mean : meanOfFractions(sorted.slice(1, -1));
  return {
    count: sorted.length,
    mean: toNumber(mean),
    exactMean: mean,
    median: toNumber(median),
    exactMedian: median,
    trimmedMean: toNumber(trimmed),
    exactTrimmedMean: trimmed,
    standardDeviation: standardDeviation(sorted, mean),
    range: toNumber(subtractFractions(highest, lowest)),
  };
}

/** The plain columns of every entry with a scorecard that counts, by entry in the order of code units. Other entries are not there. */
export function columnsByEntry(cards: readonly Scorecard[]): Map<string, PlainColumns> {
  const totals = new Map<string, Fraction[]>();
  for (const { entry, exactTotal } of cards) {
    if (exactTotal === null) continue;
    const list = totals.get(entry) ?? [];
    totals.set(entry, list);
    list.push(exactTotal);
  }
  return new Map([...totals].toSorted(([a], [b]) => byCodeUnits(a, b)).map(([entry, scores]) => [entry, plainColumns(scores)]));
}

function standardDeviation(scores: readonly Fraction[], mean: Fraction): number | null {
  if (scores.length < 2) return null;
  const squares = scores.map((score) => subtractFractions(score, mean)).map((difference) => multiplyFractions(difference, difference));
  const freedom = { numerator: BigInt(scores.length - 1), denominator: 1n };
  return Math.sqrt(toNumber(divideFractions(squares.reduce(addFractions, zero), freedom)));
}
