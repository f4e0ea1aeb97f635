import { ordinalModel, type OrdinalOptions } from "../ordinal-model.ts";
import { jointRasch } from "../rasch-joint.ts";
import { raschModel } from "../rasch.ts";
import { squared } from "../elementary.ts";
import { runNow } from "../work.ts";
import { done } from "./agreement-cases.ts";
import { by, type Check, compared, comparedLists, type Numbers, openCase, same } from "./case.ts";

type Fitted = {
  model: string;
  deviance: number;
  npar: number;
  delta: Numbers;
  alpha: Numbers;
  tau: readonly number[] | Record<string, readonly number[]>;
  sd_theta: number;
  eap: Numbers;
  eap_sd: Numbers;
  eap_reliability: number;
};
type Joint = { method: string; xsi: Numbers; theta: Numbers; deviance: number };

export function manyFacets(folder: string) {
  type Expected = {
    mml_rsm: Fitted;
    mml_pcm: Fitted;
    tam_pcm_deviance: number;
    tam_rsm: { deviance: number; variance: number; xsi: Numbers; eap: Numbers; eap_sd: Numbers; eap_rel: number };
    jml: Joint[];
    observed_average: Numbers;
    fair_average_eap: Numbers;
  };
  const opened = openCase<Expected>(folder, "mfrm-ptam4");
  const { mml_rsm, mml_pcm, tam_rsm, tam_pcm_deviance, jml, observed_average, fair_average_eap } = opened.expected;
  const rubric = ["crit2", "crit3", "crit4"].map((id) => ({ id, weight: 1, min: 0, max: 3, step: 1, required: true }));
  const rows = opened
    .records()
    .map(({ unit = "", judge = "", criterion = "", score }) => ({ entry: unit, judge, criterion, score: Number(score) }));
  const fit = runNow(raschModel(rubric, rows));
  const partial = runNow(raschModel(rubric, rows, "PARTIAL_CREDIT"));
  const measure = by(fit.entries, "entry", "measure");

  function facets({
    criteria,
    judges,
  }: {
    criteria: readonly { criterion: string; difficulty: number; thresholds: readonly number[] }[];
    judges: readonly { judge: string; severity: number }[];
  }): Map<string, number> {
    return new Map([
      ...criteria.map(({ criterion, difficulty }) => [criterion, difficulty] as const),
      ...judges.map(({ judge, severity }) => [`rater${judge}`, severity] as const),
      ...(criteria[0]?.thresholds ?? []).map((threshold, k) => [`step${k + 1}`, threshold] as const),
    ]);
  }
  function checks(name: string, published: Fitted, found: typeof fit): Check[] {
    const taus = published.tau instanceof Array ? found.criteria.map(() => published.tau as readonly number[]) : found.criteria.map(({ criterion }) => (published.tau as Record<string, readonly number[]>)[criterion] ?? []); // prettier-ignore
    return [
      same(`${name}, model`, published.model, name),
      comparedLists(`${name}, deviance`, 5e-3, [published.deviance], [found.deviance]),
      comparedLists(`${name}, parameters`, 0, [published.npar], [found.parameters]),
      compared(`${name}, criteria`, 5e-3, published.delta, by(found.criteria, "criterion", "difficulty")),
      compared(`${name}, judges`, 5e-3, published.alpha, by(found.judges, "judge", "severity")),
      comparedLists(`${name}, thresholds`, 5e-3, taus.flat(), found.criteria.flatMap(({ thresholds }) => thresholds)), // prettier-ignore
      comparedLists(`${name}, deviation`, 3e-3, [published.sd_theta], [found.deviation]),
      compared(`${name}, measures`, 5e-3, published.eap, by(found.entries, "entry", "measure")),
      compared(`${name}, their errors`, 5e-3, published.eap_sd, by(found.entries, "entry", "standardError")),
      comparedLists(`${name}, reliability`, 5e-3, [published.eap_reliability], [found.reliability]),
    ];
  }
  const jointChecks = jml.flatMap(({ method, xsi, theta, deviance }): Check[] => {
    const correction = method === "jml" ? "NONE" : method === "jml_bc" ? "SHRUNK" : "EPSILON";
    const joint = runNow(jointRasch(rubric, rows, { correction }));
    const found = facets(joint);
    return [
      // Published as easiness: the other sign.
      compared(`${method}, facets`, 2e-2, xsi, (key) => -(found.get(key) ?? Infinity)),
      compared(`${method}, measures`, 2e-2, theta, by(joint.entries, "entry", "measure")),
      // The published searches of the first two stop .034 above the minimum that ours finds; jml_abs is for parameters.
      comparedLists(`${method}, deviance`, method === "eps_adj" ? 2e-2 : 4e-2, [deviance], [joint.deviance]),
    ];
  });
  return done(opened, [
    ...checks("RSM", mml_rsm, fit),
    ...checks("PCM", mml_pcm, partial),
    comparedLists("TAM, deviances", 5e-3, [tam_rsm.deviance, tam_pcm_deviance], [fit.deviance, partial.deviance]),
    comparedLists("TAM, variance, reliability", 5e-3, [tam_rsm.variance, tam_rsm.eap_rel], [squared(fit.deviation), fit.reliability]),
    compared("TAM, facets", 5e-3, tam_rsm.xsi, (key) => facets(fit).get(key)),
    compared("TAM, measures", 5e-3, tam_rsm.eap, measure),
    compared("TAM, their errors", 5e-3, tam_rsm.eap_sd, by(fit.entries, "entry", "standardError")),
    compared("observed averages", 1e-9, observed_average, by(fit.entries, "entry", "observedAverage")),
    compared("fair averages", 5e-3, fair_average_eap, by(fit.entries, "entry", "fairAverage")),
    ...jointChecks,
  ]);
}

