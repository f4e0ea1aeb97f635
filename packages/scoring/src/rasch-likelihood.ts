import { exp, log } from "./elementary.ts";
import type { RatingTable } from "./rating-table.ts";

/**
 * Where the parameters of a many-facet Rasch model stand in one vector: criteria's difficulty, judges' severity, thresholds (one list for
 * all criteria, or one for each), log of the entries' standard deviation. Severities sum to 0, and so does each list of thresholds.
 */
export type RaschLayout = {
  readonly table: RatingTable;
  readonly partialCredit: boolean;
  readonly length: number;
  readonly severity: number;
  /** For each criterion, the index of its first threshold and their number. */
  readonly thresholds: readonly { readonly at: number; readonly count: number }[];
  readonly logDeviation: number;
  /** Criterion and judge of each pair that occurs, and the pair of each rating. */
  readonly pairs: readonly { readonly judge: number; readonly criterion: number; readonly categories: number }[];
  readonly pairOf: Int32Array;
  /** Index of the first table of a pair: categories x nodes numbers each. */
  readonly tableAt: Int32Array;
  readonly tableSize: number;
  /** Judges with a prior, since their severity would be infinite: all their scores are the lowest, or all the highest. */
  readonly extremeJudges: readonly number[];
  /** Criteria with a prior, for the same reason. */
  readonly extremeCriteria: readonly number[];
};

/** Quadrature nodes: equally spaced on [-8, 8] logits. */
export const nodes = Float64Array.from({ length: 61 }, (_, at) => -8 + (16 * at) / 60);

/** The prior of a parameter with extreme scores only: normal around 0 with this standard deviation, in logits. */
const priorDeviation = 3;

export function raschLayout(table: RatingTable, partialCredit: boolean): RaschLayout {
  const { criteria, judges, judgeOf, criterionOf, scores } = table;
  const severity = criteria.length;
  const first = severity + judges.length;
  const counts = scores.map((list) => Math.max(0, list.length - 1));
  const thresholds = counts.map((count, c) => ({
    at: partialCredit ? first + counts.slice(0, c).reduce((sum, one) => sum + one, 0) : first,
    count,
  }));
  const logDeviation = first + (partialCredit ? counts.reduce((sum, one) => sum + one, 0) : (counts[0] ?? 0));

  const pairs: { judge: number; criterion: number; categories: number }[] = [];
  const indexOf = new Map<number, number>();
  const pairOf = Int32Array.from(judgeOf, (judge, row) => {
    const criterion = criterionOf[row]!;
    const key = judge * criteria.length + criterion;
    const index = indexOf.get(key) ?? pairs.push({ judge, criterion, categories: counts[criterion]! + 1 }) - 1;
    indexOf.set(key, index);
    return index;
  });
  const tableAt = new Int32Array(pairs.length);
  let tableSize = 0;
  pairs.forEach(({ categories }, pair) => {
    tableAt[pair] = tableSize;
    tableSize += categories * nodes.length;
  });
  return {
    table,
    partialCredit,
    length: logDeviation + 1,
    severity,
    thresholds,
    logDeviation,
    pairs,
    pairOf,
    tableAt,
    tableSize,
    extremeJudges: extremes(table, judges.length, (row) => judgeOf[row]!),
    extremeCriteria: extremes(table, criteria.length, (row) => criterionOf[row]!),
  };
}

/** Starts at equal judges and criteria, thresholds from -1 to 1, and a standard deviation of 1 logit. */
export function raschStart({ length, thresholds }: RaschLayout): Float64Array {
  const start = new Float64Array(length);
  for (const { at, count } of thresholds) for (let k = 0; k < count; k += 1) start[at + k] = count > 1 ? -1 + (2 * k) / (count - 1) : 0;
  return start;
}

/** About one standard error of each parameter: what its ratings would tell of it if each had a variance of a half. */
export function raschSizes({ table, length, severity, thresholds, logDeviation, partialCredit }: RaschLayout): Float64Array {
  const sizes = new Float64Array(length);
  const ratings = table.categoryOf.length;
  const criteria = table.criteria.length;
  sizes.fill(Math.sqrt((2 * criteria) / ratings), 0, severity);
  sizes.fill(Math.sqrt((2 * table.judges.length) / ratings), severity, severity + table.judges.length);
  for (const { at, count } of thresholds) sizes.fill(Math.sqrt((2 * count * (partialCredit ? criteria : 1)) / ratings), at, at + count);
  sizes[logDeviation] = Math.sqrt(1 / table.entries.length);
  return sizes;
}

