import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Coefficient } from "./agreement.ts";
import { averageRanks, spearman } from "./average-ranks.ts";
import { crossedEffects } from "./crossed-effects.ts";
import { chanceCorrectedAgreement } from "./gwet.ts";
import { incompleteIntraclass, intraclassCorrelations } from "./intraclass.ts";
import { cohenKappa, fleissKappa } from "./kappa.ts";
import { kendallW } from "./kendall.ts";
import { alphaInterval, krippendorffAlpha, type Metric, percentile } from "./krippendorff.ts";
import { PanelIsIncomplete, ScoreIsOffTheScale, SettingIsOutOfRange, TooLittleEvidence } from "./refusals.ts";
import { type ScoreRow, scoreTable } from "./score-table.ts";
import { aPanel } from "./testing/designs.ts";
import { runNow } from "./work.ts";

const metrics: readonly Metric[] = ["NOMINAL", "ORDINAL", "INTERVAL", "RATIO"];
const value = ({ value: known }: Coefficient) => known ?? NaN;
const away = (a: number | null | undefined, b: number) => Math.abs((a ?? NaN) - b);
const panelOf = (...rows: (number | null)[][]): ScoreRow[] =>
  rows.flatMap((row, i) => row.flatMap((score, j) => (score === null ? [] : [{ entry: `e${i}`, judge: `J${j}`, score }])));
const alphaOf = (rows: readonly ScoreRow[], metric: Metric) => krippendorffAlpha(scoreTable(rows), metric).alpha;

describe("krippendorffAlpha()", () => {
  it.each(metrics)("is undefined without variation or pairs, never 1 (%s)", (metric) => {
    expect(alphaOf(panelOf([3, 3], [3, 3]), metric)).toEqual({ value: null, because: "NO_VARIATION" });
    expect(alphaOf(panelOf([3, null], [null, 4]), metric)).toEqual({ value: null, because: "NO_PAIRS" });
    expect(alphaOf(panelOf([1, 1], [2, 2]), metric).value).toBe(1);
  });

  it("refuses negative scores where distances are shares of a sum", () => {
    expect(() => alphaOf(panelOf([-1, 1], [2, 3]), "RATIO")).toThrow(ScoreIsOffTheScale);
    expect(() => alphaOf(panelOf([-1, 1], [2, 3]), "RATIO")).toThrow(/entry "e0", judge "J0"/i);
    expect(alphaOf(panelOf([0, 0], [2, 3]), "RATIO").because).toBeNull();
  });

  it("agrees with the sum over all pairs of values", () => {
    const naive = (rows: readonly ScoreRow[], metric: Metric) => {
      const groups = [...Map.groupBy(rows, ({ entry }) => entry).values()].filter((group) => group.length > 1);
      const all = groups.flat().map(({ score }) => score);
      const between = (a: number, b: number) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const inside = all.filter((x) => x > low && x < high).length + all.filter((x) => x === low || x === high).length / 2;
        if (a === b) return 0;
        if (metric === "ORDINAL") return inside ** 2;
        return metric === "NOMINAL" ? 1 : metric === "INTERVAL" ? (a - b) ** 2 : ((a - b) / (a + b)) ** 2;
      };
      const pairs = (scores: readonly number[]) =>
        scores.reduce((sum, a) => sum + scores.reduce((inner, b) => inner + between(a, b), 0), 0);
      const observed = groups.reduce((sum, group) => sum + pairs(group.map(({ score }) => score)) / (group.length - 1), 0);
      return 1 - ((all.length - 1) * observed) / pairs(all);
    };
    fc.assert(
      fc.property(aPanel(), fc.constantFrom(...metrics), (rows, metric) => {
        const found = alphaOf(rows, metric).value;
        if (found !== null) expect(away(found, naive(rows, metric))).toBeLessThan(1e-9);
      }),
    );
  });

  it("is at most 1, and 1 only in perfect agreement", () => {
    fc.assert(
      fc.property(aPanel(), fc.constantFrom(...metrics), (rows, metric) => {
        const found = alphaOf(rows, metric).value;
        if (found === null) return;
        const scores = Map.groupBy(rows, ({ entry }) => entry);
        const perfect = [...scores.values()].every((list) => list.every(({ score }) => score === list[0]?.score));
        expect(found).toBeLessThanOrEqual(1 + 1e-12);
        expect(found > 1 - 1e-12).toBe(perfect);
      }),
    );
  });

  it("ignores entries with one score, and the order of rows", () => {
    fc.assert(
      fc.property(aPanel(), fc.constantFrom(...metrics), (rows, metric) => {
        const found = alphaOf(rows, metric);
        expect(alphaOf([...rows, { entry: "alone", judge: "J0", score: 99 }].toReversed(), metric)).toEqual(found);
      }),
    );
  });

  it("keeps to what its metric knows of the scores", () => {
    const changes: [Metric, (x: number) => number][] = [
      ["INTERVAL", (x) => 3 * x + 7],
      ["ORDINAL", (x) => Math.exp(x / 4)],
      ["NOMINAL", (x) => (x * 37) % 101],
      ["RATIO", (x) => 5 * x],
    ];
    fc.assert(
      fc.property(aPanel(), fc.constantFrom(...changes), (rows, [metric, change]) => {
        const found = alphaOf(rows, metric);
        const changed = alphaOf(
          rows.map((row) => ({ ...row, score: change(row.score) })),
          metric,
        );
        expect(changed.because).toBe(found.because);
        if (found.value !== null) expect(away(changed.value, found.value)).toBeLessThan(1e-9);
      }),
    );
  });

  it("has an interval around it from seeded resamples, and none below ten entries", () => {
    const rows = panelOf(...Array.from({ length: 14 }, (_, i) => [i, i + (i % 3), i - (i % 2)]));
    const interval = (seed: string) => runNow(alphaInterval(scoreTable(rows), "INTERVAL", { seed, resamples: 400 }));
    const found = interval("one");
    expect(found?.lower).toBeLessThan(value(alphaOf(rows, "INTERVAL")));
    expect(found?.upper).toBeGreaterThan(value(alphaOf(rows, "INTERVAL")));
    expect(interval("one")).toEqual(found);
    expect(interval("two")).not.toEqual(found);
    expect(runNow(alphaInterval(scoreTable(rows.slice(0, 27)), "INTERVAL", { seed: "one" }))).toBeNull();
    expect(() => runNow(alphaInterval(scoreTable(rows), "INTERVAL", { seed: "one", resamples: 1 }))).toThrow(SettingIsOutOfRange);
    expect(() => runNow(alphaInterval(scoreTable(rows), "INTERVAL", { seed: "one", level: 95 }))).toThrow(SettingIsOutOfRange);
    expect(percentile([1, 2, 4], 0.75)).toBe(3);
  });
});

