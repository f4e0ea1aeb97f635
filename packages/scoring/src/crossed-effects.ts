import { type CrossedDesign, type CrossedEquations, crossedEquations, solveCrossed } from "./crossed-equations.ts";
import { log, squared } from "./elementary.ts";
import { exactSum } from "./exact-sum.ts";
import { fitVariances } from "./fit-variances.ts";
import { invertFactorized } from "./cholesky.ts";
import { adjustedCovariance, type Posterior, predictionErrorVariance } from "./posterior.ts";
import { CategoryIsMissing, TooLittleEvidence, TooManyJudges } from "./refusals.ts";
import { ballotsPerJudge, byCodeUnits, rawMeans, type ScoreTable } from "./score-table.ts";
import type { Work } from "./work.ts";

/** What the model says of one entry, in the units of the scores. */
export type AdjustedEntry = {
  readonly entry: string;
  /** Null when the model has no categories. */
  readonly category: string | null;
  readonly ballots: number;
  readonly rawMean: number;
  /** The entry's category mean plus its effect: what a judge of average severity would give. */
  readonly adjusted: number;
  /** Standard deviation of `adjusted` given the scores and the variances. */
  readonly standardError: number;
  /** The entry's distance from its category, shrunk towards 0 the more the less was seen of it (BLUP). */
  readonly effect: number;
  /** Prediction error variance of the effect, the uncertainty of the category mean included. */
  readonly predictionErrorVariance: number;
};

/** What the model says of one judge, in the units of the scores. */
export type JudgeEffect = {
  readonly judge: string;
  readonly ballots: number;
  /** Positive for a lenient judge; shrunk towards 0 (BLUP). */
  readonly effect: number;
  /** -effect: positive for a harsh judge. */
  readonly severity: number;
  readonly standardError: number;
  /** Fewer than five ballots: used, and to be read with care. */
  readonly littleEvidence: boolean;
  /** Gave one score to everything, twice at least: used, and says nothing of differences. */
  readonly noInformation: boolean;
};

/** Scores adjusted for severity, with the variances behind them. */
export type CrossedFit = {
  readonly criterion: "REML" | "ML";
  /** -2 log of the (restricted) likelihood, as lme4 prints it; null when all scores are equal. */
  readonly deviance: number | null;
  /** Variance components, in squared units of the scores. 0 means that none was detected. */
  readonly variance: { readonly entry: number; readonly judge: number; readonly residual: number };
  /** Category means (one named null where there are no categories) with standard errors. */
  readonly means: readonly { readonly category: string | null; readonly mean: number; readonly standardError: number }[];
  /** In the table's order. */
  readonly entries: readonly AdjustedEntry[];
  /** In the table's order. */
  readonly judges: readonly JudgeEffect[];
  /** 1 - mean prediction error variance / variance of entries; null when that variance is 0. */
  readonly reliability: number | null;
  /**
   * What a person must know before a ranking: no differences between entries were detected (no ranking without a decision), all scores are
   * equal, or the residual variance is 0 and standard errors are too good to be true.
   */
  readonly flags: readonly ("NO_DIFFERENCES" | "ALL_SCORES_EQUAL" | "NO_RESIDUAL")[];
  /** For joint draws and covariances of the adjusted scores: see posteriorDraws and adjustedCovariance. */
  readonly posterior: Posterior;
  /** How many times the equations were solved for other variances. */
  readonly evaluations: number;
};

/** Which fixed effects and which likelihood. */
export type CrossedOptions = {
  /** Entry to category, whenever judges were assigned by category: each gets a mean of its own. */
  readonly categories?: ReadonlyMap<string, string> | undefined;
  /** REML when absent. */
  readonly criterion?: "REML" | "ML" | undefined;
};

/** A dense factor over more judges would take more time and memory than a run may. */
const mostJudges = 1_000;

