import { squared } from "./elementary.ts";
import type { Work } from "./work.ts";

/** A function to minimise: its value at x; its gradient is written into `gradient`. */
export type Objective = (x: Float64Array, gradient: Float64Array) => number;

export type Minimum = {
  readonly x: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
  /** The value at the start and after each accepted step: never rising. */
  readonly trace: readonly number[];
  /** False when the steps ran out, or no step led down, before the gradient was small. */
  readonly converged: boolean;
};

export type MinimizeOptions = {
  /** A typical size of a step in each coordinate, such as its standard error. Coordinates tied by a sum must share one. */
  readonly sizes: Float64Array;
  /** The largest component of the gradient, times its size, that counts as 0. */
  readonly tolerance: number;
  readonly mostSteps: number;
};

const memory = 12;

/**
 * Minimises a smooth function by L-BFGS (Liu & Nocedal 1989; Nocedal & Wright 2006, algorithm 7.4) with a backtracking search that accepts
 * only steps that lower the value. Where gradients stay in a linear subspace through the start, so does x: that is how sums are kept 0.
 */
export function* minimize(objective: Objective, start: Float64Array, { sizes, tolerance, mostSteps }: MinimizeOptions): Work<Minimum> {
  let x: Float64Array = start.slice();
  let gradient: Float64Array = new Float64Array(x.length);
  let value = objective(x, gradient);
  const trace = [value];
  const pairs: { step: Float64Array; change: Float64Array; curvature: number }[] = [];

  let idle = 0;
  for (let count = 0; count < mostSteps; count += 1) {
    if (largest(gradient, sizes) <= tolerance) return { x, value, gradient, trace, converged: true };
    yield count / mostSteps;

    const direction = quasiNewton(gradient, pairs, sizes);
    let slope = dot(direction, gradient);
    if (!(slope < 0)) {
      pairs.length = 0;
      gradient.forEach((g, at) => (direction[at] = -g * sizes[at]! * sizes[at]!));
      slope = dot(direction, gradient);
    }
    let length = 1;
    let accepted: { x: Float64Array; value: number; gradient: Float64Array } | null = null;
    for (let attempt = 0; attempt < 25 && accepted === null; attempt += 1) {
      const candidate = x.map((coordinate, at) => coordinate + length * direction[at]!);
      const slopes = new Float64Array(x.length);
      const reached = objective(candidate, slopes);
      // Near the minimum the promised fall drowns in rounding: a smaller gradient at no higher value will do.
      const settled = reached <= value && largest(slopes, sizes) < 0.9 * largest(gradient, sizes);
      if (reached <= value + 1e-4 * length * slope || settled) accepted = { x: candidate, value: reached, gradient: slopes };
      else length *= attempt < 3 ? 0.5 : 0.2;
    }
    if (accepted === null) {
      // Not even straight down: the value is as low as rounding lets it be.
      if (pairs.length === 0) return { x, value, gradient, trace, converged: largest(gradient, sizes) <= 100 * tolerance };
      pairs.length = 0;
      continue;
    }

    const step = accepted.x.map((coordinate, at) => coordinate - x[at]!);
    const change = accepted.gradient.map((g, at) => g - gradient[at]!);
    const curvature = dot(step, change);
    if (curvature > 0) {
      pairs.push({ step, change, curvature });
      if (pairs.length > memory) pairs.shift();
    }
    idle = value - accepted.value > 1e-14 * (1 + Math.abs(value)) ? 0 : idle + 1;
    ({ x, value, gradient } = accepted);
    trace.push(value);
    if (idle >= 3) break;
  }
  return { x, value, gradient, trace, converged: largest(gradient, sizes) <= 100 * tolerance };
}

function quasiNewton(
  gradient: Float64Array,
  pairs: readonly { step: Float64Array; change: Float64Array; curvature: number }[],
  sizes: Float64Array,
): Float64Array {
  const direction = gradient.map((g) => -g);
  const weights: number[] = [];
  for (const { step, change, curvature } of pairs.toReversed()) {
    const weight = dot(step, direction) / curvature;
    weights.unshift(weight);
    change.forEach((c, at) => (direction[at] = direction[at]! - weight * c));
  }
  const last = pairs.at(-1);
  let scale = 1;
  if (last !== undefined) {
    let measured = 0;
    last.change.forEach((c, at) => (measured += squared(c * sizes[at]!)));
    scale = last.curvature / measured;
  }
  direction.forEach((d, at) => (direction[at] = d * scale * sizes[at]! * sizes[at]!));
  pairs.forEach(({ step, change, curvature }, index) => {
    const correction = (weights[index] ?? 0) - dot(change, direction) / curvature;
    step.forEach((s, at) => (direction[at] = direction[at]! + correction * s));
  });
  return direction;
}

function largest(values: Float64Array, sizes: Float64Array): number {
  let most = 0;
  values.forEach((value, at) => (most = Math.max(most, Math.abs(value * sizes[at]!))));
  return most;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += a[at]! * b[at]!;
  return sum;
}
