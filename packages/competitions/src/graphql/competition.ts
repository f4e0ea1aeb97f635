import { OrganizationRef, PlaceRef } from "@dostyk/directory/graphql";
import { visibleTo } from "@dostyk/evidence";
import {
  claimField,
  recordFields,
  relatedRecord,
  slugField,
  titleFields,
  type RecordConditions,
  recordConditions,
  recordsWhere,
  titleOrder,
  updateOrder,
} from "@dostyk/evidence/graphql";
import { ActivityRef } from "@dostyk/exchanges/graphql";
import {
  builder,
  connectionOf,
  dateField,
  declareRecord,
  enumOf,
  listField,
  NodeRef,
  RecordRef,
  relatedList,
  textField,
  type GraphqlContext,
} from "@dostyk/graphql";
import type { Viewer } from "@dostyk/kernel";
import { PartnershipRef } from "@dostyk/partnerships/graphql";
import { PracticeRef } from "@dostyk/practices/graphql";
import { ProgrammeRef } from "@dostyk/programmes/graphql";

const AwardRef = builder.prismaObject("Award", {
  description: "A recognition given in a competition, to one winner or to nobody the sources name.",
  select: { position: true },
  fields: (t) => ({
    text: textField(t, "texts", "The recognition in the record's words."),
    practice: relatedRecord(t, "practice", PracticeRef, "The practice it went to. Null: it went to something else, or nobody is named."),
    place: relatedRecord(t, "place", PlaceRef, "The place it went to. Null: as above."),
    organization: relatedRecord(t, "organization", OrganizationRef, "The organization it went to. Null: as above."),
    partnership: relatedRecord(t, "partnership", PartnershipRef, "The partnership it went to. Null: as above."),
    claim: claimField(t, "Where it is stated."),
  }),
});

const competitionKind = { typename: "Competition", model: "competition", type: "COMPETITION", visibleTo };
declareRecord(competitionKind);

// The words of an award name its winner, so an award whose winner is hidden is hidden with it.
function awardsVisibleTo(viewer: Viewer) {
  const visible = visibleTo(viewer);
  return {
    AND: [
      { OR: [{ practiceId: null }, { practice: visible }] },
      { OR: [{ placeId: null }, { place: visible }] },
      { OR: [{ organizationId: null }, { organization: visible }] },
      { OR: [{ partnershipId: null }, { partnership: visible }] },
    ],
  };
}

export const CompetitionRef = builder.prismaObject("Competition", {
  description: "A competition of practices.",
  interfaces: [NodeRef, RecordRef],
  select: { id: true },
  fields: (t) => ({
    ...recordFields(t, "Competition"),
    ...titleFields(t, "title", "titles"),
    summary: textField(t, "summaries", "What it was about, in the record's words. Null: nothing to add to the title.", { nullable: true }),
    year: dateField(t, "yearEdtf", "The year it is of, as chosen among the claims. Null: not stated."),
    programme: relatedRecord(t, "programme", ProgrammeRef, "The programme it was held under. Null: none, or not stated."),
    ceremony: relatedRecord(t, "ceremony", ActivityRef, "The event its winners were honoured at. Null: none, or not stated."),
    awards: t.relation("awards", {
      description: "What was awarded, in order of reading.",
      query: (_args, { viewer }) => ({ where: awardsVisibleTo(viewer), orderBy: { position: "asc" } }),
    }),
  }),
});

export const competitionConnection = connectionOf(CompetitionRef);

const CompetitionFilter = builder.inputType("CompetitionFilter", {
  description: "Which competitions; all conditions hold together.",
  fields: (t) => ({
    programme: t.string({ description: "Under the programme of this slug." }),
    ...recordConditions(t),
  }),
});

type Filter = RecordConditions & { programme?: string | null };

/** How lists of competitions are filtered and ordered, wherever they stand. */
export const competitionList = {
  of: competitionConnection,
  filter: CompetitionFilter,
  orderEnum: enumOf("CompetitionOrder", "Order of a list of competitions.", { TITLE: "By English title.", UPDATED: "Last changed first." }),
  orders: { TITLE: titleOrder, UPDATED: updateOrder },
  visibleTo,
  toWhere: ({ programme, ...conditions }: Filter, { viewer }: GraphqlContext) => ({
    ...(programme ? { programme: { slug: programme, ...visibleTo(viewer) } } : {}),
    ...recordsWhere(conditions),
  }),
} as const;

listField("competitions", "competition", { ...competitionList, description: "Competitions the record knows." });
slugField("competition", competitionKind, CompetitionRef);

builder.prismaObjectFields(AwardRef, (t) => ({
  competition: relatedRecord(t, "competition", CompetitionRef, "The competition it was given in. Null where the viewer may not see it."),
}));
builder.prismaObjectFields(PracticeRef, (t) => ({
  awards: t.relation("awards", {
    type: AwardRef,
    description: "Awards the practice was given.",
    query: (_args, { viewer }) => ({
      where: { competition: visibleTo(viewer) },
      orderBy: [{ competition: { titleSort: "asc" } }, { position: "asc" }],
    }),
  }),
}));
builder.prismaObjectFields(ProgrammeRef, (t) => ({
  competitions: relatedList(t, { ...competitionList, relation: "competitions", description: "Competitions under the programme." }) as never,
}));
builder.prismaObjectFields(ActivityRef, (t) => ({
  competitions: relatedList(t, {
    ...competitionList,
    relation: "competitions",
    description: "Competitions whose winners were honoured here.",
  }) as never,
}));