/**
 * Minus the marginal log-likelihood (with the priors of extreme facets), and its gradient, of
 * log P(x = k) / P(x = k - 1) = theta - difficulty - severity - threshold_k, theta ~ N(0, sd²) (Linacre 1989; Andrich 1978; Masters 1982).
 * Bock & Aitkin 1981 marginalise so; the gradient by Fisher's identity, projected on the sums that must stay 0.
 * `posterior`, if given, receives the weight of each node for each entry (entries x nodes).
 */
export function raschObjective(layout: RaschLayout, posterior?: Float64Array): (x: Float64Array, gradient: Float64Array) => number {
  const { table, pairs, pairOf, tableAt, tableSize, thresholds, severity, logDeviation } = layout;
  const { entries, categoryOf, start } = table;
  const q = nodes.length;
  const logProbability = new Float64Array(tableSize);
  // Expected and observed counts: how often a pair met a node.
  const met = new Float64Array(pairs.length * q);
  const weights = new Float64Array(q);
  const logWeights = new Float64Array(q);
  const likelihood = new Float64Array(q);

  return (x, gradient) => {
    fillTables(layout, x, logProbability);
    const deviation = deviationFrom(x[logDeviation]!);
    normalWeights(deviation, weights, logWeights);
    met.fill(0);
    gradient.fill(0);

    let total = 0;
    let squares = 0;
    for (let i = 0; i < entries.length; i += 1) {
      likelihood.set(logWeights);
      for (let row = start[i]!; row < start[i + 1]!; row += 1) {
        const from = tableAt[pairOf[row]!]! + categoryOf[row]! * q;
        for (let node = 0; node < q; node += 1) likelihood[node] = likelihood[node]! + logProbability[from + node]!;
      }
      let most = -Infinity;
      for (let node = 0; node < q; node += 1) most = Math.max(most, likelihood[node]!);
      let sum = 0;
      for (let node = 0; node < q; node += 1) {
        const weight = exp(likelihood[node]! - most);
        likelihood[node] = weight;
        sum += weight;
      }
      total += most + log(sum);
      for (let node = 0; node < q; node += 1) {
        const weight = likelihood[node]! / sum;
        likelihood[node] = weight;
        squares += weight * nodes[node]! * nodes[node]!;
      }
      posterior?.set(likelihood, i * q);
      for (let row = start[i]!; row < start[i + 1]!; row += 1) {
        const at = pairOf[row]! * q;
        for (let node = 0; node < q; node += 1) met[at + node] = met[at + node]! + likelihood[node]!;
      }
    }

    // Observed steps passed, less expected ones, by pair and threshold.
    for (let row = 0; row < categoryOf.length; row += 1) {
      const { judge, criterion } = pairs[pairOf[row]!]!;
      const category = categoryOf[row]!;
      gradient[criterion] = gradient[criterion]! + category;
      gradient[severity + judge] = gradient[severity + judge]! + category;
      for (let k = 0; k < category; k += 1) gradient[thresholds[criterion]!.at + k] = gradient[thresholds[criterion]!.at + k]! + 1;
    }
    pairs.forEach(({ judge, criterion, categories }, pair) => {
      const passed = new Float64Array(categories + 1);
      for (let k = categories - 1; k >= 1; k -= 1) {
        const from = tableAt[pair]! + k * q;
        let expected = 0;
        for (let node = 0; node < q; node += 1) expected += met[pair * q + node]! * exp(logProbability[from + node]!);
        passed[k] = passed[k + 1]! + expected;
        const at = thresholds[criterion]!.at + k - 1;
        gradient[at] = gradient[at]! - passed[k]!;
        gradient[criterion] = gradient[criterion]! - passed[k]!;
        gradient[severity + judge] = gradient[severity + judge]! - passed[k]!;
      }
    });
    let prior = 0;
    const variance = priorDeviation * priorDeviation;
    for (const at of [...layout.extremeCriteria, ...layout.extremeJudges.map((judge) => severity + judge)]) {
      prior += (x[at]! * x[at]!) / (2 * variance);
      gradient[at] = gradient[at]! + x[at]! / variance;
    }
    let ownSquares = 0;
    for (let node = 0; node < q; node += 1) ownSquares += weights[node]! * nodes[node]! * nodes[node]!;
    const limited = deviation >= widest || deviation <= narrowest;
    gradient[logDeviation] = limited ? 0 : -(squares - entries.length * ownSquares) / (deviation * deviation);
    centreGradient(layout, gradient);
    return prior - total;
  };
}

