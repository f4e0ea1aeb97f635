import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exp, log, powerOfTwo } from "./elementary.ts";

const away = (a: number, b: number) => Math.abs(a - b) / Math.max(Math.abs(b), Number.MIN_VALUE);

describe("exp()", () => {
  it("agrees with the engine's to the last bits", () => {
    fc.assert(fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => away(exp(x), Math.exp(x)) < 4.5e-16));
  });

  it("is exact where it can be, and keeps its limits", () => {
    expect([exp(0), exp(-0), exp(800), exp(-800), exp(-Infinity)]).toEqual([1, 1, Infinity, 0, 0]);
    expect(exp(-745)).toBe(5e-324);
  });
});

describe("log()", () => {
  it("agrees with the engine's to the last bits", () => {
    fc.assert(fc.property(fc.double({ min: 5e-324, max: 1e308, noNaN: true }), (x) => x === 1 || away(log(x), Math.log(x)) < 4.5e-16));
  });

  it("keeps its limits", () => {
    expect([log(0), log(1), log(Infinity), log(-1)]).toEqual([-Infinity, 0, Infinity, NaN]);
  });
});

describe("powerOfTwo()", () => {
  it("is exact", () => {
    for (const k of [-1022, -1, 0, 1, 52, 1023]) expect(powerOfTwo(k)).toBe(2 ** k);
  });
});
