import { exp, log } from "./elementary.ts";

/**
 * P(Z <= x) of a standard normal Z, to 1e-14: Hart's rational approximation (Hart et al. 1968, algorithm 5666) as given by West 2005,
 * "Better approximations to cumulative normal functions". 0 and 1 beyond 37.
 */
export function normalCdf(x: number): number {
  const size = Math.abs(x);
  const tail = size > 37 ? 0 : upperTail(size);
  return x > 0 ? 1 - tail : tail;
}

/** Density of the standard normal at x. */
export function normalDensity(x: number): number {
  return 0.3989422804014327 * exp(-0.5 * x * x);
}

function upperTail(x: number): number {
  const density = exp(-0.5 * x * x);
  if (x < 7.07106781186547) {
    const upper =
      ((((((3.52624965998911e-2 * x + 0.700383064443688) * x + 6.37396220353165) * x + 33.912866078383) * x + 112.079291497871) * x +
        221.213596169931) *
        x +
        220.206867912376) *
      density;
    const lower =
      ((((((8.83883476483184e-2 * x + 1.75566716318264) * x + 16.064177579207) * x + 86.7807322029461) * x + 296.564248779674) * x +
        637.333633378831) *
        x +
        793.826512519948) *
        x +
      440.413735824752;
    return upper / lower;
  }
  return density / (x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))))) / 2.506628274631;
}

/**
 * The x with P(Z <= x) = p, for 0 < p < 1, to 1e-15 relative: Wichura 1988, algorithm AS 241 (PPND16).
 * -Infinity for 0 and Infinity for 1.
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(0.180625 - q * q, nearNumerator, nearDenominator);
  const tail = q < 0 ? p : 1 - p;
  if (!(tail > 0)) return q < 0 ? -Infinity : Infinity;
  const r = Math.sqrt(-log(tail));
  const size = r <= 5 ? ratio(r - 1.6, middleNumerator, middleDenominator) : ratio(r - 5, farNumerator, farDenominator);
  return q < 0 ? -size : size;
}

function ratio(x: number, numerator: readonly number[], denominator: readonly number[]): number {
  let upper = 0;
  let lower = 0;
  for (let power = 7; power >= 0; power -= 1) {
    upper = upper * x + (numerator[power] ?? 0);
    lower = lower * x + (denominator[power] ?? 0);
  }
  return upper / lower;
}

const nearNumerator = [
  3.387132872796366608, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4, 4.5921953931549871457e4,
  6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3,
];
const nearDenominator = [
  1, 4.2313330701600911252e1, 6.871870074920579083e2, 5.3941960214247511077e3, 2.1213794301586595867e4, 3.930789580009271061e4,
  2.8729085735721942674e4, 5.226495278852854561e3,
];
const middleNumerator = [
  1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504, 1.27045825245236838258,
  2.4178072517745061177e-1, 2.27238449892691845833e-2, 7.7454501427834140764e-4,
];
const middleDenominator = [
  1, 2.05319162663775882187, 1.6763848301838038494, 6.8976733498510000455e-1, 1.4810397642748007459e-1, 1.51986665636164571966e-2,
  5.475938084995344946e-4, 1.05075007164441684324e-9,
];
const farNumerator = [
  6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 2.9656057182850489123e-1, 2.6532189526576123093e-2,
  1.2426609473880784386e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
];
const farDenominator = [
  1, 5.9983220655588793769e-1, 1.3692988092273580531e-1, 1.48753612908506148525e-2, 7.868691311456132591e-4, 1.8463183175100546818e-5,
  1.4215117583164458887e-7, 2.04426310338993978564e-15,
];
