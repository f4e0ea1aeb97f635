import { components } from "./components.ts";
import { NoEstimateExists } from "./decision-refusals.ts";
import { exp, log } from "./elementary.ts";
import { exactMean } from "./exact-sum.ts";
import { minimize } from "./minimize.ts";
import { type RaschLayout, raschLayout, raschSizes, raschStart } from "./rasch-likelihood.ts";
import { type RaschModel, type RatingTable, ratingTable } from "./rating-table.ts";
import { DesignIsDisconnected, SettingIsOutOfRange } from "./refusals.ts";
import type { Criterion } from "./rubric.ts";
import { type ScoreRow, scoreTable } from "./score-table.ts";
import type { CriterionScore } from "./scorecards.ts";
import type { Work } from "./work.ts";

/** Which model of ratings, and what is done against the bias of estimating everything at once. */
export type JointOptions = {
  /** RATING_SCALE when absent. */
  readonly model?: RaschModel | undefined;
  /**
   * NONE: what FACETS does, with steps too far apart. SHRUNK: criteria, judges and thresholds times (n - 1) / n, n the ratings an entry has on
   * average (Wright & Douglas 1977). EPSILON, when absent: every entry's sum score is drawn towards the middle (Bertoli-Barsotti et al. 2014).
   */
  readonly correction?: "NONE" | "SHRUNK" | "EPSILON" | undefined;
  /** By how much a sum score stays clear of its ends, above 0 and at most ½; .3 when absent. */
  readonly epsilon?: number | undefined;
};

/** The many-facet Rasch model as programs of joint likelihood print it, in logits. */
export type JointFit = {
  readonly correction: "NONE" | "SHRUNK" | "EPSILON";
  /** -2 log-likelihood of what was maximised: of the ratings, or of the adjusted ones under EPSILON. */
  readonly deviance: number;
  /** In logits, with mean 0. */
  readonly entries: readonly { readonly entry: string; readonly measure: number; readonly extreme: boolean }[];
  /** Positive for a harsh judge; they sum to 0. */
  readonly judges: readonly { readonly judge: string; readonly severity: number }[];
  /** Thresholds sum to 0; difficulties are free. */
  readonly criteria: readonly { readonly criterion: string; readonly difficulty: number; readonly thresholds: readonly number[] }[];
  readonly converged: boolean;
};

/**
 * The many-facet Rasch model by joint maximum likelihood, the entries' measures estimated like everything else: for comparison with programs
 * that do so, never for a decision. It is biased with few ratings, and an entry of highest scores only has no finite measure, so that its sum
 * score is moved inside by epsilon. Under EPSILON that is done to all: rating k of an entry becomes the indicator of k times
 * 1 - e (K + 1), plus e on every category, e = epsilon / sum over its ratings of K (K + 1) / 2 (Bertoli-Barsotti, Lando & Punzo 2014).
 * The measures are then estimated again from the unadjusted sum scores. raschModel() is the model to use.
 *
 * Throws what ratingTable() throws; DesignIsDisconnected; SettingIsOutOfRange for epsilon; NoEstimateExists, without EPSILON, for a judge or
 * a criterion with extreme scores only, named.
 */
