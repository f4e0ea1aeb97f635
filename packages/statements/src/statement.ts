import { localized, type Properties, property, type Reference, slug } from "@dostyk/evidence";
import { z } from "zod";

export const statementKinds = ["RECOMMENDATION", "COMMITMENT", "POSITION"] as const;
export const stances = ["SUPPORTS", "OPPOSES", "CONDITIONAL", "PROPOSES", "OBSERVES"] as const;

export const made = z.object({
  /** The activity it was made at. */
  event: slug,
  speaker: slug.optional(),
  organization: slug.optional(),
  /** Whom it comes from where no one is named. */
  voice: localized.optional(),
});

/** Where and by whom a statement was made. */
export type Made = z.infer<typeof made>;

/** What can be claimed about a statement: who made it and where. What it says is the editors' paraphrase and no claim. */
export const statementProperties: Properties = {
  made: property<Made>({
    schema: made,
    cardinality: "one",
    references: ({ event, speaker, organization }): Reference[] => [
      { type: "ACTIVITY", slug: event },
      ...(speaker === undefined ? [] : [{ type: "PERSON" as const, slug: speaker }]),
      ...(organization === undefined ? [] : [{ type: "ORGANIZATION" as const, slug: organization }]),
    ],
    agrees: madeAlike,
    precision: (value) => Object.keys(value).length,
  }),
};

/** Whether two accounts of one statement can both be right: what only one states contradicts nothing, and voices are only words. */
export function madeAlike(a: Made, b: Made): boolean {
  const same = (one: string | undefined, other: string | undefined) => one === undefined || other === undefined || one === other;
  return a.event === b.event && same(a.speaker, b.speaker) && same(a.organization, b.organization);
}
