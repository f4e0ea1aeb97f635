/*
 * exp and log from +, -, *, / and bits alone, which IEEE 754 defines to the last bit. ECMAScript leaves Math.exp and Math.log to the
 * engine, so a browser could print other digits than the server that published a result. (Math.sqrt is exact in IEEE 754 and used as is.)
 * The algorithms and their constants are those of FreeBSD's msun (Sun Microsystems 1993, e_exp.c and e_log.c): below 1 unit in the last place.
 */

const bits = new DataView(new ArrayBuffer(8));

const ln2High = 6.9314718036912381649e-1;
const ln2Low = 1.90821492927058770002e-10;

/** e to the power of x: 0 below -745.1, Infinity above 709.7, NaN only for NaN. The same bits on every platform. */
export function exp(x: number): number {
  if (x > 709.782712893384) return Infinity;
  if (x < -745.1332191019411) return 0;
  if (x === 0) return 1;

  const k = Math.round(x * 1.4426950408889634);
  const high = x - k * ln2High;
  const low = k * ln2Low;
  const r = high - low;
  const square = r * r;
  const c =
    r -
    square *
      (1.66666666666666019037e-1 +
        square *
          (-2.77777777770155933842e-3 +
            square * (6.61375632143793436117e-5 + square * (-1.6533902205465251539e-6 + square * 4.13813679705723846039e-8))));
  const y = 1 - (low - (r * c) / (2 - c) - high);
  // Two factors: one alone would leave the range of exponents at either end.
  const half = k >> 1;
  return y * powerOfTwo(half) * powerOfTwo(k - half);
}

/** Natural logarithm: -Infinity for 0, NaN for a negative number. The same bits on every platform. */
export function log(x: number): number {
  if (x === 0) return -Infinity;
  if (x === Infinity || !(x > 0)) return x > 0 ? x : NaN;

  const subnormal = x < 2.2250738585072014e-308;
  bits.setFloat64(0, subnormal ? x * 18014398509481984 : x);
  const high = bits.getInt32(0);
  const mantissa = high & 0xfffff;
  // 1 when the mantissa exceeds the square root of 2, so that 1 + f lies within [0.707, 1.414].
  const above = (mantissa + 0x95f64) & 0x100000;
  const k = (high >> 20) - 1023 + (above >> 20) - (subnormal ? 54 : 0);
  bits.setInt32(0, mantissa | (above ^ 0x3ff00000));
  const f = bits.getFloat64(0) - 1;

  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1));
  const odd = z * (6.66666666666673513e-1 + w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)));
  const halfSquare = 0.5 * f * f;
  return k * ln2High - (halfSquare - (s * (halfSquare + even + odd) + k * ln2Low) - f);
}

/** x * x. (The engine may round x ** 2 otherwise: ECMAScript calls it an approximation.) */
export function squared(x: number): number {
  return x * x;
}

/** 2 to the power of k, for -1022 <= k <= 1023: exact. */
export function powerOfTwo(k: number): number {
  bits.setInt32(0, (k + 1023) << 20);
  bits.setInt32(4, 0);
  return bits.getFloat64(0);
}
