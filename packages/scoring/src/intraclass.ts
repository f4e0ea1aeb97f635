import { type Coefficient, coefficient, undefinedCoefficient } from "./agreement.ts";
import type { CrossedFit } from "./crossed-effects.ts";
import { fQuantile, fUpperTail } from "./distributions.ts";
import { squared } from "./elementary.ts";
import { exactSum } from "./exact-sum.ts";
import { completePanel } from "./panel.ts";
import { SettingIsOutOfRange } from "./refusals.ts";
import type { ScoreTable } from "./score-table.ts";

/** One of Shrout and Fleiss' six forms. */
export type IntraclassForm = "ICC(1,1)" | "ICC(2,1)" | "ICC(3,1)" | "ICC(1,k)" | "ICC(2,k)" | "ICC(3,k)";

export type Intraclass = {
  readonly coefficient: Coefficient;
  /** 95 % confidence bounds; null where the coefficient, or F, has no value. */
  readonly interval: { readonly lower: number; readonly upper: number } | null;
  /** The test of no differences between entries; null where the error is 0. */
  readonly test: { readonly f: number; readonly df1: number; readonly df2: number; readonly p: number } | null;
};

export type IntraclassCorrelations = {
  readonly forms: Readonly<Record<IntraclassForm, Intraclass>>;
  /** Mean squares: between entries, within entries, between judges, error. */
  readonly meanSquares: { readonly entries: number; readonly within: number; readonly judges: number; readonly error: number };
  readonly entries: number;
  readonly judges: number;
};

/**
 * The six intraclass correlations of a complete panel with F tests and 95 % intervals (Shrout & Fleiss 1979; intervals McGraw & Wong 1996,
 * those of averages being the Spearman-Brown step-up of the single ones). (1,.) entries judged by different judges, (2,.) agreement
 * among judges drawn from many, (3,.) consistency of these judges; (.,1) of one judge, (.,k) of the mean of all.
 * Undefined without variation. Throws what completePanel() throws.
 */
export function intraclassCorrelations(table: ScoreTable): IntraclassCorrelations {
  const panel = completePanel(table);
  const n = panel.length;
  const k = table.judges.length;
  const mean = exactSum(panel.flat()) / (n * k);
  const squares = (values: readonly number[]) => exactSum(values.map((value) => value * value));
  const entryMeans = panel.map((row) => exactSum(row) / k - mean);
  const judgeMeans = table.judges.map((_, j) => exactSum(panel.map((row) => row[j] ?? NaN)) / n - mean);
  const B = (k * squares(entryMeans)) / (n - 1);
  const J = (n * squares(judgeMeans)) / (k - 1);
  const W = squares(panel.flatMap((row, i) => row.map((score) => score - mean - (entryMeans[i] ?? 0)))) / (n * (k - 1));
  const residuals = panel.flatMap((row, i) => row.map((score, j) => score - mean - (entryMeans[i] ?? 0) - (judgeMeans[j] ?? 0)));
  const E = rounded(squares(residuals), squares(panel.flat().map((score) => score - mean))) / ((n - 1) * (k - 1));

  const within = oneWay(B, W, n, k);
  const consistency = twoWay(B, E, n, k);
  const forms = {
    "ICC(1,1)": within.single,
    "ICC(2,1)": agreement(B, J, E, n, k, false),
    "ICC(3,1)": consistency.single,
    "ICC(1,k)": within.average,
    "ICC(2,k)": agreement(B, J, E, n, k, true),
    "ICC(3,k)": consistency.average,
  };
  return { forms, meanSquares: { entries: B, within: W, judges: J, error: E }, entries: n, judges: k };
}

/**
 * Reliability of panels that are not complete, from the variance components of crossedEffects(): var(entry) / (var(entry) + (var(judge) +
 * var(residual)) / k), k the harmonic mean of ballots per entry (McGraw & Wong 1996, ICC(A,k)). For the mean of one ballot use k = 1.
 * Undefined where all variances are 0; throws SettingIsOutOfRange for ballots not above 0. (The reliability of the adjusted ranking is CrossedFit.reliability.)
 */
