import { describeWithShared } from "@dostyk/kit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { additiveLeastSquares, judgesLaplacian, laplacianPseudoInverse } from "./additive-least-squares.ts";
import { components } from "./components.ts";
import { DesignIsDisconnected, TooManyJudges } from "./refusals.ts";
import { rawMeans, type ScoreRow, scoreTable } from "./score-table.ts";
import { aPanel } from "./testing/designs.ts";
import { expectedOf, recordsOf, referenceFolder, scoreRowsOf, worstDifference } from "./testing/reference-case.ts";

const twoPanels: ScoreRow[] = [
  { entry: "a", judge: "J", score: 1 },
  { entry: "b", judge: "J", score: 2 },
  { entry: "c", judge: "K", score: 3 },
];

describe("additiveLeastSquares()", () => {
  it("gives one judge's additional points to that judge alone, and leaves every contrast of entries", () => {
    fc.assert(
      fc.property(aPanel(), fc.integer({ min: 1, max: 9 }), (rows, c) => {
        const fit = additiveLeastSquares(scoreTable(rows));
        const harsher = additiveLeastSquares(scoreTable(rows.map((row) => (row.judge === "J0" ? { ...row, score: row.score - c } : row))));
        const [first] = fit.entries;
        const [firstAgain] = harsher.entries;
        fit.entries.forEach(({ adjusted }, i) => {
          const contrast = adjusted - (first?.adjusted ?? NaN);
          expect(Math.abs((harsher.entries[i]?.adjusted ?? NaN) - (firstAgain?.adjusted ?? NaN) - contrast)).toBeLessThan(1e-9);
        });
        const [zero, ...others] = fit.judges.map(({ effect }, j) => (harsher.judges[j]?.effect ?? NaN) - effect);
        for (const other of others) expect(Math.abs((zero ?? NaN) - other + c)).toBeLessThan(1e-9);
      }),
      { numRuns: 50 },
    );
  });

  it("is the raw mean on a complete panel", () => {
    fc.assert(
      fc.property(aPanel({ complete: true }), (rows) => {
        const table = scoreTable(rows);
        const means = rawMeans(table);
        additiveLeastSquares(table).entries.forEach(({ adjusted }, i) => expect(Math.abs(adjusted - (means[i] ?? NaN))).toBeLessThan(1e-9));
      }),
      { numRuns: 30 },
    );
  });

  it("has no standard error where nothing is left to estimate it from", () => {
    const fit = additiveLeastSquares(scoreTable(twoPanels.slice(0, 2)));
    expect(fit).toMatchObject({ sigma: null, degreesOfFreedom: 0 });
    expect(fit.entries.map(({ standardError }) => standardError)).toEqual([null, null]);
  });

  it("refuses panels that share no entry, and names them", () => {
    expect(() => additiveLeastSquares(scoreTable(twoPanels))).toThrow(DesignIsDisconnected);
    expect(() => laplacianPseudoInverse(scoreTable(twoPanels))).toThrow(/J \| K/);
  });

  it("refuses more judges than it can hold", () => {
    expect(() =>
      additiveLeastSquares(scoreTable(Array.from({ length: 1001 }, (_, j) => ({ entry: "a", judge: `J${j}`, score: j })))),
    ).toThrow(TooManyJudges);
  });
});

describe("laplacianPseudoInverse()", () => {
  it("inverts the Laplacian up to the vector of ones", () => {
    fc.assert(
      fc.property(aPanel(), (rows) => {
        const table = scoreTable(rows);
        const [n, laplacian, inverse] = [table.judges.length, judgesLaplacian(table), laplacianPseudoInverse(table)];
        for (let i = 0; i < n; i += 1) {
          for (let j = 0; j < n; j += 1) {
            const product = Array.from({ length: n }, (_, k) => laplacian[i * n + k]! * inverse[k * n + j]!).reduce((sum, x) => sum + x, 0);
            expect(Math.abs(product - ((i === j ? 1 : 0) - 1 / n))).toBeLessThan(1e-9);
          }
        }
      }),
      { numRuns: 30 },
    );
  });
});

describeWithShared(
  "published designs",
  (folder) => {
    it("reproduces the Fano plane to the standard error of a difference", () => {
      type Expected = {
        adjusted_mean: Record<string, number>;
        se: Record<string, number>;
        judge_effect: Record<string, number>;
        sigma: number;
        raw_mean: Record<string, number>;
      };
      const expected = expectedOf<Expected>(folder, "ls-bibd-fano");
      const table = scoreTable(scoreRowsOf(folder, "ls-bibd-fano"));
      const fit = additiveLeastSquares(table);
      const entries = new Map(fit.entries.map((one) => [one.entry, one]));
      expect(worstDifference(expected.adjusted_mean, (id) => entries.get(id)?.adjusted)).toBeLessThan(1e-8);
      expect(worstDifference(expected.se, (id) => entries.get(id)?.standardError)).toBeLessThan(1e-8);
      expect(worstDifference(expected.judge_effect, (id) => fit.judges.find(({ judge }) => judge === id)?.effect)).toBeLessThan(1e-8);
      expect(Math.abs((fit.sigma ?? NaN) - expected.sigma)).toBeLessThan(1e-8);
      const means = rawMeans(table);
      expect(worstDifference(expected.raw_mean, (id) => means[table.entries.indexOf(id)])).toBeLessThan(1e-8);
    });

    it("finds the components of the synthetic designs", () => {
      type Expected = {
        expected: Record<string, { n_components: number; sizes: number[]; judge_groups: string[][]; units_per_group: number[] }>;
      };
      for (const [name, expected] of Object.entries(expectedOf<Expected>(folder, "connectivity-synthetic").expected)) {
        const rows = recordsOf(folder, "connectivity-synthetic", `${name}.csv`).map(({ unit = "", judge = "" }) => ({
          entry: unit,
          judge,
          score: 0,
        }));
        const parts = components(scoreTable(rows));
        expect(parts.map((part) => part.judges)).toEqual(expected.judge_groups);
        expect(parts.map((part) => part.entries.length)).toEqual(expected.units_per_group);
      }
    });
  },
  referenceFolder,
);
