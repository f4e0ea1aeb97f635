import type { Gazetteer } from "@dostyk/directory";
import {
  dateProperty,
  edtf,
  localized,
  numberQualifier,
  type Properties,
  property,
  type Reference,
  referenceProperty,
  slug,
} from "@dostyk/evidence";
import { z } from "zod";
import { placesProperty } from "./activity.ts";

export const outputKinds = [
  "REPORT",
  "HANDBOOK",
  "MANUAL",
  "TRANSLATION",
  "NEWSLETTER",
  "PLAN",
  "OUTLINE",
  "RECOMMENDATIONS",
  "AGREEMENT",
  "QUESTIONNAIRE",
] as const;

export const step = z.object({
  kind: z.enum([
    "PLANNED",
    "WRITTEN",
    "ADAPTED",
    "TRANSLATED",
    "SUBMITTED",
    "REVIEWED",
    "AMENDED",
    "COMPLETED",
    "PRESENTED",
    "DISTRIBUTED",
  ]),
  on: edtf.optional(),
  number: z.int().min(0).optional(),
  qualifier: numberQualifier.optional(),
  note: localized.optional(),
});
export const contributor = z
  .object({
    role: z.enum(["AUTHOR", "ADAPTER", "TRANSLATOR", "REVIEWER", "RECIPIENT", "PUBLISHER", "TRAINER"]),
    person: slug.optional(),
    organization: slug.optional(),
  })
  .refine(
    ({ person, organization }) => (person === undefined) !== (organization === undefined),
    "A contributor is a person or an organization, one of the two.",
  );
type Contributor = z.infer<typeof contributor>;

/** What can be claimed about an output. */
export function outputProperties(gazetteer: Gazetteer): Properties {
  return {
    produced: dateProperty,
    planned: dateProperty,
    language: property({ schema: z.string().min(2).max(35), cardinality: "many" }),
    step: property({ schema: step, cardinality: "many" }),
    contributor: property<Contributor>({
      schema: contributor,
      cardinality: "many",
      references: ({ person, organization }): Reference[] =>
        person === undefined ? [{ type: "ORGANIZATION", slug: organization ?? "" }] : [{ type: "PERSON", slug: person }],
    }),
    activity: referenceProperty("ACTIVITY"),
    programme: referenceProperty("PROGRAMME"),
    place: placesProperty(gazetteer),
    called: property({ schema: z.string().min(1).max(200), cardinality: "many" }),
  };
}
