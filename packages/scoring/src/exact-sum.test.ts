import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exactMean, exactSum } from "./exact-sum.ts";
import { addFractions, dyadicFraction, toNumber, zero } from "./fraction.ts";

const finite = fc.double({ min: -1e15, max: 1e15, noNaN: true }).map((x) => (Math.abs(x) < 1e-200 ? 0 : x));

describe("exactSum()", () => {
  it("loses nothing that cancels", () => {
    expect(exactSum([1e100, 1, -1e100])).toBe(1);
    expect(exactSum(Array.from({ length: 10 }, () => 0.1))).toBe(1);
    expect(exactSum([])).toBe(0);
  });

  it("is the exact sum, rounded once", () => {
    fc.assert(fc.property(fc.array(finite), (xs) => exactSum(xs) === toNumber(xs.map(dyadicFraction).reduce(addFractions, zero))));
  });

  it("does not depend on the order", () => {
    fc.assert(fc.property(fc.array(finite), (xs) => exactSum(xs) === exactSum(xs.toSorted((a, b) => a - b))));
  });
});

describe("exactMean()", () => {
  it("is between the least and the greatest", () => {
    expect(exactMean([0.1, 0.2, 0.3])).toBeCloseTo(0.2, 15);
  });
});
