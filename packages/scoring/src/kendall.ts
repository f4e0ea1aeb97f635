import { type Coefficient, coefficient, undefinedCoefficient } from "./agreement.ts";
import { averageRanks, spearman, tieSizes } from "./average-ranks.ts";
import { chiSquareUpperTail } from "./distributions.ts";
import { exactSum } from "./exact-sum.ts";
import { completePanel } from "./panel.ts";
import type { ScoreTable } from "./score-table.ts";

export type KendallW = {
  /** From 0, no agreement beyond chance, to 1, all rankings identical. Undefined where every judge ties everything. */
  readonly w: Coefficient;
  /** judges * (entries - 1) * W, against chi-square with entries - 1 degrees of freedom; null without W. */
  readonly chiSquare: number | null;
  readonly degreesOfFreedom: number;
  /** Probability of so much agreement when judges rank at random; null without W. */
  readonly p: number | null;
  /** Each entry's sum of ranks over judges, rank 1 for the lowest score; in the table's order. */
  readonly rankSums: readonly number[];
};

/**
 * Kendall's coefficient of concordance of a complete panel, each judge's scores ranked, equal ones sharing their average rank:
 * W = (12 sum R² - 3 k² n (n + 1)²) / (k² n (n² - 1) - k sum (t³ - t)) (Kendall & Gibbons 1990, eq. 6.5); without `correctTies` the sum
 * over ties is left out. Throws what completePanel() throws.
 */
export function kendallW(table: ScoreTable, options: { readonly correctTies?: boolean | undefined } = {}): KendallW {
  const panel = completePanel(table);
  const n = panel.length;
  const k = table.judges.length;
  const columns = table.judges.map((_, j) => panel.map((row) => row[j] ?? NaN));
  const ranks = columns.map(averageRanks);
  const rankSums = panel.map((_, i) => exactSum(ranks.map((column) => column[i] ?? NaN)));
  const ties = options.correctTies === false ? 0 : exactSum(columns.flatMap(tieSizes).map((t) => t * t * t - t));

  const upper = 12 * exactSum(rankSums.map((sum) => sum * sum)) - 3 * k * k * n * (n + 1) * (n + 1);
  const lower = k * k * n * (n * n - 1) - k * ties;
  const degreesOfFreedom = n - 1;
  // Judges that tie everything rank nothing: with the correction the denominator is 0, without it W would be 0 by decree.
  const ranksNothing = columns.every((column) => column.every((score) => score === column[0]));
  if (ranksNothing || lower <= 0) {
    return { w: undefinedCoefficient("NO_VARIATION"), chiSquare: null, degreesOfFreedom, p: null, rankSums };
  }
  const w = Math.min(1, Math.max(0, upper / lower));
  const chiSquare = k * (n - 1) * w;
  return { w: coefficient(w), chiSquare, degreesOfFreedom, p: chiSquareUpperTail(chiSquare, degreesOfFreedom), rankSums };
}

/**
 * Each judge against the others: Spearman's correlation of the judge's scores with the sum of the other judges' ranks, by judge.
 * Needs a complete panel. Throws what completePanel() throws.
 */
export function judgesAgainstOthers(table: ScoreTable): Map<string, Coefficient> {
  const panel = completePanel(table);
  const columns = table.judges.map((_, j) => panel.map((row) => row[j] ?? NaN));
  const ranks = columns.map(averageRanks);
  return new Map(
    table.judges.map((judge, j) => {
      const others = panel.map((_, i) => exactSum(ranks.filter((__, other) => other !== j).map((column) => column[i] ?? NaN)));
      return [judge, spearman(columns[j] ?? [], others)];
    }),
  );
}
