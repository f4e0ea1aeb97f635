import { CriterionIsUnknown, NameIsMissing, ScaleDoesNotFitRasch, ScoredTwice, TooLittleEvidence } from "./refusals.ts";
import { type Criterion, requireOnScale, requireRubric, stepsBetween } from "./rubric.ts";
import { byCodeUnits } from "./score-table.ts";
import type { CriterionScore } from "./scorecards.ts";

/** A category that no judge used: the model has no threshold for it. `criterion` is null when it is unused on every criterion. */
export type UnusedCategory = { readonly criterion: string | null; readonly score: number };

/**
 * Ratings on short scales in one canonical order: by entry, judge and criterion. Categories are counted from 0 and skip those that nobody
 * used. Ratings of entry i are those from `start[i]` up to, not including, `start[i + 1]`.
 */
export type RatingTable = {
  readonly entries: readonly string[];
  readonly judges: readonly string[];
  readonly criteria: readonly string[];
  readonly judgeOf: Int32Array;
  readonly criterionOf: Int32Array;
  readonly categoryOf: Int32Array;
  readonly start: Int32Array;
  /** The scores that the categories of each criterion stand for, rising. */
  readonly scores: readonly (readonly number[])[];
  readonly unused: readonly UnusedCategory[];
};

/** Whether all criteria share one list of thresholds (Andrich 1978) or each has its own (Masters 1982). */
export type RaschModel = "RATING_SCALE" | "PARTIAL_CREDIT";

const mostCategories = 10;

/**
 * Ratings as a table for the Rasch model; abstentions and criteria that nobody scored are left out. An independent criterion is not taken.
 * A category without a rating is dropped with notice - for the rating scale when it is unused on every criterion, for partial credit on each.
 *
 * Throws what scorecards() throws, and ScaleDoesNotFitRasch for a criterion without steps or with more than 10 categories, for a rating
 * scale over criteria with different numbers of them, and where all ratings are one category; TooLittleEvidence for no ratings.
 */
export function ratingTable(rubric: readonly Criterion[], rows: readonly CriterionScore[], model: RaschModel): RatingTable {
  requireRubric(rubric);
  const known = new Map(rubric.map((criterion) => [criterion.id, criterion]));
  // Ratings repeat a few numbers, and exact arithmetic on each of a hundred thousand would take a second.
  const categories = new Map(rubric.map(({ id }) => [id, new Map<number, number>()]));
  const ratings = rows.flatMap(({ entry, judge, criterion: id, score }, at) => {
    const row = at + 1;
    const criterion = known.get(id);
    if (entry === "") throw new NameIsMissing({ row, judge, criterion: id }, "entry");
    if (judge === "") throw new NameIsMissing({ row, entry, criterion: id }, "judge");
    if (criterion === undefined) throw new CriterionIsUnknown({ row, entry, judge, criterion: id });
    if (score === null || criterion.independent === true) return [];
    const seen = categories.get(id);
    let category = seen?.get(score);
    if (category === undefined) {
      requireOnScale(criterion, score, { row, entry, judge, criterion: id });
      category = categoryIn(criterion, score);
      seen?.set(score, category);
    }
    return [{ row, entry, judge, criterion: id, category }];
  });
  if (ratings.length === 0) throw new TooLittleEvidence("There are no ratings. Wait for the first ballots.");

  const used = new Set(ratings.map(({ criterion }) => criterion));
  const criteria = rubric.filter(({ id }) => used.has(id));
  const entries = [...new Set(ratings.map(({ entry }) => entry))].toSorted(byCodeUnits);
  const judges = [...new Set(ratings.map(({ judge }) => judge))].toSorted(byCodeUnits);
  const entryIndex = new Map(entries.map((id, index) => [id, index]));
  const judgeIndex = new Map(judges.map((id, index) => [id, index]));
  const criterionIndex = new Map(criteria.map(({ id }, index) => [id, index]));
  const order = ratings
    .map(({ row, entry, judge, criterion, category }) => ({
      row,
      entry: entryIndex.get(entry) ?? -1,
      judge: judgeIndex.get(judge) ?? -1,
      criterion: criterionIndex.get(criterion) ?? -1,
      category,
    }))
    .toSorted((a, b) => a.entry - b.entry || a.judge - b.judge || a.criterion - b.criterion || a.row - b.row);
  order.forEach((row, at) => {
    const before = order[at - 1];
    if (before?.entry !== row.entry || before.judge !== row.judge || before.criterion !== row.criterion) return;
    throw new ScoredTwice({ entry: entries[row.entry], judge: judges[row.judge], criterion: criteria[row.criterion]?.id }, [
      before.row,
      row.row,
    ]);
  });

  const start = new Int32Array(entries.length + 1);
  for (const { entry } of order) start[entry + 1] = start[entry + 1]! + 1;
  for (let i = 0; i < entries.length; i += 1) start[i + 1] = start[i + 1]! + start[i]!;
  const kept = keptCategories(criteria, order, model);
  return {
    entries,
    judges,
    criteria: criteria.map(({ id }) => id),
    judgeOf: Int32Array.from(order, ({ judge }) => judge),
    criterionOf: Int32Array.from(order, ({ criterion }) => criterion),
    categoryOf: Int32Array.from(order, ({ criterion, category }) => kept.lists[criterion]?.indexOf(category) ?? -1),
    start,
    scores: criteria.map((criterion, c) => (kept.lists[c] ?? []).map((category) => scoreOf(criterion, category))),
    unused: kept.unused,
  };
}

