import fc from "fast-check";
import { brokenRules } from "../assignment-rules.ts";
import type { AssignmentProblem } from "../assignment-problem.ts";
import type { JudgingPair } from "../judging-design.ts";

/** Small, tight problems, about half of them impossible. */
export const someProblem: fc.Arbitrary<AssignmentProblem> = fc
  .record({
    entries: fc.integer({ min: 1, max: 4 }),
    judges: fc.integer({ min: 2, max: 5 }),
    reviews: fc.integer({ min: 1, max: 2 }),
    cells: fc.array(
      fc.record({
        expertise: fc.integer({ min: 0, max: 9 }),
        preference: fc.integer({ min: -1, max: 1 }),
        dice: fc.integer({ min: 0, max: 19 }),
      }),
      { minLength: 25, maxLength: 25 },
    ),
    loads: fc.array(
      fc.record({
        min: fc.integer({ min: 0, max: 2 }),
        more: fc.integer({ min: 0, max: 3 }),
        organisation: fc.constantFrom("o1", "o2", undefined),
      }),
      { minLength: 5, maxLength: 5 },
    ),
    onePerOrganisation: fc.boolean(),
  })
  .map(({ entries, judges, reviews, cells, loads, onePerOrganisation }) => ({
    reviews,
    onePerOrganisation,
    entries: Array.from({ length: entries }, (_, i) => ({ id: `e${i}` })),
    judges: loads.slice(0, judges).map(({ min, more, organisation }, j) => ({ id: `j${j}`, min, max: min + more, organisation })),
    pairs: Array.from({ length: entries * judges }, (_, at) => {
      const { expertise = 0, preference = 0, dice = 19 } = cells[at] ?? {};
      return {
        entry: `e${Math.floor(at / judges)}`,
        judge: `j${at % judges}`,
        expertise,
        preference,
        conflict: dice < 3,
        forced: dice === 3,
      };
    }),
  }));

export type TriedPlan = {
  readonly reviews: readonly JudgingPair[];
  readonly value: number;
  /** The least sum of values of an entry. */
  readonly smallest: number;
  /** Entries with a judge of at least this expertise. */
  readonly served: (from: number) => number;
};

/** Every plan that breaks no rule, by trying all. */
export function everyPlan(problem: AssignmentProblem): TriedPlan[] {
  const worth = new Map(
    problem.pairs.map(({ entry, judge, expertise = 0, preference = 0 }) => [`${entry} ${judge}`, expertise + 60 * preference]),
  );
  const panels = problem.entries.map(({ id }) =>
    Array.from({ length: 2 ** problem.judges.length }, (_, bits) => problem.judges.filter((__, j) => ((bits >> j) & 1) === 1))
      .filter((panel) => panel.length >= problem.reviews && panel.length <= (problem.mostReviews ?? problem.reviews))
      .map((panel) => panel.map((judge) => ({ entry: id, judge: judge.id }))),
  );
  let plans: { entry: string; judge: string }[][] = [[]];
  for (const choices of panels) plans = plans.flatMap((plan) => choices.map((panel) => [...plan, ...panel]));
  return plans
    .filter((plan) => brokenRules(problem, plan).length === 0)
    .map((plan) => {
      const sums = problem.entries.map(({ id }) =>
        plan.filter(({ entry }) => entry === id).reduce((sum, pair) => sum + (worth.get(`${id} ${pair.judge}`) ?? 0), 0),
      );
      const expertise = new Map(problem.pairs.map((pair) => [`${pair.entry} ${pair.judge}`, pair.expertise ?? 0]));
      const served = (from: number) =>
        problem.entries.filter(({ id }) =>
          plan.some(({ entry, judge }) => entry === id && (expertise.get(`${entry} ${judge}`) ?? 0) >= from),
        ).length;
      return { reviews: plan, value: sums.reduce((sum, x) => sum + x, 0), smallest: Math.min(...sums), served };
    });
}

/** Entries e10, e11 … and judges j10, j11 … with equal loads, of whom nothing more is known. */
export const grid = (entries: number, judges: number, loads: { min: number; max: number }, reviews = 3): AssignmentProblem => ({
  reviews,
  entries: Array.from({ length: entries }, (_, i) => ({ id: `e${i + 10}` })),
  judges: Array.from({ length: judges }, (_, j) => ({ id: `j${j + 10}`, ...loads })),
  pairs: [],
});
