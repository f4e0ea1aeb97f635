import type { StoredClaim } from "./claim.ts";
import { agree, byPlace, choose, live } from "./choose.ts";
import type { DisputeKind, Properties } from "./property.ts";

/** Claims on one property of one record that cannot all hold. */
export type FoundDispute = {
  readonly property: string;
  readonly qualifier: string;
  readonly kind: DisputeKind;
  readonly claims: readonly StoredClaim[];
  readonly chosen: StoredClaim | null;
};

/**
 * The disputes among the claims of one record: for every property with one value, the live claims that disagree with at
 * least one other. Claims of a coarser and a finer value agree; deprecated claims count for nothing.
 */
export function findDisputes(claims: readonly StoredClaim[], properties: Properties): readonly FoundDispute[] {
  const groups = Map.groupBy(live(claims), ({ property, qualifier }) => `${property} ${qualifier}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const property = first === undefined ? undefined : properties[first.property];
    if (first === undefined || property === undefined || property.cardinality === "many") return [];
    const disagreeing = group.filter((claim) => group.some((other) => !agree(claim, other, property)));
    if (disagreeing.length === 0) return [];
    const { property: name, qualifier } = first;
    // Among all, as the column is: a value nobody disputes may be the one shown.
    const chosen = choose(group, property);
    return [{ property: name, qualifier, kind: property.kind ?? "VALUE", claims: disagreeing.toSorted(byPlace), chosen }];
  });
}
