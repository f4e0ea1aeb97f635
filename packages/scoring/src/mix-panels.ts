import type { ExpertBonus } from "./assignment-network.ts";
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
  /** What the first expert of an entry is worth; null for nothing. */
  readonly experts: ExpertBonus | null;
  readonly stream: RandomStream;
};

/**
 * Exchanges two judges between two entries as long as that lowers mixing * sum of (times two judges share an entry)² by more than it costs in
 * worth: panels that mix tell severity from quality, panels that stay together do not (Weeks & Williams 1964). Every exchange keeps loads,
 * numbers of reviews, conflicts and organisations as they were. Changes `chosen` in place; 200 proposals a review, drawn from the stream.
 */
export function* mixPanels(problem: PreparedProblem, chosen: Uint8Array, options: MixOptions): Work<void> {
  const { entries, judges, start, judgeOf, value, organisationOf, apartFrom, fixed } = problem;
  const n = judges.length;
  const pairAt = new Map<number, number>();
  const entryOf = new Int32Array(judgeOf.length);
  const panels: number[][] = entries.map(() => []);
  const sums = new Float64Array(entries.length);
  const { expert, wanting, bonus } = options.experts ?? {
    expert: new Uint8Array(judgeOf.length),
    wanting: new Uint8Array(entries.length),
    bonus: 0,
  };
  const experts = new Int32Array(entries.length);
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
      experts[i] = experts[i]! + expert[pair]!;
    }
  }
  /** What entry i gains or loses by one expert more or fewer. */
  const first = (i: number, leaves: number, joins: number) => {
    const after = experts[i]! - expert[leaves]! + expert[joins]!;
    return wanting[i] === 1 ? bonus * (Math.min(1, after) - Math.min(1, experts[i]!)) : 0;
  };
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
    (panels[i] ?? []).every(
      (other) =>
        other === leaves || (other !== joins && organisationOf[other] !== organisationOf[joins] && apartFrom[joins]?.has(other) !== true),
    );

  const proposals = 200 * movable.length;
  for (let proposal = 0; proposal < proposals; proposal += 1) {
    if (proposal % 4_096 === 4_095) yield proposal / proposals;
    const [atA, atB] = [options.stream.below(movable.length), options.stream.below(movable.length)];
    const [a, b] = [movable[atA]!, movable[atB]!];
    const [i, l] = [entryOf[a]!, entryOf[b]!];
    const [one, other] = [judgeOf[a]!, judgeOf[b]!];
    if (i === l || one === other) continue;
    const [toA, toB] = [pairAt.get(i * n + other), pairAt.get(l * n + one)];
    if (toA === undefined || toB === undefined || chosen[toA] === 1 || chosen[toB] === 1) continue;
    if (!fits(i, one, other) || !fits(l, other, one)) continue;
    if (sums[i]! - value[a]! + value[toA]! < Math.min(options.floor, sums[i]!)) continue;
    if (sums[l]! - value[b]! + value[toB]! < Math.min(options.floor, sums[l]!)) continue;

    const lost = options.worth[a]! + options.worth[b]! - options.worth[toA]! - options.worth[toB]! - first(i, a, toA) - first(l, b, toB);
    const change = exchange(i, one, other) + exchange(l, other, one);
    if (options.mixing * change + lost >= 0) {
      exchange(l, one, other);
      exchange(i, other, one);
      continue;
    }
    chosen[a] = 0;
    chosen[b] = 0;
    chosen[toA] = 1;
    chosen[toB] = 1;
    sums[i] = sums[i]! - value[a]! + value[toA]!;
    sums[l] = sums[l]! - value[b]! + value[toB]!;
    experts[i] = experts[i]! - expert[a]! + expert[toA]!;
    experts[l] = experts[l]! - expert[b]! + expert[toB]!;
    movable[atA] = toA;
    movable[atB] = toB;
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
