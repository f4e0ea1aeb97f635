import { byPublishedScore, competitionRanks } from "./competition-ranks.ts";
import { beats, chanceToBeat, type JointNormal } from "./joint-normal.ts";
import { randomStream, type RandomStream } from "./random.ts";
import { requireWhole, SettingIsOutOfRange } from "./refusals.ts";
import { partOf, type Work } from "./work.ts";

/** How sure the rank of one entry is. */
export type CertainRank = {
  readonly entry: string;
  readonly score: number;
  /** Competition rank of the score as published, in hundredths. */
  readonly rank: number;
  /** 1 plus the sum over the others of the probability that they are better; in closed form, not simulated. */
  readonly expectedRank: number;
  /** Probability of rank 1, as a share of the draws. */
  readonly first: number;
  /** For each k of `top`, the probability of a rank of k or better. */
  readonly top: readonly number[];
  /** The ranks that hold the asked share of the draws in the middle, both ends included. */
  readonly interval: readonly [number, number];
  /** For each k of `top`: its probability lies strictly between .1 and .9. Such an entry needs more ballots, not a decision from decimals. */
  readonly greyZone: readonly boolean[];
};

export type RankCertainty = {
  readonly top: readonly number[];
  readonly draws: number;
  readonly seed: string;
  /** In the order of the ids given. */
  readonly entries: readonly CertainRank[];
};

export type RankOptions = {
  readonly seed: string;
  /** Each k for which P(rank <= k) is wanted, 1 to the number of entries; none by default. */
  readonly top?: readonly number[] | undefined;
  /** 2,000 when absent; 10,000 for what is published. The standard error of a probability is at most ½ / sqrt(draws). */
  readonly draws?: number | undefined;
  /** Share of the draws within the interval, above 0 and below 1; .9 when absent. */
  readonly level?: number | undefined;
};

/**
 * Ranks with their uncertainty from joint normal scores: probabilities and intervals from joint draws, expected ranks from P(l beats i) in
 * closed form (judging.md 6.7; for the intervals, Goldstein & Spiegelhalter 1996). The probabilities of rank k or better sum to k, and do
 * not fall in k. Equal scores within a draw, which only certain scores have, are ordered by lot, anew in each draw.
 *
 * Memory: entries² counters of 2 bytes (4 from 65,536 draws on); time: entries² closed forms and a sort per draw.
 * Throws SettingIsOutOfRange for draws, a k or a level outside its range.
 */
export function* rankCertainty(joint: JointNormal, options: RankOptions): Work<RankCertainty> {
  const { seed, top = [], draws = 2_000, level = 0.9 } = options;
  const n = joint.ids.length;
  requireWhole("draws", draws, 1, 1_000_000);
  requireRankOptions(n, top, level);

  const counter = rankCounter(n, draws, seed);
  yield* partOf(joint.draws({ draws, seed }, counter.count), 0, 0.6);
  const expected = yield* partOf(expectedRanks(joint), 0.6, 1);
  return { top, draws, seed, entries: certainRanks(joint.ids, joint.means, counter.counts, { expected, top, draws, level }) };
}

/** Throws SettingIsOutOfRange for a k that is no rank, and for a level that is no share. */
export function requireRankOptions(entries: number, top: readonly number[], level: number): void {
  for (const k of top) requireWhole("top", k, 1, entries);
  if (!(level > 0 && level < 1)) throw new SettingIsOutOfRange("level", level, "a number above 0 and below 1");
}

