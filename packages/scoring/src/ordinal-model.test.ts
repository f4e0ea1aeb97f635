import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NoEstimateExists } from "./decision-refusals.ts";
import { gaussHermite } from "./gauss-hermite.ts";
import { ordinalModel, type OrdinalOptions, type OrdinalScore } from "./ordinal-model.ts";
import { NameIsMissing, ScoreIsOffTheScale, SettingIsOutOfRange, TooLittleEvidence } from "./refusals.ts";
import { runNow } from "./work.ts";

const fitted = (scores: readonly OrdinalScore[], options: OrdinalOptions = { covariates: ["warm"] }) =>
  runNow(ordinalModel(scores, options));

/** Five judges, eight scores each on a scale of four, half of them with the covariate; no two scores of a kind are all alike. */
const someScores: fc.Arbitrary<OrdinalScore[]> = fc
  .array(fc.integer({ min: 0, max: 3 }), { minLength: 40, maxLength: 40 })
  .map((drawn) => drawn.map((score, at) => ({ judge: `J${at % 5}`, score, values: [Math.floor(at / 5) % 2] })))
  .filter((scores) =>
    [0, 1].every((value) => new Set(scores.filter((one) => one.values[0] === value).map(({ score }) => score)).size === 4),
  );

describe("ordinalModel()", () => {
  it("has the likelihood of integrating over every judge on a fine grid", () => {
    fc.assert(
      fc.property(someScores, (scores) => {
        const fit = fitted(scores, { covariates: ["warm"], points: 12 });
        expect(Math.abs(fit.logLikelihood - onAGrid(scores, fit))).toBeLessThan(1e-5);
      }),
      { numRuns: 4 },
    );
  });

  it("knows of scores nothing but their order, and of rows not even that", () => {
    fc.assert(
      fc.property(someScores, (scores) => {
        const fit = fitted(scores);
        const bent = fitted(scores.map((one) => ({ ...one, score: [1, 2, 50, 51][one.score] ?? NaN })).toReversed());
        expect(bent.coefficients).toEqual(fit.coefficients);
        expect(bent.judges).toEqual(fit.judges);
        expect(bent.thresholds.map(({ below, above }) => [below, above])).toEqual([[1, 2], [2, 50], [50, 51]]); // prettier-ignore
      }),
      { numRuns: 6 },
    );
  });

  it("puts the deviation of judges who do not differ at exactly 0", () => {
    const alike = ["J", "K", "L"].flatMap((judge) => [1, 2, 3, 1, 3, 2].map((score, at) => ({ judge, score, values: [at % 2] })));
    const fit = fitted(alike);
    expect(fit).toMatchObject({ judgeDeviation: 0, standardErrorOfLog: null });
    expect(fit.judges.map(({ effect }) => effect)).toEqual([0, 0, 0]);
    expect(fit.logLikelihood).toBe(fitted(alike, { covariates: ["warm"], judges: "IGNORED" }).logLikelihood);
  });

  const judge = "J";
  it.each([
    ["one score for all", TooLittleEvidence, [{ judge, score: 1, values: [] }], { covariates: [] }],
    ["a judge without a name", NameIsMissing, [{ judge: "", score: 1, values: [] }], { covariates: [] }],
    ["what is no number", ScoreIsOffTheScale, [{ judge, score: NaN, values: [] }], { covariates: [] }],
    ["too few values", SettingIsOutOfRange, [{ judge, score: 1, values: [] }], { covariates: ["warm"] }],
    ["no points", SettingIsOutOfRange, [{ judge, score: 1, values: [] }], { covariates: [], points: 0 }],
    [
      "a covariate that separates the scores",
      NoEstimateExists,
      [0, 0, 0, 1, 1, 1].map((score, at) => ({ judge: `J${at % 3}`, score, values: [score] })),
      { covariates: ["warm"] },
    ],
    [
      "two covariates that say the same",
      NoEstimateExists,
      [0, 1, 0, 1, 1, 0].map((score, at) => ({ judge: `J${at % 3}`, score, values: [at % 2, at % 2] })),
      { covariates: ["warm", "heated"] },
    ],
  ])("refuses %s", (_, refusal, scores, options) => {
    expect(() => fitted(scores, options)).toThrow(refusal);
  });
});

describe("gaussHermite()", () => {
  it("integrates polynomials of degree 2 n - 1 exactly", () => {
    for (const points of [1, 2, 5, 20, 60]) {
      const { nodes, weights } = gaussHermite(points);
      expect(nodes).toHaveLength(points);
      const moment = (power: number) => nodes.reduce((sum, node, q) => sum + (weights[q] ?? NaN) * node ** power, 0);
      expect(moment(0)).toBeCloseTo(Math.sqrt(Math.PI), 12);
      expect(moment(1)).toBeCloseTo(0, 12);
      if (points > 1) expect(moment(2)).toBeCloseTo(Math.sqrt(Math.PI) / 2, 12);
      if (points > 2) expect(moment(4)).toBeCloseTo((3 * Math.sqrt(Math.PI)) / 4, 12);
    }
  });
});

/** The log-likelihood at a fit's parameters, each judge's effect summed over 4,000 points. */
function onAGrid(scores: readonly OrdinalScore[], fit: ReturnType<typeof fitted>): number {
  const deviation = fit.judgeDeviation ?? 0;
  const cdf = (x: number) => 1 / (1 + Math.exp(-x));
  const chance = ({ score, values }: OrdinalScore, effect: number) => {
    const location = (fit.coefficients[0]?.value ?? 0) * (values[0] ?? 0) + effect;
    const upper = fit.thresholds.find(({ below }) => below === score)?.threshold ?? Infinity;
    const lower = fit.thresholds.find(({ above }) => above === score)?.threshold ?? -Infinity;
    return cdf(upper - location) - cdf(lower - location);
  };
  return [...Map.groupBy(scores, ({ judge }) => judge).values()].reduce((total, own) => {
    if (deviation === 0) return total + own.reduce((sum, one) => sum + Math.log(chance(one, 0)), 0);
    let sum = 0;
    for (let at = 0; at < 4_000; at += 1) {
      const z = -8 + (16 * (at + 0.5)) / 4_000;
      const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
      sum += (16 / 4_000) * density * own.reduce((product, one) => product * chance(one, deviation * z), 1);
    }
    return total + Math.log(sum);
  }, 0);
}
