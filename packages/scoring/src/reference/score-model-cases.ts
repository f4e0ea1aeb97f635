import { additiveLeastSquares } from "../additive-least-squares.ts";
import { cellEffects } from "../cell-effects.ts";
import { invertFactorized } from "../cholesky.ts";
import { crossedEffects, type CrossedFit } from "../crossed-effects.ts";
import { squared } from "../elementary.ts";
import { adjustedNormal } from "../joint-normal.ts";
import { judgingDesign } from "../judging-design.ts";
import { rankCertainty } from "../rank-certainty.ts";
import { rawMeans, type ScoreTable, scoreTable } from "../score-table.ts";
import { withinJudgeScores } from "../within-judge.ts";
import { runNow } from "../work.ts";
import { done } from "./agreement-cases.ts";
import { by, type Check, compared, comparedLists, comparedRelatively, type Numbers, openCase, same } from "./case.ts";

/** What the cases of crossed effects have in common. */
export type Mixed = {
  criterion?: string;
  deviance_or_remlcrit: number;
  intercept: number;
  se_intercept: number;
  blup_unit: Numbers;
  blup_judge: Numbers;
  pev_unit: Numbers;
  pev_judge: Numbers;
  condvar_unit_lme4: Numbers;
  se_adjusted_score: Numbers;
  adjusted_score: Numbers;
  reliability_mean_pev: number;
} & Numbers;

type Whole = Mixed & {
  tolerance: { var_rel?: number; sd_rel?: number; blup_abs: number; remlcrit_abs: number; ls_abs?: number };
  published?: Numbers;
  ml: { deviance_or_remlcrit: number; intercept: number } & Numbers;
  additive_ls?: { adjusted_mean: Numbers; se_adjusted: Numbers; judge_effect: Numbers; sigma: number; df_residual: number; rss: number };
  rank_posterior?: { p_top1: Numbers; p_top5: Numbers; p_top10: Numbers; expected_rank: Numbers; expected_rank_exact: Numbers };
};

export function crossed(folder: string, name: string) {
  const opened = openCase<Whole>(folder, name);
  const { expected } = opened;
  const { tolerance, ml, published, additive_ls, rank_posterior } = expected;
  const table = scoreTable(opened.rows());
  const fit = runNow(crossedEffects(table));
  const likely = runNow(crossedEffects(table, { criterion: "ML" }));
  const variance = tolerance.var_rel ?? 2 * (tolerance.sd_rel ?? 0);
  const mlVariance = componentsOf(likely);
  return done(opened, [
    same("criterion", expected.criterion, fit.criterion),
    ...mixedChecks(fit, expected, { variance, effect: tolerance.blup_abs, deviance: tolerance.remlcrit_abs }),
    comparedLists("ML criterion", tolerance.remlcrit_abs, [ml.deviance_or_remlcrit], [likely.deviance]),
    comparedLists("ML intercept", tolerance.blup_abs, [ml.intercept], [likely.means[0]?.mean]),
    comparedRelatively("ML variances", 1e-3, onlyNumbers(ml, ["var_unit", "var_residual"]), (key) => mlVariance[key]),
    // Printed as 1.7e-16 by a search that does not know borders.
    comparedLists("ML variance of judges", 1e-5, [ml["var_judge"] ?? NaN], [likely.variance.judge]),
    ...(published === undefined ? [] : [compared("as printed", 6e-5, published, (key) => (key === "remlcrit" ? fit.deviance : key.endsWith("intercept") ? fit.means[0]?.[key === "intercept" ? "mean" : "standardError"] : componentsOf(fit)[key]))]), // prettier-ignore
    ...(additive_ls === undefined ? [] : additiveChecks(table, additive_ls, tolerance.ls_abs ?? 0)),
    ...(rank_posterior === undefined ? [] : posteriorChecks(fit, rank_posterior)),
    // On the border a variance is 0 and nothing near it.
    ...(expected["var_judge"] === 0 ? [same("variance of judges", 0, fit.variance.judge)] : []),
    ...(name === "lmm-ptam4" ? [designCheck(table)] : []),
  ]);
}

/** What the folder's README says of the essays' design. */
function designCheck(table: ScoreTable): Check {
  const { largestContrast, algebraicConnectivity } = judgingDesign(table);
  return comparedLists("r and lambda2, printed", 5e-7, [0.221568, 40.350916], [largestContrast[0]?.ratio, algebraicConnectivity]);
}

