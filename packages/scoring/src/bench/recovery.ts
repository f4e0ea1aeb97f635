import { crossedEffects } from "../crossed-effects.ts";
import { dealtPairs, madeUpRound } from "../made-up-round.ts";
import { raschModel } from "../rasch.ts";
import type { Criterion } from "../rubric.ts";
import { rawMeans, scoreTable } from "../score-table.ts";
import { countingTotals, scorecards } from "../scorecards.ts";
import { withinJudgeScores } from "../within-judge.ts";
import { runNow } from "../work.ts";

export type Scenario = {
  readonly entries: number;
  readonly judges: number;
  readonly reviews: number;
  /** Standard deviation of severities, in steps of the scale. */
  readonly severity: number;
  readonly replications: number;
};

/** How well a method finds what is true. */
export type Recovery = {
  readonly method: string;
  /** Of the ten truly best, how many are among the method's first ten: mean over replications, and its standard error. */
  readonly found: number;
  readonly standardError: number;
  /** Share of replications in which the truly best is first. */
  readonly winner: number;
};

export const fiveCriteria: readonly Criterion[] = ["need", "idea", "result", "transfer", "clarity"].map((id) => ({
  id,
  weight: 20,
  min: 1,
  max: 5,
  step: 1,
  required: true,
}));

/** Simulates rounds with a known truth and counts how many of the true top ten each method finds. Deterministic. */
export function recovery(scenario: Scenario): Recovery[] {
  const found = new Map<string, number[]>();
  const winners = new Map<string, number>();
  for (let replication = 0; replication < scenario.replications; replication += 1) {
    const seed = `recovery ${scenario.severity} ${replication}`;
    const pairs = dealtPairs(scenario.entries, scenario.judges, scenario.reviews, seed);
    const { round, quality } = madeUpRound(pairs, { severity: scenario.severity, rubric: fiveCriteria, seed });
    const truth = topTen([...quality]);
    for (const [method, scores] of answers(round)) {
      const ten = topTen(scores);
      const hits = ten.filter((entry) => truth.includes(entry)).length;
      found.set(method, [...(found.get(method) ?? []), hits]);
      winners.set(method, (winners.get(method) ?? 0) + (ten[0] === truth[0] ? 1 : 0));
    }
  }
  return [...found].map(([method, hits]) => {
    const mean = hits.reduce((sum, x) => sum + x, 0) / hits.length;
    const variance = hits.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / Math.max(1, hits.length - 1);
    return { method, found: mean, standardError: Math.sqrt(variance / hits.length), winner: (winners.get(method) ?? 0) / hits.length };
  });
}

function answers(round: ReturnType<typeof madeUpRound>["round"]): [string, [string, number][]][] {
  const table = scoreTable(countingTotals(scorecards(round.rubric, round.scores)));
  const means = rawMeans(table);
  const z = withinJudgeScores(table, "Z", 2);
  const adjusted = runNow(crossedEffects(table));
  const rasch = runNow(raschModel(round.rubric, round.scores));
  return [
    ["mean", table.entries.map((entry, i) => [entry, means[i] ?? 0])],
    ["z-score", z.map(({ entry, score }) => [entry, score ?? 0])],
    ["adjusted", adjusted.entries.map((one) => [one.entry, one.adjusted])],
    ["Rasch", rasch.entries.map(({ entry, measure }) => [entry, measure])],
  ];
}

function topTen(scores: readonly (readonly [string, number])[]): string[] {
  return scores
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, 10)
    .map(([entry]) => entry);
}
