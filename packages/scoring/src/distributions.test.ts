import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { betaRegularized, chiSquareUpperTail, fQuantile, fUpperTail, logGamma } from "./distributions.ts";
import { normalCdf, normalDensity, normalQuantile } from "./normal.ts";

describe("normal distribution", () => {
  it("reproduces tabulated values", () => {
    // Abramowitz & Stegun, table 26.1.
    expect(normalCdf(1)).toBeCloseTo(0.841344746068543, 14);
    expect(normalCdf(-2)).toBeCloseTo(0.022750131948179, 14);
    expect(normalCdf(0)).toBeCloseTo(0.5, 14);
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 14);
    expect(normalDensity(0)).toBeCloseTo(0.3989422804014327, 15);
    expect([normalCdf(-40), normalCdf(40), normalQuantile(0), normalQuantile(1)]).toEqual([0, 1, -Infinity, Infinity]);
  });

  it("is the inverse of its quantile", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -7, max: 7, noNaN: true }),
        (x) => Math.abs(normalQuantile(normalCdf(x)) - x) < 1e-4 / (1 + normalDensity(x) * 1e11),
      ),
    );
  });
});

describe("gamma, chi-square, beta and F", () => {
  it("reproduce tabulated values", () => {
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 13);
    expect(logGamma(10)).toBeCloseTo(Math.log(362880), 13);
    expect(chiSquareUpperTail(3.841458820694124, 1)).toBeCloseTo(0.05, 13);
    expect(chiSquareUpperTail(18.307038053275146, 10)).toBeCloseTo(0.05, 13);
    expect(chiSquareUpperTail(0, 3)).toBe(1);
    expect(fQuantile(0.95, 1, 10)).toBeCloseTo(4.964602743730714, 12);
    expect(fUpperTail(-1, 2, 3)).toBe(1);
    expect(fUpperTail(Infinity, 2, 3)).toBe(0);
  });

  it("know the cases that have closed forms", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 50, noNaN: true }), (x) => {
        expect(chiSquareUpperTail(x, 2)).toBeCloseTo(Math.exp(-x / 2), 13);
        expect(fUpperTail(x, 2, 2)).toBeCloseTo(1 / (1 + x), 13);
      }),
    );
    expect(betaRegularized(0.3, 1, 4)).toBeCloseTo(1 - 0.7 ** 4, 14);
  });

  it("have quantiles that invert them", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        fc.double({ min: 1, max: 80, noNaN: true }),
        fc.double({ min: 1, max: 80, noNaN: true }),
        (p, df1, df2) => Math.abs(1 - fUpperTail(fQuantile(p, df1, df2), df1, df2) - p) < 1e-11,
      ),
      { numRuns: 40 },
    );
  });
});