/** The checks of one fit by restricted likelihood. */
export function mixedChecks(
  fit: CrossedFit,
  expected: Partial<Mixed>,
  tolerance: { variance: number; effect: number; deviance: number },
): Check[] {
  const own = componentsOf(fit);
  const { effect } = tolerance;
  const judgeError = by(fit.judges, "judge", "standardError");
  const conditional = conditionalVariances(fit);
  const given = (key: keyof Mixed): Numbers => (expected[key] ?? {}) as Numbers;
  const one = (what: string, key: keyof Mixed, within: number, found: number | null | undefined) =>
    expected[key] === undefined ? [] : [comparedLists(what, within, [expected[key]], [found])];
  return [
    comparedRelatively(
      "variances (relative)",
      tolerance.variance,
      onlyNumbers(expected, ["var_unit", "var_judge", "var_residual"]),
      (key) => own[key],
    ),
    comparedRelatively(
      "deviations (relative)",
      tolerance.variance,
      onlyNumbers(expected, ["sd_unit", "sd_judge", "sd_residual"]),
      (key) => own[key],
    ),
    ...one("REML criterion", "deviance_or_remlcrit", tolerance.deviance, fit.deviance),
    ...one("intercept", "intercept", effect, fit.means[0]?.mean),
    ...one("error of the intercept", "se_intercept", effect, fit.means[0]?.standardError),
    ...one("reliability", "reliability_mean_pev", effect, fit.reliability),
    compared("effects of entries", effect, given("blup_unit"), by(fit.entries, "entry", "effect")),
    compared("effects of judges", effect, given("blup_judge"), by(fit.judges, "judge", "effect")),
    compared("adjusted scores", effect, given("adjusted_score"), by(fit.entries, "entry", "adjusted")),
    compared("errors of adjusted scores", effect, given("se_adjusted_score"), by(fit.entries, "entry", "standardError")),
    compared("prediction error variances", effect, given("pev_unit"), by(fit.entries, "entry", "predictionErrorVariance")),
    compared("the same of judges", effect, given("pev_judge"), (id) => squared(judgeError(id) ?? Infinity)),
    compared("the same, intercept known", effect, given("condvar_unit_lme4"), (id) => conditional.get(id)),
  ];
}

/** Prediction error variances were the mean known: the leading block of the equations alone. */
function conditionalVariances({ entries, posterior }: CrossedFit): Map<string, number> {
  const { design, factor, order, offset, residual, kappa, judgeScale } = posterior;
  const inverse = invertFactorized(factor, order, offset);
  return new Map(
    entries.map(({ entry }, i) => {
      const judges = [...design.judgeOf.subarray(design.start[i], design.start[i + 1])];
      const form = judges.reduce((sum, a) => sum + judges.reduce((inner, b) => inner + inverse[a * offset + b]!, 0), 0);
      return [entry, residual * (kappa[i]! + squared(kappa[i]! * judgeScale) * form)];
    }),
  );
}

function componentsOf({ variance }: CrossedFit): Numbers {
  return {
    var_unit: variance.entry,
    var_judge: variance.judge,
    var_residual: variance.residual,
    sd_unit: Math.sqrt(variance.entry),
    sd_judge: Math.sqrt(variance.judge),
    sd_residual: Math.sqrt(variance.residual),
  };
}

function onlyNumbers(from: Readonly<Record<string, unknown>>, keys: readonly string[]): Numbers {
  return Object.fromEntries(keys.flatMap((key) => (typeof from[key] === "number" ? [[key, from[key]]] : [])));
}

function additiveChecks(table: ScoreTable, expected: NonNullable<Whole["additive_ls"]>, tolerance: number): Check[] {
  const fit = additiveLeastSquares(table);
  return [
    compared("additive scores", tolerance, expected.adjusted_mean, by(fit.entries, "entry", "adjusted")),
    compared("their errors", tolerance, expected.se_adjusted, by(fit.entries, "entry", "standardError")),
    compared("additive judges", tolerance, expected.judge_effect, by(fit.judges, "judge", "effect")),
    comparedLists(
      "sigma, squares, freedom",
      tolerance,
      [expected.sigma, expected.rss, expected.df_residual],
      [fit.sigma, fit.residualSumOfSquares, fit.degreesOfFreedom],
    ),
  ];
}

