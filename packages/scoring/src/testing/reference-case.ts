import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sharedFolder } from "@dostyk/kit";
import type { ScoreRow } from "../score-table.ts";

/** The folder beside the project that holds the published cases, or null where it is absent: then the tests that need it are skipped. */
export const referenceFolder = sharedFolder("reference/scoring");

/** The records of a CSV file of a case: quotes optional, empty cells are empty texts. Enough for these files; no quoted line breaks. */
export function recordsOf(folder: string, name: string, file = "input.csv"): Record<string, string>[] {
  const [header = "", ...lines] = readFileSync(join(folder, "reference/scoring", name, file), "utf8")
    .trim()
    .split(/\r?\n/);
  const columns = cellsOf(header);
  return lines.map((line) => {
    const cells = cellsOf(line);
    return Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? ""]));
  });
}

/** The rows of a case whose columns are unit, judge and score; rows without a score are left out. */
export function scoreRowsOf(folder: string, name: string, file = "input.csv"): ScoreRow[] {
  return recordsOf(folder, name, file)
    .filter(({ score }) => score !== "")
    .map(({ unit = "", judge = "", score }) => ({ entry: unit, judge, score: Number(score) }));
}

/** What a case expects. The shape is the case's own: the caller says which. */
export function expectedOf<Expected>(folder: string, name: string): Expected {
  return JSON.parse(readFileSync(join(folder, "reference/scoring", name, "expected.json"), "utf8"));
}

/** The largest difference between computed and expected numbers, key by key; Infinity for a key that is not computed. */
export function worstDifference(expected: Readonly<Record<string, number>>, computed: (key: string) => number | null | undefined): number {
  return Math.max(...Object.entries(expected).map(([key, value]) => Math.abs((computed(key) ?? Infinity) - value)));
}

function cellsOf(line: string): string[] {
  return [...line.matchAll(/("([^"]*)"|[^,]*)(,|$)/g)]
    .slice(0, line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).length)
    .map(([, cell = "", quoted]) => quoted ?? cell);
}
