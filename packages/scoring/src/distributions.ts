import { exp, log } from "./elementary.ts";

/** Logarithm of the gamma function for x > 0, to 1e-14 relative: Stirling's series after shifting x above 15 (Abramowitz & Stegun 6.1.41). */
export function logGamma(x: number): number {
  let shifted = x;
  let product = 1;
  while (shifted < 15) {
    product *= shifted;
    shifted += 1;
  }
  const inverse = 1 / (shifted * shifted);
  const series =
    (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse * (1 / 1680 - inverse * (1 / 1188 - (inverse * 691) / 360360))))) /
    shifted;
  return (shifted - 0.5) * log(shifted) - shifted + 0.9189385332046728 + series - log(product);
}

/**
 * P(F > f) of Fisher's F with df1 and df2 degrees of freedom, both positive and not necessarily whole. 1 for f <= 0.
 * By the incomplete beta function (Abramowitz & Stegun 26.6.2).
 */
export function fUpperTail(f: number, df1: number, df2: number): number {
  if (!(f > 0)) return 1;
  if (f === Infinity) return 0;
  return betaRegularized(df2 / (df2 + df1 * f), df2 / 2, df1 / 2);
}

/** The f with P(F <= f) = p, for 0 < p < 1, to 1e-12 relative, by bisection on the logarithm of f. */
export function fQuantile(p: number, df1: number, df2: number): number {
  const tail = 1 - p;
  let low = -60;
  let high = 60;
  for (let step = 0; step < 120 && high - low > 1e-15; step += 1) {
    const middle = (low + high) / 2;
    if (fUpperTail(exp(middle), df1, df2) > tail) low = middle;
    else high = middle;
  }
  return exp((low + high) / 2);
}

/** P(X > x) of chi-square with df > 0 degrees of freedom. 1 for x <= 0. */
export function chiSquareUpperTail(x: number, df: number): number {
  if (!(x > 0)) return 1;
  const a = df / 2;
  const y = x / 2;
  const front = exp(a * log(y) - y - logGamma(a));
  if (y < a + 1) {
    // Series of the lower tail (Abramowitz & Stegun 6.5.29).
    let term = 1 / a;
    let sum = term;
    for (let n = 1; n < 10_000 && term > sum * 1e-17; n += 1) {
      term *= y / (a + n);
      sum += term;
    }
    return Math.max(0, 1 - front * sum);
  }
  // Continued fraction of the upper tail (6.5.31), evaluated by Lentz's method.
  let b = y + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let value = d;
  for (let n = 1; n < 10_000; n += 1) {
    const numerator = -n * (n - a);
    b += 2;
    d = 1 / away(numerator * d + b);
    c = away(b + numerator / c);
    const factor = d * c;
    value *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return front * value;
}

/** Regularized incomplete beta function I_x(a, b), 0 <= x <= 1, a and b positive: Lentz's continued fraction (Abramowitz & Stegun 26.5.8). */
export function betaRegularized(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - betaRegularized(1 - x, b, a);

  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m < 100_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    const factor = d * c;
    value *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return (exp(a * log(x) + b * log(1 - x) + logGamma(a + b) - logGamma(a) - logGamma(b)) / a) * value;
}

/** Lentz's method divides by what may be 0: a tiny number does as well. */
function away(x: number): number {
  return Math.abs(x) < 1e-300 ? 1e-300 : x;
}
