import { OrganizationRef } from "@dostyk/directory/graphql";
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
  dateField,
  declareRecord,
  enumOf,
  type GraphqlContext,
  listField,
  NodeRef,
  RecordRef,
  textField,
} from "@dostyk/graphql";

const OrganizationRole = enumOf("OrganizationRole", "What an organization does in a programme.", {
  FUNDING: "Gives the money.",
  ACCOUNTABLE: "Answers for the results.",
  EXTENDING: "Passes money or management on.",
  IMPLEMENTING: "Carries it out.",
  HOST: "Is host to it.",
  CO_ORGANIZER: "Organizes it with others.",
  SUPPORTING: "Supports it.",
  SUBCONTRACTOR: "Works under a subcontract.",
  CONTRIBUTING: "Contributes work or means.",
});

export const NumberQualifier = enumOf("NumberQualifier", "How exact a number is, as its source words it.", {
  EXACT: "Exactly so many.",
  ABOUT: "About so many.",
  OVER: "More than so many.",
  AT_LEAST: "At least so many.",
});

const Measure = enumOf("Measure", "What a number of an indicator is.", {
  BASELINE: "Where it began.",
  TARGET: "What was aimed at.",
  ACTUAL: "What was reached.",
});

const ObjectiveKind = enumOf("ObjectiveKind", "The level of an objective.", {
  STRATEGIC_OBJECTIVE: "What the donor wants to reach.",
  INTERMEDIATE_RESULT: "A result on the way.",
  APPROACH: "The way it is pursued.",
});

builder.prismaObject("ProgrammeNumber", {
  description: "A number a programme is known by.",
  select: { scheme: true, value: true },
  fields: (t) => ({
    scheme: t.exposeString("scheme", { description: "Whose number: contract, task-order, project, grant." }),
    value: t.exposeString("value", { description: "The number as written." }),
    claim: claimField(t, "Where it is stated."),
  }),
});

builder.prismaObject("ProgrammeOrganization", {
  name: "ProgrammeRole",
  description: "An organization in a role of a programme.",
  select: { role: true },
  fields: (t) => ({
    role: columnField(t, "role", OrganizationRole, "What it does."),
    organization: relatedRecord(t, "organization", OrganizationRef, "Who has the role. Null: not for this reader."),
    claim: claimField(t, "Where it is stated."),
  }),
});

builder.prismaObject("Objective", {
  description: "Something a programme is to reach, or the way it goes about it.",
  select: { id: true },
  fields: (t) => ({
    kind: columnField(t, "kind", ObjectiveKind, "Its level."),
    code: t.exposeString("code", { nullable: true, description: "The donor's code, such as IR 2.3.1. Null where there is none." }),
    text: textField(t, "texts", "The objective in the record's words."),
    claim: claimField(t, "Where it is stated."),
  }),
});

builder.prismaObject("Indicator", {
  description: "A measured number of a programme. Equal numbers of different things are different indicators.",
  select: { id: true },
  fields: (t) => ({
    key: t.exposeString("key", { description: "What is counted, for programs." }),
    label: textField(t, "titles", "What is counted."),
    measure: columnField(t, "measure", Measure, "Baseline, target or actual."),
    number: t.exposeFloat("number", { description: "What was measured, in the unit." }),
    qualifier: columnField(t, "qualifier", NumberQualifier, "How exact it is."),
    unit: t.exposeString("unit", { nullable: true, description: "Its unit, such as USD. Null: pieces or people." }),
    period: dateField(t, "periodEdtf", "When it was measured or is for. Null: not stated."),
    claim: claimField(t, "Where it is stated."),
  }),
});

const programmeKind = { typename: "Programme", model: "programme", type: "PROGRAMME", visibleTo };
declareRecord(programmeKind);

export const ProgrammeRef = builder.prismaObject("Programme", {
  description: "What a donor funds.",
  interfaces: [NodeRef, RecordRef],
  select: { id: true },
  fields: (t) => ({
    ...recordFields(t, "Programme"),
    ...titleFields(t, "title", "titles"),
    acronym: t.exposeString("acronym", { nullable: true, description: "Its short form. Null where it has none." }),
    summary: textField(t, "summaries", "What it is, in the record's words. Null: nothing to add.", { nullable: true }),
    started: dateField(t, "startEdtf", "When it began, as chosen among the claims. Null: not stated."),
    ended: dateField(t, "endEdtf", "When it ended. Null: not stated."),
    numbers: t.relation("numbers", {
      description: "The numbers it is known by.",
      query: { orderBy: [{ scheme: "asc" }, { value: "asc" }] },
    }),
    organizations: t.relation("organizations", {
      description: "Who does what in it.",
      query: (_args, { viewer }) => ({
        where: { organization: visibleTo(viewer) },
        orderBy: [{ role: "asc" }, { organization: { titleSort: "asc" } }],
      }),
    }),
    objectives: t.relation("objectives", { description: "What it is to reach.", query: { orderBy: { position: "asc" } } }),
    indicators: t.relation("indicators", { description: "Its measured numbers.", query: { orderBy: { position: "asc" } } }),
  }),
});

const ProgrammeFilter = builder.inputType("ProgrammeFilter", {
  description: "Which programmes; all conditions hold together.",
  fields: (t) => ({
    organization: t.string({ description: "In which the organization of this slug has a role." }),
    ...recordConditions(t),
  }),
});

type Filter = RecordConditions & { organization?: string | null };

listField("programmes", "programme", {
  of: connectionOf(ProgrammeRef),
  description: "Programmes the record knows.",
  filter: ProgrammeFilter,
  orderEnum: enumOf("ProgrammeOrder", "Order of a list of programmes.", { TITLE: "By English title.", UPDATED: "Last changed first." }),
  orders: { TITLE: titleOrder, UPDATED: updateOrder },
  visibleTo,
  toWhere: ({ organization, ...conditions }: Filter, { viewer }: GraphqlContext) => ({
    ...(organization ? { organizations: { some: { organization: { slug: organization, ...visibleTo(viewer) } } } } : {}),
    ...recordsWhere(conditions),
  }),
});
slugField("programme", programmeKind, ProgrammeRef);

builder.prismaObjectFields(OrganizationRef, (t) => ({
  programmes: t.relation("programmes", {
    description: "Its roles in programmes.",
    query: (_args, { viewer }) => ({
      where: { programme: visibleTo(viewer) },
      orderBy: [{ programme: { titleSort: "asc" } }, { role: "asc" }],
    }),
  }),
}));
builder.prismaObjectFields("ProgrammeOrganization", (t) => ({
  programme: relatedRecord(t, "programme", ProgrammeRef, "In which the role is held. Null: not for this reader."),
}));
