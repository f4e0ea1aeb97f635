import { factorize, invertFactorized } from "./cholesky.ts";
import { NoEstimateExists } from "./decision-refusals.ts";
import { exp, log } from "./elementary.ts";
import { gaussHermite } from "./gauss-hermite.ts";
import { type Minimum, minimize } from "./minimize.ts";
import { judgeModes, type OrdinalLayout, ordinalLikelihood } from "./ordinal-likelihood.ts";
import { NameIsMissing, requireWhole, ScoreIsOffTheScale, SettingIsOutOfRange, TooLittleEvidence } from "./refusals.ts";
import { byCodeUnits } from "./score-table.ts";
import { partOf, type Work } from "./work.ts";

/** One score on an ordered scale, and what is known of it: one number for each covariate, such as 1 for yes and 0 for no. */
export type OrdinalScore = { readonly judge: string; readonly score: number; readonly values: readonly number[] };

/** Which model of ordered scores, and how closely judges are integrated over. */
export type OrdinalOptions = {
  /** Names of the covariates, in the order of `values`; 30 at most. */
  readonly covariates: readonly string[];
  /** RANDOM when absent: judges differ by a normal effect. IGNORED: the same model without judges. */
  readonly judges?: "RANDOM" | "IGNORED" | undefined;
  /** Points of adaptive Gauss-Hermite quadrature over each judge's effect, 1 to 60. 1, when absent, is Laplace's approximation. */
  readonly points?: number | undefined;
};

/** The cumulative logit model of ordered scores. */
export type OrdinalFit = {
  readonly logLikelihood: number;
  /** Between neighbouring scores that occur, in logits, rising. */
  readonly thresholds: readonly {
    readonly below: number;
    readonly above: number;
    readonly threshold: number;
    readonly standardError: number;
  }[];
  /** In logits; positive where the covariate raises scores. */
  readonly coefficients: readonly { readonly covariate: string; readonly value: number; readonly standardError: number }[];
  /** Standard deviation of the judges' effects, in logits; exactly 0 where none was detected, null where judges were ignored. */
  readonly judgeDeviation: number | null;
  /** Standard error of its logarithm; null where it is 0 or null. */
  readonly standardErrorOfLog: number | null;
  /** Most likely effects, positive for a lenient judge; empty where judges were ignored. */
  readonly judges: readonly { readonly judge: string; readonly effect: number }[];
};

const mostCovariates = 30;
/** A standard error that no data worth the name leave: the likelihood rises towards infinity. */
const largestError = 100;

/**
 * The ordinal mixed model, or cumulative logit: log P(score <= k) / P(score > k) = threshold_k - covariates - judge, judge ~ N(0, sd²)
 * (McCullagh 1980; Christensen 2019 for the mixed one), by Laplace's approximation or adaptive quadrature (Pinheiro & Bates 1995) of the
 * marginal likelihood. For short scales with few covariates: a check of what a linear model says of a taste panel. raschModel() is the model
 * for entries by criteria. Scores count by their order only: any that rise alike give the same fit. Independent of the order of scores.
 *
 * Throws TooLittleEvidence for fewer than two different scores; NameIsMissing and ScoreIsOffTheScale with the row; SettingIsOutOfRange for
 * points, too many covariates or a row with another number of values; NoEstimateExists where a covariate separates the scores or is a
 * combination of others, named where one is to blame.
 */
export function* ordinalModel(scores: readonly OrdinalScore[], options: OrdinalOptions): Work<OrdinalFit> {
  const { covariates, judges: role = "RANDOM", points = 1 } = options;
  requireWhole("points", points, 1, 60);
  if (covariates.length > mostCovariates) throw new SettingIsOutOfRange("covariates", covariates.length, `${mostCovariates} at most`);
  const { layout, levels, judges } = layoutOf(scores, covariates.length);
  const quadrature = gaussHermite(points);
  const plain = yield* partOf(climb(layout, ordinalLikelihood(layout, null), startOf(layout)), 0, 0.3);
  const withJudges = Float64Array.from([...plain.x, 0]);
  const likelihood = ordinalLikelihood(layout, quadrature);
  const mixed = role === "IGNORED" ? plain : yield* partOf(climb(layout, likelihood, withJudges), 0.3, 1);
  // A deviation on the border is exactly 0: the plain model is taken when the other is no better.
  const random = role === "RANDOM" && mixed.value < plain.value - 1e-8;
  const { x, value } = random ? mixed : plain;
  const errors = standardErrors(random ? likelihood : ordinalLikelihood(layout, null), x, covariates, layout);

  const deviation = random ? exp(x[x.length - 1]!) : 0;
  const modes = judgeModes(layout, x, deviation);
  return {
    logLikelihood: -value,
    thresholds: Array.from({ length: levels.length - 1 }, (_, k) => ({
      below: levels[k]!,
      above: levels[k + 1]!,
      threshold: x[k]!,
      standardError: errors[k]!,
    })),
    coefficients: covariates.map((covariate, c) => ({
      covariate,
      value: x[layout.thresholds + c]!,
      standardError: errors[layout.thresholds + c]!,
    })),
    judgeDeviation: role === "IGNORED" ? null : deviation,
    standardErrorOfLog: random ? errors[errors.length - 1]! : null,
    judges: role === "IGNORED" ? [] : judges.map((judge, j) => ({ judge, effect: modes[j]! })),
  };
}

