import { dateProperty, edtf, localized, numberQualifier, numbersAgree, type Properties, property, slug } from "@dostyk/evidence";
import { z } from "zod";

/** What an organization does in a programme. */
export const organizationRole = z.enum([
  "FUNDING",
  "ACCOUNTABLE",
  "EXTENDING",
  "IMPLEMENTING",
  "HOST",
  "CO_ORGANIZER",
  "SUPPORTING",
  "SUBCONTRACTOR",
  "CONTRIBUTING",
]);

export const number = z.object({ scheme: z.string().min(1).max(40), value: z.string().min(1).max(80) });
export const organization = z.object({ organization: slug, role: organizationRole });
export const objective = z.object({
  kind: z.enum(["STRATEGIC_OBJECTIVE", "INTERMEDIATE_RESULT", "APPROACH"]),
  code: z.string().max(40).optional(),
  text: localized,
});
export const indicator = z.object({
  /** Tells what is counted: equal numbers of different things have different keys. */
  key: z.string().min(1).max(80),
  label: localized,
  measure: z.enum(["BASELINE", "TARGET", "ACTUAL"]),
  number: z.number(),
  qualifier: numberQualifier,
  unit: z.string().max(40).optional(),
  period: edtf.optional(),
});

/** What can be claimed about a programme. */
export const programmeProperties: Properties = {
  number: property({ schema: number, cardinality: "many" }),
  started: dateProperty,
  ended: dateProperty,
  organization: property({
    schema: organization,
    cardinality: "many",
    references: (value) => [{ type: "ORGANIZATION", slug: value.organization }],
  }),
  objective: property({ schema: objective, cardinality: "many" }),
  indicator: property({
    schema: indicator,
    cardinality: "one",
    kind: "NUMBER",
    qualifier: ({ key, measure, period }) => [key, measure, ...(period === undefined ? [] : [period])].join(" "),
    agrees: numbersAgree,
  }),
};
