import { squared } from "./elementary.ts";
import { exactMean } from "./exact-sum.ts";
import { minimize } from "./minimize.ts";
import {
  categoryProbabilities,
  deviationFrom,
  nodes,
  type RaschLayout,
  raschLayout,
  raschObjective,
  raschSizes,
  raschStart,
} from "./rasch-likelihood.ts";
import { type RaschModel, type RatingTable, ratingTable, type UnusedCategory } from "./rating-table.ts";
import type { Criterion } from "./rubric.ts";
import type { CriterionScore } from "./scorecards.ts";
import type { Work } from "./work.ts";

/** How well ratings fit the model: mean squares around 1 (Wright & Masters 1982). Above 1.5 noise, below .5 too little of it. */
export type RaschFitStatistics = {
  /** Squared residuals over their variances, summed before dividing; null where the variances sum to 0. */
  readonly infit: number | null;
  /** The mean of squared standardized residuals: a single surprise shows. Null likewise. */
  readonly outfit: number | null;
  /** Infit or outfit lies outside .5 to 1.5. */
  readonly misfit: boolean;
};

export type RaschEntry = RaschFitStatistics & {
  readonly entry: string;
  readonly ratings: number;
  /** Quality in logits: the mean of its posterior (EAP). Finite for the best and worst of all scores too. */
  readonly measure: number;
  /** Standard deviation of the posterior. */
  readonly standardError: number;
  readonly observedAverage: number;
  /** The score a judge of severity 0 is expected to give at this measure, mean over criteria, in the scale's units. */
  readonly fairAverage: number;
};

export type RaschJudge = RaschFitStatistics & {
  readonly judge: string;
  readonly ratings: number;
  /** In logits, positive for a harsh judge; severities sum to 0. */
  readonly severity: number;
  /** 1 / square root of the information in the judge's ratings, the other parameters held. Null where there is none. */
  readonly standardError: number | null;
  /** All scores the lowest, or all the highest: the severity comes from the prior N(0, 3²) as much as from them. */
  readonly extreme: boolean;
};

export type RaschCriterion = RaschFitStatistics & {
  readonly criterion: string;
  readonly ratings: number;
  /** In logits, positive where high scores are rare. */
  readonly difficulty: number;
  readonly standardError: number | null;
  /** Thresholds between neighbouring categories, summing to 0; the same list for every criterion of a rating scale. */
  readonly thresholds: readonly number[];
  /** The scores that the categories stand for: one more than thresholds. */
  readonly scores: readonly number[];
  readonly extreme: boolean;
};

export type RaschFit = {
  readonly model: RaschModel;
  /** -2 log marginal likelihood. */
  readonly deviance: number;
  /** Free parameters. */
  readonly parameters: number;
  /** Standard deviation of the entries' quality, in logits, from .001 to 8: the limits mean no differences, and no overlap. */
  readonly deviation: number;
  readonly entries: readonly RaschEntry[];
  readonly judges: readonly RaschJudge[];
  readonly criteria: readonly RaschCriterion[];
  /** var(EAP) / (var(EAP) + mean squared standard error); 0 where entries cannot be told apart. */
  readonly reliability: number;
  /** Categories left out because nobody used them. */
  readonly unused: readonly UnusedCategory[];
  /** Minus the penalized log-likelihood at the start and after each step: never rising. */
  readonly trace: readonly number[];
  readonly converged: boolean;
};

/**
 * The many-facet Rasch model of ratings on short scales (Linacre 1989) by marginal maximum likelihood, with 61 quadrature nodes on
 * [-8, 8] logits: log P(x = k) / P(x = k - 1) = quality - difficulty - severity - threshold_k. The rating scale shares thresholds among
 * criteria (Andrich 1978), partial credit does not (Masters 1982). An ordinal check beside crossedEffects: a short scale has ceilings.
 * Weights of the rubric have no part in it. Throws what ratingTable() throws.
 */
export function* raschModel(
  rubric: readonly Criterion[],
  rows: readonly CriterionScore[],
  model: RaschModel = "RATING_SCALE",
): Work<RaschFit> {
  const table = ratingTable(rubric, rows, model);
  const layout = raschLayout(table, model === "PARTIAL_CREDIT");
  const minimum = yield* minimize(raschObjective(layout), raschStart(layout), {
    sizes: raschSizes(layout),
    // In standard errors.
    tolerance: 1e-5,
    mostSteps: 1_000,
  });

  const weights = new Float64Array(table.entries.length * nodes.length);
  const minusLogLikelihood = raschObjective({ ...layout, extremeJudges: [], extremeCriteria: [] }, weights)(
    minimum.x,
    new Float64Array(layout.length),
  );
  const measures = measuresOf(table, weights);
  const fits = fitStatistics(layout, minimum.x, measures);
  const { x } = minimum;
  const variance = spread(measures.map(({ mean }) => mean));
  const error = exactMean(measures.map(({ deviation }) => deviation * deviation));
  const ratings = counts(layout);

  return {
    model,
    deviance: 2 * minusLogLikelihood,
    parameters: freeParameters(layout),
    deviation: deviationFrom(x[layout.logDeviation]!),
    entries: table.entries.map((entry, i) => ({
      entry,
      ratings: table.start[i + 1]! - table.start[i]!,
      measure: measures[i]!.mean,
      standardError: measures[i]!.deviation,
      observedAverage: observedAverage(table, i),
      fairAverage: fairAverage(layout, x, measures[i]!.mean),
      ...fits.entries[i]!.statistics,
    })),
    judges: table.judges.map((judge, j) => ({
      judge,
      ratings: ratings.judges[j]!,
      severity: x[layout.severity + j]!,
      standardError: fits.judges[j]!.standardError,
      extreme: layout.extremeJudges.includes(j),
      ...fits.judges[j]!.statistics,
    })),
    criteria: table.criteria.map((criterion, c) => ({
      criterion,
      ratings: ratings.criteria[c]!,
      difficulty: x[c]!,
      standardError: fits.criteria[c]!.standardError,
      thresholds: [...x.subarray(layout.thresholds[c]!.at, layout.thresholds[c]!.at + layout.thresholds[c]!.count)],
      scores: table.scores[c]!,
      extreme: layout.extremeCriteria.includes(c),
      ...fits.criteria[c]!.statistics,
    })),
    reliability: variance > 0 ? variance / (variance + error) : 0,
    unused: table.unused,
    trace: minimum.trace,
    converged: minimum.converged,
  };
}