export function incompleteIntraclass({ variance, entries }: CrossedFit, ballots?: number): Coefficient {
  if (ballots !== undefined && !(ballots > 0 && ballots < Infinity)) throw new SettingIsOutOfRange("ballots", ballots, "a number above 0");
  const k = ballots ?? entries.length / exactSum(entries.map((one) => 1 / one.ballots));
  const total = variance.entry + (variance.judge + variance.residual) / k;
  return total > 0 ? coefficient(variance.entry / total) : undefinedCoefficient("NO_VARIATION");
}

/** What is 0 but for rounding, against the whole, is 0. */
function rounded(part: number, whole: number): number {
  return part < 1e-24 * whole ? 0 : part;
}

type Pair = { readonly single: Intraclass; readonly average: Intraclass };

/** (1,1) and (1,k): F = B / W. */
function oneWay(B: number, W: number, n: number, k: number): Pair {
  return fromF(B, W, k, { df1: n - 1, df2: n * (k - 1) });
}

/** (3,1) and (3,k): F = B / E. */
function twoWay(B: number, E: number, n: number, k: number): Pair {
  return fromF(B, E, k, { df1: n - 1, df2: (n - 1) * (k - 1) });
}

function fromF(between: number, error: number, k: number, { df1, df2 }: { df1: number; df2: number }): Pair {
  const test = testOf(between, error, df1, df2);
  const single = ratio(between - error, between + (k - 1) * error);
  const average = ratio(between - error, between);
  if (test === null)
    return { single: { coefficient: single, interval: null, test }, average: { coefficient: average, interval: null, test } };
  const low = test.f / fQuantile(0.975, df1, df2);
  const high = test.f * fQuantile(0.975, df2, df1);
  const step = (f: number) => (f - 1) / (f + k - 1);
  return {
    single: { coefficient: single, interval: { lower: step(low), upper: step(high) }, test },
    average: { coefficient: average, interval: test.f > 0 ? { lower: 1 - 1 / low, upper: 1 - 1 / high } : null, test },
  };
}

/** (2,1) and (2,k): Shrout & Fleiss' approximation by a combination of judges and error. */
function agreement(B: number, J: number, E: number, n: number, k: number, average: boolean): Intraclass {
  const single = ratio(B - E, B + (k - 1) * E + (k * (J - E)) / n);
  const value = average ? ratio(B - E, B + (J - E) / n) : single;
  const test = testOf(B, E, n - 1, (n - 1) * (k - 1));
  if (test === null || single.value === null || value.value === null) return { coefficient: value, interval: null, test };

  const rho = single.value;
  const f = J / E;
  const mixed = k * rho * f + n * (1 + (k - 1) * rho) - k * rho;
  const v = ((k - 1) * (n - 1) * mixed * mixed) / ((n - 1) * k * k * rho * rho * f * f + squared(n * (1 + (k - 1) * rho) - k * rho));
  if (!(v > 0)) return { coefficient: value, interval: null, test };
  const a = fQuantile(0.975, n - 1, v);
  const b = fQuantile(0.975, v, n - 1);
  const spread = k * J + (k * n - k - n) * E;
  const lower = (n * (B - a * E)) / (a * spread + n * B);
  const upper = (n * (b * B - E)) / (spread + n * b * B);
  const stepUp = (x: number) => (average ? (k * x) / (1 + (k - 1) * x) : x);
  return { coefficient: value, interval: { lower: stepUp(lower), upper: stepUp(upper) }, test };
}

function testOf(between: number, error: number, df1: number, df2: number): Intraclass["test"] {
  if (!(error > 0)) return null;
  const f = between / error;
  return { f, df1, df2, p: fUpperTail(f, df1, df2) };
}

function ratio(upper: number, lower: number): Coefficient {
  return lower > 0 ? coefficient(upper / lower) : undefinedCoefficient("NO_VARIATION");
}
