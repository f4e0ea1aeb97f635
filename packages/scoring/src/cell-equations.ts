import { factorize, solveFactorized } from "./cholesky.ts";
import { log } from "./elementary.ts";

/**
 * Scores by cell, all that one judge said of one entry: cells of entry i from `start[i]` up to `start[i + 1]`, scores of cell k from
 * `first[k]` up to `first[k + 1]`.
 */
export type CellDesign = {
  readonly entryCount: number;
  readonly judgeCount: number;
  readonly criterionCount: number;
  readonly start: Int32Array;
  readonly judgeOf: Int32Array;
  readonly first: Int32Array;
  readonly criterionOf: Int32Array;
};

/** Variances of entries, judges and cells as multiples of the residual variance, as square roots. */
export type CellScales = { readonly entry: number; readonly judge: number; readonly cell: number };

/** The solved equations at given scales, for responses with mean square 1. */
export type CellSolution = {
  readonly scales: CellScales;
  /** -2 log of the restricted likelihood, the residual variance profiled out. */
  readonly deviance: number;
  /** Sum of squared residuals and of squared effects over their ratios. */
  readonly penalized: number;
  /** Judges, then criteria. */
  readonly order: number;
  /** L in the lower triangle. */
  readonly factor: Float64Array;
  /** Judges' effects over their scale, then the criteria's means. */
  readonly solution: Float64Array;
  /** By entry: shrinkage, sum of weights, and the weights of judges and criteria (entries x order). */
  readonly kappa: Float64Array;
  readonly sums: Float64Array;
  readonly weights: Float64Array;
};

/** The residual variance is never taken for less than this share of the responses': it would be their rounding error. */
const leastResidual = 1e-12;

/**
 * The mixed-model equations (Henderson 1975) of y = criterion + entry + judge + cell + error: cells are eliminated by their closed form
 * I - ratio / (1 + ratio n) 11ᵀ, then entries, which leaves a dense matrix of judges and criteria. Restricted likelihood as Bates et al. 2015,
 * eq. 41. Cost: judges² for each entry at most, and (judges + criteria)³ / 3.
 */
export function solveCells(design: CellDesign, response: Float64Array, scales: CellScales): CellSolution {
  const { entryCount, judgeCount, criterionCount, start, judgeOf, first, criterionOf } = design;
  const order = judgeCount + criterionCount;
  const ratio = { entry: scales.entry * scales.entry, judge: scales.judge * scales.judge, cell: scales.cell * scales.cell };
  const m = new Float64Array(order * order);
  const right = new Float64Array(order);
  const kappa = new Float64Array(entryCount);
  const sums = new Float64Array(entryCount);
  const weights = new Float64Array(entryCount * order);
  let logs = 0;
  let squares = 0;

  for (let j = 0; j < judgeCount; j += 1) m[j * order + j] = 1;
  for (let i = 0; i < entryCount; i += 1) {
    const own = weights.subarray(i * order, (i + 1) * order);
    let total = 0;
    for (let k = start[i]!; k < start[i + 1]!; k += 1) {
      const [from, to] = [first[k]!, first[k + 1]!];
      const shrunk = 1 + ratio.cell * (to - from);
      const share = ratio.cell / shrunk;
      const judge = judgeOf[k]!;
      let sum = 0;
      for (let row = from; row < to; row += 1) {
        sum += response[row]!;
        squares += response[row]! * response[row]!;
      }
      logs += log(shrunk);
      squares -= share * sum * sum;
      total += (to - from) / shrunk;
      sums[i] = sums[i]! + sum / shrunk;
      own[judge] = scales.judge * ((to - from) / shrunk);
      m[judge * order + judge] = m[judge * order + judge]! + ratio.judge * ((to - from) / shrunk);
      right[judge] = right[judge]! + (scales.judge * sum) / shrunk;
      for (let row = from; row < to; row += 1) {
        const c = judgeCount + criterionOf[row]!;
        own[c] = own[c]! + 1 / shrunk;
        m[c * order + judge] = m[c * order + judge]! + scales.judge / shrunk;
        m[c * order + c] = m[c * order + c]! + 1;
        right[c] = right[c]! + response[row]! - share * sum;
        // Criteria rise within a cell, so that this is the lower triangle.
        for (let other = from; other <= row; other += 1) {
          const at = c * order + judgeCount + criterionOf[other]!;
          m[at] = m[at]! - share;
        }
      }
    }
    const d = 1 + ratio.entry * total;
    logs += log(d);
    kappa[i] = ratio.entry / d;
    squares -= kappa[i]! * sums[i]! * sums[i]!;
    const used: number[] = [];
    own.forEach((weight, at) => (weight === 0 ? null : used.push(at)));
    for (const a of used) {
      right[a] = right[a]! - kappa[i]! * sums[i]! * own[a]!;
      for (const b of used) {
        if (b > a) break;
        m[a * order + b] = m[a * order + b]! - kappa[i]! * own[a]! * own[b]!;
      }
    }
  }
  if (!factorize(m, order)) throw new Error("The mixed-model equations of cells are not positive definite.");
  const solution = right.slice();
  solveFactorized(m, order, solution);
  solution.forEach((x, at) => (squares -= x * right[at]!));
  for (let at = 0; at < order; at += 1) logs += 2 * log(m[at * order + at]!);
  const freedom = response.length - criterionCount;
  const penalized = Math.max(squares, leastResidual * freedom);
  const deviance = logs + freedom * (1 + log((2 * Math.PI * penalized) / freedom));
  return { scales, deviance, penalized, order, factor: m, solution, kappa, sums, weights };
}
