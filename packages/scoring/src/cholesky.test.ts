import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { factorize, invertFactorized, solveFactorized } from "./cholesky.ts";

const n = 5;
/** A A' + I: positive definite whatever A is. */
const aMatrix = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: n * n, maxLength: n * n }).map((a) =>
  Float64Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    let sum = i === j ? 1 : 0;
    for (let k = 0; k < n; k += 1) sum += a[i * n + k]! * a[j * n + k]!;
    return sum;
  }),
);

describe("factorize()", () => {
  it("solves and inverts", () => {
    fc.assert(
      fc.property(aMatrix, fc.array(fc.integer({ min: -9, max: 9 }), { minLength: n, maxLength: n }), (matrix, wanted) => {
        const factor = matrix.slice();
        expect(factorize(factor, n)).toBe(true);
        const x = Float64Array.from({ length: n }, (_, i) => wanted.reduce((sum, w, j) => sum + matrix[i * n + j]! * w, 0));
        solveFactorized(factor, n, x);
        wanted.forEach((w, i) => expect(Math.abs(x[i]! - w)).toBeLessThan(1e-6));
        const inverse = invertFactorized(factor, n);
        for (let i = 0; i < n; i += 1) {
          for (let j = 0; j < n; j += 1) {
            let product = 0;
            for (let k = 0; k < n; k += 1) product += inverse[i * n + k]! * matrix[k * n + j]!;
            expect(Math.abs(product - (i === j ? 1 : 0))).toBeLessThan(1e-6);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it("says when a matrix is not positive definite", () => {
    expect(factorize(Float64Array.of(1, 2, 2, 1), 2)).toBe(false);
    expect(factorize(Float64Array.of(NaN), 1)).toBe(false);
  });
});
