import { type Coefficient, coefficient, undefinedCoefficient } from "./agreement.ts";
import { squared } from "./elementary.ts";
import { randomStream } from "./random.ts";
import { requireWhole, ScoreIsOffTheScale, SettingIsOutOfRange } from "./refusals.ts";
import type { ScoreTable } from "./score-table.ts";
import type { Work } from "./work.ts";

/** How far apart two scores are: other or not, by rank, by difference, or by difference over sum (for scores with a true zero, none negative). */
export type Metric = "NOMINAL" | "ORDINAL" | "INTERVAL" | "RATIO";

export type KrippendorffAlpha = {
  readonly alpha: Coefficient;
  /** Entries with at least two scores: the only ones that can tell of agreement. */
  readonly entriesUsed: number;
  /** Scores of those entries. */
  readonly pairable: number;
  /** The distinct pairable scores, rising. */
  readonly values: readonly number[];
  /**
   * Coincidences o_ck by rows over `values`: pairs of scores within entries, each entry's weighted so that its scores count once. Null above
   * 100 distinct values, where nobody would read the matrix.
   */
  readonly coincidences: Float64Array | null;
};

/**
 * Krippendorff's alpha for any number of judges and missing scores: 1 - observed / expected disagreement (Krippendorff 2011, "Computing
 * Krippendorff's alpha-reliability"; Krippendorff 2004, §11.3). At most 1; 1 only where judges agree and scores vary; undefined without
 * variation, and where no entry has two scores. Entries with one score are ignored.
 * Throws ScoreIsOffTheScale for a negative score with the ratio metric.
 */
export function krippendorffAlpha(table: ScoreTable, metric: Metric): KrippendorffAlpha {
  const counted = countedEntries(table, metric);
  const all = counted.entries.map((_, index) => index);
  return {
    alpha: alphaOf(counted, all),
    entriesUsed: counted.entries.length,
    pairable: counted.entries.reduce((sum, given) => sum + given.length, 0),
    values: counted.values,
    coincidences: counted.values.length > mostShown ? null : coincidenceMatrix(counted),
  };
}

const mostShown = 100;

function coincidenceMatrix({ values, entries }: Counted): Float64Array {
  const coincidences = new Float64Array(values.length * values.length);
  for (const given of entries) {
    given.forEach((c, one) =>
      given.forEach((k, other) => {
        const at = c * values.length + k;
        if (one !== other) coincidences[at] = coincidences[at]! + 1 / (given.length - 1);
      }),
    );
  }
  return coincidences;
}

export type BootstrapOptions = {
  readonly seed: string;
  /** Resamples, 100 to 100,000; 2,000 when absent. */
  readonly resamples?: number | undefined;
  /** How much of the resamples the interval holds; .95 when absent. */
  readonly level?: number | undefined;
};

export type BootstrapInterval = {
  readonly lower: number;
  readonly upper: number;
  /** Resamples that had a value: those without variation have none, and are left out. */
  readonly used: number;
};

/** Fewer entries than this give no interval: the percentiles would be about which few were drawn. */
const fewestEntries = 10;

/**
 * Percentile interval of alpha by drawing entries with replacement, seeded (Efron & Tibshirani 1993, §13.3). Null below ten entries with
 * two scores, and where more than half of the resamples are without variation. Throws
 * SettingIsOutOfRange for resamples or a level out of range, and what krippendorffAlpha() throws.
 */
export function* alphaInterval(table: ScoreTable, metric: Metric, options: BootstrapOptions): Work<BootstrapInterval | null> {
  const { seed, resamples = 2_000, level = 0.95 } = options;
  requireWhole("resamples", resamples, 100, 100_000);
  if (!(level > 0 && level < 1)) throw new SettingIsOutOfRange("level", level, "a share between 0 and 1");
  const counted = countedEntries(table, metric);
  const n = counted.entries.length;
  if (n < fewestEntries) return null;

  const stream = randomStream(seed, `alpha ${metric}`);
  const found: number[] = [];
  const drawn = Array.from({ length: n }, () => 0);
  for (let resample = 0; resample < resamples; resample += 1) {
    for (let at = 0; at < n; at += 1) drawn[at] = stream.below(n);
    const { value } = alphaOf(counted, drawn);
    if (value !== null) found.push(value);
    if (resample % 20 === 19) yield resample / resamples;
  }
  if (found.length * 2 < resamples) return null;
  found.sort((a, b) => a - b);
  const tail = (1 - level) / 2;
  return { lower: percentile(found, tail), upper: percentile(found, 1 - tail), used: found.length };
}

/** The share `p` of a rising list lies at or below it, interpolated between neighbours (Hyndman & Fan 1996, type 7). */
export function percentile(rising: readonly number[], p: number): number {
  const position = p * (rising.length - 1);
  const below = Math.floor(position);
  const low = rising[below] ?? NaN;
  return low + (position - below) * ((rising[below + 1] ?? low) - low);
}