/** Logits of the shares at or below each score: the fit without covariates and judges. */
function startOf({ thresholds, covariateCount, levelOf }: OrdinalLayout): Float64Array {
  const start = new Float64Array(thresholds + covariateCount);
  for (let k = 0; k < thresholds; k += 1) {
    const share = levelOf.filter((level) => level <= k).length / levelOf.length;
    start[k] = log(share / (1 - share));
  }
  return start;
}

function* climb(layout: OrdinalLayout, likelihood: (x: Float64Array) => number, start: Float64Array): Work<Minimum> {
  // Central differences: few parameters, and a likelihood known to twelve digits.
  const step = 1e-5;
  return yield* minimize(
    (x, gradient) => {
      for (const at of x.keys()) {
        const moved = (by: number) => likelihood(x.map((one, n) => (n === at ? one + by : one)));
        const slope = (moved(step) - moved(-step)) / (2 * step);
        gradient[at] = Number.isFinite(slope) ? slope : 0;
      }
      return likelihood(x);
    },
    start,
    { sizes: new Float64Array(start.length).fill(2 / Math.sqrt(layout.levelOf.length)), tolerance: 1e-5, mostSteps: 500 },
  );
}

/** Roots of the diagonal of the inverse of the observed information, by second differences. */
function standardErrors(
  likelihood: (x: Float64Array) => number,
  x: Float64Array,
  covariates: readonly string[],
  { thresholds }: OrdinalLayout,
): number[] {
  const n = x.length;
  const step = 1e-3;
  const at = (a: number, b: number, i: number, j: number) =>
    likelihood(x.map((one, k) => one + (k === i ? a * step : 0) + (k === j ? b * step : 0)));
  const information = new Float64Array(n * n);
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      const second = (at(1, 1, i, j) - at(1, -1, i, j) - at(-1, 1, i, j) + at(-1, -1, i, j)) / (4 * step * step);
      information[i * n + j] = second;
      information[j * n + i] = second;
    }
  }
  const flat = "Some covariates separate the scores, or say the same. Leave one of them out.";
  if (!factorize(information, n)) throw new NoEstimateExists(flat);
  const inverse = invertFactorized(information, n);
  const errors = Array.from({ length: n }, (_, i) => Math.sqrt(inverse[i * n + i]!));
  const worst = covariates.findIndex((_, c) => !(errors[thresholds + c]! < largestError));
  if (worst >= 0) throw new NoEstimateExists(`No finite coefficient of "${covariates[worst]}" fits best. Leave it out.`);
  if (!errors.every((error) => error < largestError)) throw new NoEstimateExists(flat);
  return errors;
}

function layoutOf(scores: readonly OrdinalScore[], covariateCount: number) {
  scores.forEach(({ judge, score, values }, at) => {
    if (judge === "") throw new NameIsMissing({ row: at + 1 }, "judge");
    if (values.length !== covariateCount)
      throw new SettingIsOutOfRange(`values of row ${at + 1}`, values.length, `${covariateCount} numbers`);
    for (const number of [score, ...values]) {
      if (!(Math.abs(number) <= 1e6)) throw new ScoreIsOffTheScale({ row: at + 1, judge }, number, "a finite number from -1e6 to 1e6");
    }
  });
  const levels = [...new Set(scores.map(({ score }) => score))].toSorted((a, b) => a - b);
  if (levels.length < 2) throw new TooLittleEvidence("An ordinal model needs two different scores at least.");
  if (levels.length > 60) throw new SettingIsOutOfRange("different scores", levels.length, "60 at most: the scale is not a short one");
  const judges = [...new Set(scores.map(({ judge }) => judge))].toSorted(byCodeUnits);
  const judgeIndex = new Map(judges.map((id, j) => [id, j]));
  const sorted = scores
    .map(({ judge, score, values }) => ({ judge: judgeIndex.get(judge) ?? -1, level: levels.indexOf(score), values }))
    .toSorted((a, b) => a.judge - b.judge || a.level - b.level || firstDifference(a.values, b.values));
  const start = judges.map((_, j) => sorted.findIndex(({ judge }) => judge === j));
  const layout: OrdinalLayout = {
    thresholds: levels.length - 1,
    covariateCount,
    judgeCount: judges.length,
    start: Int32Array.from([...start, sorted.length]),
    levelOf: Int32Array.from(sorted, ({ level }) => level),
    values: Float64Array.from(sorted.flatMap(({ values }) => [...values])),
  };
  return { layout, levels, judges };
}

function firstDifference(a: readonly number[], b: readonly number[]): number {
  return a.map((one, at) => one - (b[at] ?? 0)).find((difference) => difference !== 0) ?? 0;
}
