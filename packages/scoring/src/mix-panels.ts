import type { PreparedProblem } from "./assignment-problem.ts";
import type { RandomStream } from "./random.ts";
import type { Work } from "./work.ts";

/** What mixing may and may not do. */
export type MixOptions = {
  /** What a unit of the sum over pairs of judges of (entries in common)² is worth, in units of `worth`. */
  readonly mixing: number;
  /** For each free pair, what assigning it is worth. */
  readonly worth: Float64Array;
  /** Pairs that stay as they are. */
  readonly locked: (pair: number) => boolean;
  /** For each entry, the sum of values that it must keep; -Infinity for no matter. */
  readonly floor: number;
  readonly stream: RandomStream;
};

/**
 * Exchanges two judges between two entries as long as that lowers mixing * sum of (times two judges share an entry)² by more than it costs in
 * worth: panels that mix tell severity from quality, panels that stay together do not (Weeks & Williams 1964). Every exchange keeps loads,
 * numbers of reviews, conflicts and organisations as they were. Changes `chosen` in place; 200 proposals a review, drawn from the stream.
 */
export function* mixPanels(problem: PreparedProblem, chosen: Uint8Array, options: MixOptions): Work<void> {
  const { entries, judges, start, judgeOf, value, organisationOf, fixed } = problem;
  const n = judges.length;
  const pairAt = new Map<number, number>();
  const entryOf = new Int32Array(judgeOf.length);
  const panels: number[][] = entries.map(() => []);
  const sums = new Float64Array(entries.length);
  for (const { entry, judge, value: worth } of fixed) {
    panels[entry]?.push(judge);
    sums[entry] = sums[entry]! + worth;
  }
  for (const i of entries.keys()) {
    for (let pair = start[i]!; pair < start[i + 1]!; pair += 1) {
      pairAt.set(i * n + judgeOf[pair]!, pair);
      entryOf[pair] = i;
      if (chosen[pair] !== 1) continue;
      panels[i]?.push(judgeOf[pair]!);
      sums[i] = sums[i]! + value[pair]!;
    }
  }
  const shared = sharedEntries(panels, n);
  const movable = [...judgeOf.keys()].filter((pair) => chosen[pair] === 1 && !options.locked(pair));
  if (movable.length < 2 || options.mixing === 0) return;

  /** Change of the sum of squares when judge `leaves` and judge `joins` the panel; the counts are changed. */
  function exchange(i: number, leaves: number, joins: number): number {
    const panel = panels[i] ?? [];
    let change = 0;
    for (const other of panel) {
      if (other === leaves) continue;
      change += 1 - 2 * shared[leaves * n + other]!;
      count(leaves, other, -1);
      change += 1 + 2 * shared[joins * n + other]!;
      count(joins, other, 1);
    }
    panel[panel.indexOf(leaves)] = joins;
    return change;
  }
  function count(a: number, b: number, by: number): void {
    shared[a * n + b] = shared[a * n + b]! + by;
    shared[b * n + a] = shared[a * n + b]!;
  }
  const fits = (i: number, leaves: number, joins: number) =>
    (panels[i] ?? []).every((other) => other === leaves || (other !== joins && organisationOf[other] !== organisationOf[joins]));

  const proposals = 200 * movable.length;
  for (let proposal = 0; proposal < proposals; proposal += 1) {
    if (proposal % 4_096 === 4_095) yield proposal / proposals;
    const [one, two] = [options.stream.below(movable.length), options.stream.below(movable.length)];
    const [a, b] = [movable[one]!, movable[two]!];
    const [i, l] = [entryOf[a]!, entryOf[b]!];
    const [first, second] = [judgeOf[a]!, judgeOf[b]!];
    if (i === l || first === second) continue;
    const [toA, toB] = [pairAt.get(i * n + second), pairAt.get(l * n + first)];
    if (toA === undefined || toB === undefined || chosen[toA] === 1 || chosen[toB] === 1) continue;
    if (!fits(i, first, second) || !fits(l, second, first)) continue;
    if (sums[i]! - value[a]! + value[toA]! < Math.min(options.floor, sums[i]!)) continue;
    if (sums[l]! - value[b]! + value[toB]! < Math.min(options.floor, sums[l]!)) continue;

    const lost = options.worth[a]! + options.worth[b]! - options.worth[toA]! - options.worth[toB]!;
    const change = exchange(i, first, second) + exchange(l, second, first);
    if (options.mixing * change + lost >= 0) {
      exchange(l, first, second);
      exchange(i, second, first);
      continue;
    }
    chosen[a] = 0;
    chosen[b] = 0;
    chosen[toA] = 1;
    chosen[toB] = 1;
    sums[i] = sums[i]! - value[a]! + value[toA]!;
    sums[l] = sums[l]! - value[b]! + value[toB]!;
    movable[one] = toA;
    movable[two] = toB;
  }
}

/** How many entries each two judges share, by judge * judges + judge; the diagonal is 0. */
export function sharedEntries(panels: readonly (readonly number[])[], judges: number): Int32Array {
  const shared = new Int32Array(judges * judges);
  for (const panel of panels) {
    for (const a of panel) for (const b of panel) if (a !== b) shared[a * judges + b] = shared[a * judges + b]! + 1;
  }
  return shared;
}
