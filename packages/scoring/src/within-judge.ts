import { exactSum } from "./exact-sum.ts";
import { normalQuantile } from "./normal.ts";
import { ballotsPerJudge, type ScoreTable } from "./score-table.ts";
import { squared } from "./elementary.ts";

export type WithinJudgeRule = "Z" | "ROBUST_Z" | "RANK_IN_JUDGE";

/** What a rule that looks inside one judge at a time says of one entry. */
export type WithinJudgeScore = {
  readonly entry: string;
  /** In the units of the scores; null where a judge of the entry gave too little to standardize by. */
  readonly score: number | null;
  /** Why there is none: "not enough data (2 of 10)", with the judge; null where there is one. */
  readonly reason: string | null;
};

/**
 * Columns shown beside others, never a method (judging.md 6.4): each score in units of its own judge, averaged over the entry's ballots and
 * mapped back to the pool's centre and spread, by the entries' order. Z: less the judge's mean, over his standard deviation (n - 1).
 * ROBUST_Z: less the median, over 1.4826 times the median absolute deviation. RANK_IN_JUDGE: the normal quantile of
 * 1 - (rank - ½) / ballots, ties averaged. They assume that every judge saw equally good entries: an entry that met a judge with strong
 * ones is dragged down. Never from fewer than `least` ballots of a judge (10 when absent), nor from a spread of 0.
 */
export function withinJudgeScores(table: ScoreTable, rule: WithinJudgeRule, least = 10): WithinJudgeScore[] {
  const { entries, judges, judgeOf, scores, start } = table;
  const rowsOfJudge = judges.map((): number[] => []);
  judgeOf.forEach((judge, row) => rowsOfJudge[judge]?.push(row));
  const standardized = new Float64Array(scores.length);
  const ballots = ballotsPerJudge(table);
  const reasons = judges.map((judge, j) => {
    const own = (rowsOfJudge[j] ?? []).map((row) => scores[row]!);
    if (ballots[j]! < least) return `not enough data of ${judge} (${ballots[j]} of ${least})`;
    const units = inUnits(own, rule);
    if (units === null) return `${judge} has no spread`;
    (rowsOfJudge[j] ?? []).forEach((row, at) => (standardized[row] = units[at] ?? 0));
    return null;
  });
  const pool = [...scores];
  const [centre, spread] = rule === "ROBUST_Z" ? [median(pool), 1.4826 * deviationFromMedian(pool)] : [mean(pool), deviation(pool)];
  return entries.map((entry, i) => {
    const rows = Array.from({ length: start[i + 1]! - start[i]! }, (_, at) => start[i]! + at);
    const reason = rows.map((row) => reasons[judgeOf[row]!] ?? null).find((one) => one !== null) ?? null;
    return { entry, score: reason === null ? centre + spread * mean(rows.map((row) => standardized[row]!)) : null, reason };
  });
}

function inUnits(own: readonly number[], rule: WithinJudgeRule): readonly number[] | null {
  if (rule === "RANK_IN_JUDGE") {
    if (own.every((score) => score === own[0])) return null;
    return own.map((score) => {
      const above = own.filter((other) => other > score).length;
      const equal = own.filter((other) => other === score).length;
      return normalQuantile(1 - (above + equal / 2) / own.length);
    });
  }
  const [centre, spread] = rule === "Z" ? [mean(own), deviation(own)] : [median(own), 1.4826 * deviationFromMedian(own)];
  return spread > 0 ? own.map((score) => (score - centre) / spread) : null;
}

function mean(numbers: readonly number[]): number {
  return exactSum(numbers) / numbers.length;
}

function deviation(numbers: readonly number[]): number {
  const centre = mean(numbers);
  return numbers.length < 2 ? 0 : Math.sqrt(exactSum(numbers.map((x) => squared(x - centre))) / (numbers.length - 1));
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return ((sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0)) / 2;
}

function deviationFromMedian(numbers: readonly number[]): number {
  const centre = median(numbers);
  return median(numbers.map((x) => Math.abs(x - centre)));
}
