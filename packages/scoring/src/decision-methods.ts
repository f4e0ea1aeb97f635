import { Refusal } from "@dostyk/kernel";
import { additiveLeastSquares } from "./additive-least-squares.ts";
import { competitionRanks, hundredths } from "./competition-ranks.ts";
import { components } from "./components.ts";
import { crossedEffects, type CrossedFit } from "./crossed-effects.ts";
import { type Fraction, toNumber } from "./fraction.ts";
import { judgingDesign, type JudgingDesign } from "./judging-design.ts";
import { columnsByEntry, type PlainColumns } from "./plain-columns.ts";
import { raschModel } from "./rasch.ts";
import { DesignIsDisconnected, TooLittleEvidence } from "./refusals.ts";
import type { Criterion } from "./rubric.ts";
import { type ScoreTable, scoreTable } from "./score-table.ts";
import { countingTotals, type CriterionScore, type Scorecard, scorecards } from "./scorecards.ts";
import { withinJudgeScores, type WithinJudgeRule } from "./within-judge.ts";
import type { Work } from "./work.ts";

/** Methods that a call may choose, and - MEDIAN, ADDITIVE and the rules within a judge - those that are only shown beside. */
export type DecisionMethod = "MEAN" | "TRIMMED_MEAN" | "ADJUSTED" | "RASCH";
export type ShownMethod = DecisionMethod | "MEDIAN" | "ADDITIVE" | WithinJudgeRule;

/** Submitted ballots of one round, and what the rules say of them. */
export type JudgedRound = {
  readonly rubric: readonly Criterion[];
  readonly scores: readonly CriterionScore[];
  /** Entry to category, where judges were assigned by category. */
  readonly categories?: ReadonlyMap<string, string> | undefined;
};

/** Scores of one method with their ranks (1224, equal hundredths are equal), best first. */
export type MethodResult = {
  readonly method: ShownMethod;
  readonly places: readonly { readonly entry: string; readonly score: number; readonly rank: number }[];
};

/** The call's method cannot be defended on these ballots: a person decides, with a reason. */
export class NoDefensibleRanking extends Refusal {
  readonly reasons: readonly string[];

  constructor(reasons: readonly string[]) {
    super(
      `No ranking can be defended: ${reasons.join("; ")}. Rank inside each panel, take raw means, or ask for more ballots - with a reason.`,
    );
    this.reasons = reasons;
  }
}

/**
 * Why a method cannot be defended on a table of totals; empty where it can (judging.md 6.10). Every method needs two judges and three
 * entries; ADJUSTED a design that is not red, amber only with random allotment, and a fit that found differences. RASCH likewise.
 */
export function whyNotDefensible(
  method: DecisionMethod,
  table: ScoreTable,
  options: { readonly randomAllotment: boolean; readonly design?: JudgingDesign | undefined; readonly fit?: CrossedFit | undefined },
): string[] {
  const few = [
    ...(table.judges.length < 2 ? ["a single judge scored"] : []),
    ...(table.entries.length < 3 ? [`${table.entries.length} entries were scored`] : []),
    ...(table.scores.every((score) => score === table.scores[0]) ? ["all scores are equal"] : []),
  ];
  if (few.length > 0 || method === "MEAN" || method === "TRIMMED_MEAN") return few;
  const { light, reason } = options.design ?? judgingDesign(table);
  return [
    ...(light === "RED" ? [reason.replace(/\.$/, "")] : []),
    ...(light === "AMBER" && !options.randomAllotment
      ? ["entries were not allotted at random, and judges can be compared only roughly"]
      : []),
    ...(options.fit?.flags.includes("NO_DIFFERENCES") === true ? ["no differences between entries were detected"] : []),
  ];
}

/**
 * One method's scores and ranks of a round. Independent of the order of scores. Refuses as the method's own model does: DesignIsDisconnected,
 * ScaleDoesNotFitRasch, TooLittleEvidence - also for a rule within a judge that lacks data for some entry - and what scorecards() refuses.
 */
export function* rankBy(method: ShownMethod, round: JudgedRound): Work<MethodResult> {
  const scored = yield* scoresBy(method, round);
  const ranks = competitionRanks(scored, (a, b) => (a.key === b.key ? 0 : a.key > b.key ? -1 : 1));
  const places = scored.map(({ entry, score }, at) => ({ entry, score, rank: ranks[at] ?? 0 }));
  return { method, places: places.toSorted((a, b) => a.rank - b.rank) };
}

/** `key` is what ranks: whole numbers, so that equal is equal. */
type Scored = { readonly entry: string; readonly score: number; readonly key: bigint };

function* scoresBy(method: ShownMethod, round: JudgedRound): Work<Scored[]> {
  const cards = scorecards(round.rubric, round.scores);
  switch (method) {
    case "MEAN":
      return fromColumns(cards, ({ exactMean }) => exactMean);
    case "MEDIAN":
      return fromColumns(cards, ({ exactMedian }) => exactMedian);
    case "TRIMMED_MEAN":
      return fromColumns(cards, ({ exactTrimmedMean }) => exactTrimmedMean);
    case "ADJUSTED": {
      const table = connectedTable(cards);
      const fit = yield* crossedEffects(table, { categories: round.categories });
      return fit.entries.map(({ entry, adjusted }) => published(entry, adjusted));
    }
    case "ADDITIVE":
      return additiveLeastSquares(connectedTable(cards)).entries.map(({ entry, adjusted }) => published(entry, adjusted));
    case "RASCH":
      return yield* byRasch(round, cards);
    case "Z":
    case "ROBUST_Z":
    case "RANK_IN_JUDGE":
      return withinJudgeScores(scoreTable(countingTotals(cards)), method).map(({ entry, score, reason }) => {
        if (score === null) throw new TooLittleEvidence(`${entry}: ${reason}.`, { entry });
        return published(entry, score);
      });
  }
}

function* byRasch(round: JudgedRound, cards: readonly Scorecard[]): Work<Scored[]> {
  connectedTable(cards);
  const counting = new Set(cards.filter(({ total }) => total !== null).map(({ entry, judge }) => JSON.stringify([entry, judge])));
  const rows = round.scores.filter(({ entry, judge }) => counting.has(JSON.stringify([entry, judge])));
  const steps = round.rubric
    .filter(({ independent }) => independent !== true)
    .map(({ min, max, step }) => (step == null ? 0 : (max - min) / step));
  const fit = yield* raschModel(round.rubric, rows, new Set(steps).size === 1 ? "RATING_SCALE" : "PARTIAL_CREDIT");
  // The fair average rises with the measure, but on a scale of five it would round many entries together.
  return fit.entries.map(({ entry, fairAverage, measure }) => ({ entry, score: fairAverage, key: BigInt(Math.round(measure * 10_000)) }));
}

function fromColumns(cards: readonly Scorecard[], choose: (columns: PlainColumns) => Fraction): Scored[] {
  return [...columnsByEntry(cards)].map(([entry, columns]) => ({
    entry,
    score: toNumber(choose(columns)),
    key: hundredths(choose(columns)),
  }));
}

function published(entry: string, score: number): Scored {
  return { entry, score, key: hundredths(score) };
}

/** The totals that count, where all can be compared with all. */
function connectedTable(cards: readonly Scorecard[]): ScoreTable {
  const table = scoreTable(countingTotals(cards));
  const parts = components(table);
  if (parts.length > 1) throw new DesignIsDisconnected(parts.map(({ judges }) => judges));
  return table;
}
