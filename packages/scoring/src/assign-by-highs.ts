import type { Highs, Model } from "highs";
import type { SolverWeights } from "./assign-by-flow.ts";
import { mixedGroups, wholeReviews } from "./assignment-network.ts";
import type { PreparedProblem } from "./assignment-problem.ts";
import { AssignmentIsImpossible, RunTookTooLong } from "./assignment-refusals.ts";
import { addColumn, addRow, emptyProgramme, type Programme } from "./linear-programme.ts";

/**
 * The solver HiGHS (Huangfu & Hall 2018), compiled to WebAssembly: loaded when first asked for, once in a thread. It computes without pause:
 * use it in a thread that has nothing else to do when the problem is large.
 */
export function loadHighs(): Promise<Highs> {
  // Its types are those of its CommonJS file, which has the loader one level deeper than the module that Node imports.
  loaded ??= import("highs").then((module) => (module.default as unknown as () => Promise<Highs>)());
  return loaded;
}

let loaded: Promise<Highs> | undefined;

export type HighsAnswer = {
  /** How much of each free pair is chosen, in units of the share. */
  readonly chosen: Uint8Array;
  /** False when the time limit ended the search: the plan is feasible, and a better one may exist. */
  readonly proven: boolean;
};

/**
 * The plan of greatest worth, of as few reviews as the rules allow, by linear programming. Its matrix is that of a network, so that a vertex
 * of the polytope is a plan; whole numbers are asked for only where that is not so: judges kept apart, and organisations with experts and
 * others. The problem must be feasible. Throws RunTookTooLong when the time limit ends the search before any plan was found, and
 * AssignmentIsImpossible where judges cannot be kept apart.
 */
export function assignByHighs(highs: Highs, problem: PreparedProblem, weights: SolverWeights, seconds: number): HighsAnswer {
  const search = searchOf(highs, problem, weights, seconds);
  const reviews = search.fewest();
  return search.best(() => modelOf(problem, weights, reviews), weights.experts !== null && mixedGroups(problem, weights.experts));
}

/**
 * First the plan whose worst-served entry has the greatest sum of values (max-min fairness; Stelmakh, Shah & Singh 2019 for why), then the
 * greatest worth among those, by two integer programmes. `smallest` is that sum, of the entries that are assigned anything; null without one.
 */
export function assignFairlyByHighs(
  highs: Highs,
  problem: PreparedProblem,
  weights: SolverWeights,
  seconds: number,
): HighsAnswer & { readonly smallest: number | null } {
  const given = new Float64Array(problem.entries.length);
  for (const { entry, value } of problem.fixed) given[entry] = given[entry]! + value;
  const served = [...problem.entries.keys()].filter((i) => problem.demand[i]! > 0);
  if (served.length === 0) return { ...assignByHighs(highs, problem, weights, seconds), smallest: null };

  const search = searchOf(highs, problem, weights, seconds);
  const reviews = search.fewest();
  const valuesOf = (i: number) => pairsOf(problem, i).map((pair) => [pair, problem.value[pair]!] as const);
  const best = search.best(() => {
    const model = modelOf(problem, plain(problem), reviews);
    const level = addColumn(model, 1, -1e9, 1e9);
    for (const i of served) addRow(model, -given[i]!, Infinity, [...valuesOf(i), [level, -1]]);
    return model;
  }, true);
  const sums = served.map((i) => pairsOf(problem, i).reduce((sum, pair) => sum + best.chosen[pair]! * problem.value[pair]!, given[i]!));
  const smallest = Math.min(...sums);

  const final = search.best(() => {
    const model = modelOf(problem, weights, reviews);
    for (const i of served) addRow(model, smallest - given[i]!, Infinity, valuesOf(i));
    return model;
  }, true);
  return { chosen: final.chosen, proven: best.proven && final.proven, smallest };
}

/**
 * Solves models of one problem; judges kept apart are repaired in rounds: those who meet in an answer may not meet anywhere in the next one
 * (few pairs of them do, so that few rows are ever needed).
 */
