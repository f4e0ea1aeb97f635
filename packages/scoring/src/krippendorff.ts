import { type Coefficient, coefficient, undefinedCoefficient } from "./agreement.ts";
import { squared } from "./elementary.ts";
import { randomStream } from "./random.ts";
import { requireWhole } from "./refusals.ts";
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
  /** Coincidences o_ck by rows over `values`: pairs of scores within entries, each entry's weighted so that its scores count once. */
  readonly coincidences: Float64Array;
};

/**
 * Krippendorff's alpha for any number of judges and missing scores: 1 - observed / expected disagreement (Krippendorff 2011, "Computing
 * Krippendorff's alpha-reliability"; Krippendorff 2004, §11.3). At most 1; 1 only where judges agree and scores vary; undefined without
 * variation, and where no entry has two scores. Entries with one score are ignored.
 */
export function krippendorffAlpha(table: ScoreTable, metric: Metric): KrippendorffAlpha {
  const counted = countedEntries(table);
  const size = counted.values.length;
  const coincidences = new Float64Array(size * size);
  for (const entry of counted.entries) {
    const others = entry.total - 1;
    for (const [c, countC] of entry.counts) {
      for (const [k, countK] of entry.counts) {
        const at = c * size + k;
        coincidences[at] = coincidences[at]! + (countC * (c === k ? countK - 1 : countK)) / others;
      }
    }
  }
  const all = counted.entries.map((_, index) => index);
  return {
    alpha: alphaOf(counted, all, metric),
    entriesUsed: counted.entries.length,
    pairable: counted.entries.reduce((sum, { total }) => sum + total, 0),
    values: counted.values,
    coincidences,
  };
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
 * two scores, and where more than half of the resamples are without variation.
 */
export function* alphaInterval(table: ScoreTable, metric: Metric, options: BootstrapOptions): Work<BootstrapInterval | null> {
  const { seed, resamples = 2_000, level = 0.95 } = options;
  requireWhole("resamples", resamples, 100, 100_000);
  const counted = countedEntries(table);
  const n = counted.entries.length;
  if (n < fewestEntries) return null;

  const stream = randomStream(seed, `alpha ${metric}`);
  const found: number[] = [];
  const drawn = Array.from({ length: n }, () => 0);
  for (let resample = 0; resample < resamples; resample += 1) {
    for (let at = 0; at < n; at += 1) drawn[at] = stream.below(n);
    const { value } = alphaOf(counted, drawn, metric);
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
  readonly values: readonly number[];
  /** For each entry with two scores or more, how often it got which value, by index. */
  readonly entries: readonly { readonly total: number; readonly counts: readonly (readonly [number, number])[] }[];
};

function countedEntries({ entries, scores, start }: ScoreTable): Counted {
  const lists = entries.map((_, i) => [...scores.subarray(start[i], start[i + 1])]).filter((list) => list.length >= 2);
  const values = [...new Set(lists.flat())].toSorted((a, b) => a - b);
  const indexOf = new Map(values.map((value, index) => [value, index]));
  return {
    values,
    entries: lists.map((list) => {
      const counts = new Map<number, number>();
      for (const score of list) {
        const index = indexOf.get(score) ?? 0;
        counts.set(index, (counts.get(index) ?? 0) + 1);
      }
      return { total: list.length, counts: [...counts] };
    }),
  };
}

/** 1 - (n - 1) sum o_ck d²_ck / sum n_c n_k d²_ck over the entries chosen, by index, some of them more than once. */
function alphaOf({ values, entries }: Counted, chosen: readonly number[], metric: Metric): Coefficient {
  const totals = new Float64Array(values.length);
  let n = 0;
  for (const index of chosen) {
    const entry = entries[index];
    for (const [c, count] of entry?.counts ?? []) totals[c] = totals[c]! + count;
    n += entry?.total ?? 0;
  }
  if (n === 0) return undefinedCoefficient("NO_PAIRS");

  const distance = squaredDistance(metric, values, totals);
  let observed = 0;
  for (const index of chosen) {
    const entry = entries[index];
    if (entry === undefined) continue;
    let pairs = 0;
    entry.counts.forEach(([c, countC], at) => {
      for (const [k, countK] of entry.counts.slice(at + 1)) pairs += countC * countK * distance(c, k);
    });
    observed += pairs / (entry.total - 1);
  }
  const expected = expectedDisagreement(metric, values, totals, distance);
  return expected > 0 ? coefficient(1 - ((n - 1) * observed) / expected) : undefinedCoefficient("NO_VARIATION");
}

/** Sum over pairs of values of n_c n_k d²; for interval scores by sums of squares, so that many distinct values cost little. */
function expectedDisagreement(
  metric: Metric,
  values: readonly number[],
  totals: Float64Array,
  distance: (c: number, k: number) => number,
): number {
  if (metric === "INTERVAL") {
    const n = totals.reduce((sum, count) => sum + count, 0);
    const mean = values.reduce((sum, value, c) => sum + totals[c]! * value, 0) / n;
    const used = totals.reduce((count, total) => count + (total > 0 ? 1 : 0), 0);
    return used < 2 ? 0 : n * values.reduce((sum, value, c) => sum + totals[c]! * squared(value - mean), 0);
  }
  let sum = 0;
  for (let c = 0; c < values.length; c += 1) {
    if (totals[c] === 0) continue;
    for (let k = c + 1; k < values.length; k += 1) if (totals[k]! > 0) sum += totals[c]! * totals[k]! * distance(c, k);
  }
  return sum;
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
      const middle = new Float64Array(totals.length);
      let below = 0;
      totals.forEach((count, c) => {
        middle[c] = below + count / 2;
        below += count;
      });
      // The scores from c to k, half of the outer ones: the distance of their middles.
      return (c, k) => squared(middle[c]! - middle[k]!);
    }
  }
}