export function* jointRasch(rubric: readonly Criterion[], rows: readonly CriterionScore[], options: JointOptions = {}): Work<JointFit> {
  const { model = "RATING_SCALE", correction = "EPSILON", epsilon = 0.3 } = options;
  if (!(epsilon > 0 && epsilon <= 0.5)) throw new SettingIsOutOfRange("epsilon", epsilon, "a number above 0 and at most 0.5");
  const table = ratingTable(rubric, rows, model);
  const layout = raschLayout(table, model === "PARTIAL_CREDIT");
  requireEstimable(layout, correction);

  const sums = sumScores(table);
  const moved = sums.map(({ sum, most }, i) => (correction === "EPSILON" || sum === 0 || sum === most ? epsilon / steps(table, i) : 0));
  const entryCount = table.entries.length;
  const x = new Float64Array(layout.length - 1 + entryCount);
  x.set(raschStart(layout).subarray(0, layout.length - 1));
  sums.forEach(({ sum, most }, i) => (x[layout.length - 1 + i] = log((sum + 0.5) / (most - sum + 0.5))));
  const sizes = new Float64Array(x.length).fill(0.5);
  sizes.set(raschSizes(layout).subarray(0, layout.length - 1));
  const minimum = yield* minimize(jointObjective(layout, moved), x, { sizes, tolerance: 1e-6, mostSteps: 2_000 });

  const ratingsEach = table.categoryOf.length / entryCount;
  const shrink = correction === "SHRUNK" ? (ratingsEach - 1) / ratingsEach : 1;
  const facets = minimum.x.slice(0, layout.length - 1).map((one) => one * shrink);
  const found = minimum.x.slice(layout.length - 1);
  const measures =
    correction === "NONE"
      ? found
      : sums.map(({ sum, most }, i) => measureAt(layout, facets, i, Math.min(most - epsilon, Math.max(epsilon, sum)), found[i] ?? 0));
  const centre = exactMean([...measures]);
  const shift = exactMean([...found]) * shrink;
  return {
    correction,
    deviance: 2 * jointObjective(layout, correction === "EPSILON" ? moved : moved.map(() => 0))(minimum.x, new Float64Array(x.length)),
    entries: table.entries.map((entry, i) => {
      const { sum = 0, most = 0 } = sums[i] ?? {};
      return { entry, measure: (measures[i] ?? 0) - centre, extreme: sum === 0 || sum === most };
    }),
    judges: table.judges.map((judge, j) => ({ judge, severity: facets[layout.severity + j] ?? 0 })),
    criteria: table.criteria.map((criterion, c) => {
      const { at = 0, count = 0 } = layout.thresholds[c] ?? {};
      return { criterion, difficulty: (facets[c] ?? 0) - shift, thresholds: [...facets.subarray(at, at + count)] };
    }),
    converged: minimum.converged,
  };
}

/** Minus the joint log-likelihood of the ratings, each with `moved[entry]` of itself on every category, and its gradient. */
function jointObjective(layout: RaschLayout, moved: readonly number[]): (x: Float64Array, gradient: Float64Array) => number {
  const { table, thresholds, severity } = layout;
  const { entries, judgeOf, criterionOf, categoryOf, start } = table;
  const firstMeasure = layout.length - 1;
  return (x, gradient) => {
    gradient.fill(0);
    let total = 0;
    for (const i of entries.keys()) {
      const e = moved[i] ?? 0;
      for (let row = start[i]!; row < start[i + 1]!; row += 1) {
        const [judge, criterion, category] = [severity + judgeOf[row]!, criterionOf[row]!, categoryOf[row]!];
        const { at, count } = thresholds[criterion]!;
        const { logs, upTo } = tailsAt(x[firstMeasure + i]! - x[criterion]! - x[judge]!, x, at, count);
        const own = 1 - e * (count + 1);
        for (let k = 0; k <= count; k += 1) total -= (e + (k === category ? own : 0)) * logs[k]!;
        for (let k = 1; k <= count; k += 1) {
          // Observed share of ratings of k or more, less the expected one.
          const left = e * (count + 1 - k) + (category >= k ? own : 0) - upTo[k]!;
          gradient[at + k - 1] = gradient[at + k - 1]! + left;
          gradient[criterion] = gradient[criterion]! + left;
          gradient[judge] = gradient[judge]! + left;
          gradient[firstMeasure + i] = gradient[firstMeasure + i]! - left;
        }
      }
    }
    centre(gradient, severity, table.judges.length);
    for (const { at, count } of layout.partialCredit ? thresholds : thresholds.slice(0, 1)) centre(gradient, at, count);
    return total;
  };
}