function searchOf(highs: Highs, problem: PreparedProblem, weights: SolverWeights, seconds: number) {
  const repaired = new Map<string, readonly [number, number]>();

  function best(build: () => Programme, whole: boolean): HighsAnswer {
    for (;;) {
      const model = build();
      for (const [a, b] of repaired.values()) keepApart(model, problem, a, b);
      const answer = solved(highs, problem, model, {
        seconds,
        whole: whole || repaired.size > 0,
        repaired: [...repaired.values()],
        unit: weights.share.whole,
      });
      const met = meetings(problem, answer.chosen);
      if (met.length === 0) return answer;
      for (const pair of met) repaired.set(pair.join(" "), pair);
    }
  }

  /** How few reviews there can be, in units of the share; null where every plan has the same number. */
  function fewest(): number | null {
    if (problem.extra.every((more) => more === 0)) return null;
    const none = { ...plain(problem), share: weights.share };
    const { chosen } = best(() => {
      const model = modelOf(problem, none, null);
      for (const pair of problem.judgeOf.keys()) model.cost[pair] = -1;
      return model;
    }, false);
    return chosen.reduce((sum, share) => sum + share, 0);
  }

  return { best, fewest };
}

/** Weights that want nothing. */
function plain({ judgeOf }: PreparedProblem): SolverWeights {
  const nothing = new Float64Array(judgeOf.length);
  return { worth: nothing, jitter: nothing, balance: 0, experts: null, share: wholeReviews };
}

function modelOf(problem: PreparedProblem, { worth, jitter, balance, experts, share }: SolverWeights, reviews: number | null): Programme {
  const { entries, judges, demand, extra, min, max, above, judgeOf, groupOf } = problem;
  const { pair: cap, whole } = share;
  const model = emptyProgramme();
  const needed = demand.reduce((total, x) => total + x, 0) * whole;
  worth.forEach((value, pair) => addColumn(model, value + jitter[pair]! / (2_000 * (needed + 1)), 0, cap));

  for (const i of entries.keys()) {
    const pairs = pairsOf(problem, i);
    addRow(model, demand[i]! * whole, (demand[i]! + extra[i]!) * whole, pairs.map((pair) => [pair, 1])); // prettier-ignore
    for (const members of Map.groupBy(pairs, (pair) => groupOf[pair]!).values()) {
      if (members.length > 1) addRow(model, 0, whole, members.map((pair) => [pair, 1])); // prettier-ignore
    }
    if (experts === null || experts.wanting[i] === 0) continue;
    // Counted once, whatever number of experts there is.
    const counted = addColumn(model, experts.bonus, 0, whole);
    const own = pairs.filter((pair) => experts.expert[pair] === 1);
    addRow(model, 0, Infinity, [...own.map((pair) => [pair, 1] as const), [counted, -1]]);
  }
  const own = Map.groupBy(judgeOf.keys(), (pair) => judgeOf[pair]!);
  for (const j of judges.keys()) {
    const cells = (own.get(j) ?? []).map((pair) => [pair, 1] as const);
    const room = Math.min(max[j]! - min[j]!, cells.length);
    if (balance === 0 || room <= 0) {
      addRow(model, min[j]! * whole, max[j]! * whole, cells);
      continue;
    }
    // Reviews = smallest load + further ones, each of which is a column with its own price.
    const further = Array.from({ length: room }, (_, n) => addColumn(model, -balance * (above[j]! + n + 1), 0, whole));
    addRow(model, min[j]! * whole, min[j]! * whole, [...cells, ...further.map((at) => [at, -1] as const)]);
  }
  if (reviews !== null) addRow(model, reviews, reviews, Array.from(judgeOf.keys(), (pair) => [pair, 1])); // prettier-ignore
  return model;
}

