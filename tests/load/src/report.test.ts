import { describe, expect, it } from "vitest";
import type { Measured } from "./measure.ts";
import { operations } from "./operations.ts";
import { percentile, report } from "./report.ts";

function windowsOf(...nodeCpu: readonly number[]): readonly Measured[] {
  return nodeCpu.map((microseconds) => ({ nodeCpu: microseconds, postgresCpu: 0, requestsPerSecond: 10, latencies: [1, 2, 3] }));
}

describe("report()", () => {
  it("compares windows that followed each other, so that a slow minute counts on both sides", () => {
    const [operation] = operations;
    if (operation === undefined) throw new Error("There is no operation.");
    const text = report([
      [
        operation,
        new Map([
          ["ours", windowsOf(400, 4_000, 440)],
          ["sql", windowsOf(100, 1_000, 100)],
          ["postgraphile", windowsOf(200, 2_000, 200)],
        ]),
      ],
    ]);
    expect(text).toContain("| A | 4.00 | 5.7 | 2.00 |");
  });
});

describe("percentile()", () => {
  it("is the value at a share of the way through the sorted values", () => {
    const values = Array.from({ length: 100 }, (_, place) => 100 - place);
    expect(percentile(values, 0.5)).toBe(51);
    expect(percentile(values, 0.99)).toBe(100);
    expect(percentile([], 0.5)).toBeNaN();
  });
});
