import { type Coefficient, coefficient, undefinedCoefficient } from "./agreement.ts";
import { squared } from "./elementary.ts";
import { exactSum } from "./exact-sum.ts";
import { SettingIsOutOfRange, TooLittleEvidence } from "./refusals.ts";

/** How much two different categories agree, q categories in order: not at all, 1 - |i - j| / (q - 1), or 1 - ((i - j) / (q - 1))². */
export type KappaWeights = "UNWEIGHTED" | "LINEAR" | "SQUARED";

export type Kappa = {
  readonly kappa: Coefficient;
  /** Share of agreement seen, and share that chance would give. */
  readonly observed: number;
  readonly expected: number;
  /** kappa over its standard error if judges agreed by chance only; null where there is none. */
  readonly z: number | null;
};

/**
 * Cohen's kappa of two judges, from a square table of counts: `table[i][j]` is how many entries the one put in category i and the other in
 * j. (Cohen 1960, 1968; z by Fleiss, Cohen & Everitt 1969.) Undefined where both use one and the same category only.
 * Throws TooLittleEvidence for an empty table, SettingIsOutOfRange for one that is not square or holds what is not a count.
 */
export function cohenKappa(table: readonly (readonly number[])[], weights: KappaWeights = "UNWEIGHTED"): Kappa {
  const q = table.length;
  const cells = table.flatMap((row) => [...row]);
  const wrong = cells.find((count) => !Number.isInteger(count) || count < 0);
  if (wrong !== undefined) throw new SettingIsOutOfRange("a count of the table", wrong, "whole numbers from 0");
  const ragged = table.find((row) => row.length !== q);
  if (ragged !== undefined) throw new SettingIsOutOfRange("the length of a row of the table", ragged.length, `${q}, as there are rows`);
  const n = exactSum(cells);
  if (n === 0) throw new TooLittleEvidence("The table counts no entry that both judges saw.");

  const weight = (i: number, j: number) => {
    const apart = q > 1 ? Math.abs(i - j) / (q - 1) : 0;
    if (weights === "UNWEIGHTED") return i === j ? 1 : 0;
    return weights === "LINEAR" ? 1 - apart : 1 - apart * apart;
  };
  const rows = table.map((row) => exactSum(row) / n);
  const columns = table.map((_, j) => exactSum(table.map((row) => row[j] ?? 0)) / n);
  const each = (value: (i: number, j: number) => number) => exactSum(rows.flatMap((_, i) => columns.map((__, j) => value(i, j))));
  const observed = each((i, j) => (weight(i, j) * (table[i]?.[j] ?? 0)) / n);
  const expected = each((i, j) => weight(i, j) * (rows[i] ?? 0) * (columns[j] ?? 0));

  const ofRow = rows.map((_, i) => exactSum(columns.map((share, j) => share * weight(i, j))));
  const ofColumn = columns.map((_, j) => exactSum(rows.map((share, i) => share * weight(i, j))));
  const spread =
    each((i, j) => (rows[i] ?? 0) * (columns[j] ?? 0) * squared(weight(i, j) - (ofRow[i] ?? 0) - (ofColumn[j] ?? 0))) - squared(expected);
  return kappaOf(observed, expected, Math.sqrt(Math.max(0, spread) / n) / (1 - expected));
}

/**
 * Fleiss' kappa of entries that were each put into categories by the same number m of judges, at least two: `ratings[u]` lists the
 * categories given to entry u. (Fleiss 1971; z by Fleiss, Nee & Landis 1979.) Undefined where only one category is ever used.
 * Throws TooLittleEvidence for no entry, or fewer than two judges; SettingIsOutOfRange for an entry with another number of them.
 */
export function fleissKappa(ratings: readonly (readonly string[])[]): Kappa {
  const m = ratings[0]?.length ?? 0;
  if (m < 2) throw new TooLittleEvidence("Fleiss' kappa needs entries that two judges or more put into a category.");
  const other = ratings.find((list) => list.length !== m);
  if (other !== undefined) throw new SettingIsOutOfRange("the number of judges of an entry", other.length, `${m}, as for the first entry`);

  const categories = [...new Set(ratings.flat())].toSorted();
  const counts = ratings.map((list) => categories.map((category) => list.filter((one) => one === category).length));
  const n = ratings.length;
  const shares = categories.map((_, c) => exactSum(counts.map((row) => row[c] ?? 0)) / (n * m));
  const observed = exactSum(counts.map((row) => (exactSum(row.map((count) => count * count)) - m) / (m * (m - 1)))) / n;
  const expected = exactSum(shares.map((share) => share * share));

  const within = exactSum(shares.map((share) => share * (1 - share)));
  const skew = exactSum(shares.map((share) => share * (1 - share) * (1 - 2 * share)));
  const error = (Math.sqrt(2) / (within * Math.sqrt(n * m * (m - 1)))) * Math.sqrt(Math.max(0, within * within - skew));
  return kappaOf(observed, expected, error);
}

function kappaOf(observed: number, expected: number, error: number): Kappa {
  if (!(expected < 1)) return { kappa: undefinedCoefficient("NO_VARIATION"), observed, expected, z: null };
  const value = (observed - expected) / (1 - expected);
  return { kappa: coefficient(value), observed, expected, z: error > 0 ? value / error : null };
}