/** log P(k), and P(k or more), at a location. */
function tailsAt(location: number, x: Float64Array, at: number, count: number): { logs: number[]; upTo: number[] } {
  const terms = [0];
  for (let k = 0; k < count; k += 1) terms.push(terms[k]! + location - x[at + k]!);
  const most = Math.max(...terms);
  const norm = most + log(terms.reduce((sum, term) => sum + exp(term - most), 0));
  const logs = terms.map((term) => term - norm);
  const upTo = logs.map(exp);
  for (let k = count - 1; k >= 0; k -= 1) upTo[k] = upTo[k]! + upTo[k + 1]!;
  return { logs, upTo };
}

/** The measure whose expected sum score is `target`, strictly inside its range, by bisection: the expectation rises with the measure. */
function measureAt({ table, thresholds, severity }: RaschLayout, facets: Float64Array, i: number, target: number, near: number): number {
  const expected = (theta: number) => {
    let sum = 0;
    for (let row = table.start[i]!; row < table.start[i + 1]!; row += 1) {
      const criterion = table.criterionOf[row]!;
      const { at, count } = thresholds[criterion]!;
      const { upTo } = tailsAt(theta - facets[criterion]! - facets[severity + table.judgeOf[row]!]!, facets, at, count);
      for (let k = 1; k <= count; k += 1) sum += upTo[k]!;
    }
    return sum;
  };
  let [low, high] = [near - 1, near + 1];
  while (expected(low) > target && low > near - 100) low -= 2;
  while (expected(high) < target && high < near + 100) high += 2;
  for (let half = 0; half < 60; half += 1) {
    const middle = (low + high) / 2;
    if (expected(middle) < target) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function sumScores({ entries, start, criterionOf, categoryOf, scores }: RatingTable): { sum: number; most: number }[] {
  return entries.map((_, i) => {
    let [sum, most] = [0, 0];
    for (let row = start[i]!; row < start[i + 1]!; row += 1) {
      sum += categoryOf[row]!;
      most += scores[criterionOf[row]!]!.length - 1;
    }
    return { sum, most };
  });
}

/** Sum over an entry's ratings of K (K + 1) / 2: what a weight on every category adds to its sum score. */
function steps({ start, criterionOf, scores }: RatingTable, i: number): number {
  let sum = 0;
  for (let row = start[i]!; row < start[i + 1]!; row += 1) {
    const k = scores[criterionOf[row]!]!.length - 1;
    sum += (k * (k + 1)) / 2;
  }
  return Math.max(1, sum);
}

function requireEstimable(layout: RaschLayout, correction: JointFit["correction"]): void {
  const { table, extremeJudges, extremeCriteria } = layout;
  const pairs = new Map<string, ScoreRow>();
  table.entries.forEach((entry, i) => {
    for (let row = table.start[i]!; row < table.start[i + 1]!; row += 1) {
      const judge = table.judges[table.judgeOf[row]!] ?? "";
      pairs.set(`${i} ${judge}`, { entry, judge, score: 0 });
    }
  });
  const parts = components(scoreTable([...pairs.values()]));
  if (parts.length > 1) throw new DesignIsDisconnected(parts.map(({ judges }) => judges));
  if (correction === "EPSILON") return;
  const extreme = [
    ...extremeJudges.map((j) => `judge "${table.judges[j]}"`),
    ...extremeCriteria.map((c) => `criterion "${table.criteria[c]}"`),
  ];
  if (extreme.length === 0) return;
  throw new NoEstimateExists(
    `Nothing but highest, or lowest, scores: ${extreme.join(", ")}. No finite estimate fits them best. Use the epsilon correction.`,
  );
}

function centre(gradient: Float64Array, at: number, count: number): void {
  const mean = gradient.subarray(at, at + count).reduce((sum, one) => sum + one, 0) / count;
  for (let k = at; k < at + count; k += 1) gradient[k] = gradient[k]! - mean;
}
