import { exp, log } from "./elementary.ts";
import { type Quadrature, unweighted } from "./gauss-hermite.ts";

/** Scores by judge: those of judge j from `start[j]` up to `start[j + 1]`; levels count from 0; `values` row by row. */
export type OrdinalLayout = {
  /** One less than the levels. In the vector of parameters they come first, then coefficients, then the log deviation of judges. */
  readonly thresholds: number;
  readonly covariateCount: number;
  readonly judgeCount: number;
  readonly start: Int32Array;
  readonly levelOf: Int32Array;
  readonly values: Float64Array;
};

/** Narrower than this there are no differences between judges; wider all of the scale is one judge's. */
const [narrowest, widest] = [1e-3, 1e2];

/**
 * Minus the marginal log-likelihood of the cumulative logit model; Infinity where thresholds do not rise. Without a quadrature judges do not
 * differ; with one point it is Laplace's approximation. The integral over a judge's effect is centred at its mode and scaled by its curvature
 * (Pinheiro & Bates 1995, §2.4).
 */
export function ordinalLikelihood(layout: OrdinalLayout, quadrature: Quadrature | null): (x: Float64Array) => number {
  return (x) => {
    for (let k = 1; k < layout.thresholds; k += 1) if (!(x[k]! > x[k - 1]!)) return Infinity;
    const locations = locationsOf(layout, x);
    let total = 0;
    for (let j = 0; j < layout.judgeCount; j += 1) {
      if (quadrature === null) {
        total -= ofJudge(layout, x, locations, j, 0).value;
        continue;
      }
      const deviation = Math.min(widest, Math.max(narrowest, exp(x[x.length - 1]!)));
      const { mode, curvature } = modeOf(layout, x, locations, j, deviation);
      const width = 1 / Math.sqrt(curvature);
      const terms = quadrature.nodes.map((node, q) => {
        const z = mode + Math.SQRT2 * width * node;
        return ofJudge(layout, x, locations, j, deviation * z).value - (z * z) / 2 + log(quadrature.weights[q]! * unweighted(node));
      });
      const most = Math.max(...terms);
      total -= most + log(terms.reduce((sum, term) => sum + exp(term - most), 0)) + log(width) - 0.5 * log(Math.PI);
    }
    return total;
  };
}

/** The most likely effect of each judge at these parameters; 0 for a deviation of 0. */
export function judgeModes(layout: OrdinalLayout, x: Float64Array, deviation: number): Float64Array {
  const locations = locationsOf(layout, x);
  return Float64Array.from({ length: layout.judgeCount }, (_, j) =>
    deviation === 0 ? 0 : deviation * modeOf(layout, x, locations, j, deviation).mode,
  );
}

function locationsOf({ thresholds, covariateCount, levelOf, values }: OrdinalLayout, x: Float64Array): Float64Array {
  return Float64Array.from(levelOf, (_, row) => {
    let sum = 0;
    for (let c = 0; c < covariateCount; c += 1) sum += x[thresholds + c]! * values[row * covariateCount + c]!;
    return sum;
  });
}

/** The mode of a judge's effect in units of its deviation, by Newton's method - the function is concave - and minus the second derivative. */
function modeOf(layout: OrdinalLayout, x: Float64Array, locations: Float64Array, j: number, deviation: number) {
  let mode = 0;
  let at = ofJudge(layout, x, locations, j, 0);
  for (let step = 0; step < 100; step += 1) {
    const slope = deviation * at.slope - mode;
    const move = slope / (1 + deviation * deviation * at.curvature);
    mode += Math.max(-2, Math.min(2, move));
    at = ofJudge(layout, x, locations, j, deviation * mode);
    if (Math.abs(move) < 1e-12) break;
  }
  return { mode, curvature: 1 + deviation * deviation * at.curvature };
}

/**
 * Log-likelihood of a judge's scores at an effect, its slope and minus its second derivative. With F the logistic distribution,
 * (f_k - f_{k-1}) / (F_k - F_{k-1}) = 1 - F_k - F_{k-1}, so that neither divides.
 */
function ofJudge({ thresholds, start, levelOf }: OrdinalLayout, x: Float64Array, locations: Float64Array, j: number, effect: number) {
  let [value, slope, curvature] = [0, 0, 0];
  for (let row = start[j]!; row < start[j + 1]!; row += 1) {
    const [level, location] = [levelOf[row]!, locations[row]! + effect];
    const upper = level === thresholds ? Infinity : x[level]! - location;
    const lower = level === 0 ? -Infinity : x[level - 1]! - location;
    const [high, low] = [logistic(upper), logistic(lower)];
    // From the end where nothing cancels.
    value += log(Math.max(1e-300, lower > 0 ? logistic(-lower) - logistic(-upper) : high - low));
    slope += high + low - 1;
    curvature += high * logistic(-upper) + low * logistic(-lower);
  }
  return { value, slope, curvature };
}

function logistic(x: number): number {
  return x >= 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x));
}
