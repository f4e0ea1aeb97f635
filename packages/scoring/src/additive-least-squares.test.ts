import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { additiveLeastSquares, judgesLaplacian, laplacianPseudoInverse } from "./additive-least-squares.ts";
import { DesignIsDisconnected, TooManyJudges } from "./refusals.ts";
import { rawMeans, type ScoreRow, scoreTable } from "./score-table.ts";
import { aPanel } from "./testing/designs.ts";

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