export function ordinalWine(folder: string) {
  type Model = { coef: Numbers; se: Numbers; logLik: number; sd_judge?: number; ranef?: Numbers };
  const opened = openCase<{ published: Numbers; clmm_laplace: Model; clmm_agq20: Model; clm: Model }>(folder, "ordinal-wine");
  const { published, clmm_laplace, clmm_agq20, clm } = opened.expected;
  const scores = opened.records().map(({ judge = "", temp, contact, score }) => ({
    judge,
    score: Number(score),
    values: [temp === "warm" ? 1 : 0, contact === "yes" ? 1 : 0],
  }));
  const fitted = (options: Partial<OrdinalOptions>) => runNow(ordinalModel(scores, { covariates: ["tempwarm", "contactyes"], ...options }));
  function checks(name: string, model: Model, fit: ReturnType<typeof fitted>): Check[] {
    const values = new Map([...fit.thresholds.map(({ below, above, threshold }) => [`${below}|${above}`, threshold] as const), ...fit.coefficients.map(({ covariate, value }) => [covariate, value] as const)]); // prettier-ignore
    const errors = new Map([...fit.thresholds.map(({ below, above, standardError }) => [`${below}|${above}`, standardError] as const), ...fit.coefficients.map(({ covariate, standardError }) => [covariate, standardError] as const), ["ST1", fit.standardErrorOfLog ?? Infinity]]); // prettier-ignore
    return [
      compared(`${name}, coefficients`, 2e-3, model.coef, (key) => values.get(key)),
      compared(`${name}, their errors`, 2e-3, model.se, (key) => errors.get(key)),
      comparedLists(`${name}, log-likelihood`, 2e-3, [model.logLik], [fit.logLikelihood]),
      ...(model.sd_judge === undefined
        ? []
        : [comparedLists(`${name}, deviation of judges`, 2e-3, [model.sd_judge], [fit.judgeDeviation])]),
      compared(`${name}, judges`, 2e-3, model.ranef ?? {}, by(fit.judges, "judge", "effect")),
    ];
  }
  const laplace = fitted({});
  const { temp = NaN, contact = NaN, sd_judge = NaN, logLik = NaN } = published;
  return done(opened, [
    ...checks("Laplace", clmm_laplace, laplace),
    ...checks("quadrature", clmm_agq20, fitted({ points: 20 })),
    ...checks("without judges", clm, fitted({ judges: "IGNORED" })),
    comparedLists(
      "as printed",
      2e-3,
      [temp, contact, sd_judge],
      [...laplace.coefficients.map(({ value }) => value), laplace.judgeDeviation],
    ),
    // Two decimals of it were printed.
    comparedLists("log-likelihood as printed", 5e-3, [logLik], [laplace.logLikelihood]),
  ]);
}
