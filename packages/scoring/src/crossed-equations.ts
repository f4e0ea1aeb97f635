import { factorize, invertFactorized, solveFactorized } from "./cholesky.ts";
import { log, squared } from "./elementary.ts";

/** What the equations are made from: rows by entry as in a ScoreTable, categories by index, responses of whatever unit. */
export type CrossedDesign = {
  readonly entryCount: number;
  readonly judgeCount: number;
  readonly categoryCount: number;
  readonly categoryOf: Int32Array;
  readonly judgeOf: Int32Array;
  readonly entryOf: Int32Array;
  readonly start: Int32Array;
  readonly ballotsOfJudge: Int32Array;
};

/** Variances of entries and judges as multiples of the residual variance; each 0 or more. */
export type VarianceRatios = { readonly entry: number; readonly judge: number };

/**
 * The mixed-model equations (Henderson 1975) of y = category + entry + judge + error at given variance ratios, entries eliminated: a
 * positive definite matrix M of order judges + categories, scaled so that the judges' part is I when their variance is 0.
 */
export type CrossedEquations = {
  readonly design: CrossedDesign;
  readonly ratios: VarianceRatios;
  /** judges + categories, or only the categories when the judges' variance is 0 and `keepJudges` was not asked for. */
  readonly order: number;
  /** Index of the first category in M. */
  readonly offset: number;
  /** L in the lower triangle, M = L Lᵀ. */
  readonly factor: Float64Array;
  /** d = 1 + ratio * ballots, and kappa = ratio / d, by entry. */
  readonly d: Float64Array;
  readonly kappa: Float64Array;
  /** Square root of the judges' ratio. */
  readonly judgeScale: number;
};

/** Effects and residuals of one response. `penalized` is the sum of squared residuals and of squared effects over their ratios. */
export type CrossedSolution = {
  readonly category: Float64Array;
  readonly entry: Float64Array;
  readonly judge: Float64Array;
  readonly residuals: Float64Array;
  readonly penalized: number;
};

/** Sets up and factorizes the equations. Cost: ballots² per entry, and order³ / 3. */
export function crossedEquations(design: CrossedDesign, ratios: VarianceRatios, keepJudges = false): CrossedEquations {
  const { entryCount, judgeCount, categoryCount, categoryOf, judgeOf, start, ballotsOfJudge } = design;
  const offset = ratios.judge > 0 || keepJudges ? judgeCount : 0;
  const order = offset + categoryCount;
  const judgeScale = Math.sqrt(ratios.judge);
  const d = new Float64Array(entryCount);
  const kappa = new Float64Array(entryCount);
  const m = new Float64Array(order * order);

  for (let j = 0; j < offset; j += 1) m[j * order + j] = 1 + ratios.judge * ballotsOfJudge[j]!;
  for (let i = 0; i < entryCount; i += 1) {
    const from = start[i]!;
    const to = start[i + 1]!;
    const di = 1 + ratios.entry * (to - from);
    d[i] = di;
    const shrinkage = ratios.entry / di;
    kappa[i] = shrinkage;
    const column = offset + categoryOf[i]!;
    m[column * order + column] = m[column * order + column]! + (to - from) / di;
    if (ratios.judge === 0) continue;
    const pair = ratios.judge * shrinkage;
    const cross = judgeScale / di;
    for (let a = from; a < to; a += 1) {
      const j = judgeOf[a]!;
      // Judges rise within an entry, so that this is the lower triangle.
      const row = j * order;
      for (let b = from; b <= a; b += 1) m[row + judgeOf[b]!] = m[row + judgeOf[b]!]! - pair;
      m[column * order + j] = m[column * order + j]! + cross;
    }
  }
  if (!factorize(m, order)) throw new Error("The mixed-model equations are not positive definite.");
  return { design, ratios, order, offset, factor: m, d, kappa, judgeScale };
}

