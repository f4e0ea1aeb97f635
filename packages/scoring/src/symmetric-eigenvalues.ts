import { squared } from "./elementary.ts";

/*
 * Eigenvalues of a symmetric matrix without its vectors: Householder's reduction to a tridiagonal matrix, then bisection by Sturm's count
 * (Golub & Van Loan 2013, §8.3.1 and §8.4.1). About 4/3 n³ operations; the error is near the rounding of the largest eigenvalue.
 */

/** The k-th smallest eigenvalue, k from 0, of the symmetric n x n matrix given by rows. The matrix is spoiled. */
export function eigenvalue(matrix: Float64Array, n: number, k: number): number {
  const { diagonal, beside } = tridiagonal(matrix, n);
  let reach = 0;
  for (let i = 0; i < n; i += 1) reach = Math.max(reach, Math.abs(diagonal[i]!) + (beside[i - 1] ?? 0) + (beside[i] ?? 0));
  let [low, high] = [-reach, reach];
  for (let step = 0; step < 200 && high - low > 0; step += 1) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (countBelow(diagonal, beside, middle) > k) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

/** How many eigenvalues are less than x: the negative pivots of the matrix less x. */
function countBelow(diagonal: Float64Array, beside: Float64Array, x: number): number {
  let count = 0;
  let pivot = 1;
  for (let i = 0; i < diagonal.length; i += 1) {
    const off = i === 0 ? 0 : beside[i - 1]!;
    pivot = diagonal[i]! - x - (off * off) / pivot;
    if (Math.abs(pivot) < 1e-300) pivot = -1e-300;
    if (pivot < 0) count += 1;
  }
  return count;
}

/** The diagonal, and the magnitudes beside it. */
function tridiagonal(a: Float64Array, n: number): { diagonal: Float64Array; beside: Float64Array } {
  const beside = new Float64Array(Math.max(0, n - 1));
  const v = new Float64Array(n);
  const p = new Float64Array(n);
  for (let k = 0; k < n - 1; k += 1) {
    let square = 0;
    for (let i = k + 1; i < n; i += 1) square += squared(a[i * n + k]!);
    const length = Math.sqrt(square);
    beside[k] = length;
    if (length === 0 || k === n - 2) continue;
    // v reflects the column onto its first element; the sign avoids cancellation.
    const head = a[(k + 1) * n + k]!;
    for (let i = k + 1; i < n; i += 1) v[i] = a[i * n + k]!;
    v[k + 1] = head + (head < 0 ? -length : length);
    const scale = 2 / (square - head * head + squared(v[k + 1]!));
    let product = 0;
    for (let i = k + 1; i < n; i += 1) {
      let sum = 0;
      for (let j = k + 1; j < n; j += 1) sum += a[i * n + j]! * v[j]!;
      p[i] = scale * sum;
      product += p[i]! * v[i]!;
    }
    for (let i = k + 1; i < n; i += 1) p[i] = p[i]! - (scale * product * v[i]!) / 2;
    for (let i = k + 1; i < n; i += 1) {
      for (let j = k + 1; j < n; j += 1) a[i * n + j] = a[i * n + j]! - v[i]! * p[j]! - p[i]! * v[j]!;
    }
  }
  return { diagonal: Float64Array.from({ length: n }, (_, i) => a[i * n + i]!), beside };
}
