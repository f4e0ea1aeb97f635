import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnsByEntry, plainColumns } from "./plain-columns.ts";
import {
  CriterionIsUnknown,
  NameIsMissing,
  RequiredCriterionIsMissing,
  RubricCannotBeScored,
  ScoredTwice,
  ScoreIsOffTheScale,
  TooLittleEvidence,
} from "./refusals.ts";
import { type Criterion, requireRubric } from "./rubric.ts";
import { countingTotals, type CriterionScore, requireComplete, scorecards } from "./scorecards.ts";

const rubric: Criterion[] = [
  { id: "results", weight: 3, min: 1, max: 5, step: 1, required: true },
  { id: "open", weight: 1, min: 0, max: 10, step: 0.5, required: false },
  { id: "charm", weight: 9, min: 1, max: 5, step: 1, required: false, independent: true },
];
const row = (entry: string, judge: string, criterion: string, score: number | null): CriterionScore => ({ entry, judge, criterion, score });

describe("scorecards()", () => {
  it("weighs each criterion by its share of its own scale", () => {
    const [card] = scorecards(rubric, [row("a", "J", "results", 4), row("a", "J", "open", 2.5), row("a", "J", "charm", 1)]);
    // (3 * 3/4 + 1 * 1/4) / 4
    expect(card).toMatchObject({ entry: "a", judge: "J", total: 62.5, missing: [] });
    expect(card?.scores.get("charm")).toBe(1);
  });

  it("shares the weight of an optional criterion left open among the others", () => {
    const [card] = scorecards(rubric, [row("a", "J", "results", 4), row("a", "J", "open", null)]);
    expect(card?.total).toBe(75);
  });

  it("does not count a card without a required criterion, nor one that abstains on everything", () => {
    const cards = scorecards(rubric, [row("a", "J", "open", 5), row("b", "J", "results", null)]);
    expect(cards.map(({ total, missing }) => ({ total, missing }))).toEqual([
      { total: null, missing: ["results"] },
      { total: null, missing: ["results"] },
    ]);
    expect(countingTotals(cards)).toEqual([]);
    expect(() => cards.forEach(requireComplete)).toThrow(RequiredCriterionIsMissing);
  });

  it("does not depend on the order of rows, nor on a factor of the weights", () => {
    const scores = fc.array(
      fc.record({
        entry: fc.constantFrom("a", "b", "__proto__"),
        judge: fc.constantFrom("J", "K"),
        results: fc.integer({ min: 1, max: 5 }),
        open: fc.integer({ min: 0, max: 20 }),
      }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(scores, fc.integer({ min: 1, max: 97 }), (picked, factor) => {
        const unique = [...new Map(picked.map((one) => [one.entry + one.judge, one])).values()];
        const rows = unique.flatMap(({ entry, judge, results, open }) => [
          row(entry, judge, "results", results),
          row(entry, judge, "open", open / 2),
        ]);
        const totals = scorecards(rubric, rows);
        const heavier = rubric.map((criterion) => ({ ...criterion, weight: criterion.weight * factor }));
        expect(scorecards(heavier, rows.toReversed())).toEqual(totals);
        const turned = scorecards(rubric.toReversed(), rows);
        expect(turned.map(({ total, exactTotal }) => [total, exactTotal])).toEqual(
          totals.map(({ total, exactTotal }) => [total, exactTotal]),
        );
        expect(totals.every(({ total }) => total !== null && total >= 0 && total <= 100)).toBe(true);
      }),
    );
  });

  it.each([
    ["NaN", ScoreIsOffTheScale, row("a", "J", "results", NaN)],
    ["Infinity", ScoreIsOffTheScale, row("a", "J", "results", Infinity)],
    ["a score above the scale", ScoreIsOffTheScale, row("a", "J", "results", 6)],
    ["a score between two steps", ScoreIsOffTheScale, row("a", "J", "results", 2.5)],
    ["another rubric's criterion", CriterionIsUnknown, row("a", "J", "constructor", 3)],
    ["an entry without a name", NameIsMissing, row("", "J", "results", 3)],
    ["a judge without a name", NameIsMissing, row("a", "", "results", 3)],
  ])("refuses %s and names the row", (_, refusal, wrong) => {
    expect(() => scorecards(rubric, [row("b", "J", "results", 3), wrong])).toThrow(refusal);
    expect(() => scorecards(rubric, [row("b", "J", "results", 3), wrong])).toThrow(/Row 2/);
  });

  it("refuses a second score and names both rows", () => {
    const twice = [row("a", "J", "results", 3), row("b", "J", "results", 3), row("a", "J", "results", 4)];
    expect(() => scorecards(rubric, twice)).toThrow(ScoredTwice);
    expect(() => scorecards(rubric, twice)).toThrow(/rows 1 and 3/);
  });
});

describe("requireRubric()", () => {
  const criterion: Criterion = { id: "c", weight: 1, min: 1, max: 5, step: 1, required: true };

  it.each([
    ["a negative weight", [{ ...criterion, weight: -1 }]],
    ["a weight that is not finite", [{ ...criterion, weight: NaN }]],
    ["weights that are all 0", [{ ...criterion, weight: 0 }]],
    ["nothing but independent criteria", [{ ...criterion, independent: true }]],
    ["a scale that does not rise", [{ ...criterion, max: 1 }]],
    ["a step that does not divide the scale", [{ ...criterion, step: 0.3 }]],
    ["a criterion twice", [criterion, criterion]],
    ["a criterion without a name", [{ ...criterion, id: "" }]],
    ["no criterion", []],
  ])("refuses %s", (_, wrong) => {
    expect(() => requireRubric(wrong)).toThrow(RubricCannotBeScored);
  });

  it("takes decimal steps as they are written", () => {
    expect(() => requireRubric([{ ...criterion, min: 0, max: 0.3, step: 0.1 }])).not.toThrow();
  });
});

describe("plainColumns()", () => {
  it("shows mean, median, trimmed mean, deviation and range", () => {
    expect(plainColumns([9, 1, 5, 6, 4])).toMatchObject({ count: 5, mean: 5, median: 5, trimmedMean: 5, range: 8 });
    expect(plainColumns([1, 2])).toMatchObject({ mean: 1.5, median: 1.5, trimmedMean: 1.5, standardDeviation: Math.SQRT1_2 });
    expect(plainColumns([7])).toMatchObject({ mean: 7, standardDeviation: null, range: 0 });
    expect(() => plainColumns([])).toThrow(TooLittleEvidence);
  });

  it("shows how sure judges are beside their scores, of cards that count, and weighs nothing by it", () => {
    const cards = scorecards(rubric, [row("a", "J", "results", 5), row("a", "K", "results", 1), row("b", "J", "open", 3)]);
    const sure = [
      { entry: "a", judge: "K", confidence: 0.1 },
      { entry: "a", judge: "J", confidence: 0.2 },
      { entry: "b", judge: "J", confidence: 0.9 },
    ];
    expect(columnsByEntry(cards, sure).get("a")).toEqual({ ...columnsByEntry(cards).get("a"), meanConfidence: 0.15 });
    expect(columnsByEntry(cards).get("a")?.meanConfidence).toBeNull();
    expect(columnsByEntry(cards, sure).has("b")).toBe(false);
    expect(() => columnsByEntry(cards, [...sure, ...sure.slice(0, 1)])).toThrow(ScoredTwice);
    expect(() => columnsByEntry(cards, [{ entry: "a", judge: "J", confidence: NaN }])).toThrow(ScoreIsOffTheScale);
  });

  it("is exact: tenths add up", () => {
    expect(plainColumns([0.1, 0.2, 0.3]).mean).toBe(0.2);
  });
});
