import { competitionRanks } from "../competition-ranks.ts";
import { crossedEffects } from "../crossed-effects.ts";
import { rankBy } from "../decision-methods.ts";
import { decimalFraction, divideFractions, multiplyFractions, roundedUnits } from "../fraction.ts";
import { adjustedNormal } from "../joint-normal.ts";
import { plainColumns } from "../plain-columns.ts";
import { rankCertainty } from "../rank-certainty.ts";
import { scoreTable } from "../score-table.ts";
import { countingTotals, scorecards } from "../scorecards.ts";
import { runNow } from "../work.ts";
import { done } from "./agreement-cases.ts";
import { by, compared, comparedLists, type Numbers, openCase, same } from "./case.ts";
import { type Mixed, mixedChecks } from "./score-model-cases.ts";

export function competition(folder: string) {
  type Expected = {
    scorecards: { unit: string; judge: string; total: number }[];
    n_scorecards: number;
    raw_mean: Numbers;
    raw_rank: Numbers;
    raw_rank_by_category: Record<string, Numbers>;
    lmm: Mixed;
    adjusted_rank: Numbers;
    adjusted_rank_by_category: Record<string, Numbers>;
    rank_posterior: { p_top1: Numbers; p_top3: Numbers; expected_rank: Numbers };
  };
  const opened = openCase<Expected>(folder, "e2e-competition");
  const { expected } = opened;
  const rubric = opened.records("criteria.csv").map(({ criterion: id = "", weight, min, max, required }) => ({
    id,
    weight: Number(weight),
    min: Number(min),
    max: Number(max),
    step: 1,
    required: required === "1",
  }));
  const scores = opened
    .records("scores.csv")
    .filter(({ status }) => status === "submitted")
    .map(({ unit = "", judge = "", criterion = "", score }) => ({
      entry: unit,
      judge,
      criterion,
      score: score === "" ? null : Number(score),
    }));
  const totals = countingTotals(scorecards(rubric, scores));
  const found = new Map(totals.map(({ entry, judge, score }) => [`${entry} ${judge}`, score]));
  const fit = runNow(crossedEffects(scoreTable(totals)));
  const { entries } = runNow(rankCertainty(adjustedNormal(fit), { seed: "reference", draws: 100_000, top: [1, 3] }));
  const [mean, adjusted] = [runNow(rankBy("MEAN", { rubric, scores })).places, runNow(rankBy("ADJUSTED", { rubric, scores })).places];
  const ranks = (places: typeof mean, of: Numbers) => {
    const own = places.filter(({ entry }) => entry in of);
    const inside = competitionRanks(own, (a, b) => a.rank - b.rank);
    return Object.fromEntries(own.map(({ entry }, at) => [entry, inside[at]]));
  };
  const plain = (of: Numbers) => ({ ...of });
  return done(opened, [
    same("scorecards that count", expected.n_scorecards, totals.length),
    compared("totals", 1e-9, Object.fromEntries(expected.scorecards.map(({ unit, judge, total }) => [`${unit} ${judge}`, total])), (key) =>
      found.get(key),
    ),
    compared("raw means", 1e-9, expected.raw_mean, by(mean, "entry", "score")),
    ...mixedChecks(fit, expected.lmm, { variance: 2e-3, effect: 2e-3, deviance: 2e-3 }),
    compared("P(first)", 0.01, expected.rank_posterior.p_top1, by(entries, "entry", "first")),
    compared("P(top 3)", 0.01, expected.rank_posterior.p_top3, (id) => by(entries, "entry", "top")(id)?.[1]),
    compared("expected ranks", 0.05, expected.rank_posterior.expected_rank, by(entries, "entry", "expectedRank")),
    same("raw ranks", plain(expected.raw_rank), ranks(mean, expected.raw_rank)),
    same("adjusted ranks", plain(expected.adjusted_rank), ranks(adjusted, expected.adjusted_rank)),
    ...Object.values(expected.raw_rank_by_category).map((inside) => same("raw ranks in a category", plain(inside), ranks(mean, inside))),
    ...Object.values(expected.adjusted_rank_by_category).map((inside) =>
      same("adjusted ranks in a category", plain(inside), ranks(adjusted, inside)),
    ),
  ]);
}

export function skating(folder: string) {
  type Component = { factor: number; published_panel_score: number; trimmed_mean: number };
  type One = { rank: number; total_component_score: number; component_total_from_panel: number; components: Record<string, Component> };
  const opened = openCase<{ performances: Record<string, One> }>(folder, "skating-worlds2017-ladies-sp");
  const rows = opened.records();
  const [means, panels, totals]: [[number, number][], [number, number][], [number, number][]] = [[], [], []];
  for (const [skater, { components, total_component_score, component_total_from_panel }] of Object.entries(opened.expected.performances)) {
    let [total, exact] = [0n, 0];
    for (const [name, { factor, published_panel_score, trimmed_mean }] of Object.entries(components)) {
      const scores = rows.filter(({ unit, criterion }) => unit === skater && criterion === name).map(({ score }) => Number(score));
      const { exactTrimmedMean, trimmedMean } = plainColumns(scores);
      const panel = roundedUnits(exactTrimmedMean, 2);
      means.push([trimmed_mean, trimmedMean]);
      panels.push([published_panel_score, Number(panel) / 100]);
      const score = divideFractions({ numerator: panel, denominator: 1n }, decimalFraction(100));
      total += roundedUnits(multiplyFractions(decimalFraction(factor), score), 2);
      exact += factor * (Number(panel) / 100);
    }
    totals.push([total_component_score, Number(total) / 100], [component_total_from_panel, exact]);
  }
  const check = (what: string, list: readonly [number, number][]) => comparedLists(what, 1e-9, list.map(([a]) => a), list.map(([, b]) => b)); // prettier-ignore
  return done(opened, [check("trimmed means", means), check("panel scores", panels), check("component totals", totals)]);
}