/** What drawn ranks say of each entry. `counts` holds how often entry i had rank r + 1, at i * n + r; `expected` its expected ranks. */
export function certainRanks(
  ids: readonly string[],
  scores: Float64Array,
  counts: Uint16Array | Uint32Array,
  { expected, top, draws, level }: { expected: Float64Array; top: readonly number[]; draws: number; level: number },
): CertainRank[] {
  const n = ids.length;
  const ranks = competitionRanks([...scores], byPublishedScore);
  return ids.map((entry, i) => {
    const upTo = cumulated(counts.subarray(i * n, (i + 1) * n));
    const within = top.map((k) => upTo[k - 1]! / draws);
    return {
      entry,
      score: scores[i]!,
      rank: ranks[i]!,
      expectedRank: expected[i]!,
      first: upTo[0]! / draws,
      top: within,
      interval: middle(upTo, draws, level),
      greyZone: within.map((p) => p > 0.1 && p < 0.9),
    };
  });
}

/** Expected ranks by index: 1 + sum over l of P(l beats i). They sum to n (n + 1) / 2. */
export function* expectedRanks(joint: JointNormal): Work<Float64Array> {
  const n = joint.ids.length;
  const ranks = new Float64Array(n).fill(1);
  const variances = Float64Array.from(joint.ids, (_, i) => joint.covariance(i, i));
  for (let i = 0; i < n; i += 1) {
    for (let l = 0; l < i; l += 1) {
      const p = chanceToBeat(joint.means[i]! - joint.means[l]!, variances[i]!, variances[l]!, joint.covariance(i, l));
      ranks[i] = ranks[i]! + (1 - p);
      ranks[l] = ranks[l]! + p;
    }
    // Row i costs i closed forms.
    if (i % 16 === 15) yield (i / n) ** 2;
  }
  return ranks;
}

/** The table of P(row beats column), ½ on the diagonal: for a handful of entries side by side. */
export function beatsTable(joint: JointNormal): number[][] {
  return joint.ids.map((_, i) => joint.ids.map((__, l) => (i === l ? 0.5 : i > l ? 1 - beats(joint, l, i) : beats(joint, i, l))));
}

/** Counts the ranks of joint draws of n scores: how often entry i had rank r + 1, at i * n + r. Equal scores within a draw are ordered by lot. */
export function rankCounter(
  n: number,
  draws: number,
  seed: string,
): { readonly counts: Uint16Array | Uint32Array; readonly count: (scores: Float64Array) => void } {
  const counts = draws < 65_536 ? new Uint16Array(n * n) : new Uint32Array(n * n);
  const rising = new Float64Array(n);
  const taken = new Uint8Array(n);
  const lot = randomStream(seed, "equal scores in a draw");
  const count = (scores: Float64Array) => {
    // Sorting plain numbers and finding each again is several times faster than sorting indices by a function.
    rising.set(scores);
    rising.sort();
    taken.fill(0);
    for (let i = 0; i < n; i += 1) {
      const at = i * n + (n - 1 - placeOf(rising, scores[i]!, taken, lot));
      counts[at] = counts[at]! + 1;
    }
  };
  return { counts, count };
}

/** The place of a score among the rising ones; among equal ones, a place not taken yet, by lot. */
function placeOf(rising: Float64Array, score: number, taken: Uint8Array, lot: RandomStream): number {
  let low = 0;
  let high = rising.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rising[middle]! < score) low = middle + 1;
    else high = middle;
  }
  if (rising[low + 1] !== score) return low;
  const free: number[] = [];
  for (let at = low; rising[at] === score; at += 1) if (taken[at] === 0) free.push(at);
  const place = free[lot.below(free.length)] ?? low;
  taken[place] = 1;
  return place;
}

function cumulated(counts: Uint16Array | Uint32Array): Float64Array {
  const sums = Float64Array.from(counts);
  for (let r = 1; r < sums.length; r += 1) sums[r] = sums[r]! + sums[r - 1]!;
  return sums;
}

/** From the last rank with at most the lower tail before it to the first with at most the upper tail after it. */
function middle(upTo: Float64Array, draws: number, level: number): [number, number] {
  const tail = ((1 - level) / 2) * draws;
  const low = upTo.findIndex((count) => count > tail);
  const high = upTo.findIndex((count) => count >= draws - tail);
  return [low + 1, Math.max(low, high) + 1];
}
