/**
 * The sum of finite numbers, rounded once: the double nearest to the exact sum, whatever their order.
 * Keeps the running sum as a list of doubles that do not overlap (Shewchuk 1997, "Adaptive precision floating-point arithmetic",
 * grow-expansion); the final rounding is to nearest, ties to even. The empty sum is 0.
 * Magnitudes above 1e300 may overflow on the way; scores are refused long before (see scoreTable).
 */
export function exactSum(numbers: Iterable<number>): number {
  const parts: number[] = [];
  for (const number of numbers) {
    let x = number;
    let kept = 0;
    for (const part of parts) {
      const [large, small] = Math.abs(x) < Math.abs(part) ? [part, x] : [x, part];
      const sum = large + small;
      const error = small - (sum - large);
      if (error !== 0) parts[kept++] = error;
      x = sum;
    }
    parts[kept] = x;
    parts.length = kept + 1;
  }
  return rounded(parts);
}

/** The mean of at least one number, by an exact sum; 0 of none is left to the caller, who knows what none means. */
export function exactMean(numbers: readonly number[]): number {
  return exactSum(numbers) / numbers.length;
}

function rounded(parts: readonly number[]): number {
  let last = parts.length - 1;
  if (last < 0) return 0;
  let sum = parts[last] ?? 0;
  let error = 0;
  while (last > 0 && error === 0) {
    last -= 1;
    const before = sum;
    const part = parts[last] ?? 0;
    sum = before + part;
    error = part - (sum - before);
  }
  // Half-way between two doubles: what is left below decides the direction.
  const below = parts[last - 1] ?? 0;
  if (last > 0 && ((error < 0 && below < 0) || (error > 0 && below > 0))) {
    const doubled = error * 2;
    const other = sum + doubled;
    if (doubled === other - sum) return other;
  }
  return sum;
}