describe("intraclassCorrelations()", () => {
  it("steps up from one judge to the mean of all by Spearman and Brown, and orders its forms", () => {
    fc.assert(
      fc.property(aPanel({ complete: true }), (rows) => {
        const { forms, meanSquares, judges: k } = intraclassCorrelations(scoreTable(rows));
        for (const form of [1, 2, 3] as const) {
          const single = forms[`ICC(${form},1)`].coefficient.value;
          const average = forms[`ICC(${form},k)`].coefficient.value;
          if (single !== null && average !== null && 1 + (k - 1) * single > 1e-6) {
            expect(away(average, (k * single) / (1 + (k - 1) * single))).toBeLessThan(1e-6 * Math.max(1, Math.abs(average)));
          }
        }
        const { judges, error, entries } = meanSquares;
        if (judges >= error && entries >= error && entries > 0) {
          expect(value(forms["ICC(3,1)"].coefficient)).toBeGreaterThanOrEqual(value(forms["ICC(2,1)"].coefficient) - 1e-12);
        }
        const text = JSON.stringify(forms, (_key, one: unknown) => (typeof one === "number" && !Number.isFinite(one) ? "not finite" : one));
        expect(text).not.toContain("not finite");
      }),
      { numRuns: 60 },
    );
  });

  it("is undefined without variation and refuses a gap", () => {
    expect(intraclassCorrelations(scoreTable(panelOf([3, 3], [3, 3]))).forms["ICC(2,1)"].coefficient).toEqual({
      value: null,
      because: "NO_VARIATION",
    });
    expect(() => intraclassCorrelations(scoreTable(panelOf([1, 2], [3, null])))).toThrow(PanelIsIncomplete);
    expect(() => intraclassCorrelations(scoreTable(panelOf([1, 2], [3, null])))).toThrow(/entry "e1", judge "J1"/i);
    expect(() => intraclassCorrelations(scoreTable(panelOf([1, 2])))).toThrow(TooLittleEvidence);
  });

  it("agrees with the variance components where the panel is complete", () => {
    const rows = panelOf([9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]);
    const fit = runNow(crossedEffects(scoreTable(rows)));
    const { forms } = intraclassCorrelations(scoreTable(rows));
    // Balanced data: REML is the analysis of variance.
    expect(away(incompleteIntraclass(fit).value, value(forms["ICC(2,k)"].coefficient))).toBeLessThan(1e-6);
    expect(away(incompleteIntraclass(fit, 1).value, value(forms["ICC(2,1)"].coefficient))).toBeLessThan(1e-6);
    expect(incompleteIntraclass(runNow(crossedEffects(scoreTable(panelOf([3, 3], [3, 3])))))).toEqual({
      value: null,
      because: "NO_VARIATION",
    });
  });
});

