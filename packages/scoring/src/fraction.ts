import { powerOfTwo } from "./elementary.ts";

/** A rational number in lowest terms; the denominator is positive. Totals and means are kept so, and rounded only to be shown. */
export type Fraction = { readonly numerator: bigint; readonly denominator: bigint };

export const zero: Fraction = { numerator: 0n, denominator: 1n };

/** numerator / denominator in lowest terms. Throws a RangeError when the denominator is 0, as BigInt division does. */
export function fraction(numerator: bigint, denominator: bigint): Fraction {
  if (denominator === 0n) throw new RangeError("A fraction has no denominator 0.");
  const divisor = greatestCommonDivisor(numerator, denominator) * (denominator < 0n ? -1n : 1n);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

/**
 * What a finite number says when written: 0.1 is one tenth, not the double beside it. So weights .1 and .2 weigh exactly as 1 and 2 do.
 * Throws a RangeError for NaN and Infinity.
 */
export function decimalFraction(value: number): Fraction {
  if (Number.isSafeInteger(value)) return { numerator: BigInt(value), denominator: 1n };
  const [mantissa = "", exponent = "0"] = String(value).split("e");
  const [whole = "", decimals = ""] = mantissa.split(".");
  if (!Number.isFinite(value)) throw new RangeError(`${value} is not a number that can be written as a fraction.`);
  const power = Number(exponent) - decimals.length;
  const digits = BigInt(whole + decimals);
  return power >= 0 ? { numerator: digits * 10n ** BigInt(power), denominator: 1n } : fraction(digits, 10n ** BigInt(-power));
}

/** The exact value of a finite double: a whole number over a power of two. */
export function dyadicFraction(value: number): Fraction {
  let power = 0;
  let scaled = value;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    power += 1;
  }
  return fraction(BigInt(scaled), 1n << BigInt(power));
}

/** a + b, exactly, in lowest terms. */
export function addFractions(a: Fraction, b: Fraction): Fraction {
  if (a.denominator === b.denominator) return fraction(a.numerator + b.numerator, a.denominator);
  return fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

/** a - b, exactly, in lowest terms. */
export function subtractFractions(a: Fraction, b: Fraction): Fraction {
  return addFractions(a, { numerator: -b.numerator, denominator: b.denominator });
}

/** a * b, exactly, in lowest terms. */
export function multiplyFractions(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** a / b. Throws a RangeError when b is 0. */
export function divideFractions(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.denominator, a.denominator * b.numerator);
}

/** Negative when a < b, 0 when equal, positive when a > b: for sorting. */
export function compareFractions(a: Fraction, b: Fraction): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The double nearest to a fraction, ties to even. For magnitudes above 1e-280. */
export function toNumber({ numerator, denominator }: Fraction): number {
  if (numerator === 0n) return 0;
  const negative = numerator < 0n;
  const size = negative ? -numerator : numerator;
  // At least 64 bits of quotient, and one more that says whether anything was left: then Number() rounds as if it had seen all of it.
  const shift = Math.max(0, 64 + bitLength(denominator) - bitLength(size));
  const dividend = size << BigInt(shift);
  const quotient = dividend / denominator;
  const sticky = dividend % denominator === 0n ? 0n : 1n;
  const magnitude = Number((quotient << 1n) | sticky) * powerOfTwo(-(shift + 1));
  return negative ? -magnitude : magnitude;
}

/** Rounds to so many decimals, halves away from zero, and answers in units of the last decimal: 7.625 at 2 decimals is 763. */
export function roundedUnits(value: Fraction, decimals: number): bigint {
  const scaled = value.numerator * 10n ** BigInt(decimals);
  const size = scaled < 0n ? -scaled : scaled;
  const units = (2n * size + value.denominator) / (2n * value.denominator);
  return scaled < 0n ? -units : units;
}

/** The mean of at least one fraction, exactly. Throws a RangeError for none. */
export function meanOfFractions(values: readonly Fraction[]): Fraction {
  return divideFractions(values.reduce(addFractions, zero), { numerator: BigInt(values.length), denominator: 1n });
}

function bitLength(size: bigint): number {
  return size.toString(16).length * 4;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