function keepApart(model: Programme, problem: PreparedProblem, a: number, b: number): void {
  for (const i of problem.entries.keys()) {
    const cells = pairsOf(problem, i).filter((pair) => problem.judgeOf[pair] === a || problem.judgeOf[pair] === b);
    if (cells.length === 2) addRow(model, 0, 1, cells.map((pair) => [pair, 1])); // prettier-ignore
  }
}

/** Judges kept apart who meet at an entry, each two once, the lesser index first. */
function meetings(problem: PreparedProblem, chosen: Uint8Array): (readonly [number, number])[] {
  if (problem.apartFrom.every((others) => others.size === 0)) return [];
  return [...problem.entries.keys()].flatMap((i) => {
    const panel = pairsOf(problem, i)
      .filter((pair) => chosen[pair]! > 0)
      .map((pair) => problem.judgeOf[pair]!);
    return panel.flatMap((a) => panel.filter((b) => a < b && problem.apartFrom[a]?.has(b)).map((b) => [a, b] as const));
  });
}

type SolveOptions = {
  readonly seconds: number;
  readonly whole: boolean;
  readonly repaired: readonly (readonly [number, number])[];
  readonly unit: number;
};

function solved(highs: Highs, problem: PreparedProblem, model: Programme, options: SolveOptions): HighsAnswer {
  const numRows = model.rowLower.length;
  const numCols = model.cost.length;
  const { whole, seconds } = options;
  const instance = highs.createModel({
    numRows,
    numCols,
    sense: highs.constants.objectiveSense.maximize,
    colCost: Float64Array.from(model.cost),
    colLower: Float64Array.from(model.columnLower),
    colUpper: Float64Array.from(model.columnUpper),
    rowLower: Float64Array.from(model.rowLower),
    rowUpper: Float64Array.from(model.rowUpper),
    matrix: {
      format: "csr",
      numRows,
      numCols,
      starts: Int32Array.from(model.starts),
      indices: Int32Array.from(model.indices),
      values: Float64Array.from(model.values),
    },
    ...(whole ? { integrality: Int32Array.from({ length: numCols }, (_, at) => (at < problem.judgeOf.length ? 1 : 0)) } : {}),
  });
  try {
    // Presolving the linear programme of 5,000 entries saves a second and takes 120 MB.
    const presolve = whole ? "choose" : "off";
    instance.options.set({ output_flag: false, presolve, time_limit: seconds, random_seed: 1, mip_rel_gap: 0, mip_abs_gap: 0.9e-6 });
    instance.run();
    return answerOf(instance, highs, problem, options);
  } finally {
    // Its memory is WebAssembly's, which no collector frees.
    instance.dispose();
  }
}

function answerOf(instance: Model, highs: Highs, problem: PreparedProblem, { seconds, repaired, unit }: SolveOptions): HighsAnswer {
  const status = instance.getModelStatus();
  const { optimal, timeLimit, infeasible } = highs.constants.modelStatus;
  if (status === infeasible && repaired.length > 0) {
    const named = (j: number) => problem.judges[j] ?? "";
    throw new AssignmentIsImpossible({ kind: "CANNOT_KEEP_APART", pairs: repaired.map(([a, b]) => [named(a), named(b)]) });
  }
  if (status !== optimal && status !== timeLimit) throw new Error(`HiGHS ended with status ${status} on a feasible assignment.`);
  const chosen = Uint8Array.from(instance.getSolution().colValue.slice(0, problem.judgeOf.length), (x) => Math.round(x));
  if (status === optimal) return { chosen, proven: true };
  const filled = problem.entries.every((_, i) => {
    const given = pairsOf(problem, i).reduce((sum, pair) => sum + (chosen[pair] ?? 0), 0);
    return given >= problem.demand[i]! * unit && given <= (problem.demand[i]! + problem.extra[i]!) * unit;
  });
  if (!filled) throw new RunTookTooLong(seconds);
  return { chosen, proven: false };
}

function pairsOf({ start }: PreparedProblem, i: number): number[] {
  const from = start[i] ?? 0;
  return Array.from({ length: (start[i + 1] ?? from) - from }, (_, at) => from + at);
}
