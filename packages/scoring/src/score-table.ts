import { exactSum } from "./exact-sum.ts";
import { NameIsMissing, ScoredTwice, ScoreIsOffTheScale, TooLittleEvidence } from "./refusals.ts";

/** One judge's score of one entry: a scorecard's total, or any number of which more is better. */
export type ScoreRow = { readonly entry: string; readonly judge: string; readonly score: number };

/**
 * Scores in one canonical order - entries and judges by the code units of their ids, rows by entry and then judge - so that nothing
 * computed from them depends on the order of arrival. Rows of entry i are those from `start[i]` up to, not including, `start[i + 1]`.
 */
export type ScoreTable = {
  readonly entries: readonly string[];
  readonly judges: readonly string[];
  /** For each row, the index of its judge. */
  readonly judgeOf: Int32Array;
  /** For each row, the index of its entry. */
  readonly entryOf: Int32Array;
  /** For each row, its score. */
  readonly scores: Float64Array;
  /** Entries + 1 numbers. */
  readonly start: Int32Array;
};

/** The largest magnitude of a score: beyond it squares and sums of squares would leave the range of doubles. */
const largestScore = 1e9;

/**
 * Scores as a table. Ids are texts of any script, "__proto__" included.
 * Throws TooLittleEvidence for no rows, NameIsMissing for an empty id, ScoreIsOffTheScale for what is not a finite number of at most 1e9,
 * ScoredTwice for a judge with two scores of one entry; each names the row.
 */
export function scoreTable(rows: readonly ScoreRow[]): ScoreTable {
  if (rows.length === 0) throw new TooLittleEvidence("There are no scores. Wait for the first ballots.");
  rows.forEach((row, at) => requireScore(row, at + 1));

  const entries = [...new Set(rows.map(({ entry }) => entry))].toSorted(byCodeUnits);
  const judges = [...new Set(rows.map(({ judge }) => judge))].toSorted(byCodeUnits);
  const entryIndex = new Map(entries.map((id, index) => [id, index]));
  const judgeIndex = new Map(judges.map((id, index) => [id, index]));

  const order = rows
    .map(({ entry, judge, score }, at) => ({ row: at + 1, entry: entryIndex.get(entry) ?? -1, judge: judgeIndex.get(judge) ?? -1, score }))
    .toSorted((a, b) => a.entry - b.entry || a.judge - b.judge || a.row - b.row);
  order.forEach((row, at) => {
    const before = order[at - 1];
    if (before === undefined || before.entry !== row.entry || before.judge !== row.judge) return;
    throw new ScoredTwice({ entry: entries[row.entry], judge: judges[row.judge] }, [before.row, row.row]);
  });

  const start = new Int32Array(entries.length + 1);
  for (const { entry } of order) start[entry + 1] = start[entry + 1]! + 1;
  for (let i = 0; i < entries.length; i += 1) start[i + 1] = start[i + 1]! + start[i]!;
  return {
    entries,
    judges,
    judgeOf: Int32Array.from(order, ({ judge }) => judge),
    entryOf: Int32Array.from(order, ({ entry }) => entry),
    scores: Float64Array.from(order, ({ score }) => score),
    start,
  };
}

/** The rows of a table, in its canonical order. */
export function rowsOf({ entries, judges, entryOf, judgeOf, scores }: ScoreTable): ScoreRow[] {
  return Array.from(scores, (score, row) => ({ entry: entries[entryOf[row]!]!, judge: judges[judgeOf[row]!]!, score }));
}

/** How many scores each judge gave, by the judges' index. */
export function ballotsPerJudge({ judges, judgeOf }: ScoreTable): Int32Array {
  const counts = new Int32Array(judges.length);
  for (const judge of judgeOf) counts[judge] = counts[judge]! + 1;
  return counts;
}

/** The mean of each entry's scores, from exact sums, by the entries' index. */
export function rawMeans({ entries, scores, start }: ScoreTable): Float64Array {
  return Float64Array.from(entries, (_, i) => exactSum(scores.subarray(start[i], start[i + 1])) / (start[i + 1]! - start[i]!));
}

/** Sorts texts by code units: the same order in every locale. */
export function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function requireScore({ entry, judge, score }: ScoreRow, row: number): void {
  if (typeof entry !== "string" || entry === "") throw new NameIsMissing({ row, judge }, "entry");
  if (typeof judge !== "string" || judge === "") throw new NameIsMissing({ row, entry }, "judge");
  if (typeof score === "number" && Math.abs(score) <= largestScore) return;
  throw new ScoreIsOffTheScale({ row, entry, judge }, score, `a finite number from ${-largestScore} to ${largestScore}`);
}