describe("kendallW()", () => {
  it("lies between 0 and 1, and is 1 only where all rankings are identical", () => {
    fc.assert(
      fc.property(aPanel({ complete: true }), (rows) => {
        const table = scoreTable(rows);
        const found = kendallW(table).w.value;
        if (found === null) return;
        const columns = table.judges.map((judge) =>
          averageRanks(table.entries.map((entry) => rows.find((row) => row.entry === entry && row.judge === judge)?.score ?? NaN)),
        );
        const identical = columns.every((ranks) => ranks.every((rank, at) => rank === columns[0]?.[at]));
        expect(found).toBeGreaterThanOrEqual(0);
        expect(found <= 1 && found > 1 - 1e-12).toBe(identical);
      }),
    );
    expect(kendallW(scoreTable(panelOf([1, 2], [2, 3], [5, 9]))).w.value).toBe(1);
  });

  it("is undefined where nobody ranks anything", () => {
    expect(kendallW(scoreTable(panelOf([1, 2], [1, 2]))).w).toEqual({ value: null, because: "NO_VARIATION" });
    expect(spearman([1, 1], [1, 2])).toEqual({ value: null, because: "NO_VARIATION" });
  });
});

describe("kappa", () => {
  it("is 1 in agreement, 0 at chance, undefined without variation", () => {
    expect(
      cohenKappa([
        [5, 0],
        [0, 5],
      ]).kappa.value,
    ).toBe(1);
    expect(
      cohenKappa([
        [4, 4],
        [4, 4],
      ]).kappa.value,
    ).toBe(0);
    expect(
      cohenKappa([
        [9, 0],
        [0, 0],
      ]),
    ).toMatchObject({ kappa: { value: null, because: "NO_VARIATION" }, z: null });
    expect(
      fleissKappa([
        ["yes", "yes"],
        ["no", "no"],
      ]).kappa.value,
    ).toBe(1);
    expect(
      fleissKappa([
        ["yes", "yes"],
        ["yes", "yes"],
      ]).kappa.because,
    ).toBe("NO_VARIATION");
  });

  it("refuses tables that are not tables of counts", () => {
    expect(() => cohenKappa([[1, 2]])).toThrow(SettingIsOutOfRange);
    expect(() => cohenKappa([[NaN]])).toThrow(SettingIsOutOfRange);
    expect(() => cohenKappa([])).toThrow(TooLittleEvidence);
    expect(() => fleissKappa([["yes"]])).toThrow(TooLittleEvidence);
    expect(() => fleissKappa([["yes", "no"], ["yes"]])).toThrow(SettingIsOutOfRange);
  });

  it("leaves Gwet's coefficient undefined without variation or pairs", () => {
    expect(chanceCorrectedAgreement(scoreTable(panelOf([3, 3], [3, 3]))).gwet.because).toBe("NO_VARIATION");
    expect(chanceCorrectedAgreement(scoreTable(panelOf([3, null], [null, 4]))).fleiss.because).toBe("NO_PAIRS");
  });
});
