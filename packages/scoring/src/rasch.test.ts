import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { raschLayout, raschObjective } from "./rasch-likelihood.ts";
import { raschModel } from "./rasch.ts";
import { CriterionIsUnknown, NameIsMissing, ScaleDoesNotFitRasch, ScoredTwice, ScoreIsOffTheScale, TooLittleEvidence } from "./refusals.ts";
import { type RaschModel, ratingTable } from "./rating-table.ts";
import type { Criterion } from "./rubric.ts";
import type { CriterionScore } from "./scorecards.ts";
import { runNow } from "./work.ts";

const scale = { weight: 1, min: 0, max: 3, step: 1, required: true };
const rubricOf = (...ids: string[]): Criterion[] => ids.map((id) => ({ id, ...scale }));
const fitted = (rubric: readonly Criterion[], rows: readonly CriterionScore[], model?: RaschModel) =>
  runNow(raschModel(rubric, rows, model));

const row = (entry: string, judge: string, criterion: string, score: number | null): CriterionScore => ({ entry, judge, criterion, score });

/** Ratings 0 to 3 by two criteria; the first entry is seen by all judges. */
function someRatings(options: { complete?: boolean } = {}): fc.Arbitrary<CriterionScore[]> {
  return fc
    .record({
      entries: fc.integer({ min: 4, max: 8 }),
      judges: fc.integer({ min: 2, max: 4 }),
      scores: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 64, maxLength: 64 }),
      gaps: fc.array(fc.boolean(), { minLength: 64, maxLength: 64 }),
    })
    .map(({ entries, judges, scores, gaps }) =>
      Array.from({ length: entries * judges }, (_, at) => at)
        .filter((at) => options.complete === true || at < judges || gaps[at] !== true)
        .flatMap((at) =>
          ["a", "b"].map((criterion, c) =>
            row(`e${Math.floor(at / judges)}`, `J${at % judges}`, criterion, scores[(2 * at + c) % 64] ?? 0),
          ),
        ),
    )
    .filter((rows) => new Set(rows.map(({ score }) => score)).size > 1);
}

