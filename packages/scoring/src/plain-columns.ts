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
import { ScoredTwice, ScoreIsOffTheScale, TooLittleEvidence } from "./refusals.ts";
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
  /** The mean of what the judges say of their own certainty; null where none did. A column to read beside the others, never a weight. */
  readonly meanConfidence: number | null;
};

/** How sure a judge says he is of his scorecard of an entry, on a scale of the round's own. */
export type Confidence = { readonly entry: string; readonly judge: string; readonly confidence: number };

/**
 * Count, mean, median, trimmed mean, standard deviation and range of at least one score, each computed from all of them in exact
 * arithmetic: no order matters. Numbers are taken as they are written. Throws TooLittleEvidence for none.
 */
export function plainColumns(scores: readonly (number | Fraction)[], confidences: readonly number[] = []): PlainColumns {
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
    meanConfidence: confidences.length === 0 ? null : toNumber(meanOfFractions(confidences.map(decimalFraction))),
  };
}

/**
 * The plain columns of every entry with a scorecard that counts, by entry in the order of code units. Other entries are not there, and a
 * confidence in a scorecard that does not count is left out. Throws ScoreIsOffTheScale for a confidence that is not a finite number, and
 * ScoredTwice for a second one of a scorecard, with its row.
 */
export function columnsByEntry(cards: readonly Scorecard[], confidences: readonly Confidence[] = []): Map<string, PlainColumns> {
  const sure = confidenceByCard(confidences);
  const panels = new Map<string, { totals: Fraction[]; confidences: number[] }>();
  for (const { entry, judge, exactTotal } of cards) {
    if (exactTotal === null) continue;
    const panel = panels.get(entry) ?? { totals: [], confidences: [] };
    panels.set(entry, panel);
    panel.totals.push(exactTotal);
    const own = sure.get(JSON.stringify([entry, judge]));
    if (own !== undefined) panel.confidences.push(own.confidence);
  }
  const sorted = [...panels].toSorted(([a], [b]) => byCodeUnits(a, b));
  return new Map(sorted.map(([entry, panel]) => [entry, plainColumns(panel.totals, panel.confidences)]));
}

function confidenceByCard(confidences: readonly Confidence[]): Map<string, { confidence: number; row: number }> {
  const byCard = new Map<string, { confidence: number; row: number }>();
  confidences.forEach(({ entry, judge, confidence }, at) => {
    const key = JSON.stringify([entry, judge]);
    const before = byCard.get(key);
    if (before !== undefined) throw new ScoredTwice({ entry, judge }, [before.row, at + 1]);
    if (!Number.isFinite(confidence)) throw new ScoreIsOffTheScale({ row: at + 1, entry, judge }, confidence, "a finite number");
    byCard.set(key, { confidence, row: at + 1 });
  });
  return byCard;
}

function standardDeviation(scores: readonly Fraction[], mean: Fraction): number | null {
  if (scores.length < 2) return null;
  const squares = scores.map((score) => subtractFractions(score, mean)).map((difference) => multiplyFractions(difference, difference));
  const freedom = { numerator: BigInt(scores.length - 1), denominator: 1n };
  return Math.sqrt(toNumber(divideFractions(squares.reduce(addFractions, zero), freedom)));
}
