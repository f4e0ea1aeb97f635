import type { ScoreTable } from "../score-table.ts";

type Matrix = number[][];

/**
 * The crossed model straight from the textbook, with the full covariance of the scores: V = e² Z Zᵀ + s² W Wᵀ + r² I, generalized least
 * squares for the mean, BLUP and its covariance by G Zᵀ V⁻¹. Slow, and independent of the equations that are used.
 */
export function naiveCrossedEffects(
  { entries, entryOf, judgeOf, scores }: ScoreTable,
  variance: { readonly entry: number; readonly judge: number; readonly residual: number },
  restricted: boolean,
): { deviance: number; adjusted: number[]; covariance: Matrix } {
  const n = scores.length;
  const rows = Array.from({ length: n }, (_, row) => row);
  const v = rows.map((a) =>
    rows.map(
      (b) =>
        (entryOf[a] === entryOf[b] ? variance.entry : 0) +
        (judgeOf[a] === judgeOf[b] ? variance.judge : 0) +
        (a === b ? variance.residual : 0),
    ),
  );
  const { inverse, logDeterminant } = invert(v);
  const weights = inverse.map((row) => row.reduce((sum, x) => sum + x, 0));
  const total = weights.reduce((sum, x) => sum + x, 0);
  const mean = rows.reduce((sum, row) => sum + (weights[row] ?? 0) * (scores[row] ?? 0), 0) / total;
  const left = rows.map((row) => (scores[row] ?? 0) - mean);
  const quadratic = left.reduce((sum, x, a) => sum + x * left.reduce((inner, y, b) => inner + (inverse[a]?.[b] ?? 0) * y, 0), 0);
  const deviance = (n - (restricted ? 1 : 0)) * Math.log(2 * Math.PI) + logDeterminant + quadratic + (restricted ? Math.log(total) : 0);

  // Cov(entry effect i, score of row) over V, and its answer to a shift of the mean.
  const gains = entries.map((_, i) =>
    rows.map((b) => variance.entry * rows.reduce((sum, a) => sum + (entryOf[a] === i ? (inverse[a]?.[b] ?? 0) : 0), 0)),
  );
  const adjusted = gains.map((gain) => mean + gain.reduce((sum, weight, row) => sum + weight * (left[row] ?? 0), 0));
  const covariance = entries.map((_, i) =>
    entries.map((__, l) => {
      const explained = rows.reduce((sum, row) => sum + (gains[i]?.[row] ?? 0) * (entryOf[row] === l ? variance.entry : 0), 0);
      const keptI = 1 - (gains[i] ?? []).reduce((sum, x) => sum + x, 0);
      const keptL = 1 - (gains[l] ?? []).reduce((sum, x) => sum + x, 0);
      return (i === l ? variance.entry : 0) - explained + (keptI * keptL) / total;
    }),
  );
  return { deviance, adjusted, covariance };
}

function invert(matrix: Matrix): { inverse: Matrix; logDeterminant: number } {
  const n = matrix.length;
  const work = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  let logDeterminant = 0;
  for (let column = 0; column < n; column += 1) {
    const pivotRow = work[column] ?? [];
    const pivot = pivotRow[column] ?? NaN;
    logDeterminant += Math.log(pivot);
    for (let k = 0; k < 2 * n; k += 1) pivotRow[k] = (pivotRow[k] ?? NaN) / pivot;
    work.forEach((row, i) => {
      const factor = row[column] ?? NaN;
      if (i === column || factor === 0) return;
      for (let k = 0; k < 2 * n; k += 1) row[k] = (row[k] ?? NaN) - factor * (pivotRow[k] ?? NaN);
    });
  }
  return { inverse: work.map((row) => row.slice(n)), logDeterminant };
}
