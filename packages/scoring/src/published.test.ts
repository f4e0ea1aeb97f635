import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { additiveLeastSquares } from "./additive-least-squares.ts";
import { invertFactorized } from "./cholesky.ts";
import { crossedEffects } from "./crossed-effects.ts";
import { crossedEquations, type VarianceRatios } from "./crossed-equations.ts";
import { type IntraclassForm, intraclassCorrelations } from "./intraclass.ts";
import { kendallW } from "./kendall.ts";
import { krippendorffAlpha, type Metric } from "./krippendorff.ts";
import { type Posterior, posteriorAt as posteriorGiven, predictionErrorVariance } from "./posterior.ts";
import { ballotsPerJudge, rawMeans, type ScoreRow, type ScoreTable, scoreTable } from "./score-table.ts";
import { aPanel } from "./testing/designs.ts";
import { runNow } from "./work.ts";

/** Small published examples, kept here so that a project checked out alone still answers to somebody else's numbers. */
const tableOf = (text: string) =>
  scoreTable(
    text
      .trim()
      .split("\n")
      .flatMap((line, i) =>
        line
          .trim()
          .split(/\s+/)
          .flatMap((cell, j): ScoreRow[] =>
            cell === "." ? [] : [{ entry: `e${String(i).padStart(2, "0")}`, judge: `J${j}`, score: Number(cell) }],
          ),
      ),
  );

describe("published examples", () => {
  it("Krippendorff 2011: four observers, twelve units, missing values", () => {
    const table = tableOf(`
      1 1 . 1
      2 2 3 2
      3 3 3 3
      3 3 3 3
      2 2 2 2
      1 2 3 4
      4 4 4 4
      1 1 2 1
      2 2 2 2
      . 5 5 5
      . . 1 1
      . . 3 .`);
    const published: [Metric, string][] = [
      ["NOMINAL", "0.743"],
      ["ORDINAL", "0.815"],
      ["INTERVAL", "0.849"],
      ["RATIO", "0.797"],
    ];
    for (const [metric, alpha] of published) expect(krippendorffAlpha(table, metric).alpha.value?.toFixed(3)).toBe(alpha);
  });

  it("Shrout & Fleiss 1979, tables 2 to 4: six targets, four judges", () => {
    const { forms, meanSquares } = intraclassCorrelations(
      tableOf(`
        9 2 5 8
        6 1 3 2
        8 4 6 8
        7 1 2 6
        10 5 6 9
        6 2 4 7`),
    );
    const published: [IntraclassForm, string][] = [
      ["ICC(1,1)", "0.17"],
      ["ICC(2,1)", "0.29"],
      ["ICC(3,1)", "0.71"],
      ["ICC(1,k)", "0.44"],
      ["ICC(2,k)", "0.62"],
      ["ICC(3,k)", "0.91"],
    ];
    for (const [form, icc] of published) expect(forms[form].coefficient.value?.toFixed(2)).toBe(icc);
    expect([meanSquares.entries, meanSquares.within, meanSquares.judges, meanSquares.error].map((square) => square.toFixed(2))).toEqual([
      "11.24",
      "6.26",
      "32.49",
      "1.02",
    ]);
  });

  it("Fano plane: the standard error of a difference is sigma * sqrt(2k / (lambda v)) (Cochran & Cox)", () => {
    const blocks = ["013", "124", "235", "346", "450", "561", "602"];
    const rows = blocks.flatMap((block, j) =>
      [...block].map((i, at) => ({ entry: `e${i}`, judge: `J${j}`, score: Number(i) * 3 + j + at * at })),
    );
    const fit = additiveLeastSquares(scoreTable(rows));
    const [first] = fit.entries;
    expect(fit.entries.every(({ standardError }) => Math.abs((standardError ?? NaN) - (first?.standardError ?? 0)) < 1e-12)).toBe(true);
    // The error of an entry, its severity part shared by all: var(difference) = 2 (var - cov), with the entries' errors summing to the mean's.
    const sigma = fit.sigma ?? NaN;
    const ofMean = (sigma * sigma) / rows.length;
    const difference = Math.sqrt((2 * 7 * ((first?.standardError ?? NaN) ** 2 - ofMean)) / 6);
    expect(Math.abs(difference - sigma * Math.sqrt(6 / 7))).toBeLessThan(1e-9);
  });

  it("Kendall & Gibbons 1990: three identical rankings and one reversed", () => {
    expect(kendallW(tableOf("1 1 1\n2 2 2\n3 3 3")).w.value).toBe(1);
    expect(kendallW(tableOf("1 3\n2 2\n3 1")).w.value).toBe(0);
  });

  it("keeps to these very digits: a change here changes every published result", () => {
    const fit = runNow(crossedEffects(tableOf("72.5 80 .\n64 71.25 60\n. 90 78.5\n55 61 57.75\n88 . 79\n70 76.5 62")));
    expect([fit.deviance, fit.variance, fit.entries.map(({ adjusted, standardError }) => [adjusted, standardError])])
      .toMatchInlineSnapshot(`
      [
        95.24616968890443,
        {
          "entry": 115.97000584715079,
          "judge": 27.32324132846988,
          "residual": 8.141906418791418,
        },
        [
          [
            73.83954334255279,
            3.6505557875567187,
          ],
          [
            65.25753274839495,
            3.430751717608185,
          ],
          [
            83.57253744194647,
            3.6505557875567187,
          ],
          [
            58.25474759846231,
            3.430751717608185,
          ],
          [
            85.7096946956498,
            3.6505557875567187,
          ],
          [
            69.5732026663767,
            3.430751717608185,
          ],
        ],
      ]
    `);
  });
});

