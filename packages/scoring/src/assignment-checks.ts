import type { AssignmentPair, AssignmentProblem } from "./assignment-problem.ts";
import { AssignmentIsInvalid } from "./assignment-refusals.ts";
import { byCodeUnits } from "./score-table.ts";

/** The listed pairs by entry * judges + judge, each checked. */
export function pairTable(
  problem: AssignmentProblem,
  entryIndex: ReadonlyMap<string, number>,
  judgeIndex: ReadonlyMap<string, number>,
): Map<number, AssignmentPair> {
  const table = new Map<number, AssignmentPair>();
  problem.pairs.forEach((pair, at) => {
    const path = [String(at + 1), pair.entry, pair.judge];
    const [i, j] = [entryIndex.get(pair.entry), judgeIndex.get(pair.judge)];
    if (i === undefined) throw new AssignmentIsInvalid(path, `Pair ${at + 1}: there is no entry "${pair.entry}".`);
    if (j === undefined) throw new AssignmentIsInvalid(path, `Pair ${at + 1}: there is no judge "${pair.judge}".`);
    const key = i * judgeIndex.size + j;
    if (table.has(key)) throw new AssignmentIsInvalid(path, `Pair ${at + 1}: "${pair.entry}" and "${pair.judge}" are listed already.`);
    const { expertise = 0, preference = 0 } = pair;
    if (!Number.isInteger(expertise) || expertise < 0 || expertise > 1_000) {
      throw new AssignmentIsInvalid(path, `Pair ${at + 1}: expertise is ${expertise}. Allowed: a whole number from 0 to 1000.`);
    }
    if (!Number.isInteger(preference) || Math.abs(preference) > 10) {
      throw new AssignmentIsInvalid(path, `Pair ${at + 1}: preference is ${preference}. Allowed: a whole number from -10 to 10.`);
    }
    table.set(key, pair);
  });
  return table;
}

/** Entries or judges in code-unit order, each with a name of its own. */
export function sortedIds<Item extends { readonly id: string }>(kind: string, items: readonly Item[]): Item[] {
  if (items.length === 0) throw new AssignmentIsInvalid([], `There is no ${kind}. Name one at least.`);
  const sorted = items.toSorted((a, b) => byCodeUnits(a.id, b.id));
  sorted.forEach(({ id }, at) => {
    if (id === "") throw new AssignmentIsInvalid([], `A ${kind} has no name. Give it one.`);
    if (sorted[at - 1]?.id === id) throw new AssignmentIsInvalid([id], `The ${kind} "${id}" is named twice. Keep one of them.`);
  });
  return sorted;
}

/** Throws AssignmentIsInvalid unless loads are whole numbers that rise. */
export function requireLoads(id: string, min: number, max: number): void {
  if (Number.isInteger(min) && Number.isInteger(max) && min >= 0 && min <= max && max <= 1_000_000) return;
  throw new AssignmentIsInvalid([id], `Judge "${id}" has loads from ${min} to ${max}. Allowed: whole numbers, 0 <= min <= max.`);
}

/** For each judge, those whom he must not meet at an entry. */
export function keptApart({ apart = [] }: AssignmentProblem, judgeIndex: ReadonlyMap<string, number>): Set<number>[] {
  const apartFrom = Array.from(judgeIndex, () => new Set<number>());
  apart.forEach(([one, other], at) => {
    const [a, b] = [judgeIndex.get(one), judgeIndex.get(other)];
    const path = [String(at + 1), one, other];
    if (a === undefined) throw new AssignmentIsInvalid(path, `Judges apart ${at + 1}: there is no judge "${one}".`);
    if (b === undefined) throw new AssignmentIsInvalid(path, `Judges apart ${at + 1}: there is no judge "${other}".`);
    if (a === b) throw new AssignmentIsInvalid(path, `Judges apart ${at + 1}: "${one}" cannot be kept apart from himself.`);
    apartFrom[a]?.add(b);
    apartFrom[b]?.add(a);
  });
  return apartFrom;
}