function keptCategories(
  criteria: readonly Criterion[],
  ratings: readonly { readonly criterion: number; readonly category: number }[],
  model: RaschModel,
): { lists: number[][]; unused: UnusedCategory[] } {
  const counts = criteria.map((criterion) => categoriesOf(criterion));
  const seen = criteria.map(() => new Set<number>());
  for (const { criterion, category } of ratings) seen[criterion]?.add(category);
  const everywhere = new Set(seen.flatMap((one) => [...one]));

  if (model === "RATING_SCALE" && new Set(counts).size > 1) {
    throw new ScaleDoesNotFitRasch(null, "The criteria have different numbers of categories. Use the partial credit model.");
  }
  const lists = criteria.map((_, c) =>
    Array.from({ length: counts[c] ?? 0 }, (__, category) => category).filter((category) =>
      model === "RATING_SCALE" ? everywhere.has(category) : seen[c]?.has(category),
    ),
  );
  if (lists.every((list) => list.length < 2)) {
    throw new ScaleDoesNotFitRasch(null, "All ratings of a criterion are the same: there is nothing to tell entries apart by.");
  }
  const unused = criteria.flatMap((criterion, c) =>
    Array.from({ length: counts[c] ?? 0 }, (_, category) => category)
      .filter((category) => !lists[c]?.includes(category))
      .map((category) => ({ criterion: model === "RATING_SCALE" ? null : criterion.id, score: scoreOf(criterion, category) })),
  );
  // One notice is enough where a category is dropped from all criteria at once.
  return { lists, unused: model === "RATING_SCALE" ? unused.slice(0, unused.length / criteria.length) : unused };
}

function categoriesOf({ id, min, max, step }: Criterion): number {
  if (step == null) throw new ScaleDoesNotFitRasch(id, "its scale has no steps, and the Rasch model counts them.");
  const count = Number(stepsBetween(min, max, step).numerator) + 1;
  if (count > mostCategories) {
    throw new ScaleDoesNotFitRasch(
      id,
      `its scale has ${count} categories, and the Rasch model is for ${mostCategories} at most. Collapse them.`,
    );
  }
  return count;
}

function categoryIn({ id, min, step }: Criterion, score: number): number {
  if (step == null) throw new ScaleDoesNotFitRasch(id, "its scale has no steps, and the Rasch model counts them.");
  return Number(stepsBetween(min, score, step).numerator);
}

function scoreOf({ min, step }: Criterion, category: number): number {
  return min + category * (step ?? 1);
}
