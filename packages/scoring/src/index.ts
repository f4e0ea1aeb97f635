export { additiveLeastSquares, type AdditiveFit } from "./additive-least-squares.ts";
export type { Because, Coefficient } from "./agreement.ts";
export { spearman } from "./average-ranks.ts";
export { cellEffects, type CellFit } from "./cell-effects.ts";
export { type Component, components } from "./components.ts";
export { type AdjustedEntry, crossedEffects, type CrossedFit, type CrossedOptions, type JudgeEffect } from "./crossed-effects.ts";
export { exactMean, exactSum } from "./exact-sum.ts";
export {
  addFractions,
  compareFractions,
  decimalFraction,
  divideFractions,
  type Fraction,
  meanOfFractions,
  multiplyFractions,
  roundedUnits,
  subtractFractions,
  toNumber,
} from "./fraction.ts";
export { chanceCorrectedAgreement, type ChanceCorrected } from "./gwet.ts";
export {
  incompleteIntraclass,
  type Intraclass,
  intraclassCorrelations,
  type IntraclassCorrelations,
  type IntraclassForm,
} from "./intraclass.ts";
export { cohenKappa, fleissKappa, type Kappa, type KappaWeights } from "./kappa.ts";
export { judgesAgainstOthers, type KendallW, kendallW } from "./kendall.ts";
export {
  alphaInterval,
  type BootstrapInterval,
  type BootstrapOptions,
  type KrippendorffAlpha,
  krippendorffAlpha,
  type Metric,
} from "./krippendorff.ts";
export { type OrdinalFit, ordinalModel, type OrdinalOptions, type OrdinalScore } from "./ordinal-model.ts";
export { columnsByEntry, type Confidence, type PlainColumns, plainColumns } from "./plain-columns.ts";
export { adjustedCovariance, type DrawOptions, type Posterior, posteriorDraws, predictionErrorVariance } from "./posterior.ts";
export { type RandomStream, randomStream, shuffled } from "./random.ts";
export { type RaschCriterion, type RaschEntry, type RaschFit, type RaschFitStatistics, type RaschJudge, raschModel } from "./rasch.ts";
export { type JointFit, type JointOptions, jointRasch } from "./rasch-joint.ts";
export type { RaschModel, UnusedCategory } from "./rating-table.ts";
export { readScores, type ScoreRecord } from "./read-scores.ts";
export {
  CategoryIsMissing,
  CriterionIsUnknown,
  DesignIsDisconnected,
  NameIsMissing,
  PanelIsIncomplete,
  RequiredCriterionIsMissing,
  RubricCannotBeScored,
  ScaleDoesNotFitRasch,
  ScoredTwice,
  ScoreIsOffTheScale,
  type ScorePlace,
  SettingIsOutOfRange,
  TooLittleEvidence,
  TooManyJudges,
} from "./refusals.ts";
export { type Criterion, isOnScale, requireOnScale, requireRubric, scaleInWords } from "./rubric.ts";
export { rawMeans, rowsOf, type ScoreRow, type ScoreTable, scoreTable } from "./score-table.ts";
export { countingTotals, type CriterionScore, requireComplete, type Scorecard, scorecards } from "./scorecards.ts";
export { partOf, runInSteps, runNow, type Work, type WorkOptions } from "./work.ts";

export { byPublishedScore, competitionRanks, hundredths } from "./competition-ranks.ts";
export { adjustedNormal, beats, jointNormal } from "./joint-normal.ts";
export type { JointNormal } from "./joint-normal.ts";
export { beatsTable, expectedRanks, rankCertainty } from "./rank-certainty.ts";
export type { CertainRank, RankCertainty, RankOptions } from "./rank-certainty.ts";
export { type RefitOptions, refittedRanks, type RefittedRanks } from "./refitted-ranks.ts";
export { commitmentTo, rankWithTieBreaks, requireTieBreaks, tieAcrossTheCut } from "./tie-breaks.ts";
export type { Ranking, TieBreak, TieEvidence, TieTrace } from "./tie-breaks.ts";
export { designTable, judgingDesign, proposedLinks, withdrawalOf, withdrawals, withoutJudges } from "./judging-design.ts";
export type { JudgingDesign, JudgingPair, Light, Withdrawal } from "./judging-design.ts";
export { bradleyTerry, nextPair } from "./bradley-terry.ts";
export type { BradleyTerryFit, BradleyTerryOptions, NextPair, PairedWins } from "./bradley-terry.ts";
export { passFail, type PassFailBallot, type PassFailResult, type PassFailRule } from "./pass-fail.ts";
export { plackettLuce } from "./plackett-luce.ts";
export type { PlackettLuceFit, PlackettLuceOptions } from "./plackett-luce.ts";
export type { RankingBallot } from "./ranking-ballots.ts";
export { borda, condorcetWinner, schulze } from "./ranking-rules.ts";
export type { RankedEntry, SchulzeResult } from "./ranking-rules.ts";
export { singleTransferableVote } from "./single-transferable-vote.ts";
export type { PreferenceBallot, StvCount, StvResult } from "./single-transferable-vote.ts";
export { assignJudges } from "./assign-judges.ts";
export type { AssignmentGoals, AssignmentPlan } from "./assign-judges.ts";
export { brokenRules } from "./assignment-rules.ts";
export { leastJudged } from "./least-judged.ts";
export { type FlowNetwork, flowNetwork, maximizeFlow, minimizeCost } from "./flow-network.ts";
export { certificateHolds } from "./assignment-feasibility.ts";
export { prepareAssignment } from "./assignment-problem.ts";
export type {
  AssignableEntry,
  AssignableJudge,
  AssignmentPair,
  AssignmentProblem,
  CurrentReview,
  PreparedProblem,
  ReviewOrigin,
} from "./assignment-problem.ts";
export { AssignmentIsImpossible, AssignmentIsInvalid, RunTookTooLong } from "./assignment-refusals.ts";
export type { ImpossibleBecause } from "./assignment-refusals.ts";
export {
  BallotIsInvalid,
  CovarianceIsNotOne,
  NoEstimateExists,
  NotInTheDesign,
  SeedDoesNotMatchItsCommitment,
  TieBreakIsUnusable,
} from "./decision-refusals.ts";
export { NoDefensibleRanking, rankBy, whyNotDefensible } from "./decision-methods.ts";
export type { DecisionMethod, JudgedRound, MethodResult, ShownMethod } from "./decision-methods.ts";
export { sensitivity } from "./sensitivity.ts";
export type { AwardedPlace, OtherResult, OtherRule, SensitivityOptions, SensitivityReport } from "./sensitivity.ts";
export { withinJudgeScores } from "./within-judge.ts";
export type { WithinJudgeRule, WithinJudgeScore } from "./within-judge.ts";
