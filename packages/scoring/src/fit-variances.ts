import {
  type CrossedDesign,
  type CrossedEquations,
  crossedEquations,
  type CrossedSolution,
  logDeterminant,
  projectionTraces,
  solveCrossed,
  type VarianceRatios,
} from "./crossed-equations.ts";
import { log } from "./elementary.ts";
import { partOf, type Work } from "./work.ts";

/** The criterion at one point: -2 log of the (restricted) likelihood, the residual variance profiled out. */
export type FittedVariances = {
  readonly ratios: VarianceRatios;
  readonly deviance: number;
  /** How many times the equations were factorized. */
  readonly evaluations: number;
};

type Point = { ratios: VarianceRatios; deviance: number; equations: CrossedEquations; solution: CrossedSolution };
type Axis = "entry" | "judge";

/** Above this ratio the residual variance is 0 for all that doubles can tell. */
const largestRatio = 1e8;
const mostSteps = 100;

/**
 * Variance ratios that minimise the REML (or ML) criterion, Bates et al. 2015 eq. 41 and 34, over ratios from 0 to 1e8.
 * Average-information steps (Gilmour, Thompson & Cullis 1995) with damping, within the quadrant; then the same along both borders and at
 * the origin. A border no worse than 1e-8 is taken, so that a variance that is 0 is exactly 0.
 */
export function* fitVariances(design: CrossedDesign, response: Float64Array, restricted: boolean): Work<FittedVariances> {
  const criterion = criterionOf(design, response, restricted);
  const starts: { from: VarianceRatios; free: Axis[] }[] = [
    { from: { entry: 0, judge: 0 }, free: [] },
    { from: { entry: 1, judge: 0 }, free: ["entry"] },
    { from: { entry: 0, judge: 0.25 }, free: ["judge"] },
    { from: { entry: 1, judge: 0.25 }, free: ["entry", "judge"] },
  ];
  // The simplest model first: it is taken when none is better.
  const found: Point[] = [];
  for (const [at, { from, free }] of starts.entries()) {
    found.push(yield* partOf(descend(criterion, from, free), at / starts.length, (at + 1) / starts.length));
  }
  const best = Math.min(...found.map(({ deviance }) => deviance));
  const chosen = found.find(({ deviance }) => deviance <= best + 1e-8);
  if (chosen === undefined) throw new Error("The likelihood has no minimum: the scores are not numbers.");
  return { ratios: chosen.ratios, deviance: chosen.deviance, evaluations: criterion.evaluations() };
}

type Criterion = {
  readonly at: (ratios: VarianceRatios) => Point;
  readonly slope: (point: Point) => { gradient: VarianceRatios; curvature: readonly [number, number, number] };
  readonly evaluations: () => number;
};

function criterionOf(design: CrossedDesign, response: Float64Array, restricted: boolean): Criterion {
  const freedom = response.length - (restricted ? design.categoryCount : 0);
  let evaluations = 0;

  function at(ratios: VarianceRatios): Point {
    evaluations += 1;
    const equations = crossedEquations(design, ratios);
    const solution = solveCrossed(equations, response);
    const deviance = logDeterminant(equations, restricted) + freedom * (1 + log((2 * Math.PI * solution.penalized) / freedom));
    return { ratios, deviance, equations, solution };
  }

  function slope({ equations, solution }: Point) {
    const { entryOf, judgeOf, entryCount, judgeCount } = design;
    const { residuals, penalized } = solution;
    const perEntry = new Float64Array(entryCount);
    const perJudge = new Float64Array(judgeCount);
    residuals.forEach((residual, row) => {
      perEntry[entryOf[row]!] = perEntry[entryOf[row]!]! + residual;
      perJudge[judgeOf[row]!] = perJudge[judgeOf[row]!]! + residual;
    });
    const square = (sums: Float64Array) => sums.reduce((sum, x) => sum + x * x, 0);
    const [entryForm, judgeForm] = [square(perEntry), square(perJudge)];
    const trace = projectionTraces(equations, restricted);
    const perVariance = freedom / penalized;

    // V_a P y for both variances, and P of them: the residuals of the same model.
    const entryWork = Float64Array.from(entryOf, (entry) => perEntry[entry]!);
    const judgeWork = Float64Array.from(judgeOf, (judge) => perJudge[judge]!);
    const projectedEntry = solveCrossed(equations, entryWork).residuals;
    const projectedJudge = solveCrossed(equations, judgeWork).residuals;
    const information = (a: Float64Array, b: Float64Array, formA: number, formB: number) =>
      perVariance * (dot(a, b) - (formA * formB) / penalized);
    return {
      gradient: { entry: trace.entry - perVariance * entryForm, judge: trace.judge - perVariance * judgeForm },
      curvature: [
        information(entryWork, projectedEntry, entryForm, entryForm),
        information(entryWork, projectedJudge, entryForm, judgeForm),
        information(judgeWork, projectedJudge, judgeForm, judgeForm),
      ] as const,
    };
  }

  return { at, slope, evaluations: () => evaluations };
}