/**
 * The entries' standard deviation from its logarithm, within what the nodes can tell: wider than their range all of it looks flat, and
 * narrower than a thousandth of a logit there are no differences.
 */
export function deviationFrom(logarithm: number): number {
  return Math.min(widest, Math.max(narrowest, exp(logarithm)));
}

const widest = 8;
const narrowest = 1e-3;

/** P(category) of a judge and criterion `into`: as many numbers as the criterion has categories. */
export function categoryProbabilities(
  { severity, thresholds }: RaschLayout,
  x: Float64Array,
  at: { theta: number; judge: number | null; criterion: number },
): number[] {
  const location = at.theta - x[at.criterion]! - (at.judge === null ? 0 : x[severity + at.judge]!);
  const { at: first, count } = thresholds[at.criterion]!;
  const terms = [0];
  for (let k = 0; k < count; k += 1) terms.push(terms[k]! + location - x[first + k]!);
  const most = Math.max(...terms);
  const weights = terms.map((term) => exp(term - most));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

function fillTables({ pairs, tableAt, thresholds, severity }: RaschLayout, x: Float64Array, logProbability: Float64Array): void {
  const q = nodes.length;
  pairs.forEach(({ judge, criterion, categories }, pair) => {
    const location = x[criterion]! + x[severity + judge]!;
    const first = thresholds[criterion]!.at;
    const from = tableAt[pair]!;
    for (let node = 0; node < q; node += 1) {
      let term = 0;
      let most = 0;
      logProbability[from + node] = 0;
      for (let k = 1; k < categories; k += 1) {
        term += nodes[node]! - location - x[first + k - 1]!;
        logProbability[from + k * q + node] = term;
        if (term > most) most = term;
      }
      let sum = 0;
      for (let k = 0; k < categories; k += 1) sum += exp(logProbability[from + k * q + node]! - most);
      const norm = most + log(sum);
      for (let k = 0; k < categories; k += 1) logProbability[from + k * q + node] = logProbability[from + k * q + node]! - norm;
    }
  });
}

/** Weights of the nodes under N(0, deviation²), made to sum to 1. */
function normalWeights(deviation: number, weights: Float64Array, logWeights: Float64Array): void {
  let sum = 0;
  nodes.forEach((node, at) => {
    logWeights[at] = (-0.5 * node * node) / (deviation * deviation);
    weights[at] = exp(logWeights[at]);
    sum += weights[at];
  });
  const norm = log(sum);
  for (let at = 0; at < weights.length; at += 1) {
    weights[at] = weights[at]! / sum;
    logWeights[at] = logWeights[at]! - norm;
  }
}

/** Projects on the subspace where severities, and each list of thresholds, sum to 0. */
function centreGradient({ table, severity, thresholds, partialCredit }: RaschLayout, gradient: Float64Array): void {
  const blocks = [{ at: severity, count: table.judges.length }, ...(partialCredit ? thresholds : thresholds.slice(0, 1))];
  for (const { at, count } of blocks) {
    let sum = 0;
    for (let k = 0; k < count; k += 1) sum += gradient[at + k]!;
    for (let k = 0; k < count; k += 1) gradient[at + k] = gradient[at + k]! - sum / count;
  }
}

function extremes({ criterionOf, categoryOf, scores }: RatingTable, count: number, groupOf: (row: number) => number): number[] {
  const groups = Array.from({ length: count }, () => ({ inner: 0, lowest: 0, highest: 0 }));
  categoryOf.forEach((category, row) => {
    const group = groups[groupOf(row)]!;
    const last = (scores[criterionOf[row]!]?.length ?? 1) - 1;
    // A criterion with a single category says nothing of anybody.
    if (last === 0) return;
    if (category === 0) group.lowest += 1;
    else if (category === last) group.highest += 1;
    else group.inner += 1;
  });
  return groups.flatMap(({ inner, lowest, highest }, index) =>
    inner === 0 && (lowest === 0 || highest === 0) && lowest + highest > 0 ? [index] : [],
  );
}
