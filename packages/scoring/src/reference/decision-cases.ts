import { assignJudges, type AssignmentGoals } from "../assign-judges.ts";
import type { AssignmentProblem } from "../assignment-problem.ts";
import { AssignmentIsImpossible } from "../assignment-refusals.ts";
import { bradleyTerry } from "../bradley-terry.ts";
import { log } from "../elementary.ts";
import { jointNormal } from "../joint-normal.ts";
import { designTable, judgingDesign } from "../judging-design.ts";
import { plackettLuce } from "../plackett-luce.ts";
import { beatsTable, expectedRanks, rankCertainty } from "../rank-certainty.ts";
import { runNow } from "../work.ts";
import { done } from "./agreement-cases.ts";
import { by, type Check, compared, comparedLists, type Numbers, openCase, same } from "./case.ts";

export function connectivity(folder: string) {
  type One = {
    n_components: number;
    sizes: number[];
    judge_groups: string[][];
    units_per_group: number[];
    articulation_judges: string[];
    estimable_rank: number;
    r?: number;
    lambda2?: number;
  };
  const opened = openCase<{ expected: Record<string, One> }>(folder, "connectivity-synthetic");
  const checks = Object.entries(opened.expected.expected).flatMap(([name, one]): Check[] => {
    const design = judgingDesign(designTable(opened.records(`${name}.csv`).map(({ unit = "", judge = "" }) => ({ entry: unit, judge }))));
    const { components, articulationJudges, estimableRank, largestContrast, algebraicConnectivity } = design;
    return [
      same(`${name}, design`, [one.n_components, one.sizes.map(Number), one.judge_groups.map((group) => group.map(String)), one.units_per_group.map(Number), one.articulation_judges.map(String), one.estimable_rank], [components.length, components.map(({ entries, judges }) => entries.length + judges.length), components.map(({ judges }) => judges), components.map(({ entries }) => entries.length), articulationJudges, estimableRank]), // prettier-ignore
      ...(one.r === undefined ? [] : [comparedLists(`${name}, r and lambda2`, 1e-9, [one.r, one.lambda2 ?? NaN], [largestContrast[0]?.ratio, algebraicConnectivity])]), // prettier-ignore
    ];
  });
  return done(opened, checks);
}

export function rankNormal(folder: string, name: string) {
  const opened = openCase<{ p_top: Record<string, Numbers>; p_beats: number[][]; expected_rank: Numbers }>(folder, name);
  const { p_top, p_beats, expected_rank } = opened.expected;
  const units = opened.records("means.csv");
  const ids = units.map(({ unit = "" }) => unit);
  const joint = jointNormal(ids, units.map(({ mean }) => Number(mean)), opened.records("cov.csv").map((row) => ids.map((id) => Number(row[id])))); // prettier-ignore
  const ranks = runNow(expectedRanks(joint));
  const top = ids.map((_, k) => k + 1);
  const { entries } = runNow(rankCertainty(joint, { seed: "reference", draws: 100_000, top }));
  return done(opened, [
    comparedLists("P(A beats B)", 1e-6, p_beats.flat(), beatsTable(joint).flat()),
    compared("expected ranks", 1e-6, expected_rank, (id) => ranks[ids.indexOf(id)]),
    ...Object.entries(p_top).map(([key, p]) => compared("P(top k), simulated", 5e-3, p, (id) => by(entries, "entry", "top")(id)?.[Number(key.slice("p_top".length)) - 1])), // prettier-ignore
  ]);
}

export function pairs(folder: string, name: string) {
  type Expected = {
    tolerance: { published_abs: number };
    published: Record<string, number | string>;
    ability_ref_first: Numbers;
    se_ref_first: Numbers;
    ability_centred: Numbers;
    se_centred: Numbers;
    deviance: number;
    df: number;
    loglik_binomial_kernel: number;
  };
  const opened = openCase<Expected>(folder, name);
  const { expected } = opened;
  const fit = bradleyTerry(
    opened.records().map(({ a = "", b = "", wins_a, wins_b }) => ({ a, b, winsA: Number(wins_a), winsB: Number(wins_b) })),
  );
  const [reference = ""] = Object.keys(expected.ability_ref_first);
  const ability = by(fit.entries, "entry", "ability");
  const fromReference = (id: string) => (ability(id) ?? NaN) - (ability(reference) ?? NaN);
  const printed = Object.fromEntries(
    Object.entries(expected.published).filter((one): one is [string, number] => typeof one[1] === "number"),
  );
  return done(opened, [
    compared("abilities", 1e-5, expected.ability_centred, ability),
    compared("abilities", 1e-5, expected.ability_ref_first, fromReference),
    compared("errors", 1e-5, expected.se_centred, by(fit.entries, "entry", "standardError")),
    compared("errors", 1e-5, expected.se_ref_first, (id) => fit.standardErrorOfDifference(id, reference)),
    comparedLists(
      "deviance, log-likelihood, freedom",
      1e-5,
      [expected.deviance, expected.loglik_binomial_kernel, expected.df],
      [fit.deviance, fit.logLikelihood, fit.degreesOfFreedom],
    ),
    compared("abilities as printed", expected.tolerance.published_abs, printed, fromReference),
  ]);
}