function* descend(criterion: Criterion, from: VarianceRatios, free: readonly Axis[]): Work<Point> {
  let point = criterion.at(from);
  let damping = 0;
  for (let step = 0; step < mostSteps && free.length > 0; step += 1) {
    yield step / mostSteps;
    const { gradient, curvature } = criterion.slope(point);
    const active = free.filter((axis) => !heldAtBorder(point.ratios[axis], gradient[axis]));
    if (active.length === 0) return point;

    let moved = false;
    for (let attempt = 0; attempt < 40; attempt += 1) {
      const { direction, gain } = newtonStep(gradient, curvature, active, damping);
      // Less than this is below the rounding of the criterion itself.
      if (!(gain > 1e-13)) return point;
      const candidate = criterion.at(stepped(point.ratios, direction));
      const enough = candidate.deviance <= point.deviance - 1e-4 * gain;
      if (enough || (gain < 1e-9 && candidate.deviance <= point.deviance)) {
        point = candidate;
        damping = damping < 1e-3 ? 0 : damping / 8;
        moved = true;
        break;
      }
      if (gain < 1e-9) return point;
      damping = damping === 0 ? 0.25 : damping * 4;
      yield step / mostSteps;
    }
    if (!moved) return point;
  }
  return point;
}

function heldAtBorder(ratio: number, gradient: number): boolean {
  return (ratio <= 0 && gradient >= 0) || (ratio >= largestRatio && gradient <= 0);
}

/** Solves (H + damping * diag H) step = -gradient on the active axes; the gain is the fall that the quadratic model promises. */
function newtonStep(
  gradient: VarianceRatios,
  [ee, ej, jj]: readonly [number, number, number],
  active: readonly Axis[],
  damping: number,
): { direction: VarianceRatios; gain: number } {
  const floor = 1e-14;
  const a = Math.max(ee, floor) * (1 + damping);
  const c = Math.max(jj, floor) * (1 + damping);
  let entry = active.includes("entry") ? -gradient.entry / a : 0;
  let judge = active.includes("judge") ? -gradient.judge / c : 0;
  const determinant = a * c - ej * ej;
  if (active.length === 2 && determinant > 1e-10 * a * c) {
    entry = (-c * gradient.entry + ej * gradient.judge) / determinant;
    judge = (-a * gradient.judge + ej * gradient.entry) / determinant;
  }
  return { direction: { entry, judge }, gain: -(gradient.entry * entry + gradient.judge * judge) };
}

function stepped(ratios: VarianceRatios, direction: VarianceRatios): VarianceRatios {
  // A step is at most a hundredfold: the first ones, far from the minimum, know little.
  const moved = (ratio: number, by: number) => Math.min(largestRatio, Math.max(0, Math.min(ratio + by, 100 * ratio + 1)));
  return { entry: moved(ratios.entry, direction.entry), judge: moved(ratios.judge, direction.judge) };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += a[at]! * b[at]!;
  return sum;
}