/**
 * Scores adjusted for the severity of judges: score = category mean + entry + judge + error, with entries, judges and errors drawn from
 * normal distributions. Variances by restricted maximum likelihood, effects by best linear unbiased prediction (Henderson 1975; Patterson &
 * Thompson 1971; criterion as Bates et al. 2015, lme4). Variances on the border are exactly 0. Of the entries' and judges' order nothing
 * depends on; scores changed to a + b * score, b > 0, change adjusted scores alike and variances by b².
 *
 * All scores equal: every variance is 0 and all adjusted scores are that score. One judge, or one ballot per entry: no severity can be
 * told from quality, its variance is 0.
 *
 * Throws TooLittleEvidence unless there are more scores than categories, CategoryIsMissing for an entry without one where categories are
 * given, TooManyJudges above 1,000.
 */
export function* crossedEffects(table: ScoreTable, options: CrossedOptions = {}): Work<CrossedFit> {
  const restricted = options.criterion !== "ML";
  const { design, categories } = designOf(table, options.categories);
  const { centred, centre, scale } = standardized(table.scores);
  const freedom = table.scores.length - (restricted ? design.categoryCount : 0);
  if (scale === 0) return withoutVariation(table, design, categories, restricted);

  const { ratios, deviance, evaluations } = yield* fitVariances(design, centred, restricted);
  const equations = crossedEquations(design, ratios, true);
  const solution = solveCrossed(equations, centred);
  const residual = (solution.penalized / freedom) * scale * scale;
  const noResidual = ratios.entry >= 1e7 || ratios.judge >= 1e7;
  return resultOf(table, equations, categories, {
    criterion: restricted ? "REML" : "ML",
    deviance: deviance + 2 * freedom * log(scale),
    residual,
    entryEffects: solution.entry.map((effect) => effect * scale),
    judgeEffects: solution.judge.map((effect) => effect * scale),
    categoryMeans: solution.category.map((mean) => mean * scale + centre),
    flags: [...(ratios.entry === 0 ? (["NO_DIFFERENCES"] as const) : []), ...(noResidual ? (["NO_RESIDUAL"] as const) : [])],
    evaluations,
  });
}

type Estimates = {
  readonly criterion: "REML" | "ML";
  readonly deviance: number | null;
  readonly residual: number;
  readonly entryEffects: Float64Array;
  readonly judgeEffects: Float64Array;
  readonly categoryMeans: Float64Array;
  readonly flags: CrossedFit["flags"];
  readonly evaluations: number;
};

function resultOf(
  table: ScoreTable,
  equations: CrossedEquations,
  categories: readonly (string | null)[],
  estimates: Estimates,
): CrossedFit {
  const { residual, entryEffects, judgeEffects, categoryMeans, criterion, deviance, flags, evaluations } = estimates;
  const { design, ratios, order, offset, factor, kappa, judgeScale } = equations;
  const inverse = invertFactorized(factor, order);
  const adjusted = Float64Array.from(table.entries, (_, i) => categoryMeans[design.categoryOf[i]!]! + entryEffects[i]!);
  const posterior: Posterior = { adjusted, residual, design, kappa, judgeScale, order, offset, factor, inverse };
  const means = rawMeans(table);
  const ballots = ballotsPerJudge(table);
  const constant = judgesWithOneScore(table);

  const entries = table.entries.map((entry, i) => ({
    entry,
    category: categories[design.categoryOf[i]!] ?? null,
    ballots: table.start[i + 1]! - table.start[i]!,
    rawMean: means[i]!,
    adjusted: adjusted[i]!,
    standardError: Math.sqrt(adjustedCovariance(posterior, i, i)),
    effect: entryEffects[i]!,
    predictionErrorVariance: predictionErrorVariance(posterior, i),
  }));
  const judges = table.judges.map((judge, j) => ({
    judge,
    ballots: ballots[j]!,
    effect: judgeEffects[j]!,
    severity: 0 - judgeEffects[j]!,
    standardError: Math.sqrt(residual * ratios.judge * inverse[j * order + j]!),
    littleEvidence: ballots[j]! < 5,
    noInformation: constant[j]!,
  }));
  const variance = { entry: residual * ratios.entry, judge: residual * ratios.judge, residual };
  const meanError = exactSum(entries.map((one) => one.predictionErrorVariance)) / entries.length;
  return {
    criterion,
    deviance,
    variance,
    means: categories.map((category, c) => ({
      category,
      mean: categoryMeans[c]!,
      standardError: Math.sqrt(residual * inverse[(offset + c) * order + offset + c]!),
    })),
    entries,
    judges,
    reliability: variance.entry === 0 ? null : 1 - meanError / variance.entry,
    flags,
    posterior,
    evaluations,
  };
}