function measuresOf({ entries }: RatingTable, weights: Float64Array): { mean: number; deviation: number }[] {
  return entries.map((_, i) => {
    let mean = 0;
    nodes.forEach((node, at) => (mean += weights[i * nodes.length + at]! * node));
    let variance = 0;
    nodes.forEach((node, at) => (variance += weights[i * nodes.length + at]! * squared(node - mean)));
    return { mean, deviation: Math.sqrt(variance) };
  });
}

type Residuals = { squares: number; information: number; standardized: number; count: number };

/** Residuals of every rating at its entry's measure, gathered by entry, judge and criterion. */
function fitStatistics(layout: RaschLayout, x: Float64Array, measures: readonly { readonly mean: number }[]) {
  const { table } = layout;
  const none = (): Residuals => ({ squares: 0, information: 0, standardized: 0, count: 0 });
  const entries = table.entries.map(none);
  const judges = table.judges.map(none);
  const criteria = table.criteria.map(none);
  table.entries.forEach((_, i) => {
    for (let row = table.start[i]!; row < table.start[i + 1]!; row += 1) {
      const [judge, criterion] = [table.judgeOf[row]!, table.criterionOf[row]!];
      const probabilities = categoryProbabilities(layout, x, { theta: measures[i]!.mean, judge, criterion });
      let expected = 0;
      probabilities.forEach((p, k) => (expected += p * k));
      let variance = 0;
      probabilities.forEach((p, k) => (variance += p * squared(k - expected)));
      if (!(variance > 0)) continue;
      const square = squared(table.categoryOf[row]! - expected);
      for (const gathered of [entries[i]!, judges[judge]!, criteria[criterion]!]) {
        gathered.squares += square;
        gathered.information += variance;
        gathered.standardized += square / variance;
        gathered.count += 1;
      }
    }
  });
  return { entries: entries.map(summary), judges: judges.map(summary), criteria: criteria.map(summary) };
}

function summary({ squares, information, standardized, count }: Residuals): {
  statistics: RaschFitStatistics;
  standardError: number | null;
} {
  if (count === 0) return { statistics: { infit: null, outfit: null, misfit: false }, standardError: null };
  const infit = squares / information;
  const outfit = standardized / count;
  const fits = (value: number) => value >= 0.5 && value <= 1.5;
  return { statistics: { infit, outfit, misfit: !fits(infit) || !fits(outfit) }, standardError: 1 / Math.sqrt(information) };
}

function observedAverage({ start, criterionOf, categoryOf, scores }: RatingTable, i: number): number {
  const given: number[] = [];
  for (let row = start[i]!; row < start[i + 1]!; row += 1) given.push(scores[criterionOf[row]!]![categoryOf[row]!]!);
  return exactMean(given);
}

function fairAverage(layout: RaschLayout, x: Float64Array, theta: number): number {
  return exactMean(
    layout.table.scores.map((scores, criterion) => {
      let expected = 0;
      categoryProbabilities(layout, x, { theta, judge: null, criterion }).forEach((p, k) => (expected += p * scores[k]!));
      return expected;
    }),
  );
}

function counts({ table }: RaschLayout): { judges: Int32Array; criteria: Int32Array } {
  const judges = new Int32Array(table.judges.length);
  const criteria = new Int32Array(table.criteria.length);
  table.judgeOf.forEach((judge, row) => {
    judges[judge] = judges[judge]! + 1;
    criteria[table.criterionOf[row]!] = criteria[table.criterionOf[row]!]! + 1;
  });
  return { judges, criteria };
}

function freeParameters({ table, thresholds, partialCredit }: RaschLayout): number {
  const lists = partialCredit ? thresholds : thresholds.slice(0, 1);
  return table.criteria.length + table.judges.length - 1 + lists.reduce((sum, { count }) => sum + Math.max(0, count - 1), 0) + 1;
}

/** Variance with n - 1; 0 for one number. */
function spread(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const mean = exactMean(values);
  return (exactMean(values.map((value) => squared(value - mean))) * values.length) / (values.length - 1);
}
