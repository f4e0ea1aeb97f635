import type { Problem } from "@dostyk/kernel";
import { type Criterion, isOnScale, requireRubric, scaleInWords } from "./rubric.ts";
import type { CriterionScore } from "./scorecards.ts";

/** A row of an imported table: texts by column, as a CSV or XLSX reader gives them. */
export type ScoreRecord = {
  readonly entry?: unknown;
  readonly judge?: unknown;
  readonly criterion?: unknown;
  readonly score?: unknown;
};

/**
 * Reads an imported table of scores. All or nothing: with one problem no score is taken, and every problem is listed with its place -
 * path [row from 1, column], the value, what is allowed. A row is refused for an entry, judge or criterion without a name or unknown to the
 * rubric, for a score off the scale or off its steps, and for naming the same judge, entry and criterion as a row before it.
 *
 * A score is a number, or a text of ASCII digits with an optional point; null and the text "abstained" are abstentions. Refused are empty
 * cells (an abstention is said, not left out), comma decimals, digits of other scripts, "1e1", truth values, NaN and Infinity.
 * Throws RubricCannotBeScored when the rubric itself is at fault.
 */
export function readScores(
  rubric: readonly Criterion[],
  records: readonly ScoreRecord[],
): { readonly scores: readonly CriterionScore[] } | { readonly problems: readonly Problem[] } {
  requireRubric(rubric);
  const criteria = new Map(rubric.map((criterion) => [criterion.id, criterion]));
  const problems: Problem[] = [];
  const scores: CriterionScore[] = [];
  const rowOf = new Map<string, number>();

  records.forEach((record, at) => {
    const row = at + 1;
    const problem = (column: string, message: string) => problems.push({ path: [String(row), column], message });

    const { entry, judge, criterion: id } = record;
    if (typeof entry !== "string" || entry === "") problem("entry", "Name the entry.");
    if (typeof judge !== "string" || judge === "") problem("judge", "Name the judge.");
    const criterion = typeof id === "string" ? criteria.get(id) : undefined;
    if (criterion === undefined) {
      problem("criterion", `${shown(id)} is not a criterion of this rubric. Allowed: ${[...criteria.keys()].join(", ")}.`);
    }
    if (typeof entry !== "string" || typeof judge !== "string" || criterion === undefined) return;

    const score = scoreFrom(criterion, record.score);
    if (typeof score === "string") problem("score", score);
    const key = JSON.stringify([entry, judge, criterion.id]);
    const before = rowOf.get(key);
    if (before !== undefined) problem("entry", `Judge "${judge}" scored this entry on "${criterion.id}" in row ${before} already.`);
    rowOf.set(key, before ?? row);
    if (typeof score !== "string") scores.push({ entry, judge, criterion: criterion.id, score });
  });

  return problems.length > 0 ? { problems } : { scores };
}

/** The score a cell holds, null for an abstention, or the sentence that says what is wrong with it. */
function scoreFrom(criterion: Criterion, cell: unknown): number | null | string {
  if (cell === null || cell === "abstained") return null;
  const allowed = `Allowed: ${scaleInWords(criterion)}.`;
  if (typeof cell === "number") return isOnScale(criterion, cell) ? cell : `${cell} is not a score. ${allowed}`;
  if (typeof cell !== "string") return `${shown(cell)} is not a number. ${allowed}`;
  if (cell.trim() === "") return `The cell is empty. Write the score, or "abstained". ${allowed}`;
  if (/^-?\d+,\d+$/.test(cell)) return `${shown(cell)} has a comma. Write ${cell.replace(",", ".")}. ${allowed}`;
  if (/^[-\p{Nd}.,]+$/u.test(cell) && !/^[-\d.,]+$/.test(cell))
    return `${shown(cell)} is written in other digits. Write 0 to 9. ${allowed}`;
  if (!/^-?\d+(\.\d+)?$/.test(cell)) return `${shown(cell)} is not a number. ${allowed}`;
  const value = Number(cell);
  return isOnScale(criterion, value) ? value : `${cell} is not a score. ${allowed}`;
}

function shown(value: unknown): string {
  if (typeof value === "string") return `"${value}"`;
  return value === undefined ? "Nothing" : typeof value === "boolean" || typeof value === "number" ? String(value) : `A ${typeof value}`;
}
