/**
 * Why a coefficient of agreement has no value. Without variation, agreement cannot be told from judges who always say the same; other
 * programs answer 1 or 0 there.
 */
export type Because = "NO_VARIATION" | "NO_PAIRS";

/** A coefficient, or the reason why there is none: exactly one of the two is null. */
export type Coefficient = { readonly value: number; readonly because: null } | { readonly value: null; readonly because: Because };

export function coefficient(value: number): Coefficient {
  return { value, because: null };
}

export function undefinedCoefficient(because: Because): Coefficient {
  return { value: null, because };
}
