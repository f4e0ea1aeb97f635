import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addFractions,
  compareFractions,
  decimalFraction,
  divideFractions,
  dyadicFraction,
  fraction,
  meanOfFractions,
  multiplyFractions,
  roundedUnits,
  subtractFractions,
  toNumber,
} from "./fraction.ts";

const finite = fc.double({ min: -1e12, max: 1e12, noNaN: true }).map((x) => (Math.abs(x) < 1e-200 ? 0 : x));

describe("fractions", () => {
  it("take a number as it is written", () => {
    expect(decimalFraction(0.1)).toEqual({ numerator: 1n, denominator: 10n });
    expect(decimalFraction(-2.5e-7)).toEqual({ numerator: -1n, denominator: 4_000_000n });
    expect(decimalFraction(1e21)).toEqual({ numerator: 10n ** 21n, denominator: 1n });
    expect(() => decimalFraction(NaN)).toThrow(RangeError);
    expect(() => decimalFraction(Infinity)).toThrow(RangeError);
  });

  it("come back as the number they were", () => {
    fc.assert(fc.property(finite, (x) => toNumber(decimalFraction(x)) === x + 0 && toNumber(dyadicFraction(x)) === x + 0));
  });

  it("round to the nearest double", () => {
    expect(toNumber(fraction(1n, 3n))).toBe(1 / 3);
    expect(toNumber(fraction(-(10n ** 30n), 7n))).toBe(Number((-(10n ** 30n) * 1000n) / 7n) / 1000);
    expect(toNumber(fraction(2n ** 53n + 1n, 1n))).toBe(2 ** 53);
    expect(toNumber(fraction(2n ** 54n + 3n, 2n))).toBe(2 ** 53 + 2);
  });

  it("obey the rules of arithmetic", () => {
    fc.assert(
      fc.property(finite, finite, (x, y) => {
        const [a, b] = [decimalFraction(x), decimalFraction(y)];
        expect(addFractions(a, b)).toEqual(addFractions(b, a));
        expect(subtractFractions(addFractions(a, b), b)).toEqual(a);
        expect(Math.sign(compareFractions(a, b))).toBe(x < y ? -1 : x > y ? 1 : 0);
        if (y !== 0) expect(multiplyFractions(divideFractions(a, b), b)).toEqual(a);
      }),
    );
  });

  it("have no denominator 0, and no mean of none", () => {
    expect(() => fraction(1n, 0n)).toThrow(RangeError);
    expect(() => meanOfFractions([])).toThrow(RangeError);
  });

  it("are rounded half away from zero", () => {
    expect([7.625, -7.625, 7.6249, 0.005].map((x) => roundedUnits(decimalFraction(x), 2))).toEqual([763n, -763n, 762n, 1n]);
  });
});
