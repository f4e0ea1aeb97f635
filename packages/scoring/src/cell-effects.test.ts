import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellEffects } from "./cell-effects.ts";
import { crossedEffects } from "./crossed-effects.ts";
import { NameIsMissing, ScoredTwice, ScoreIsOffTheScale, TooLittleEvidence } from "./refusals.ts";
import { scoreTable } from "./score-table.ts";
import type { CriterionScore } from "./scorecards.ts";
import { aPanel } from "./testing/designs.ts";
import { runNow } from "./work.ts";

const fitted = (rows: readonly CriterionScore[]) => runNow(cellEffects(rows));
const finite = (value: unknown) =>
  !JSON.stringify(value, (_key, one: unknown) => (typeof one === "number" && !Number.isFinite(one) ? "not finite" : one)).includes(
    "not finite",
  );

/** Three criteria on a random panel, some of them left open. */
function someCells(options: { complete?: boolean } = {}): fc.Arbitrary<CriterionScore[]> {
  return fc
    .record({
      rows: aPanel(),
      noise: fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 135, maxLength: 135 }),
      gaps: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 135, maxLength: 135 }),
    })
    .map(({ rows, noise, gaps }) =>
      rows.flatMap(({ entry, judge, score }, at) =>
        ["x", "y", "z"].map((criterion, c) => ({
          entry,
          judge,
          criterion,
          score: options.complete !== true && c > 0 && gaps[3 * at + c] === 0 ? null : score + c + (noise[3 * at + c] ?? 0),
        })),
      ),
    );
}

describe("cellEffects()", () => {
  it("agrees with the textbook's matrices, and no neighbour is better", () => {
    fc.assert(
      fc.property(someCells(), (rows) => {
        const fit = fitted(rows);
        if (fit.flags.includes("NO_RESIDUAL") || fit.deviance === null) return;
        const naive = byMatrices(rows, fit.variance);
        expect(Math.abs(fit.deviance - naive.deviance)).toBeLessThan(1e-6);
        fit.entries.forEach(({ effect }, i) => expect(Math.abs(effect - (naive.effects[i] ?? NaN))).toBeLessThan(1e-6));
        for (const axis of ["entry", "judge", "cell", "residual"] as const) {
          for (const factor of [0.97, 1.03]) {
            const other = { ...fit.variance, [axis]: fit.variance[axis] * factor + (factor > 1 ? 0.003 * fit.variance.residual : 0) };
            expect(byMatrices(rows, other).deviance).toBeGreaterThan(fit.deviance - 1e-6);
          }
        }
      }),
      { numRuns: 12 },
    );
  });

  it("finds the entries and judges of the totals when every criterion is scored", () => {
    fc.assert(
      fc.property(someCells({ complete: true }), (rows) => {
        const fit = fitted(rows);
        const means = [...Map.groupBy(rows, ({ entry, judge }) => JSON.stringify([entry, judge])).values()].map((cell) => ({
          entry: cell[0]?.entry ?? "",
          judge: cell[0]?.judge ?? "",
          score: cell.reduce((sum, { score }) => sum + (score ?? 0), 0) / cell.length,
        }));
        const totals = runNow(crossedEffects(scoreTable(means)));
        // Where a cell's variance is at its border the totals know of more than the cells do.
        if (fit.variance.cell === 0 || totals.flags.length > 0 || fit.flags.length > 0) return;
        expect(Math.abs(fit.variance.entry - totals.variance.entry)).toBeLessThan(1e-3 * (1 + totals.variance.entry));
        totals.entries.forEach(({ effect }, i) => expect(Math.abs((fit.entries[i]?.effect ?? NaN) - effect)).toBeLessThan(1e-2));
      }),
      { numRuns: 25 },
    );
  });

  it("does not depend on the order of rows and never answers NaN", () => {
    fc.assert(
      fc.property(someCells(), (rows) => {
        const fit = fitted(rows);
        expect(fitted(rows.toReversed())).toEqual(fit);
        expect(finite(fit)).toBe(true);
      }),
      { numRuns: 15 },
    );
  });

  const row = (entry: string, judge: string, criterion: string, score: number | null) => ({ entry, judge, criterion, score });
  const few = ["a", "b", "c"].flatMap((entry, i) =>
    ["J", "K"].flatMap((judge, j) => ["x", "y"].map((criterion, c) => row(entry, judge, criterion, 3 * i + j + c))),
  );

  it("says so when all scores are equal, and survives scores without any error", () => {
    expect(fitted(few.map((one) => ({ ...one, score: 4 })))).toMatchObject({
      deviance: null,
      variance: { entry: 0, judge: 0, cell: 0, residual: 0 },
      flags: ["NO_DIFFERENCES", "ALL_SCORES_EQUAL"],
    });
    const exact = fitted(few);
    expect(exact.flags).toEqual(["NO_RESIDUAL"]);
    expect(finite(exact)).toBe(true);
    expect(exact.entries.map(({ effect }) => Math.round(effect) + 0)).toEqual([-3, 0, 3]);
  });

  it.each([
    ["nothing", TooLittleEvidence, []],
    ["one criterion a cell", TooLittleEvidence, [row("a", "J", "x", 1), row("b", "J", "x", 2), row("a", "K", "y", 2)]],
    ["a second score", ScoredTwice, [...few, row("a", "J", "x", 2)]],
    ["what is no number", ScoreIsOffTheScale, [...few, row("d", "J", "x", NaN)]],
    ["an entry without a name", NameIsMissing, [...few, row("", "J", "x", 1)]],
  ])("refuses %s", (_, refusal, rows) => {
    expect(() => fitted(rows)).toThrow(refusal);
  });
});

