import {
  dateProperty,
  edtf,
  localized,
  type Properties,
  property,
  type Reference,
  referenceProperty,
  slug,
  textProperty,
} from "@dostyk/evidence";
import { z } from "zod";

export const partnershipKinds = ["SISTER_CITY", "FRIENDSHIP", "RESOURCE_CITIES", "TWINNING", "TRILATERAL", "CITY_RAYON"] as const;
export const partnershipStatuses = ["PROPOSED", "CONFIRMED", "ACTIVE", "DORMANT", "SUSPENDED", "ENDED"] as const;
export const confirmationStates = ["BOTH", "UNILATERAL", "CONTESTED", "ENDED_BY_ONE", "HISTORICAL"] as const;

export const party = z
  .object({ place: slug.optional(), organization: slug.optional(), role: localized.optional() })
  .refine(
    ({ place, organization }) => (place === undefined) !== (organization === undefined),
    "A party is a place or an organization, one of the two.",
  );

export const status = z.object({
  is: z.enum(partnershipStatuses),
  on: edtf.optional(),
  reason: localized.optional(),
  decider: localized.optional(),
});

/** What can be claimed about a partnership. */
export const partnershipProperties: Properties = {
  party: property<z.infer<typeof party>>({
    schema: party,
    cardinality: "many",
    references: ({ place, organization }): Reference[] =>
      place === undefined ? [{ type: "ORGANIZATION", slug: organization ?? "" }] : [{ type: "PLACE", slug: place }],
  }),
  status: property({ schema: status, cardinality: "many" }),
  started: dateProperty,
  ended: dateProperty,
  programme: referenceProperty("PROGRAMME"),
  theme: property({ schema: z.string().min(1).max(80), cardinality: "many" }),
  outcome: textProperty,
};