/** Solves the equations for a response of one number per row. */
export function solveCrossed(equations: CrossedEquations, response: Float64Array): CrossedSolution {
  const { design, order, offset, factor, d, kappa, judgeScale } = equations;
  const { entryCount, judgeCount, categoryCount, categoryOf, judgeOf, start } = design;
  const right = new Float64Array(order);
  const sums = new Float64Array(entryCount);
  for (let i = 0; i < entryCount; i += 1) {
    let sum = 0;
    for (let row = start[i]!; row < start[i + 1]!; row += 1) sum += response[row]!;
    sums[i] = sum;
    right[offset + categoryOf[i]!] = right[offset + categoryOf[i]!]! + sum / d[i]!;
    if (judgeScale === 0) continue;
    const shrunk = kappa[i]! * sum;
    for (let row = start[i]!; row < start[i + 1]!; row += 1) {
      right[judgeOf[row]!] = right[judgeOf[row]!]! + judgeScale * (response[row]! - shrunk);
    }
  }
  solveFactorized(factor, order, right);

  const category = right.slice(offset, offset + categoryCount);
  const judge = new Float64Array(judgeCount);
  let penalized = 0;
  if (judgeScale > 0) {
    for (let j = 0; j < judgeCount; j += 1) {
      judge[j] = judgeScale * right[j]!;
      penalized += right[j]! * right[j]!;
    }
  }
  const entry = new Float64Array(entryCount);
  const residuals = new Float64Array(response.length);
  for (let i = 0; i < entryCount; i += 1) {
    const fixed = category[categoryOf[i]!]!;
    let left = sums[i]! - (start[i + 1]! - start[i]!) * fixed;
    for (let row = start[i]!; row < start[i + 1]!; row += 1) left -= judge[judgeOf[row]!]!;
    const effect = kappa[i]! * left;
    entry[i] = effect;
    // effect² / ratio without dividing by a ratio that may be 0.
    penalized += (effect * left) / d[i]!;
    for (let row = start[i]!; row < start[i + 1]!; row += 1) {
      const residual = response[row]! - fixed - effect - judge[judgeOf[row]!]!;
      residuals[row] = residual;
      penalized += residual * residual;
    }
  }
  return { category, entry, judge, residuals, penalized };
}

/** log|V| + log|XᵀV⁻¹X| for REML, log|V| for ML, where V is the responses' covariance over the residual variance. */
export function logDeterminant({ d, factor, order, offset }: CrossedEquations, restricted: boolean): number {
  let sum = 0;
  for (const di of d) sum += log(di);
  const rows = restricted ? order : offset;
  for (let j = 0; j < rows; j += 1) sum += 2 * log(factor[j * order + j]!);
  return sum;
}

/**
 * Traces of P Z Zᵀ for entries and judges, the first part of the gradient of the (restricted) log-likelihood: P = V⁻¹ less, for REML, its
 * projection on the fixed effects (Searle, Casella & McCulloch 1992, §6.6). Both formulas stay finite when a ratio is 0.
 */
export function projectionTraces(equations: CrossedEquations, restricted: boolean): VarianceRatios {
  const { design, ratios, order, offset, factor, d, kappa, judgeScale } = equations;
  const { entryCount, judgeCount, categoryCount, categoryOf, judgeOf, start, ballotsOfJudge } = design;
  const size = restricted ? order : offset;
  const inverse = invertFactorized(factor, order, size);

  let entry = 0;
  for (let i = 0; i < entryCount; i += 1) {
    const from = start[i]!;
    const to = start[i + 1]!;
    const n = to - from;
    const column = offset + categoryOf[i]!;
    let form = restricted ? n * n * inverse[column * size + column]! : 0;
    if (judgeScale > 0) {
      let pairs = 0;
      let crossed = 0;
      for (let a = from; a < to; a += 1) {
        const row = judgeOf[a]! * size;
        for (let b = from; b < a; b += 1) pairs += 2 * inverse[row + judgeOf[b]!]!;
        pairs += inverse[row + judgeOf[a]!]!;
        if (restricted) crossed += inverse[row + column]!;
      }
      form += ratios.judge * pairs + 2 * judgeScale * n * crossed;
    }
    entry += n / d[i]! - form / (d[i]! * d[i]!);
  }

  let judge = 0;
  if (judgeScale > 0) {
    for (let j = 0; j < judgeCount; j += 1) judge += (1 - inverse[j * size + j]!) / ratios.judge;
    return { entry, judge };
  }
  const own = Float64Array.from(ballotsOfJudge);
  const shares = new Float64Array(judgeCount * categoryCount);
  const weights = new Float64Array(categoryCount);
  for (let i = 0; i < entryCount; i += 1) {
    const category = categoryOf[i]!;
    weights[category] = weights[category]! + (start[i + 1]! - start[i]!) / d[i]!;
    for (let row = start[i]!; row < start[i + 1]!; row += 1) {
      const j = judgeOf[row]!;
      own[j] = own[j]! - kappa[i]!;
      shares[j * categoryCount + category] = shares[j * categoryCount + category]! + 1 / d[i]!;
    }
  }
  for (let j = 0; j < judgeCount; j += 1) {
    judge += own[j]!;
    if (!restricted) continue;
    for (let c = 0; c < categoryCount; c += 1) judge -= squared(shares[j * categoryCount + c]!) / weights[c]!;
  }
  return { entry, judge };
}