type Counted = {
  readonly metric: Metric;
  readonly values: readonly number[];
  /** For each entry with two scores or more, the index of the value of each. */
  readonly entries: readonly Int32Array[];
  /** Disagreement within each entry; null where it depends on which entries are drawn. */
  readonly within: Float64Array | null;
};

function countedEntries({ entries, judges, entryOf, judgeOf, scores, start }: ScoreTable, metric: Metric): Counted {
  const negative = metric === "RATIO" ? scores.findIndex((score) => score < 0) : -1;
  if (negative >= 0) {
    const place = { entry: entries[entryOf[negative]!], judge: judges[judgeOf[negative]!] };
    throw new ScoreIsOffTheScale(place, scores[negative], "0 and more, for distances as shares of a sum");
  }
  const lists = entries.map((_, i) => [...scores.subarray(start[i], start[i + 1])]).filter((list) => list.length >= 2);
  const values = [...new Set(lists.flat())].toSorted((a, b) => a - b);
  const indexOf = new Map(values.map((value, index) => [value, index]));
  const indices = lists.map((list) => Int32Array.from(list, (score) => indexOf.get(score) ?? 0));
  const distance = squaredDistance(metric, values, new Float64Array(values.length));
  const within = metric === "ORDINAL" ? null : Float64Array.from(indices, (given) => disagreement(given, distance));
  return { metric, values, entries: indices, within };
}

/** Sum over pairs of an entry's scores of d², over its scores less one. */
function disagreement(given: Int32Array, distance: (c: number, k: number) => number): number {
  let pairs = 0;
  for (let one = 0; one < given.length; one += 1) {
    for (let other = 0; other < one; other += 1) if (given[one] !== given[other]) pairs += distance(given[one]!, given[other]!);
  }
  return pairs / (given.length - 1);
}

/** 1 - (n - 1) sum o_ck d²_ck / sum n_c n_k d²_ck over the entries chosen, by index, some of them more than once. */
function alphaOf({ metric, values, entries, within }: Counted, chosen: readonly number[]): Coefficient {
  const totals = new Float64Array(values.length);
  let n = 0;
  for (const index of chosen) {
    const given = entries[index]!;
    for (let one = 0; one < given.length; one += 1) totals[given[one]!] = totals[given[one]!]! + 1;
    n += given.length;
  }
  if (n === 0) return undefinedCoefficient("NO_PAIRS");

  const distance = squaredDistance(metric, values, totals);
  let observed = 0;
  for (const index of chosen) observed += within === null ? disagreement(entries[index]!, distance) : within[index]!;
  const expected = expectedDisagreement(metric, values, totals, distance);
  return expected > 0 ? coefficient(1 - ((n - 1) * observed) / expected) : undefinedCoefficient("NO_VARIATION");
}

/** Sum over pairs of values of n_c n_k d²: but for ratios by sums over values alone, so that many distinct values cost little. */
function expectedDisagreement(
  metric: Metric,
  values: readonly number[],
  totals: Float64Array,
  distance: (c: number, k: number) => number,
): number {
  const n = totals.reduce((sum, count) => sum + count, 0);
  const used = totals.reduce((count, total) => count + (total > 0 ? 1 : 0), 0);
  if (used < 2) return 0;
  switch (metric) {
    case "NOMINAL":
      return (n * n - totals.reduce((sum, count) => sum + count * count, 0)) / 2;
    case "INTERVAL":
      return n * spreadOf(values, totals, n);
    case "ORDINAL":
      return n * spreadOf(middles(totals), totals, n);
    case "RATIO": {
      let sum = 0;
      for (let c = 0; c < values.length; c += 1) {
        if (totals[c] === 0) continue;
        for (let k = c + 1; k < values.length; k += 1) if (totals[k]! > 0) sum += totals[c]! * totals[k]! * distance(c, k);
      }
      return sum;
    }
  }
}

/** Sum of n_c (x_c - mean)². */
function spreadOf(positions: ArrayLike<number>, totals: Float64Array, n: number): number {
  let mean = 0;
  totals.forEach((count, c) => (mean += (count * positions[c]!) / n));
  let sum = 0;
  totals.forEach((count, c) => (sum += count * squared(positions[c]! - mean)));
  return sum;
}

/** For each value, how many scores lie below it, and half of its own: their differences are the ordinal distances. */
function middles(totals: Float64Array): Float64Array {
  let below = 0;
  return totals.map((count) => {
    below += count;
    return below - count / 2;
  });
}

function squaredDistance(metric: Metric, values: readonly number[], totals: Float64Array): (c: number, k: number) => number {
  const at = (index: number) => values[index] ?? 0;
  switch (metric) {
    case "NOMINAL":
      return (c, k) => (c === k ? 0 : 1);
    case "INTERVAL":
      return (c, k) => squared(at(c) - at(k));
    case "RATIO":
      return (c, k) => (at(c) === at(k) ? 0 : squared((at(c) - at(k)) / (at(c) + at(k))));
    case "ORDINAL": {
      const middle = middles(totals);
      return (c, k) => squared(middle[c]! - middle[k]!);
    }
  }
}
