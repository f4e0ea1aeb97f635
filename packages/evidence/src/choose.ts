import { canonicalJson, type LocalizedText } from "@dostyk/kernel";
import type { StoredClaim } from "./claim.ts";
import type { Property } from "./property.ts";

/** Name of the one policy in use; stands on every dispute, so that a later policy can tell its own from older ones. */
export const choicePolicy = "preferred-agreed-precise-first";

/** The policies in words. */
export const policiesInWords: Readonly<Record<string, LocalizedText>> = {
  [choicePolicy]: {
    en: "A preferred claim first; else the value most claims agree with; among those that agree the most precise; else the one stated first.",
    ru: "Сначала предпочтённое редакторами; затем значение, с которым согласно больше всего сведений; среди согласных — самое точное; иначе — названное первым.",
    kk: "Алдымен редакторлар қалаған мәлімет; әйтпесе мәліметтердің көбі келісетін мән; келісетіндердің ішінде ең дәлі; болмаса бірінші айтылғаны.",
  },
};

/** The claims that count. */
export function live(claims: readonly StoredClaim[]): readonly StoredClaim[] {
  return claims.filter(({ rank }) => rank !== "DEPRECATED");
}

/**
 * The claim whose value is shown, by `choicePolicy`; null where no claim counts. All claims are of one property and
 * qualifier.
 */
export function choose(claims: readonly StoredClaim[], property: Property<never>): StoredClaim | null {
  const candidates = live(claims);
  const support = (claim: StoredClaim) => candidates.filter((other) => agree(claim, other, property)).length;
  const standing = new Map(
    candidates.map((claim) => [
      claim,
      [claim.rank === "PREFERRED" ? 1 : 0, support(claim), property.precision?.(claim.value as never) ?? 0],
    ]),
  );
  const [first] = candidates.toSorted((a, b) => compareDescending(standing.get(a) ?? [], standing.get(b) ?? []) || byPlace(a, b));
  return first ?? null;
}

/** Whether two claims on one property can both be right. */
export function agree(a: StoredClaim, b: StoredClaim, property: Property<never>): boolean {
  if (canonicalJson(a.value) === canonicalJson(b.value)) return true;
  return property.agrees?.(a.value as never, b.value as never) ?? false;
}

function compareDescending(a: readonly number[], b: readonly number[]): number {
  const place = a.findIndex((value, index) => value !== b[index]);
  return place === -1 ? 0 : (b[place] ?? 0) - (a[place] ?? 0);
}

/** Order of reading: by the day the source came out (undated last), then by line, then by id. */
export function byPlace(a: StoredClaim, b: StoredClaim): number {
  return (
    (a.sourcePublished ?? "9").localeCompare(b.sourcePublished ?? "9") ||
    a.sourceId.localeCompare(b.sourceId) ||
    a.lineStart - b.lineStart ||
    a.id.localeCompare(b.id)
  );
}