/** The model with the full covariance of the scores, by Gauss and Jordan. */
function byMatrices(
  rows: readonly CriterionScore[],
  variance: { readonly entry: number; readonly judge: number; readonly cell: number; readonly residual: number },
) {
  const scored = rows.filter(({ score }) => score !== null);
  const criteria = [...new Set(scored.map(({ criterion }) => criterion))].toSorted();
  const entries = [...new Set(scored.map(({ entry }) => entry))].toSorted();
  const v = scored.map((a) =>
    scored.map(
      (b) =>
        (a.entry === b.entry ? variance.entry : 0) +
        (a.judge === b.judge ? variance.judge : 0) +
        (a.entry === b.entry && a.judge === b.judge ? variance.cell : 0) +
        (a === b ? variance.residual : 0),
    ),
  );
  const y = scored.map(({ score }) => score ?? NaN);
  const x = scored.map(({ criterion }) => criteria.map((one) => (one === criterion ? 1 : 0)));
  const solvedV = solveAll(v, [y, ...criteria.map((_, c) => x.map((row) => row[c] ?? 0))]);
  const [vy = [], ...vx] = solvedV.solutions;
  const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, one, at) => sum + one * (b[at] ?? 0), 0);
  const column = (c: number) => x.map((row) => row[c] ?? 0);
  const information = criteria.map((_, a) => criteria.map((__, b) => dot(column(a), vx[b] ?? [])));
  const right = criteria.map((_, c) => dot(column(c), vy));
  const solvedX = solveAll(information, [right]);
  const beta = solvedX.solutions[0] ?? [];
  const weighted = vy.map((one, row) => one - beta.reduce((sum, b, c) => sum + b * (vx[c]?.[row] ?? 0), 0));
  const freedom = y.length - criteria.length;
  const deviance = freedom * Math.log(2 * Math.PI) + solvedV.logDeterminant + solvedX.logDeterminant + dot(y, weighted);
  const effects = entries.map(
    (entry) => variance.entry * scored.reduce((sum, row, at) => sum + (row.entry === entry ? (weighted[at] ?? 0) : 0), 0),
  );
  return { deviance, effects };
}

function solveAll(matrix: readonly (readonly number[])[], rights: readonly (readonly number[])[]) {
  const n = matrix.length;
  const work = matrix.map((row, i) => [...row, ...rights.map((right) => right[i] ?? NaN)]);
  let logDeterminant = 0;
  for (let pivot = 0; pivot < n; pivot += 1) {
    const row = work[pivot] ?? [];
    const head = row[pivot] ?? NaN;
    logDeterminant += Math.log(head);
    work.forEach((other, i) => {
      const factor = (other[pivot] ?? NaN) / head;
      if (i === pivot) return;
      for (let k = pivot; k < row.length; k += 1) other[k] = (other[k] ?? NaN) - factor * (row[k] ?? NaN);
    });
  }
  return { logDeterminant, solutions: rights.map((_, r) => work.map((row, i) => (row[n + r] ?? NaN) / (row[i] ?? NaN))) };
}
