import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crossedEffects } from "./crossed-effects.ts";
import { CovarianceIsNotOne } from "./decision-refusals.ts";
import { adjustedNormal, beats, jointNormal, type JointNormal } from "./joint-normal.ts";
import { rankCertainty } from "./rank-certainty.ts";
import { SettingIsOutOfRange, TooLittleEvidence } from "./refusals.ts";
import { scoreTable } from "./score-table.ts";
import { aPanel } from "./testing/designs.ts";
import { runNow } from "./work.ts";

/** Covariance A Aᵀ of a random A: any rank, zero included. */
const aJointNormal: fc.Arbitrary<JointNormal> = fc
  .record({
    n: fc.integer({ min: 2, max: 6 }),
    means: fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 6, maxLength: 6 }),
    loadings: fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 18, maxLength: 18 }),
  })
  .map(({ n, means, loadings }) => {
    const row = (i: number) => loadings.slice(3 * i, 3 * i + 3);
    const dot = (a: number[], b: number[]) => a.reduce((sum, x, at) => sum + x * (b[at] ?? 0), 0);
    const ids = Array.from({ length: n }, (_, i) => `e${i}`);
    return jointNormal(
      ids,
      means.slice(0, n).map((mean) => mean / 2),
      ids.map((_, i) => ids.map((__, l) => dot(row(i), row(l)))),
    );
  });

const sum = (numbers: Iterable<number>) => [...numbers].reduce((total, x) => total + x, 0);
const everyK = (n: number) => Array.from({ length: n }, (_, k) => k + 1);

describe("rankCertainty()", () => {
  it("gives probabilities of the top k that sum to k and never fall in k", () => {
    fc.assert(
      fc.property(aJointNormal, (joint) => {
        const top = everyK(joint.ids.length);
        const { entries } = runNow(rankCertainty(joint, { seed: "s", draws: 200, top }));
        for (const k of top) expect(sum(entries.map((entry) => entry.top[k - 1] ?? NaN))).toBeCloseTo(k, 9);
        for (const entry of entries) {
          expect(entry.top).toEqual(entry.top.toSorted((a, b) => a - b));
          expect(entry.first).toBe(entry.top[0]);
          expect(entry.interval[0]).toBeLessThanOrEqual(entry.interval[1]);
        }
        expect(sum(entries.map(({ expectedRank }) => expectedRank))).toBeCloseTo((top.length * (top.length + 1)) / 2, 9);
      }),
      { numRuns: 60 },
    );
  });

  it("agrees with the closed forms within the error of the draws, for adjusted scores too", () => {
    fc.assert(
      fc.property(aPanel(), (rows) => {
        const joint = adjustedNormal(runNow(crossedEffects(scoreTable(rows))));
        const { entries } = runNow(rankCertainty(joint, { seed: "s", draws: 2_000, top: everyK(joint.ids.length) }));
        for (const { top, expectedRank } of entries) {
          // E(rank) = sum over r of P(rank >= r).
          const simulated = 1 + sum(top.slice(0, -1).map((p) => 1 - p));
          expect(Math.abs(simulated - expectedRank)).toBeLessThan(0.12 * Math.sqrt(entries.length));
        }
      }),
      { numRuns: 15 },
    );
  });

  it("answers with the same bytes for the same seed, and with others for another", () => {
    const joint = jointNormal(["a", "b"], [1, 0], [[1, 0.2], [0.2, 2]]); // prettier-ignore
    const run = (seed: string) => JSON.stringify(runNow(rankCertainty(joint, { seed, draws: 500, top: [1] })).entries);
    expect(run("one")).toBe(run("one"));
    expect(run("one")).not.toBe(run("two"));
  });

  it("treats entries of which nothing tells apart alike", () => {
    const flat = [0, 0, 0];
    const { entries } = runNow(rankCertainty(jointNormal(["a", "b", "c"], [7, 7, 7], [flat, flat, flat]), { seed: "s", draws: 3_000 }));
    for (const { rank, expectedRank, first, interval } of entries) {
      expect({ rank, expectedRank, interval }).toEqual({ rank: 1, expectedRank: 2, interval: [1, 3] });
      expect(Math.abs(first - 1 / 3)).toBeLessThan(0.05);
    }
  });

  it("is sure of scores without error", () => {
    const { entries } = runNow(rankCertainty(jointNormal(["a", "b"], [1, 2], [[0, 0], [0, 0]]), { seed: "s", draws: 20, top: [1] })); // prettier-ignore
    expect(entries).toEqual([
      { entry: "a", score: 1, rank: 2, expectedRank: 2, first: 0, top: [0], interval: [2, 2], greyZone: [false] },
      { entry: "b", score: 2, rank: 1, expectedRank: 1, first: 1, top: [1], interval: [1, 1], greyZone: [false] },
    ]);
  });

  it("calls grey what is neither in nor out", () => {
    const joint = jointNormal(["a", "b", "c"], [9, 5.1, 5], [[1, 0, 0], [0, 1, 0], [0, 0, 1]]); // prettier-ignore
    const { entries } = runNow(rankCertainty(joint, { seed: "s", top: [1, 2] }));
    expect(entries.map(({ greyZone }) => greyZone)).toEqual([[false, false], [false, true], [false, true]]); // prettier-ignore
  });

  it("refuses a top or a number of draws that cannot be, and what is no covariance", () => {
    const joint = jointNormal(["a"], [1], [[1]]);
    expect(() => runNow(rankCertainty(joint, { seed: "s", top: [2] }))).toThrow(SettingIsOutOfRange);
    expect(() => runNow(rankCertainty(joint, { seed: "s", draws: 0 }))).toThrow(SettingIsOutOfRange);
    expect(() => runNow(rankCertainty(joint, { seed: "s", level: 1 }))).toThrow(SettingIsOutOfRange);
    expect(() => jointNormal([], [], [])).toThrow(TooLittleEvidence);
    expect(() => jointNormal(["a"], [NaN], [[1]])).toThrow(CovarianceIsNotOne);
    expect(() => jointNormal(["a", "b"], [1, 2], [[1, 2], [2, 1]])).toThrow(CovarianceIsNotOne); // prettier-ignore
    expect(() => jointNormal(["a", "b"], [1, 2], [[1, 0], [0.5, 1]])).toThrow(/\(2, 1\)/); // prettier-ignore
    expect(() => jointNormal(["a", "b"], [1, 2], [[1]])).toThrow(CovarianceIsNotOne);
  });
});

describe("beats()", () => {
  it("of two entries, and the other way round, sums to 1", () => {
    fc.assert(
      fc.property(aJointNormal, (joint) => {
        for (const i of joint.ids.keys())
          for (const l of joint.ids.keys()) expect(beats(joint, i, l) + beats(joint, l, i)).toBeCloseTo(1, 14);
      }),
    );
  });
});
