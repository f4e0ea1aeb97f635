import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NoEstimateExists } from "./decision-refusals.ts";
import { jointRasch, type JointOptions } from "./rasch-joint.ts";
import { raschModel } from "./rasch.ts";
import { DesignIsDisconnected, SettingIsOutOfRange } from "./refusals.ts";
import type { Criterion } from "./rubric.ts";
import type { CriterionScore } from "./scorecards.ts";
import { runNow } from "./work.ts";

const rubricOf = (...ids: string[]): Criterion[] => ids.map((id) => ({ id, weight: 1, min: 0, max: 3, step: 1, required: true }));
const rubric = rubricOf("a", "b");
const fitted = (rows: readonly CriterionScore[], options?: JointOptions) => runNow(jointRasch(rubric, rows, options));

/** Four to seven entries, each by all of three judges on two criteria. */
const someRatings: fc.Arbitrary<CriterionScore[]> = fc
  .record({ entries: fc.integer({ min: 4, max: 7 }), scores: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 42, maxLength: 42 }) })
  .map(({ entries, scores }) =>
    Array.from({ length: entries * 6 }, (_, at) => ({
      entry: `e${Math.floor(at / 6)}`,
      judge: `J${at % 3}`,
      criterion: at % 6 < 3 ? "a" : "b",
      score: scores[at] ?? 0,
    })),
  )
  .filter((rows) => new Set(rows.map(({ score }) => score)).size === 4);
const sumOf = (rows: readonly CriterionScore[], entry: string) =>
  rows.reduce((sum, row) => sum + (row.entry === entry ? (row.score ?? 0) : 0), 0);

describe("jointRasch()", () => {
  it("orders entries as their sums on complete data, the best and worst of scores within reach", () => {
    fc.assert(
      fc.property(someRatings, fc.constantFrom("RATING_SCALE", "PARTIAL_CREDIT"), (rows, model) => {
        const best = rows.map((row) => (row.entry === "e0" ? { ...row, score: 3 } : row));
        const { entries, judges, criteria } = fitted(best, { model });
        for (const a of entries) {
          expect(Number.isFinite(a.measure)).toBe(true);
          expect(a.extreme).toBe(sumOf(best, a.entry) === 0 || sumOf(best, a.entry) === 18);
          for (const b of entries) if (sumOf(best, a.entry) > sumOf(best, b.entry)) expect(a.measure).toBeGreaterThan(b.measure);
        }
        const zero = (numbers: readonly number[]) => Math.abs(numbers.reduce((sum, x) => sum + x, 0));
        expect(zero(entries.map(({ measure }) => measure))).toBeLessThan(1e-9);
        expect(zero(judges.map(({ severity }) => severity))).toBeLessThan(1e-9);
        for (const { thresholds } of criteria) expect(zero(thresholds)).toBeLessThan(1e-9);
      }),
      { numRuns: 20 },
    );
  });

  it("is the maximum: no judge moved, to either side, is likelier", () => {
    fc.assert(
      fc.property(someRatings, (rows) => {
        const fit = fitted(rows, { correction: "EPSILON" });
        const first = byCounting(rows, fit, 0);
        expect(byCounting(rows, fit, 0.02)).toBeLessThan(first);
        expect(byCounting(rows, fit, -0.02)).toBeLessThan(first);
      }),
      { numRuns: 10 },
    );
  });

  it("spreads steps further apart than the marginal likelihood where ratings are few, less so when corrected", () => {
    const rows = Array.from({ length: 60 }, (_, at) => ({
      entry: `e${at % 30}`,
      judge: `J${at % 7}`,
      criterion: at < 30 ? "a" : "b",
      score: (at * 7) % 11 < 4 ? 1 : (at * 5) % 4,
    }));
    const spread = ({ criteria }: { readonly criteria: readonly { readonly thresholds: readonly number[] }[] }) => {
      const [thresholds = []] = criteria.map((one) => one.thresholds);
      return Math.max(...thresholds) - Math.min(...thresholds);
    };
    const joint = spread(fitted(rows, { correction: "NONE" }));
    expect(joint).toBeGreaterThan(spread(runNow(raschModel(rubric, rows))));
    expect(spread(fitted(rows, { correction: "SHRUNK" }))).toBeLessThan(joint);
    expect(spread(fitted(rows, { correction: "EPSILON" }))).toBeLessThan(joint);
  });

  it("does not depend on the order of rows", () => {
    fc.assert(
      fc.property(someRatings, (rows) => {
        expect(fitted(rows.toReversed())).toEqual(fitted(rows));
      }),
      { numRuns: 10 },
    );
  });

  const row = (entry: string, judge: string, score: number) => ({ entry, judge, criterion: "a", score });
  it("refuses what has no estimate, by name, and answers it under the epsilon correction", () => {
    const rows = [row("v", "J", 0), row("w", "J", 1), row("v", "K", 3), row("w", "K", 3), row("x", "J", 2), row("x", "K", 3)];
    expect(() => fitted(rows, { correction: "NONE" })).toThrow(NoEstimateExists);
    expect(() => fitted(rows, { correction: "NONE" })).toThrow(/judge "K"/);
    expect(fitted(rows).judges.every(({ severity }) => Number.isFinite(severity))).toBe(true);
    expect(() => fitted([row("v", "J", 0), row("w", "K", 1)])).toThrow(DesignIsDisconnected);
    expect(() => fitted(rows, { epsilon: 0 })).toThrow(SettingIsOutOfRange);
  });
});

/** The likelihood of the adjusted ratings, category by category, the first judge moved against the others. */
function byCounting(rows: readonly CriterionScore[], fit: ReturnType<typeof fitted>, move: number): number {
  // Measures are estimated again at the end; the likelihood is that of the measures in between, which solve it at these facets.
  const of = (entry: string, theta: number) =>
    rows
      .filter((one) => one.entry === entry)
      .reduce((sum, { judge, criterion, score }) => {
        const own = fit.criteria.find((one) => one.criterion === criterion);
        const severity = (fit.judges.find((one) => one.judge === judge)?.severity ?? NaN) + (judge === "J0" ? move : -move / 2);
        const terms = [0];
        for (const threshold of own?.thresholds ?? [])
          terms.push((terms.at(-1) ?? 0) + theta - (own?.difficulty ?? NaN) - severity - threshold);
        const norm = Math.log(terms.reduce((total, term) => total + Math.exp(term), 0));
        // Six ratings of categories 0 to 3: e = .3 / (6 x 6).
        const e = 0.3 / 36;
        return sum + terms.reduce((total, term, k) => total + (e + (k === score ? 1 - 4 * e : 0)) * (term - norm), 0);
      }, 0);
  return [...new Set(rows.map(({ entry }) => entry))].reduce((total, entry) => {
    let [low, high] = [-15, 15];
    for (let step = 0; step < 200; step += 1) {
      const [a, b] = [low + (high - low) / 3, high - (high - low) / 3];
      if (of(entry, a) < of(entry, b)) low = a;
      else high = b;
    }
    return total + of(entry, (low + high) / 2);
  }, 0);
}
