import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crossedEffects } from "./crossed-effects.ts";
import { adjustedNormal } from "./joint-normal.ts";
import { rankCertainty } from "./rank-certainty.ts";
import { refittedRanks, type RefitOptions } from "./refitted-ranks.ts";
import { SettingIsOutOfRange, TooLittleEvidence } from "./refusals.ts";
import { type ScoreRow, scoreTable } from "./score-table.ts";
import { aPanel } from "./testing/designs.ts";
import { runInSteps, runNow } from "./work.ts";
import { runInWorker } from "./worker.ts";

const refitted = (rows: readonly ScoreRow[], options: RefitOptions) => runNow(refittedRanks(scoreTable(rows), options));
const sum = (numbers: readonly number[]) => numbers.reduce((total, x) => total + x, 0);

/** Six entries by three judges: variances of which nobody can be sure. */
const few: ScoreRow[] = [
  [61, 70, 52],
  [64, 66, 60],
  [55, 71, 58],
  [72, 75, 69],
  [58, 60, 49],
  [70, 82, 61],
].flatMap((scores, i) => scores.map((score, j) => ({ entry: `e${i}`, judge: `J${j}`, score })));
/** Forty by eight: variances that are all but known. */
const many: ScoreRow[] = Array.from({ length: 40 * 8 }, (_, at) => {
  const [i, j] = [Math.floor(at / 8), at % 8];
  return { entry: `e${i}`, judge: `J${j}`, score: 50 + ((i * 17) % 31) + ((j * 5) % 13) + ((at * 29) % 17) };
});

describe("refittedRanks()", () => {
  it("gives probabilities of the top k that sum to k, and numbers everywhere", () => {
    fc.assert(
      fc.property(aPanel(), (rows) => {
        const n = new Set(rows.map(({ entry }) => entry)).size;
        const top = Array.from({ length: n }, (_, k) => k + 1);
        const found = refitted(rows, { seed: "s", refits: 6, draws: 5, top });
        for (const k of top) expect(sum(found.ranks.entries.map((entry) => entry.top[k - 1] ?? NaN))).toBeCloseTo(k, 9);
        for (const entry of found.ranks.entries) expect(entry.top).toEqual(entry.top.toSorted((a, b) => a - b));
        expect(sum(found.ranks.entries.map(({ expectedRank }) => expectedRank))).toBeCloseTo((n * (n + 1)) / 2, 9);
        const text = JSON.stringify(found, (_key, value: unknown) =>
          typeof value === "number" && !Number.isFinite(value) ? "not finite" : value,
        );
        expect(text).not.toContain("not finite");
      }),
      { numRuns: 20 },
    );
  });

  it("is less sure of few judges and entries than a fit that takes its variances for known", () => {
    const { ranks, variance, fit } = refitted(few, { seed: "s", refits: 200, top: [1, 2] });
    const known = runNow(rankCertainty(adjustedNormal(fit), { seed: "s", draws: 4_000, top: [1, 2] }));
    const doubt = (entries: typeof ranks.entries) => sum(entries.flatMap(({ top }) => top.map((p) => p * (1 - p))));
    expect(doubt(ranks.entries)).toBeGreaterThan(1.05 * doubt(known.entries));
    expect(variance.entry[0]).toBeLessThan(fit.variance.entry);
    expect(variance.entry[1]).toBeGreaterThan(fit.variance.entry);
  });

  it("agrees with such a fit where there are many", () => {
    const { ranks, fit, standardErrors, noDifferences } = refitted(many, { seed: "s", refits: 40, draws: 100, top: [10] });
    const known = runNow(rankCertainty(adjustedNormal(fit), { seed: "s", draws: 4_000, top: [10] }));
    ranks.entries.forEach(({ top: [p = NaN], expectedRank }, i) => {
      expect(Math.abs(p - (known.entries[i]?.top[0] ?? NaN))).toBeLessThan(0.06);
      expect(Math.abs(expectedRank - (known.entries[i]?.expectedRank ?? NaN))).toBeLessThan(1);
    });
    standardErrors.forEach(({ standardError }, i) => {
      expect(Math.abs(standardError / (fit.entries[i]?.standardError ?? NaN) - 1)).toBeLessThan(0.15);
    });
    expect(noDifferences).toBe(0);
  });

  it("takes categories as the fit does", () => {
    const categories = new Map(few.map(({ entry }) => [entry, entry < "e3" ? "small" : "large"]));
    const { fit, ranks } = refitted(few, { seed: "s", refits: 20, categories });
    expect(fit.means).toHaveLength(2);
    expect(ranks.entries.map(({ score }) => score)).toEqual(
      runNow(crossedEffects(scoreTable(few), { categories })).entries.map(({ adjusted }) => adjusted),
    );
  });

  it("orders entries by lot where all scores are equal", () => {
    const { ranks, noDifferences } = refitted(
      few.map((row) => ({ ...row, score: 7 })),
      { seed: "s", refits: 200 },
    );
    expect(noDifferences).toBe(1);
    for (const { first } of ranks.entries) expect(Math.abs(first - 1 / 6)).toBeLessThan(0.03);
  });

  it("answers with the same bytes for the same seed, in a thread and in any order of rows, and with others for another", async () => {
    const options = { seed: "one", refits: 12, top: [2] };
    const text = JSON.stringify(refitted(few, options));
    const progress: number[] = [];
    const there = await runInWorker(
      "refitted-ranks",
      { rows: few.toReversed(), ...options },
      { onProgress: (part) => progress.push(part) },
    );
    expect(JSON.stringify(there)).toBe(text);
    expect(progress.at(-1)).toBe(1);
    expect(JSON.stringify(refitted(few, { ...options, seed: "two" }))).not.toBe(text);
  });

  it("ends when asked to, with the reason", async () => {
    const gone = new AbortController();
    const reason = new Error("the chair left");
    const asked = runInSteps(refittedRanks(scoreTable(many), { seed: "s" }), {
      signal: gone.signal,
      onProgress: (part) => (part > 0.002 ? gone.abort(reason) : null),
    });
    await expect(asked).rejects.toBe(reason);
  });

  it("refuses what cannot be", () => {
    expect(() => refitted(few, { seed: "s", refits: 1 })).toThrow(SettingIsOutOfRange);
    expect(() => refitted(few, { seed: "s", draws: 0 })).toThrow(SettingIsOutOfRange);
    expect(() => refitted(few, { seed: "s", top: [7] })).toThrow(SettingIsOutOfRange);
    expect(() => refitted(few, { seed: "s", level: 1 })).toThrow(SettingIsOutOfRange);
    expect(() => refitted(few.slice(0, 1), { seed: "s" })).toThrow(TooLittleEvidence);
  });
});