function designOf(
  table: ScoreTable,
  given: ReadonlyMap<string, string> | undefined,
): { design: CrossedDesign; categories: readonly (string | null)[] } {
  if (table.judges.length > mostJudges) throw new TooManyJudges(table.judges.length, mostJudges);
  const named = table.entries.map((entry) => {
    if (given === undefined) return null;
    const category = given.get(entry);
    if (category === undefined) throw new CategoryIsMissing(entry);
    return category;
  });
  const categories = [...new Set(named)].toSorted((a, b) => byCodeUnits(a ?? "", b ?? ""));
  if (table.scores.length <= categories.length) {
    throw new TooLittleEvidence(
      `${table.scores.length} scores cannot tell entries from judges in ${categories.length} categories. More ballots are needed.`,
    );
  }
  const index = new Map(categories.map((category, at) => [category, at]));
  const design = {
    entryCount: table.entries.length,
    judgeCount: table.judges.length,
    categoryCount: categories.length,
    categoryOf: Int32Array.from(named, (category) => index.get(category) ?? 0),
    judgeOf: table.judgeOf,
    entryOf: table.entryOf,
    start: table.start,
    ballotsOfJudge: ballotsPerJudge(table),
  };
  return { design, categories };
}

/** Scores with mean 0 and standard deviation 1, so that the search for the variances sees the same numbers whatever the scale. */
export function standardized(scores: Float64Array): { centred: Float64Array; centre: number; scale: number } {
  const centre = exactSum(scores) / scores.length;
  if (scores.every((score) => score === scores[0])) return { centred: new Float64Array(scores.length), centre, scale: 0 };
  // Against their own size, so that squares of tiny scores do not vanish.
  const size = scores.reduce((most, score) => Math.max(most, Math.abs(score - centre)), 0);
  const scale = size * Math.sqrt(exactSum(scores.map((score) => squared((score - centre) / size))) / scores.length);
  return { centred: scores.map((score) => (score - centre) / scale), centre, scale };
}

function withoutVariation(
  table: ScoreTable,
  design: CrossedDesign,
  categories: readonly (string | null)[],
  restricted: boolean,
): CrossedFit {
  return resultOf(table, crossedEquations(design, { entry: 0, judge: 0 }, true), categories, {
    criterion: restricted ? "REML" : "ML",
    deviance: null,
    residual: 0,
    entryEffects: new Float64Array(table.entries.length),
    judgeEffects: new Float64Array(table.judges.length),
    categoryMeans: new Float64Array(categories.length).fill(table.scores[0]!),
    flags: ["NO_DIFFERENCES", "ALL_SCORES_EQUAL"],
    evaluations: 0,
  });
}

function judgesWithOneScore({ judges, judgeOf, scores }: ScoreTable): boolean[] {
  const seen = judges.map(() => new Set<number>());
  const counts = judges.map(() => 0);
  judgeOf.forEach((judge, row) => {
    seen[judge]?.add(scores[row]!);
    counts[judge] = (counts[judge] ?? 0) + 1;
  });
  return judges.map((_, j) => seen[j]?.size === 1 && (counts[j] ?? 0) > 1);
}
