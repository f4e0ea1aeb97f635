import { type Gazetteer, placesAgree } from "@dostyk/directory";
import {
  dateProperty,
  datesProperty,
  edtf,
  localized,
  numberQualifier,
  numbersAgree,
  type Properties,
  property,
  type Reference,
  referenceProperty,
  slug,
} from "@dostyk/evidence";
import { foldForSearch } from "@dostyk/kernel";
import { z } from "zod";

export const activityKinds = [
  "TECHNICAL_EXCHANGE",
  "DELEGATION_VISIT",
  "HOSTED_VISIT",
  "STUDY_TOUR",
  "STAFF_EXCHANGE",
  "WORKSHOP",
  "TRAINING",
  "TRAINING_OF_TRAINERS",
  "SEMINAR",
  "CONFERENCE",
  "CONFERENCE_PART",
  "ROUNDTABLE",
  "PUBLIC_FORUM",
  "EXPERT_MEETING",
  "MEETING",
  "TECHNICAL_ASSISTANCE",
  "AWARD_CEREMONY",
  "PRESS_CONFERENCE",
  "AGREEMENT",
] as const;

const participationRoles = [
  "FUNDING",
  "ACCOUNTABLE",
  "EXTENDING",
  "IMPLEMENTING",
  "HOST",
  "CO_ORGANIZER",
  "SUPPORTING",
  "SUBCONTRACTOR",
  "PARTICIPANT",
  "DELEGATION",
  "LEADER",
  "TRAINER",
  "EXPERT",
  "SPEAKER",
  "MODERATOR",
  "OBSERVER",
  "INVITED",
] as const;

export const postponed = z.object({
  from: edtf.optional(),
  to: edtf.optional(),
  reasonClass: z.enum(["EXTERNAL_EVENT", "HOST_UNAVAILABLE", "PARTNER_UNAVAILABLE", "FUNDING", "LOGISTICS", "POLITICAL", "NOT_STATED"]),
  reason: localized.optional(),
  externalEvent: slug.optional(),
  decider: localized.optional(),
  announced: edtf.optional(),
});
export const cancelled = z.object({ on: edtf.optional(), reason: localized.optional() });
export const direction = z.object({ from: slug, to: slug });
export const participant = z
  .object({ role: z.enum(participationRoles), organization: slug.optional(), person: slug.optional(), place: slug.optional() })
  .refine(
    ({ organization, person, place }) => [organization, person, place].filter((one) => one !== undefined).length === 1,
    "A participant is an organization, a person or a place, one of the three.",
  );
export const attendance = z.object({
  group: z.string().min(1).max(80),
  label: localized,
  number: z.int().min(0).max(10_000_000),
  qualifier: numberQualifier,
  /** Group this one is part of. Groups may overlap, so they are never summed. */
  parent: z.string().max(80).optional(),
});
const count = z.object({ label: localized, total: z.number(), parts: z.array(z.number()).min(1).max(50) });

type Participant = z.infer<typeof participant>;
type Postponed = z.infer<typeof postponed>;

/** The property that tells where something was; places inside each other agree. */
export function placesProperty(gazetteer: Gazetteer) {
  return property<readonly string[]>({
    schema: z.array(slug).min(1).max(50),
    cardinality: "one",
    kind: "PLACE",
    references: (slugs) => slugs.map((each) => ({ type: "PLACE" as const, slug: each })),
    agrees: (a, b) => placesAgree(a, b, gazetteer),
    // Cities say more than the region around them; among equals the longer list says more.
    precision: (slugs) => slugs.reduce((sum, each) => sum + 1 + (gazetteer.get(each)?.ancestors.size ?? 0), 0) / slugs.length,
  });
}

function referencesOfParticipant({ organization, person, place }: Participant): Reference[] {
  if (organization !== undefined) return [{ type: "ORGANIZATION", slug: organization }];
  if (person !== undefined) return [{ type: "PERSON", slug: person }];
  return [{ type: "PLACE", slug: place ?? "" }];
}

/** Two names of one event agree when one, folded, contains the other. */
function namesAgree(a: string, b: string): boolean {
  const [one, other] = [foldForSearch(a), foldForSearch(b)];
  return one.includes(other) || other.includes(one);
}

/** What can be claimed about an activity. Where things were is compared by the gazetteer. */
export function activityProperties(gazetteer: Gazetteer): Properties {
  return {
    called: property<string>({ schema: z.string().min(1).max(200), cardinality: "one", kind: "NAME", agrees: namesAgree }),
    planned: datesProperty,
    held: datesProperty,
    rescheduled: dateProperty,
    postponed: property<Postponed>({
      schema: postponed,
      cardinality: "many",
      references: ({ externalEvent }) => (externalEvent === undefined ? [] : [{ type: "EXTERNAL_EVENT", slug: externalEvent }]),
    }),
    cancelled: property({ schema: cancelled, cardinality: "many" }),
    place: placesProperty(gazetteer),
    direction: property({
      schema: direction,
      cardinality: "one",
      kind: "PLACE",
      references: ({ from, to }) => [
        { type: "PLACE", slug: from },
        { type: "PLACE", slug: to },
      ],
    }),
    participant: property<Participant>({ schema: participant, cardinality: "many", references: referencesOfParticipant }),
    attendance: property({ schema: attendance, cardinality: "one", kind: "NUMBER", qualifier: ({ group }) => group, agrees: numbersAgree }),
    duration: property({ schema: z.object({ days: z.int().min(1).max(3650) }), cardinality: "one", kind: "NUMBER" }),
    count: property({ schema: count, cardinality: "many" }),
    tripNumber: property({ schema: z.int().min(1).max(1000), cardinality: "one", kind: "NUMBER" }),
    lastOfSeries: property({ schema: z.boolean(), cardinality: "one" }),
    partnership: referenceProperty("PARTNERSHIP"),
    programme: referenceProperty("PROGRAMME"),
    partOf: referenceProperty("ACTIVITY"),
    theme: property({ schema: z.string().min(1).max(80), cardinality: "many" }),
  };
}
