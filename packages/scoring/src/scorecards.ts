import { addFractions, decimalFraction, divideFractions, type Fraction, multiplyFractions, toNumber, zero } from "./fraction.ts";
import { CriterionIsUnknown, NameIsMissing, RequiredCriterionIsMissing, ScoredTwice } from "./refusals.ts";
import { type Criterion, requireOnScale, requireRubric, shareOfScale } from "./rubric.ts";
import { byCodeUnits, type ScoreRow } from "./score-table.ts";

/** One judge's score of one entry on one criterion; null when the judge abstained on it. */
export type CriterionScore = {
  readonly entry: string;
  readonly judge: string;
  readonly criterion: string;
  readonly score: number | null;
};

/** All that one judge said of one entry. */
export type Scorecard = {
  readonly entry: string;
  readonly judge: string;
  /** From 0 to 100; null when the scorecard does not count. */
  readonly total: number | null;
  /** The same total, exactly: for means, ranks and rounding. */
  readonly exactTotal: Fraction | null;
  /** Required criteria without a score, in the rubric's order. One is enough for the scorecard not to count. */
  readonly missing: readonly string[];
  /** Criterion to score, in the rubric's order; independent ones included, abstentions left out. */
  readonly scores: ReadonlyMap<string, number>;
};

const hundred = decimalFraction(100);

/**
 * Scorecards of a round, sorted by entry and judge, whatever the order of the rows. The total is
 * 100 * sum of weight * (score - min) / (max - min) over the scored criteria, divided by the sum of their weights, as an exact rational of
 * the numbers as written: it depends on no order, and multiplying all weights by one number changes no digit.
 *
 * A scorecard counts when every required criterion is scored and something with a weight is; an optional criterion left open shares its
 * weight among the others; an abstention on everything is a scorecard that does not count, and lowers nothing.
 * Give submitted ballots only: drafts, recusals and exclusions have no place here.
 *
 * Throws RubricCannotBeScored, ScoreIsOffTheScale, CriterionIsUnknown, ScoredTwice or NameIsMissing, naming criterion or row.
 */
export function scorecards(rubric: readonly Criterion[], rows: readonly CriterionScore[]): Scorecard[] {
  requireRubric(rubric);
  const criteria = new Map(rubric.map((criterion) => [criterion.id, criterion]));
  const ballots = new Map<string, Map<string, Map<string, { score: number | null; row: number }>>>();
  rows.forEach((score, at) => {
    const { entry, judge, criterion } = score;
    const row = at + 1;
    if (entry === "") throw new NameIsMissing({ row, judge, criterion }, "entry");
    if (judge === "") throw new NameIsMissing({ row, entry, criterion }, "judge");
    const known = criteria.get(criterion);
    if (known === undefined) throw new CriterionIsUnknown({ row, entry, judge, criterion });
    if (score.score !== null) requireOnScale(known, score.score, { row, entry, judge, criterion });

    const judges = ballots.get(entry) ?? new Map<string, Map<string, { score: number | null; row: number }>>();
    ballots.set(entry, judges);
    const scored = judges.get(judge) ?? new Map<string, { score: number | null; row: number }>();
    judges.set(judge, scored);
    const before = scored.get(criterion);
    if (before !== undefined) throw new ScoredTwice({ entry, judge, criterion }, [before.row, row]);
    scored.set(criterion, { score: score.score, row });
  });

  return [...ballots.keys()].toSorted(byCodeUnits).flatMap((entry) => {
    const judges = ballots.get(entry) ?? new Map<string, never>();
    return [...judges.keys()].toSorted(byCodeUnits).map((judge) => {
      const scored = judges.get(judge);
      const scores = new Map(
        rubric.flatMap(({ id }) => {
          const score = scored?.get(id)?.score;
          return score == null ? [] : [[id, score] as const];
        }),
      );
      return scorecard(rubric, { entry, judge, scores });
    });
  });
}

/** The totals that count, as rows for scoreTable. Cards that do not count are left out. */
export function countingTotals(cards: readonly Scorecard[]): ScoreRow[] {
  return cards.flatMap(({ entry, judge, total }) => (total === null ? [] : [{ entry, judge, score: total }]));
}

/** Refuses the submission of a scorecard that lacks a required criterion: RequiredCriterionIsMissing, naming judge, entry and criteria. */
export function requireComplete({ entry, judge, missing }: Scorecard): void {
  if (missing.length > 0) throw new RequiredCriterionIsMissing({ entry, judge }, missing);
}

function scorecard(rubric: readonly Criterion[], card: Pick<Scorecard, "entry" | "judge" | "scores">): Scorecard {
  const missing = rubric.filter(({ id, required }) => required && !card.scores.has(id)).map(({ id }) => id);
  let weights = zero;
  let sum = zero;
  for (const criterion of rubric) {
    const score = card.scores.get(criterion.id);
    if (score === undefined || criterion.independent === true) continue;
    const weight = decimalFraction(criterion.weight);
    weights = addFractions(weights, weight);
    sum = addFractions(sum, multiplyFractions(weight, shareOfScale(criterion, score)));
  }
  const exactTotal = missing.length > 0 || weights.numerator === 0n ? null : divideFractions(multiplyFractions(hundred, sum), weights);
  return { ...card, total: exactTotal === null ? null : toNumber(exactTotal), exactTotal, missing };
}
