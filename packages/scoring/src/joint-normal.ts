import type { CrossedFit } from "./crossed-effects.ts";
import { squared } from "./elementary.ts";
import { normalCdf } from "./normal.ts";
import { adjustedCovariance, type DrawOptions, posteriorDraws } from "./posterior.ts";
import { randomStream } from "./random.ts";
import { CovarianceIsNotOne } from "./decision-refusals.ts";
import { requireWhole, TooLittleEvidence } from "./refusals.ts";
import type { Work } from "./work.ts";

/** Scores known up to joint normal errors: what ranks with uncertainty are computed from. */
export type JointNormal = {
  readonly ids: readonly string[];
  /** One mean for each id; more is better. */
  readonly means: Float64Array;
  /** Cov(i, l) in squared units of the means, by indices. */
  readonly covariance: (i: number, l: number) => number;
  /** Visits joint draws; the visited array is used again for the next one. */
  readonly draws: (options: DrawOptions, visit: (scores: Float64Array, draw: number) => void) => Work<void>;
};

/** The adjusted scores of a fit with all that their errors have in common, without a dense matrix of entries by entries. */
export function adjustedNormal(fit: CrossedFit): JointNormal {
  const { posterior } = fit;
  return {
    ids: fit.entries.map(({ entry }) => entry),
    means: posterior.adjusted,
    covariance: (i, l) => adjustedCovariance(posterior, i, l),
    draws: (options, visit) => posteriorDraws(posterior, options, visit),
  };
}

/**
 * A joint normal from its means and its covariance by rows. Variances of 0 are allowed: such scores are certain.
 * Throws TooLittleEvidence for no ids, CovarianceIsNotOne for a matrix of another size, with numbers that are not finite, not symmetric, or
 * with a combination of scores of negative variance.
 */
export function jointNormal(ids: readonly string[], means: readonly number[], covariance: readonly (readonly number[])[]): JointNormal {
  const n = ids.length;
  if (n === 0) throw new TooLittleEvidence("There is nothing to rank.");
  if (means.length !== n || covariance.length !== n || covariance.some((row) => row.length !== n)) {
    throw new CovarianceIsNotOne(`${n} ids need ${n} means and ${n} rows of ${n} covariances.`);
  }
  const centre = Float64Array.from(means);
  const flat = Float64Array.from(covariance.flat());
  if (![...centre, ...flat].every(Number.isFinite)) throw new CovarianceIsNotOne("Means and covariances are finite numbers.");
  const factor = semidefiniteFactor(flat, n);

  function* draws({ draws: count, seed }: DrawOptions, visit: (scores: Float64Array, draw: number) => void): Work<void> {
    requireWhole("draws", count, 1, 1_000_000);
    const stream = randomStream(seed, "joint normal");
    const z = new Float64Array(n);
    const drawn = new Float64Array(n);
    for (let draw = 0; draw < count; draw += 1) {
      for (let i = 0; i < n; i += 1) z[i] = stream.normal();
      for (let i = 0; i < n; i += 1) {
        let sum = centre[i]!;
        for (let k = 0; k <= i; k += 1) sum += factor[i * n + k]! * z[k]!;
        drawn[i] = sum;
      }
      visit(drawn, draw);
      if (draw % 256 === 255) yield draw / count;
    }
  }
  return { ids, means: centre, covariance: (i, l) => flat[i * n + l]!, draws };
}

/**
 * P(score i > score l) = normal cdf of the difference of means over its standard deviation. 0, ½ or 1 where the difference is certain; of
 * an entry against itself ½.
 */
export function beats({ means, covariance }: JointNormal, i: number, l: number): number {
  return chanceToBeat(means[i]! - means[l]!, covariance(i, i), covariance(l, l), covariance(i, l));
}

/** The same from the difference of means, both variances and the covariance. */
export function chanceToBeat(difference: number, first: number, second: number, shared: number): number {
  const variance = first + second - 2 * shared;
  // Below this the variance is the rounding error of a difference that is certain.
  if (variance <= 1e-14 * (first + second) || variance <= 0) return difference > 0 ? 1 : difference < 0 ? 0 : 0.5;
  const p = normalCdf(Math.abs(difference) / Math.sqrt(variance));
  return difference < 0 ? 1 - p : p;
}

/** L with L Lᵀ = the matrix, columns of zeros where nothing is left (Higham 2002, §10.3). */
function semidefiniteFactor(matrix: Float64Array, n: number): Float64Array {
  const size = Math.max(...Array.from({ length: n }, (_, i) => Math.abs(matrix[i * n + i]!)));
  const tolerance = 1e-10 * size;
  const factor = new Float64Array(n * n);
  for (let j = 0; j < n; j += 1) {
    let pivot = matrix[j * n + j]!;
    for (let k = 0; k < j; k += 1) pivot -= squared(factor[j * n + k]!);
    if (pivot < -tolerance) throw new CovarianceIsNotOne("Some combination of the scores would have a negative variance.");
    const root = pivot > tolerance ? Math.sqrt(pivot) : 0;
    factor[j * n + j] = root;
    for (let i = j + 1; i < n; i += 1) {
      if (Math.abs(matrix[i * n + j]! - matrix[j * n + i]!) > tolerance) {
        throw new CovarianceIsNotOne(`Covariance (${i + 1}, ${j + 1}) is not covariance (${j + 1}, ${i + 1}).`);
      }
      let sum = matrix[i * n + j]!;
      for (let k = 0; k < j; k += 1) sum -= factor[i * n + k]! * factor[j * n + k]!;
      if (root === 0 && Math.abs(sum) > Math.sqrt(tolerance * size)) {
        throw new CovarianceIsNotOne("Some combination of the scores would have a negative variance.");
      }
      factor[i * n + j] = root === 0 ? 0 : sum / root;
    }
  }
  return factor;
}