export function puddings(folder: string) {
  type Expected = {
    published: { worth: number[]; tie: number };
    worth: Numbers;
    log_ability_ref1: Numbers;
    se_ref1: Record<string, number | null>;
    loglik: number;
  };
  const opened = openCase<Expected>(folder, "pl-pudding-ties");
  const { published, worth, log_ability_ref1, se_ref1, loglik } = opened.expected;
  const ballots = opened.records().map(({ weight, ...places }) => {
    const compared = Object.entries(places).filter(([, rank]) => Number(rank) > 0);
    const levels = [...new Set(compared.map(([, rank]) => Number(rank)))].toSorted((a, b) => a - b);
    return {
      weight: Number(weight),
      groups: levels.map((level) => compared.filter(([, rank]) => Number(rank) === level).map(([id]) => id)),
    };
  });
  const fit = plackettLuce(ballots);
  const [tie] = fit.ties;
  const worths = by(fit.entries, "entry", "worth");
  const ability = by(fit.entries, "entry", "ability");
  const errors: Numbers = Object.fromEntries(Object.entries(se_ref1).flatMap(([id, error]) => (error === null ? [] : [[id, error]])));
  return done(opened, [
    compared("worths", 1e-5, worth, (id) => (id === "tie2" ? tie?.weight : worths(id))),
    compared("log abilities", 1e-5, log_ability_ref1, (id) =>
      id === "tie2" ? log(tie?.weight ?? NaN) : (ability(id) ?? NaN) - (ability("p1") ?? NaN),
    ),
    compared("errors", 1e-5, errors, (id) => (id === "tie2" ? tie?.standardErrorOfLog : fit.standardErrorOfDifference(id, "p1"))),
    comparedLists("log-likelihood", 1e-5, [loglik], [fit.logLikelihood]),
    comparedLists(
      "as printed",
      // The case's own fourth worth lies 2.004e-5 from the printed one.
      2.01e-5,
      [...published.worth, published.tie],
      [1, 2, 3, 4, 5, 6].map((n) => worths(`p${n}`)).concat(tie?.weight),
    ),
  ]);
}

export async function assignment(folder: string, name: string) {
  type Expected = {
    reviews_per_entry: number;
    feasible: boolean;
    max_total_affinity: number | null;
    feasible_one_per_organisation: boolean;
    max_total_affinity_one_per_organisation: number | null;
    maximin_entry_affinity: number | null;
    max_total_given_maximin: number | null;
  };
  const opened = openCase<Expected>(folder, name);
  const { expected } = opened;
  const listed = opened.records("pairs.csv");
  const problem: AssignmentProblem = {
    reviews: expected.reviews_per_entry,
    entries: [...new Set(listed.map(({ unit = "" }) => unit))].map((id) => ({ id })),
    judges: opened.records("judges.csv").map(({ judge = "", min_load, max_load, organisation = "" }) => ({
      id: judge,
      min: Number(min_load),
      max: Number(max_load),
      organisation,
    })),
    pairs: listed.map(({ unit = "", judge = "", affinity, conflict }) => ({
      entry: unit,
      judge,
      expertise: Number(affinity),
      conflict: conflict === "1",
    })),
  };
  async function best(
    goals: Partial<AssignmentGoals>,
    onePerOrganisation: boolean,
  ): Promise<{ feasible: boolean; value: number | null; smallest: number | null }> {
    try {
      const plan = await assignJudges({ ...problem, onePerOrganisation }, { seed: "reference", balance: 0, mixing: 0, ...goals });
      return { feasible: true, value: plan.value, smallest: plan.smallestEntryValue };
    } catch (error) {
      if (error instanceof AssignmentIsImpossible) return { feasible: false, value: null, smallest: null };
      throw error;
    }
  }
  const checks: Check[] = [];
  for (const solver of ["FLOW", "HIGHS"] as const) {
    const [free, bound] = [await best({ solver }, false), await best({ solver }, true)];
    checks.push(
      same("optimum", [expected.feasible, expected.max_total_affinity], [free.feasible, free.value]),
      same(
        "optimum, one per organisation",
        [expected.feasible_one_per_organisation, expected.max_total_affinity_one_per_organisation],
        [bound.feasible, bound.value],
      ),
    );
  }
  const fair = await best({ fairness: "SMALLEST_FIRST" }, false);
  checks.push(same("fairest plan", [expected.maximin_entry_affinity, expected.max_total_given_maximin], [fair.smallest, fair.value]));
  return done(opened, checks);
}
