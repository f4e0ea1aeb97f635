import { coincide, type Gazetteer } from "@dostyk/directory";
import { edtf, localized, type Properties, property, type Reference, referenceProperty, slug } from "@dostyk/evidence";
import { agree, isProblem, parsePartialDate, type PartialDate } from "@dostyk/kernel";
import { z } from "zod";

/** How it went. An unsuccessful practice is a practice too: others learn from it. */
export const outcomeKinds = ["SUCCESSFUL", "UNSUCCESSFUL"] as const;

/** The parts of a case study, in the order they are read in. */
export const sectionKinds = [
  "SITUATION",
  "OBJECTIVES",
  "RESOURCES",
  "PROCESS",
  "RESULTS",
  "SUSTAINABILITY",
  "LESSONS",
  "TRANSFERABILITY",
  "COSTS",
] as const;

export const section = z.object({ kind: z.enum(sectionKinds), text: localized });

export const adoptedFrom = z.object({
  /** The practice that was taken over. */
  practice: slug,
  partnership: slug.optional(),
  /** The activity it was learnt at. */
  learntAt: slug.optional(),
  on: edtf.optional(),
  changes: localized.optional(),
  result: localized.optional(),
});

/** How a practice was taken over from another. */
export type AdoptedFrom = z.infer<typeof adoptedFrom>;

/** What can be claimed about a practice. Where two sources place it differently, the gazetteer tells whether both can be right. */
export function practiceProperties(gazetteer: Gazetteer): Properties {
  return {
    place: property<string>({
      schema: slug,
      cardinality: "one",
      kind: "PLACE",
      references: (place) => [{ type: "PLACE", slug: place }],
      agrees: (a, b) => coincide(a, b, gazetteer),
      // A city says more than the region that holds it.
      precision: (place) => gazetteer.get(place)?.ancestors.size ?? 0,
    }),
    partnership: referenceProperty("PARTNERSHIP"),
    programme: referenceProperty("PROGRAMME"),
    theme: property({ schema: z.string().min(1).max(80), cardinality: "many" }),
    section: property({ schema: section, cardinality: "many" }),
    adoptedFrom: property<AdoptedFrom>({
      schema: adoptedFrom,
      cardinality: "one",
      qualifier: ({ practice }) => practice,
      references: ({ practice, partnership, learntAt }): Reference[] => [
        { type: "PRACTICE", slug: practice },
        ...(partnership === undefined ? [] : [{ type: "PARTNERSHIP" as const, slug: partnership }]),
        ...(learntAt === undefined ? [] : [{ type: "ACTIVITY" as const, slug: learntAt }]),
      ],
      agrees: adoptionsAgree,
      precision: (adoption) => Object.keys(adoption).length,
    }),
  };
}

/** Whether two accounts of one adoption can both be right: what only one of them states contradicts nothing. */
export function adoptionsAgree(a: AdoptedFrom, b: AdoptedFrom): boolean {
  const same = (one: string | undefined, other: string | undefined) => one === undefined || other === undefined || one === other;
  return same(a.partnership, b.partnership) && same(a.learntAt, b.learntAt) && agree(datesOf(a), datesOf(b));
}

function datesOf({ on }: AdoptedFrom) {
  return (on === undefined ? [] : [parsePartialDate(on)]).filter((date): date is PartialDate => !isProblem(date));
}
