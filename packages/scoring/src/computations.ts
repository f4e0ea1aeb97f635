import { assignJudges, type AssignmentGoals, type AssignmentPlan } from "./assign-judges.ts";
import type { AssignmentProblem } from "./assignment-problem.ts";
import { cellEffects, type CellFit } from "./cell-effects.ts";
import { crossedEffects, type CrossedFit, type CrossedOptions } from "./crossed-effects.ts";
import type { JudgedRound } from "./decision-methods.ts";
import { adjustedNormal } from "./joint-normal.ts";
import { designTable, type JudgingPair, type Withdrawal, withdrawals } from "./judging-design.ts";
import { type OrdinalFit, ordinalModel, type OrdinalOptions, type OrdinalScore } from "./ordinal-model.ts";
import { rankCertainty, type RankCertainty, type RankOptions } from "./rank-certainty.ts";
import { raschModel, type RaschFit } from "./rasch.ts";
import { type JointFit, type JointOptions, jointRasch } from "./rasch-joint.ts";
import type { RaschModel } from "./rating-table.ts";
import type { Criterion } from "./rubric.ts";
import { type ScoreRow, scoreTable } from "./score-table.ts";
import type { CriterionScore } from "./scorecards.ts";
import { type RefitOptions, refittedRanks, type RefittedRanks } from "./refitted-ranks.ts";
import { sensitivity, type SensitivityOptions, type SensitivityReport } from "./sensitivity.ts";
import { partOf, runNow, type Work, type WorkOptions } from "./work.ts";

/**
 * The long computations by name, with what goes in and what comes out: all of it plain data that may cross between threads. Each does what the
 * function of the same purpose does, with the same seeds and so the same bytes.
 */
export type Computations = {
  readonly "crossed-effects": { input: { rows: readonly ScoreRow[] } & CrossedOptions; output: CrossedFit };
  /** Adjusted scores, and the ranks that follow from them. */
  readonly ranks: {
    input: { rows: readonly ScoreRow[] } & CrossedOptions & RankOptions;
    output: { fit: CrossedFit; ranks: RankCertainty };
  };
  /** The same with the uncertainty of the variances. */
  readonly "refitted-ranks": { input: { rows: readonly ScoreRow[] } & RefitOptions; output: RefittedRanks };
  readonly rasch: { input: { rubric: readonly Criterion[]; scores: readonly CriterionScore[]; model?: RaschModel }; output: RaschFit };
  readonly "joint-rasch": { input: { rubric: readonly Criterion[]; scores: readonly CriterionScore[] } & JointOptions; output: JointFit };
  readonly "cell-effects": { input: { scores: readonly CriterionScore[] }; output: CellFit };
  readonly "ordinal-model": { input: { scores: readonly OrdinalScore[] } & OrdinalOptions; output: OrdinalFit };
  readonly sensitivity: { input: { round: JudgedRound } & SensitivityOptions; output: SensitivityReport };
  readonly assignment: { input: { problem: AssignmentProblem; goals: AssignmentGoals }; output: AssignmentPlan };
  readonly withdrawals: { input: { pairs: readonly JudgingPair[]; quorum: number }; output: readonly Withdrawal[] };
};

export type ComputationName = keyof Computations;

/** Each computation as what runs it, without pause but where it waits for a solver to load. */
export const computations: {
  readonly [Name in ComputationName]: (input: Computations[Name]["input"], options: WorkOptions) => Promise<Computations[Name]["output"]>;
} = {
  "crossed-effects": async ({ rows, ...options }, work) => runNow(crossedEffects(scoreTable(rows), options), work),
  ranks: async ({ rows, ...options }, work) => runNow(adjustedRanks(rows, options), work),
  "refitted-ranks": async ({ rows, ...options }, work) => runNow(refittedRanks(scoreTable(rows), options), work),
  rasch: async ({ rubric, scores, model }, work) => runNow(raschModel(rubric, scores, model), work),
  "joint-rasch": async ({ rubric, scores, ...options }, work) => runNow(jointRasch(rubric, scores, options), work),
  "cell-effects": async ({ scores }, work) => runNow(cellEffects(scores), work),
  "ordinal-model": async ({ scores, ...options }, work) => runNow(ordinalModel(scores, options), work),
  sensitivity: async ({ round, ...options }, work) => runNow(sensitivity(round, options), work),
  assignment: ({ problem, goals }, work) => assignJudges(problem, goals, work),
  withdrawals: async ({ pairs, quorum }, work) => runNow(withdrawals(designTable(pairs), quorum), work),
};

function* adjustedRanks(rows: readonly ScoreRow[], options: CrossedOptions & RankOptions): Work<{ fit: CrossedFit; ranks: RankCertainty }> {
  const fit = yield* partOf(crossedEffects(scoreTable(rows), options), 0, 0.4);
  return { fit, ranks: yield* partOf(rankCertainty(adjustedNormal(fit), options), 0.4, 1) };
}
