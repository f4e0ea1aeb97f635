import { dateProperty, localized, type Properties, property, type Reference, referenceProperty, slug } from "@dostyk/evidence";
import { z } from "zod";

const winners = z.object({
  practice: slug.optional(),
  place: slug.optional(),
  organization: slug.optional(),
  partnership: slug.optional(),
});

export const award = winners
  .extend({ text: localized })
  .refine(
    (given) => winnersOf(given).length <= 1,
    "An award goes to one practice, place, organization or partnership. Claim one award for each.",
  );

/** A recognition; without a winner where the source names none. */
export type Award = z.infer<typeof award>;

/** Who an award went to: one reference, or none. */
export function winnersOf({ practice, place, organization, partnership }: z.infer<typeof winners>): readonly Reference[] {
  const named = [
    { type: "PRACTICE", slug: practice },
    { type: "PLACE", slug: place },
    { type: "ORGANIZATION", slug: organization },
    { type: "PARTNERSHIP", slug: partnership },
  ] as const;
  return named.flatMap(({ type, slug: winner }) => (winner === undefined ? [] : [{ type, slug: winner }]));
}

/** What can be claimed about a competition. */
export const competitionProperties: Properties = {
  year: dateProperty,
  programme: referenceProperty("PROGRAMME"),
  ceremony: referenceProperty("ACTIVITY"),
  award: property<Award>({ schema: award, cardinality: "many", references: winnersOf }),
};