/** The posterior at given variances over a residual variance of 1, for a table without categories. */
function posteriorAt(table: ScoreTable, ratios: VarianceRatios): Posterior {
  const design = {
    entryCount: table.entries.length,
    judgeCount: table.judges.length,
    categoryCount: 1,
    categoryOf: new Int32Array(table.entries.length),
    judgeOf: table.judgeOf,
    entryOf: table.entryOf,
    start: table.start,
    ballotsOfJudge: ballotsPerJudge(table),
  };
  const { factor, order } = crossedEquations(design, ratios, true);
  return { ...posteriorGiven(design, table.scores, ratios, 1), inverse: invertFactorized(factor, order) };
}

describe("crossedEffects() at fixed variances", () => {
  it("orders entries with equal ballots as their means where judges do not differ", () => {
    const table = tableOf("1 3 .\n. 4 6\n7 . 2\n9 8 .\n. 1 2\n5 . 4");
    const { adjusted } = posteriorAt(table, { entry: 0.7, judge: 0 });
    const means = rawMeans(table);
    for (const i of adjusted.keys()) {
      for (const l of adjusted.keys()) expect(Math.sign(adjusted[i]! - adjusted[l]!)).toBe(Math.sign(means[i]! - means[l]!));
    }
  });

  it("never knows less of an entry by one more ballot", () => {
    const ratio = fc.double({ min: 0.05, max: 20, noNaN: true });
    fc.assert(
      fc.property(aPanel(), ratio, ratio, fc.nat(), (rows, entry, judge, pick) => {
        const left = rows[pick % rows.length]!;
        const fewer = rows.filter((row) => row !== left);
        if (!fewer.some((row) => row.entry === left.entry)) return;
        const [all, without] = [scoreTable(rows), scoreTable(fewer)];
        const known = predictionErrorVariance(posteriorAt(all, { entry, judge }), all.entries.indexOf(left.entry));
        const before = predictionErrorVariance(posteriorAt(without, { entry, judge }), without.entries.indexOf(left.entry));
        expect(known).toBeLessThanOrEqual(before * (1 + 1e-12));
      }),
    );
  });
});
