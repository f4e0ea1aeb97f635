export { additiveLeastSquares, type AdditiveFit } from "./additive-least-squares.ts";
export type { Because, Coefficient } from "./agreement.ts";
export { spearman } from "./average-ranks.ts";
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
export { columnsByEntry, type PlainColumns, plainColumns } from "./plain-columns.ts";
export { adjustedCovariance, type DrawOptions, type Posterior, posteriorDraws } from "./posterior.ts";
export { type RandomStream, randomStream, shuffled } from "./random.ts";
export { type RaschCriterion, type RaschEntry, type RaschFit, type RaschFitStatistics, type RaschJudge, raschModel } from "./rasch.ts";
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
