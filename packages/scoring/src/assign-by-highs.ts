import type { Highs, Model } from "highs";
import type { SolverWeights } from "./assign-by-flow.ts";
import type { PreparedProblem } from "./assignment-problem.ts";
import { RunTookTooLong } from "./assignment-refusals.ts";

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
  readonly chosen: Uint8Array;
  /** False when the time limit ended the search: the plan is feasible, and a better one may exist. */
  readonly proven: boolean;
};

/**
 * The plan of greatest worth by linear programming. Its matrix is that of a network, so that a vertex of the polytope is a plan. The problem
 * must be feasible. Throws RunTookTooLong when the time limit ends the search before any plan was found.
 */
export function assignByHighs(highs: Highs, problem: PreparedProblem, weights: SolverWeights, seconds: number): HighsAnswer {
  const model = modelOf(problem, weights);
  return solved(highs, problem, model, seconds);
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

  const first = modelOf(problem, {
    ...weights,
    worth: new Float64Array(problem.judgeOf.length),
    jitter: weights.jitter.map(() => 0),
    balance: 0,
  });
  const level = column(first, 1, -1e9, 1e9, false);
  for (const i of served) {
    row(first, -given[i]!, Infinity, [...pairsOf(problem, i).map((pair) => [pair, problem.value[pair]!] as const), [level, -1]]);
  }
  const best = solved(highs, problem, integral(first, problem), seconds);
  const sums = served.map((i) => pairsOf(problem, i).reduce((sum, pair) => sum + best.chosen[pair]! * problem.value[pair]!, given[i]!));
  const smallest = Math.min(...sums);

  const second = modelOf(problem, weights);
  for (const i of served) row(second, smallest - given[i]!, Infinity, pairsOf(problem, i).map((pair) => [pair, problem.value[pair]!] as const)); // prettier-ignore
  const final = solved(highs, problem, integral(second, problem), seconds);
  return { chosen: final.chosen, proven: best.proven && final.proven, smallest };
}

/** A linear programme under construction: maximise, row by row. */
type Programme = {
  readonly cost: number[];
  readonly columnLower: number[];
  readonly columnUpper: number[];
  readonly whole: boolean[];
  readonly rowLower: number[];
  readonly rowUpper: number[];
  readonly starts: number[];
  readonly indices: number[];
  readonly values: number[];
};

function column(model: Programme, cost: number, lower: number, upper: number, whole: boolean): number {
  model.columnLower.push(lower);
  model.columnUpper.push(upper);
  model.whole.push(whole);
  return model.cost.push(cost) - 1;
}

function row(model: Programme, lower: number, upper: number, cells: Iterable<readonly [number, number]>): void {
  model.rowLower.push(lower);
  model.rowUpper.push(upper);
  for (const [at, value] of cells) {
    if (value === 0) continue;
    model.indices.push(at);
    model.values.push(value);
  }
  model.starts.push(model.indices.length);
}

function modelOf(problem: PreparedProblem, { worth, jitter, balance }: SolverWeights): Programme {
  const { entries, judges, demand, min, max, above, judgeOf, groupOf } = problem;
  const model: Programme = {
    cost: [],
    columnLower: [],
    columnUpper: [],
    whole: [],
    rowLower: [],
    rowUpper: [],
    starts: [0],
    indices: [],
    values: [],
  };
  const needed = demand.reduce((total, x) => total + x, 0);
  worth.forEach((value, pair) => column(model, value + jitter[pair]! / (2_000 * (needed + 1)), 0, 1, false));

  for (const i of entries.keys()) {
    const pairs = pairsOf(problem, i);
    row(model, demand[i]!, demand[i]!, pairs.map((pair) => [pair, 1])); // prettier-ignore
    for (const members of Map.groupBy(pairs, (pair) => groupOf[pair]!).values()) {
      if (members.length > 1) row(model, 0, 1, members.map((pair) => [pair, 1])); // prettier-ignore
    }
  }
  const own = Map.groupBy(judgeOf.keys(), (pair) => judgeOf[pair]!);
  for (const j of judges.keys()) {
    const cells = (own.get(j) ?? []).map((pair) => [pair, 1] as const);
    const room = Math.min(max[j]! - min[j]!, cells.length);
    if (balance === 0 || room <= 0) {
      row(model, min[j]!, max[j]!, cells);
      continue;
    }
    // Reviews = smallest load + further ones, each of which is a column with its own price.
    const further = Array.from({ length: room }, (_, n) => column(model, -balance * (above[j]! + n + 1), 0, 1, false));
    row(model, min[j]!, min[j]!, [...cells, ...further.map((at) => [at, -1] as const)]);
  }
  return model;
}

function integral(model: Programme, problem: PreparedProblem): Programme {
  return { ...model, whole: model.whole.map((_, at) => at < problem.judgeOf.length) };
}

function solved(highs: Highs, problem: PreparedProblem, model: Programme, seconds: number): HighsAnswer {
  const numRows = model.rowLower.length;
  const numCols = model.cost.length;
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
    ...(model.whole.some(Boolean) ? { integrality: Int32Array.from(model.whole, (whole) => (whole ? 1 : 0)) } : {}),
  });
  const whole = model.whole.some(Boolean);
  try {
    // Presolving the linear programme of 5,000 entries saves a second and takes 120 MB.
    const presolve = whole ? "choose" : "off";
    instance.options.set({ output_flag: false, presolve, time_limit: seconds, random_seed: 1, mip_rel_gap: 0, mip_abs_gap: 0.9e-6 });
    instance.run();
    return answerOf(instance, highs, problem, seconds);
  } finally {
    // Its memory is WebAssembly's, which no collector frees.
    instance.dispose();
  }
}

function answerOf(instance: Model, highs: Highs, problem: PreparedProblem, seconds: number): HighsAnswer {
  const status = instance.getModelStatus();
  const { optimal, timeLimit } = highs.constants.modelStatus;
  if (status !== optimal && status !== timeLimit) throw new Error(`HiGHS ended with status ${status} on a feasible assignment.`);
  const chosen = Uint8Array.from(instance.getSolution().colValue.slice(0, problem.judgeOf.length), (x) => Math.round(x));
  if (status === optimal) return { chosen, proven: true };
  const filled = problem.entries.every(
    (_, i) => pairsOf(problem, i).reduce((sum, pair) => sum + (chosen[pair] ?? 0), 0) === problem.demand[i],
  );
  if (!filled) throw new RunTookTooLong(seconds);
  return { chosen, proven: false };
}

function pairsOf({ start }: PreparedProblem, i: number): number[] {
  const from = start[i] ?? 0;
  return Array.from({ length: (start[i + 1] ?? from) - from }, (_, at) => from + at);
}
