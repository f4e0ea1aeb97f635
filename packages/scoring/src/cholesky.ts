/*
 * Dense symmetric positive definite matrices of a few hundred rows, as flat arrays by rows: element (i, j) of an n x n matrix at
 * i * n + j. Loops run along rows, which is what makes them fast. (Golub & Van Loan 2013, Matrix Computations, §4.2.)
 */

/**
 * Replaces the lower triangle of `a` by its Cholesky factor L, a = L Lᵀ; what is above the diagonal is left as it was.
 * Answers false, with `a` spoiled, when the matrix is not positive definite to working precision.
 */
export function factorize(a: Float64Array, n: number): boolean {
  for (let i = 0; i < n; i += 1) {
    const row = i * n;
    for (let j = 0; j < i; j += 1) {
      const other = j * n;
      let sum = a[row + j]!;
      for (let k = 0; k < j; k += 1) sum -= a[row + k]! * a[other + k]!;
      a[row + j] = sum / a[other + j]!;
    }
    let pivot = a[row + i]!;
    for (let k = 0; k < i; k += 1) pivot -= a[row + k]! * a[row + k]!;
    if (!(pivot > 0)) return false;
    a[row + i] = Math.sqrt(pivot);
  }
  return true;
}

/** Solves L Lᵀ x = b in place, where `factor` holds L in its lower triangle. */
export function solveFactorized(factor: Float64Array, n: number, b: Float64Array): void {
  for (let i = 0; i < n; i += 1) {
    const row = i * n;
    let sum = b[i]!;
    for (let k = 0; k < i; k += 1) sum -= factor[row + k]! * b[k]!;
    b[i] = sum / factor[row + i]!;
  }
  for (let i = n - 1; i >= 0; i -= 1) {
    const row = i * n;
    const x = b[i]! / factor[row + i]!;
    b[i] = x;
    for (let k = 0; k < i; k += 1) b[k] = b[k]! - factor[row + k]! * x;
  }
}

/** The full, symmetric inverse of L Lᵀ for the leading `order` rows of a factor of n rows. */
export function invertFactorized(factor: Float64Array, n: number, order = n): Float64Array {
  const lower = new Float64Array(order * order);
  for (let i = 0; i < order; i += 1) {
    const target = i * order;
    lower[target + i] = 1;
    for (let k = 0; k < i; k += 1) {
      const weight = factor[i * n + k]!;
      const source = k * order;
      for (let j = 0; j <= k; j += 1) lower[target + j] = lower[target + j]! - weight * lower[source + j]!;
    }
    const pivot = factor[i * n + i]!;
    for (let j = 0; j <= i; j += 1) lower[target + j] = lower[target + j]! / pivot;
  }
  const inverse = new Float64Array(order * order);
  for (let k = 0; k < order; k += 1) {
    const source = k * order;
    for (let i = 0; i <= k; i += 1) {
      const weight = lower[source + i]!;
      const target = i * order;
      for (let j = 0; j <= i; j += 1) inverse[target + j] = inverse[target + j]! + weight * lower[source + j]!;
    }
  }
  for (let i = 0; i < order; i += 1) for (let j = 0; j < i; j += 1) inverse[j * order + i] = inverse[i * order + j]!;
  return inverse;
}
