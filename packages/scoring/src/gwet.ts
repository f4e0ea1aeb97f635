import { type Coefficient, coefficient, undefinedCoefficient } from "./agreement.ts";
import { squared } from "./elementary.ts";
import { exactSum } from "./exact-sum.ts";
import type { KappaWeights } from "./kappa.ts";
import type { ScoreTable } from "./score-table.ts";

/** Coefficients of agreement on categories for any number of judges, with scores missing; they differ only in what they expect of chance. */
export type ChanceCorrected = {
  /** Gwet's AC1, or AC2 with weights: steady where nearly all scores are one category. */
  readonly gwet: Coefficient;
  /** Fleiss' kappa, generalised to missing scores. */
  readonly fleiss: Coefficient;
};

/**
 * Gwet's AC1 / AC2 and the generalised Fleiss kappa (Gwet 2014, Handbook of Inter-Rater Reliability, ch. 2 and 5). Agreement is seen on
 * entries with two scores or more; chance is taken from all scores. Weights give partial
 * credit by the distance of scores, or its square, as a share of the widest.
 * Undefined where no entry has two scores, and where only one category is used.
 */
export function chanceCorrectedAgreement({ entries, scores, start }: ScoreTable, weighting: KappaWeights = "UNWEIGHTED"): ChanceCorrected {
  const values = [...new Set(scores)].toSorted((a, b) => a - b);
  const q = values.length;
  if (q < 2) return { gwet: undefinedCoefficient("NO_VARIATION"), fleiss: undefinedCoefficient("NO_VARIATION") };
  const width = (values.at(-1) ?? 0) - (values[0] ?? 0);
  const weight = (c: number, k: number) => {
    const apart = Math.abs((values[c] ?? 0) - (values[k] ?? 0)) / width;
    if (weighting === "UNWEIGHTED") return c === k ? 1 : 0;
    return weighting === "LINEAR" ? 1 - apart : 1 - squared(apart);
  };
  const weights = values.map((_, c) => values.map((__, k) => weight(c, k)));

  const counts = entries.map((_, i) => {
    const row = values.map(() => 0);
    for (let at = start[i]!; at < start[i + 1]!; at += 1) {
      const c = values.indexOf(scores[at]!);
      row[c] = (row[c] ?? 0) + 1;
    }
    return { row, total: start[i + 1]! - start[i]! };
  });
  const paired = counts.filter(({ total }) => total >= 2);
  if (paired.length === 0) return { gwet: undefinedCoefficient("NO_PAIRS"), fleiss: undefinedCoefficient("NO_PAIRS") };

  const observed =
    exactSum(
      paired.map(({ row, total }) => {
        const agreeing = row.map((count, c) => count * (exactSum(row.map((other, k) => other * (weights[c]?.[k] ?? 0))) - 1));
        return exactSum(agreeing) / (total * (total - 1));
      }),
    ) / paired.length;
  const shares = values.map((_, c) => exactSum(counts.map(({ row, total }) => (row[c] ?? 0) / total)) / counts.length);
  const weightSum = exactSum(weights.flat());
  const byGwet = (weightSum * exactSum(shares.map((share) => share * (1 - share)))) / (q * (q - 1));
  const byFleiss = exactSum(shares.flatMap((share, c) => shares.map((other, k) => share * other * (weights[c]?.[k] ?? 0))));
  const corrected = (chance: number) =>
    chance < 1 ? coefficient((observed - chance) / (1 - chance)) : undefinedCoefficient("NO_VARIATION");
  return { gwet: corrected(byGwet), fleiss: corrected(byFleiss) };
}