function posteriorChecks(fit: CrossedFit, expected: NonNullable<Whole["rank_posterior"]>): Check[] {
  const draws = 20_000;
  const room = Math.sqrt(100_000 / draws);
  const { entries } = runNow(rankCertainty(adjustedNormal(fit), { seed: "reference", draws, top: [1, 5, 10] }));
  const within = (k: number) => {
    const top = by(entries, "entry", "top");
    return (id: string) => top(id)?.[k];
  };
  return [
    compared("P(first)", 0.01 * room, expected.p_top1, within(0)),
    compared("P(top 5)", 0.01 * room, expected.p_top5, within(1)),
    compared("P(top 10)", 0.01 * room, expected.p_top10, within(2)),
    compared("expected ranks, simulated there", 0.7, expected.expected_rank, by(entries, "entry", "expectedRank")),
    compared("expected ranks, exact", 0.01, expected.expected_rank_exact, by(entries, "entry", "expectedRank")),
  ];
}

export function cells(folder: string) {
  type Expected = { fixed: Numbers; var: Numbers; remlcrit: number; blup_unit: Numbers; blup_judge: Numbers };
  const opened = openCase<Expected>(folder, "lmm-cells-ptam4");
  const { expected } = opened;
  const fit = runNow(
    cellEffects(
      opened.records().map(({ unit = "", judge = "", criterion = "", score }) => ({ entry: unit, judge, criterion, score: Number(score) })),
    ),
  );
  const own: Numbers = {
    unit: fit.variance.entry,
    judge: fit.variance.judge,
    "unit:judge": fit.variance.cell,
    Residual: fit.variance.residual,
  };
  return done(opened, [
    comparedRelatively("variances (relative)", 5e-3, expected.var, (key) => own[key]),
    comparedLists("REML criterion", 1e-4, [expected.remlcrit], [fit.deviance]),
    compared("criteria", 1e-3, expected.fixed, (key) => by(fit.criteria, "criterion", "mean")(key.slice("criterion".length))),
    compared("effects of entries", 1e-3, expected.blup_unit, by(fit.entries, "entry", "effect")),
    compared("effects of judges", 1e-3, expected.blup_judge, by(fit.judges, "judge", "effect")),
  ]);
}

export function fano(folder: string) {
  type Expected = {
    adjusted_mean: Numbers;
    se: Numbers;
    judge_effect: Numbers;
    sigma: number;
    se_difference_any_pair: number;
    raw_mean: Numbers;
    mean_z_sample_sd: Numbers;
    theory: { value: number };
  };
  const opened = openCase<Expected>(folder, "ls-bibd-fano");
  const { expected } = opened;
  const table = scoreTable(opened.rows());
  const fit = additiveLeastSquares(table);
  const means = rawMeans(table);
  const at = (id: string) => table.entries.indexOf(id);
  // Var(i - l) = var i + var l - 2 cov, and by the symmetry of the plane all covariances are one: they make the errors sum to the mean's.
  const variance = squared(fit.entries[0]?.standardError ?? NaN);
  const difference = Math.sqrt((2 * 7 * (variance - squared(fit.sigma ?? NaN) / table.scores.length)) / 6);
  const pool = [...table.scores];
  const centre = pool.reduce((sum, x) => sum + x, 0) / pool.length;
  const spread = Math.sqrt(pool.reduce((sum, x) => sum + squared(x - centre), 0) / (pool.length - 1));
  const z = new Map(withinJudgeScores(table, "Z", 3).map(({ entry, score }) => [entry, ((score ?? NaN) - centre) / spread]));
  return done(opened, [
    compared("adjusted scores", 1e-8, expected.adjusted_mean, by(fit.entries, "entry", "adjusted")),
    compared("their errors", 1e-8, expected.se, by(fit.entries, "entry", "standardError")),
    compared("judges", 1e-8, expected.judge_effect, by(fit.judges, "judge", "effect")),
    comparedLists("sigma", 1e-8, [expected.sigma], [fit.sigma]),
    comparedLists("error of a difference", 1e-8, [expected.se_difference_any_pair, expected.theory.value], [difference, difference]),
    compared("raw means", 1e-8, expected.raw_mean, (id) => means[at(id)]),
    compared("mean z-scores", 1e-8, expected.mean_z_sample_sd, (id) => z.get(id)),
  ]);
}