describe("raschModel()", () => {
  const rubric = rubricOf("a", "b");

  it("has the gradient of its own likelihood", () => {
    fc.assert(
      fc.property(
        someRatings(),
        fc.boolean(),
        fc.infiniteStream(fc.double({ min: -1, max: 1, noNaN: true })),
        (rows, partialCredit, stream) => {
          const model = partialCredit ? "PARTIAL_CREDIT" : "RATING_SCALE";
          fc.pre(
            !partialCredit ||
              ["a", "b"].some((id) => new Set(rows.filter(({ criterion }) => criterion === id).map(({ score }) => score)).size > 1),
          );
          const layout = raschLayout(ratingTable(rubric, rows, model), partialCredit);
          const objective = raschObjective(layout);
          const x = Float64Array.from({ length: layout.length }, () => stream.next().value);
          const gradient = new Float64Array(layout.length);
          objective(x, gradient);
          // Along the gradient, which keeps the sums at 0.
          const length = Math.sqrt(gradient.reduce((sum, g) => sum + g * g, 0));
          const at = (t: number) =>
            objective(
              x.map((one, k) => one + (t * gradient[k]!) / length),
              new Float64Array(layout.length),
            );
          expect(Math.abs((at(1e-5) - at(-1e-5)) / 2e-5 - length)).toBeLessThan(1e-4 * (1 + length));
        },
      ),
      { numRuns: 30 },
    );
  });

  it("expects of every judge and criterion what it observed, and never climbs on the way", () => {
    fc.assert(
      fc.property(someRatings(), fc.constantFrom<RaschModel>("RATING_SCALE", "PARTIAL_CREDIT"), (rows, model) => {
        const layout = raschLayout(ratingTable(rubric, rows, model), model === "PARTIAL_CREDIT");
        const fit = fitted(rubric, rows, model);
        const x = new Float64Array(layout.length);
        fit.criteria.forEach(({ difficulty, thresholds }, c) => {
          x[c] = difficulty;
          x.set(thresholds, layout.thresholds[c]!.at);
        });
        fit.judges.forEach(({ severity }, j) => (x[layout.severity + j] = severity));
        x[layout.logDeviation] = Math.log(fit.deviation);
        const gradient = new Float64Array(layout.length);
        raschObjective(layout)(x, gradient);
        // The last component is that of the standard deviation, which may lie at its limit.
        if (fit.converged) for (const slope of gradient.subarray(0, layout.logDeviation)) expect(Math.abs(slope)).toBeLessThan(1e-2);
        fit.trace.forEach((value, step) => expect(value).toBeLessThanOrEqual(fit.trace[step - 1] ?? Infinity));
      }),
      { numRuns: 20 },
    );
  });

  it("orders entries as their sums on complete data", () => {
    fc.assert(
      fc.property(someRatings({ complete: true }), (rows) => {
        const { entries } = fitted(rubric, rows);
        for (const a of entries) {
          for (const b of entries) {
            if (a.observedAverage > b.observedAverage) expect(a.measure).toBeGreaterThanOrEqual(b.measure - 1e-9);
            if (a.observedAverage === b.observedAverage) expect(Math.abs(a.measure - b.measure)).toBeLessThan(1e-6);
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  it("does not depend on the order of rows and never answers NaN", () => {
    fc.assert(
      fc.property(someRatings(), fc.constantFrom<RaschModel>("RATING_SCALE", "PARTIAL_CREDIT"), (rows, model) => {
        const fit = fitted(rubric, rows, model);
        expect(fitted(rubric, rows.toReversed(), model)).toEqual(fit);
        const text = JSON.stringify(fit, (_key, value: unknown) =>
          typeof value === "number" && !Number.isFinite(value) ? "not finite" : value,
        );
        expect(text).not.toContain("not finite");
      }),
      { numRuns: 20 },
    );
  });

  const rows = ["v", "w", "x", "y", "z"].flatMap((entry, i) =>
    ["J", "K"].map((judge, j) => row(entry, judge, "a", Math.min(3, Math.max(0, i - j)))),
  );

  it("gives finite measures to the best and the worst, and to a judge of highest scores only", () => {
    const fit = fitted(rubric, [...rows, ...["v", "w", "x"].map((entry) => row(entry, "Kind", "a", 3))]);
    const kind = fit.judges.find(({ judge }) => judge === "Kind");
    expect(kind).toMatchObject({ extreme: true, ratings: 3 });
    expect(kind?.severity).toBeLessThan(-1);
    expect(kind?.severity).toBeGreaterThan(-12);
    expect(fit.entries.every(({ measure, fairAverage }) => Math.abs(measure) < 8 && fairAverage >= 0 && fairAverage <= 3)).toBe(true);
  });

  it("drops categories that nobody used, says which, and keeps the scores they stand for", () => {
    const wide = [{ ...rubricOf("a")[0]!, max: 7, step: 0.5, min: 4 }];
    const scores = rows.map((one) => ({ ...one, score: 4 + (one.score ?? 0) }));
    const fit = fitted(wide, scores);
    expect(fit.unused).toEqual([4.5, 5.5, 6.5].map((score) => ({ criterion: null, score })));
    expect(fit.criteria[0]?.scores).toEqual([4, 5, 6, 7]);
    expect(fit.criteria[0]?.thresholds).toHaveLength(3);
    expect(fit.entries.every(({ fairAverage }) => fairAverage >= 4 && fairAverage <= 7)).toBe(true);
    const partial = fitted(rubric, [...rows, row("v", "J", "b", 2)], "PARTIAL_CREDIT");
    expect(partial.unused.map(({ criterion }) => criterion)).toEqual(["b", "b", "b"]);
  });

  it.each([
    ["no ratings", TooLittleEvidence, [row("v", "J", "a", null)], rubric],
    ["one category for all", ScaleDoesNotFitRasch, [row("v", "J", "a", 1), row("w", "J", "a", 1)], rubric],
    ["a scale without steps", ScaleDoesNotFitRasch, rows, [{ ...rubric[0]!, step: null }]],
    ["more than ten categories", ScaleDoesNotFitRasch, rows, [{ ...rubric[0]!, max: 10 }]],
    ["scales of different lengths", ScaleDoesNotFitRasch, [...rows, row("v", "J", "b", 1)], [rubric[0]!, { ...rubric[1]!, max: 4 }]],
    ["a rating off the scale", ScoreIsOffTheScale, [row("v", "J", "a", 4)], rubric],
    ["a second rating", ScoredTwice, [...rows, row("v", "J", "a", 1)], rubric],
    ["another rubric's criterion", CriterionIsUnknown, [row("v", "J", "__proto__", 1)], rubric],
    ["an entry without a name", NameIsMissing, [row("", "J", "a", 1)], rubric],
    ["a judge without a name", NameIsMissing, [row("v", "", "a", 1)], rubric],
  ])("refuses %s", (_, refusal, given, criteria) => {
    expect(() => fitted(criteria, given)).toThrow(refusal);
  });

  it("takes scales of different lengths with partial credit", () => {
    const both = [...rows, ...rows.map((one, at) => ({ ...one, criterion: "b", score: at % 2 }))];
    const fit = fitted([rubric[0]!, { ...rubric[1]!, max: 1 }], both, "PARTIAL_CREDIT");
    expect(fit.criteria.map(({ thresholds }) => thresholds.length)).toEqual([3, 1]);
  });
});
