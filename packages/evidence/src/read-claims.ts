import { InvalidInput, type Problem } from "@dostyk/kernel";
import type { ClaimInput, RecordInput } from "./claim.ts";
import type { Properties, Reference } from "./property.ts";

/** A claim whose value has the shape its property asks for. */
export type CheckedClaim = ClaimInput & {
  readonly value: unknown;
  readonly qualifier: string;
  readonly references: readonly Reference[];
};

/**
 * Checks the claims of a record against its properties. Throws `InvalidInput` with every problem and its path
 * (`claims.3.held: …`), so that an editor mends a file in one go.
 */
export function checkClaims(input: RecordInput, properties: Properties): readonly CheckedClaim[] {
  const problems: Problem[] = [];
  const checked = input.claims.map((claim, index): CheckedClaim | null => {
    const path = ["claims", String(index), claim.property];
    const property = properties[claim.property];
    if (property === undefined) {
      problems.push({ path, message: `There is no such property here. Known are: ${Object.keys(properties).toSorted().join(", ")}.` });
      return null;
    }
    if (claim.lineStart < 1 || claim.lineEnd < claim.lineStart) problems.push({ path, message: "Lines run upwards from 1." });
    const parsed = property.schema.safeParse(claim.value);
    if (!parsed.success) {
      for (const { path: inner, message } of parsed.error.issues) problems.push({ path: [...path, ...inner.map(String)], message });
      return null;
    }
    const value: never = parsed.data;
    return { ...claim, value, qualifier: property.qualifier?.(value) ?? "", references: property.references?.(value) ?? [] };
  });
  if (problems.length > 0) throw new InvalidInput(problems);
  return checked.filter((claim) => claim !== null);
}
