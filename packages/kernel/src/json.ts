/** What JSON can hold. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/**
 * JSON with the keys of every object in one order (code units, as RFC 8785 §3.2.3), so that equal values have equal
 * texts and equal fingerprints. Array order is kept; a key whose value is undefined is left out, as JSON.stringify does.
 * Throws a TypeError for what JSON cannot hold: bigint, a circular value.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) => (isPlain(member) ? sorted(member) : member)) ?? "null";
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function sorted(value: Record<string, unknown>): Record<string, unknown> {
  // Without a prototype "__proto__" is a key like any other. Integer-like keys are put first by the engine whatever the
  // order of insertion; that too is one order for equal values.
  const copy: Record<string, unknown> = Object.create(null);
  for (const key of Object.keys(value).toSorted()) copy[key] = value[key];
  return copy;
}
