import { factorize, invertFactorized } from "./cholesky.ts";
import { components } from "./components.ts";
import { squared } from "./elementary.ts";
import { exactSum } from "./exact-sum.ts";
import { DesignIsDisconnected, TooManyJudges } from "./refusals.ts";
import { ballotsPerJudge, type ScoreTable } from "./score-table.ts";

/** The additive model's answer, in the units of the scores; entries and judges in the table's order. */
export type AdditiveFit = {
  readonly entries: readonly {
    readonly entry: string;
    /** What a judge of average severity would give: the mean of the entry's scores less its judges' effects. */
    readonly adjusted: number;
    /** Null where no degree of freedom is left to estimate the error from. */
    readonly standardError: number | null;
  }[];
  /** Effects sum to 0; positive for a lenient judge. */
  readonly judges: readonly { readonly judge: string; readonly effect: number }[];
  /** Residual standard deviation; null without a degree of freedom. */
  readonly sigma: number | null;
  /** Scores - entries - judges + 1. */
  readonly degreesOfFreedom: number;
  readonly residualSumOfSquares: number;
};

const mostJudges = 1_000;

/**
 * Least squares of score = entry + judge, both fixed, judges summing to 0 (the intra-block analysis of Yates 1936; Searle 1987): the limit
 * of crossedEffects as both variances grow, shown as a check of it. An entry with one ballot is adjusted by the full effect of its judge,
 * however little is known of that judge: nothing is shrunk.
 * Throws DesignIsDisconnected where judges fall into groups that share no entry, with the groups; TooManyJudges above 1,000.
 */
export function additiveLeastSquares(table: ScoreTable): AdditiveFit {
  const { entries, judges, entryOf, judgeOf, scores, start } = table;
  if (judges.length > mostJudges) throw new TooManyJudges(judges.length, mostJudges);
  const parts = components(table);
  if (parts.length > 1) throw new DesignIsDisconnected(parts.map((part) => part.judges));

  const centre = exactSum(scores) / scores.length;
  const sums = Float64Array.from(entries, (_, i) => exactSum(scores.subarray(start[i], start[i + 1]).map((score) => score - centre)));
  const inverse = laplacianPseudoInverse(table);
  const right = new Float64Array(judges.length);
  scores.forEach((score, row) => {
    const i = entryOf[row]!;
    right[judgeOf[row]!] = right[judgeOf[row]!]! + (score - centre - sums[i]! / ballots(table, i));
  });
  const effects = Float64Array.from(judges, (_, j) => {
    let sum = 0;
    for (let k = 0; k < judges.length; k += 1) sum += inverse[j * judges.length + k]! * right[k]!;
    return sum;
  });
  const adjusted = Float64Array.from(entries, (_, i) => {
    let sum = sums[i]!;
    for (let row = start[i]!; row < start[i + 1]!; row += 1) sum -= effects[judgeOf[row]!]!;
    return centre + sum / ballots(table, i);
  });

  const residuals = scores.map((score, row) => squared(score - adjusted[entryOf[row]!]! - effects[judgeOf[row]!]!));
  const residualSumOfSquares = exactSum(residuals);
  const degreesOfFreedom = scores.length - entries.length - judges.length + 1;
  const sigma = degreesOfFreedom > 0 ? Math.sqrt(residualSumOfSquares / degreesOfFreedom) : null;
  return {
    entries: entries.map((entry, i) => ({
      entry,
      adjusted: adjusted[i]!,
      standardError: sigma === null ? null : sigma * Math.sqrt(1 / ballots(table, i) + spreadOfJudges(table, inverse, i)),
    })),
    judges: judges.map((judge, j) => ({ judge, effect: effects[j]! })),
    sigma,
    degreesOfFreedom,
    residualSumOfSquares,
  };
}

/**
 * The judges' Laplacian L = diag(ballots) - sum over entries of a aᵀ / n, a the judges of an entry and n its ballots, by rows: judges²
 * numbers. Its rows sum to 0; var(s_j - s_k) = sigma² (u_j - u_k)ᵀ L⁺ (u_j - u_k) inside a component.
 */
export function judgesLaplacian(table: ScoreTable): Float64Array {
  const { entries, judges, judgeOf, start } = table;
  const laplacian = new Float64Array(judges.length * judges.length);
  ballotsPerJudge(table).forEach((count, j) => (laplacian[j * judges.length + j] = count));
  for (let i = 0; i < entries.length; i += 1) {
    const share = 1 / ballots(table, i);
    for (let a = start[i]!; a < start[i + 1]!; a += 1) {
      for (let b = start[i]!; b < start[i + 1]!; b += 1) {
        const at = judgeOf[a]! * judges.length + judgeOf[b]!;
        laplacian[at] = laplacian[at]! - share;
      }
    }
  }
  return laplacian;
}

/**
 * The pseudo-inverse L⁺ of the judges' Laplacian of a connected design: (L + t 11ᵀ / J)⁻¹ - 11ᵀ / (t J) for any t > 0, since L's null space
 * is the vector of ones; no eigenvalue is cut off near the rounding error. Throws DesignIsDisconnected, where L⁺ means nothing.
 */
export function laplacianPseudoInverse(table: ScoreTable): Float64Array {
  const n = table.judges.length;
  const shifted = judgesLaplacian(table);
  let trace = 0;
  for (let j = 0; j < n; j += 1) trace += shifted[j * n + j]!;
  const shift = trace > 0 ? trace / n : 1;
  for (let at = 0; at < shifted.length; at += 1) shifted[at] = shifted[at]! + shift / n;
  if (components(table).length > 1 || !factorize(shifted, n)) {
    throw new DesignIsDisconnected(components(table).map((part) => part.judges));
  }
  return invertFactorized(shifted, n).map((value) => value - 1 / (shift * n));
}

/** aᵀ L⁺ a / n² of entry i. */
function spreadOfJudges(table: ScoreTable, inverse: Float64Array, i: number): number {
  const { judges, judgeOf, start } = table;
  let sum = 0;
  for (let a = start[i]!; a < start[i + 1]!; a += 1) {
    for (let b = start[i]!; b < start[i + 1]!; b += 1) sum += inverse[judgeOf[a]! * judges.length + judgeOf[b]!]!;
  }
  return sum / squared(ballots(table, i));
}

function ballots({ start }: ScoreTable, i: number): number {
  return start[i + 1]! - start[i]!;
}
