import { PlaceRef, ThemeRef } from "@dostyk/directory/graphql";
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
import {
  builder,
  columnField,
  connectionOf,
  declareRecord,
  enumOf,
  listField,
  localeDescription,
  NodeRef,
  RecordRef,
  relatedList,
  textField,
  textOf,
  type GraphqlContext,
} from "@dostyk/graphql";
import { PartnershipRef } from "@dostyk/partnerships/graphql";
import { ProgrammeRef } from "@dostyk/programmes/graphql";

const PracticeStatus = enumOf("PracticeStatus", "Where a practice stands on its way to readers.", {
  DRAFT: "Being written.",
  IN_REVIEW: "Being read by reviewers.",
  PUBLISHED: "Out.",
  WITHDRAWN: "Taken back; kept for those who refer to it.",
});

const OutcomeKind = enumOf("OutcomeKind", "How a practice went.", {
  SUCCESSFUL: "It reached what it was for.",
  UNSUCCESSFUL: "It did not, and others can learn why.",
});

const SectionKind = enumOf("SectionKind", "A part of a case study.", {
  SITUATION: "How things stood before.",
  OBJECTIVES: "What was to be reached.",
  RESOURCES: "Who and what was put in.",
  PROCESS: "What was done.",
  RESULTS: "What came of it.",
  SUSTAINABILITY: "What makes it last.",
  LESSONS: "What was learnt.",
  TRANSFERABILITY: "What another place needs to take it over.",
  COSTS: "What it cost.",
});

/** A section whose list was asked for in a language. */
type InLocale = { readonly locale?: string | null | undefined };

const SectionRef = builder.prismaObject("PracticeSection", {
  name: "Section",
  description: "One part of a case study, in the record's words.",
  select: { position: true },
  fields: (t) => ({
    kind: columnField(t, "kind", SectionKind, "Which part."),
    text: t.string({
      description: "The part itself.",
      args: { locale: t.arg({ type: "LanguageTag", description: `${localeDescription} The locale of \`sections\` goes before that.` }) },
      select: { texts: true },
      resolve: (row, { locale }, context) => textOf(row.texts, locale ?? (row as InLocale).locale ?? context.locale),
    }),
    claim: claimField(t, "Where it is stated."),
  }),
});

const practiceKind = { typename: "Practice", model: "practice", type: "PRACTICE", visibleTo };
declareRecord(practiceKind);

export const PracticeRef = builder.prismaObject("Practice", {
  description: "A case study of something a place did. One that went wrong is a practice too.",
  interfaces: [NodeRef, RecordRef],
  select: { id: true },
  fields: (t) => ({
    ...recordFields(t, "Practice"),
    ...titleFields(t, "title", "titles"),
    summary: textField(t, "summaries", "What it is about, in the record's words. Null: nothing to add to the title.", { nullable: true }),
    sections: t.field({
      type: [SectionRef],
      description: "Its parts, in the order they are read in.",
      args: { locale: t.arg({ type: "LanguageTag", description: "Language of the parts' texts where they name none themselves." }) },
      select: (_args, _context, nested) => ({ sections: nested({ orderBy: { position: "asc" } }) as never }),
      extensions: { readsFromRow: ["sections"] },
      resolve: (row: object, { locale }) =>
        (row as { sections: readonly object[] }).sections.map((section) => ({ ...section, locale })) as never,
    }),
    place: relatedRecord(t, "place", PlaceRef, "The place that did it. Null only where the viewer may not see the place."),
    status: columnField(t, "status", PracticeStatus, "Where it stands on its way to readers."),
    version: t.exposeInt("version", { description: "Version of the text, counted from 1." }),
    outcomeKind: columnField(t, "outcomeKind", OutcomeKind, "How it went. Null: not stated.", { nullable: true }),
    evidenceGrade: t.exposeInt("evidenceGrade", {
      nullable: true,
      description: "How well its results are attested; higher is better. Null: not graded.",
    }),
    partnership: relatedRecord(t, "partnership", PartnershipRef, "The partnership it came about in. Null: none, or not stated."),
    programme: relatedRecord(t, "programme", ProgrammeRef, "The programme it belongs to. Null: none, or not stated."),
    themes: t.field({
      type: [ThemeRef],
      description: "What it is about, by code list.",
      select: (_args, _context, nested) => ({ themes: { orderBy: { themeCode: "asc" }, select: { theme: nested({}) } } }),
      extensions: { readsFromRow: ["themes"] },
      resolve: ({ themes }) => themes.map(({ theme }) => theme) as never,
    }),
  }),
});

export const practiceConnection = connectionOf(PracticeRef);

const PracticeFilter = builder.inputType("PracticeFilter", {
  description: "Which practices; all conditions hold together.",
  fields: (t) => ({
    country: t.string({ description: "Of a place in the country of this ISO 3166-1 alpha-2 code." }),
    place: t.string({ description: "Of the place of this slug." }),
    theme: t.string({ description: "On the theme of this code." }),
    outcomeKind: t.field({ type: OutcomeKind, description: "That went this way." }),
    programme: t.string({ description: "Of the programme of this slug." }),
    ...recordConditions(t),
  }),
});

type Filter = RecordConditions & {
  country?: string | null;
  place?: string | null;
  theme?: string | null;
  outcomeKind?: string | null;
  programme?: string | null;
};

/** How lists of practices are filtered and ordered, wherever they stand. */
export const practiceList = {
  of: practiceConnection,
  filter: PracticeFilter,
  orderEnum: enumOf("PracticeOrder", "Order of a list of practices.", {
    PUBLISHED: "Latest published first; those of unknown date last.",
    TITLE: "By English title.",
    UPDATED: "Last changed first.",
  }),
  orders: {
    PUBLISHED: [{ column: "datedOn", direction: "desc" }],
    TITLE: titleOrder,
    UPDATED: updateOrder,
  },
  visibleTo,
  toWhere: ({ country, place, theme, outcomeKind, programme, ...conditions }: Filter, { viewer }: GraphqlContext) => ({
    ...(country ? { countryCode: country.toUpperCase() } : {}),
    ...(place ? { place: { slug: place, ...visibleTo(viewer) } } : {}),
    ...(theme ? { themes: { some: { themeCode: theme } } } : {}),
    ...(outcomeKind ? { outcomeKind } : {}),
    ...(programme ? { programme: { slug: programme, ...visibleTo(viewer) } } : {}),
    ...recordsWhere(conditions),
  }),
} as const;

listField("practices", "practice", { ...practiceList, description: "Practices the record knows." });
slugField("practice", practiceKind, PracticeRef);

builder.prismaObjectFields(PlaceRef, (t) => ({
  practices: relatedList(t, { ...practiceList, relation: "practices", description: "Practices of the place." }) as never,
}));
builder.prismaObjectFields(PartnershipRef, (t) => ({
  practices: relatedList(t, {
    ...practiceList,
    relation: "practices",
    description: "Practices that came about in the partnership.",
  }) as never,
}));
builder.prismaObjectFields(ProgrammeRef, (t) => ({
  practices: relatedList(t, { ...practiceList, relation: "practices", description: "Practices under the programme." }) as never,
}));
