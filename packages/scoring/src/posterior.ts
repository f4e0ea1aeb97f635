import { type CrossedDesign, crossedEquations, solveCrossed, type VarianceRatios } from "./crossed-equations.ts";
import { randomStream } from "./random.ts";
import { requireWhole } from "./refusals.ts";
import type { Work } from "./work.ts";

/**
 * The joint normal distribution of the adjusted scores given the scores and the variances, kept by its parts: dense, it would have entries²
 * numbers. Means and everything derived are in the table's order of entries.
 */
export type Posterior = {
  readonly adjusted: Float64Array;
  readonly residual: number;
  readonly design: CrossedDesign;
  readonly kappa: Float64Array;
  readonly judgeScale: number;
  readonly order: number;
  readonly offset: number;
  readonly factor: Float64Array;
  readonly inverse: Float64Array;
};

/** What joint draws need of it. */
export type Drawable = Omit<Posterior, "inverse">;

/** The posterior of a response at given variances, whatever it is that says them. */
export function posteriorAt(design: CrossedDesign, response: Float64Array, ratios: VarianceRatios, residual: number): Drawable {
  const equations = crossedEquations(design, ratios, true);
  const { category, entry } = solveCrossed(equations, response);
  const { kappa, judgeScale, order, offset, factor } = equations;
  const adjusted = entry.map((effect, i) => category[design.categoryOf[i]!]! + effect);
  return { adjusted, residual, design, kappa, judgeScale, order, offset, factor };
}

/**
 * Cov(adjusted_i, adjusted_l) = residual variance * (kappa_i if i = l, plus h_iᵀ M⁻¹ h_l), h_i = (-kappa_i judgeScale a_i, c_i / d_i), a_i
 * the judges and c_i the category of entry i, by the entries' indices: the prediction error covariance of Henderson 1975.
 */
export function adjustedCovariance(
  { residual, design, kappa, judgeScale, order, offset, inverse }: Posterior,
  i: number,
  l: number,
): number {
  const { start, judgeOf, categoryOf } = design;
  const [columnI, columnL] = [offset + categoryOf[i]!, offset + categoryOf[l]!];
  const [fromI, toI, fromL, toL] = [start[i]!, start[i + 1]!, start[l]!, start[l + 1]!];
  const [judgesI, judgesL] = [-kappa[i]! * judgeScale, -kappa[l]! * judgeScale];
  const [fixedI, fixedL] = [1 - kappa[i]! * (toI - fromI), 1 - kappa[l]! * (toL - fromL)];

  let form = fixedI * fixedL * inverse[columnI * order + columnL]!;
  if (judgeScale > 0) {
    for (let a = fromI; a < toI; a += 1) {
      const row = judgeOf[a]! * order;
      let sum = 0;
      for (let b = fromL; b < toL; b += 1) sum += inverse[row + judgeOf[b]!]!;
      form += judgesI * (judgesL * sum + fixedL * inverse[row + columnL]!);
    }
    let sum = 0;
    for (let b = fromL; b < toL; b += 1) sum += inverse[judgeOf[b]! * order + columnI]!;
    form += fixedI * judgesL * sum;
  }
  return residual * (form + (i === l ? kappa[i]! : 0));
}

/** Prediction error variance of the effect of entry i: residual variance * (kappa + kappa² gᵀ M⁻¹ g), g = (judgeScale a, n c). Henderson 1975. */
export function predictionErrorVariance({ design, residual, kappa, judgeScale, inverse, order, offset }: Posterior, i: number): number {
  const { start, judgeOf, categoryOf } = design;
  const column = offset + categoryOf[i]!;
  const n = start[i + 1]! - start[i]!;
  let form = n * n * inverse[column * order + column]!;
  for (let a = start[i]!; a < start[i + 1]!; a += 1) {
    const row = judgeOf[a]! * order;
    form += 2 * n * judgeScale * inverse[row + column]!;
    for (let b = start[i]!; b < start[i + 1]!; b += 1) form += judgeScale * judgeScale * inverse[row + judgeOf[b]!]!;
  }
  return residual * (kappa[i]! + kappa[i]! * kappa[i]! * form);
}

export type DrawOptions = {
  /** How many joint draws, 1 to 1,000,000. */
  readonly draws: number;
  /** The same seed gives the same draws, bit for bit. */
  readonly seed: string;
};

/**
 * Joint draws of the adjusted scores: `visit` is called with each, the scores by the entries' indices and the draw's number from 0. The
 * array is used again for the next draw: copy what you keep. One draw costs (judges + categories)² / 2 and one addition per ballot.
 * Throws SettingIsOutOfRange for a number of draws that is not whole or not in range.
 */
export function* posteriorDraws(
  posterior: Drawable,
  { draws, seed }: DrawOptions,
  visit: (adjusted: Float64Array, draw: number) => void,
): Work<void> {
  requireWhole("draws", draws, 1, 1_000_000);
  const { adjusted, residual, design, kappa, judgeScale, order, offset, factor } = posterior;
  const { entryCount, start, judgeOf, categoryOf } = design;
  const stream = randomStream(seed, "posterior");
  const sigma = Math.sqrt(residual);
  const w = new Float64Array(order);
  const drawn = new Float64Array(entryCount);
  const spread = kappa.map((one) => sigma * Math.sqrt(one));

  for (let draw = 0; draw < draws; draw += 1) {
    for (let at = 0; at < order; at += 1) w[at] = sigma * stream.normal();
    // w = L⁻ᵀ w, by columns of Lᵀ, which are rows of L.
    for (let i = order - 1; i >= 0; i -= 1) {
      const row = i * order;
      const x = w[i]! / factor[row + i]!;
      w[i] = x;
      for (let k = 0; k < i; k += 1) w[k] = w[k]! - factor[row + k]! * x;
    }
    for (let i = 0; i < entryCount; i += 1) {
      const from = start[i]!;
      const to = start[i + 1]!;
      let shared = 0;
      for (let row = from; row < to; row += 1) shared += w[judgeOf[row]!]!;
      drawn[i] =
        adjusted[i]! +
        (1 - kappa[i]! * (to - from)) * w[offset + categoryOf[i]!]! -
        kappa[i]! * judgeScale * shared +
        spread[i]! * stream.normal();
    }
    visit(drawn, draw);
    if (draw % 32 === 31) yield draw / draws;
  }
}
