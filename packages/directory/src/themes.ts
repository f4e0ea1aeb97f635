import type { Transaction } from "@dostyk/db";
import type { RecordInput } from "@dostyk/evidence";
import { InvalidInput } from "@dostyk/kernel";

/** Refuses claims on the property `theme` that name a code the list does not have. Themes are recorded first. */
export async function refuseUnknownThemes(tx: Transaction, inputs: readonly RecordInput[]): Promise<void> {
  const claimed = inputs.flatMap(({ slug, claims }) =>
    claims.flatMap(({ property, value }, index) =>
      property === "theme" ? [{ code: String(value), path: [slug, "claims", String(index), property] }] : [],
    ),
  );
  if (claimed.length === 0) return;
  const known = await tx.theme.findMany({ select: { code: true } });
  const codes = new Set(known.map(({ code }) => code));
  const unknown = claimed.filter(({ code }) => !codes.has(code));
  if (unknown.length > 0) throw new InvalidInput(unknown.map(({ code, path }) => ({ path, message: `There is no theme "${code}".` })));
}
