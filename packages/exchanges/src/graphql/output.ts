import { OrganizationRef, PersonRef } from "@dostyk/directory/graphql";
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
  relatedList,
  textField,
} from "@dostyk/graphql";
import { NumberQualifier, ProgrammeRef } from "@dostyk/programmes/graphql";
import { ActivityRef } from "./activity.ts";
import { ContributionRole, OutputKind, OutputStepKind } from "./kinds.ts";

builder.prismaObject("OutputStep", {
  description: "A step an output went through.",
  select: { position: true },
  fields: (t) => ({
    kind: columnField(t, "kind", OutputStepKind, "Which step."),
    on: dateField(t, "onEdtf", "When. Null: not stated."),
    number: t.exposeInt("number", { nullable: true, description: "How many (copies, readers). Null: not stated." }),
    qualifier: columnField(t, "qualifier", NumberQualifier, "How exact the number is. Null: there is no number.", { nullable: true }),
    note: textField(t, "note", "More about the step. Null: nothing.", { nullable: true }),
    claim: claimField(t, "Where it is stated."),
  }),
});

builder.prismaObject("OutputContribution", {
  description: "A person or organization in a role of an output.",
  select: { position: true },
  fields: (t) => ({
    role: columnField(t, "role", ContributionRole, "What they did."),
    person: relatedRecord(t, "person", PersonRef, "The person. Null where it is an organization."),
    organization: relatedRecord(t, "organization", OrganizationRef, "The organization. Null where it is a person."),
    claim: claimField(t, "Where it is stated."),
  }),
});

const outputKind = { typename: "Output", model: "output", type: "OUTPUT", visibleTo };
declareRecord(outputKind);

export const OutputRef = builder.prismaObject("Output", {
  description: "Something produced: a report, handbook, manual, translation, newsletter issue, plan.",
  interfaces: [NodeRef, RecordRef],
  select: { id: true },
  fields: (t) => ({
    ...recordFields(t, "Output"),
    ...titleFields(t, "title", "titles"),
    summary: textField(t, "summaries", "What it is, in the record's words. Null: nothing to add to the title.", { nullable: true }),
    kind: columnField(t, "kind", OutputKind, "What sort."),
    languages: columnField(t, "languages", ["LanguageTag"], "Languages it exists in, as far as stated."),
    produced: dateField(t, "producedEdtf", "When it was finished, as chosen among the claims. Null: not stated."),
    activity: relatedRecord(t, "activity", ActivityRef, "The activity it came from. Null: none, or not stated."),
    programme: relatedRecord(t, "programme", ProgrammeRef, "The programme it belongs to. Null: none, or not stated."),
    steps: t.relation("steps", { description: "The steps it went through, in order of reading.", query: { orderBy: { position: "asc" } } }),
    contributions: t.relation("contributions", {
      description: "Who did what for it.",
      query: (_args, { viewer }) => ({
        where: { OR: [{ person: visibleTo(viewer) }, { organization: visibleTo(viewer) }] },
        orderBy: { position: "asc" },
      }),
    }),
  }),
});

const OutputFilter = builder.inputType("OutputFilter", {
  description: "Which outputs; all conditions hold together.",
  fields: (t) => ({
    kind: t.field({ type: OutputKind, description: "Of this sort." }),
    programme: t.string({ description: "Of the programme of this slug." }),
    ...recordConditions(t),
  }),
});

type Filter = RecordConditions & { kind?: string | null; programme?: string | null };

const outputList = {
  of: connectionOf(OutputRef),
  filter: OutputFilter,
  orderEnum: enumOf("OutputOrder", "Order of a list of outputs.", { TITLE: "By English title.", UPDATED: "Last changed first." }),
  orders: { TITLE: titleOrder, UPDATED: updateOrder },
  visibleTo,
  toWhere: ({ kind, programme, ...conditions }: Filter, { viewer }: GraphqlContext) => ({
    ...(kind ? { kind } : {}),
    ...(programme ? { programme: { slug: programme, ...visibleTo(viewer) } } : {}),
    ...recordsWhere(conditions),
  }),
} as const;

listField("outputs", "output", { ...outputList, description: "Outputs the record knows." });
slugField("output", outputKind, OutputRef);

builder.prismaObjectFields(ActivityRef, (t) => ({
  outputs: t.relation("outputs", {
    description: "What came out of it.",
    query: (_args, { viewer }) => ({ where: visibleTo(viewer), orderBy: { titleSort: "asc" } }),
  }),
}));
builder.prismaObjectFields(ProgrammeRef, (t) => ({
  outputs: relatedList(t, { ...outputList, relation: "outputs", description: "Outputs of the programme." }) as never,
}));
builder.prismaObjectFields("OutputContribution", (t) => ({
  output: relatedRecord(t, "output", OutputRef, "What was worked on. Null: not for this reader."),
}));
builder.prismaObjectFields("Participation", (t) => ({
  activity: relatedRecord(t, "activity", ActivityRef, "What they took part in. Null: not for this reader."),
}));
for (const ref of [PersonRef, OrganizationRef] as const) {
  builder.prismaObjectFields(ref as typeof PersonRef, (t) => ({
    participation: t.relation("participation", {
      description: "Activities they took part in, and as what.",
      query: (_args, { viewer }) => ({
        where: { activity: visibleTo(viewer) },
        orderBy: [{ activity: { datedOn: "asc" } }, { id: "asc" }],
        take: 200,
      }),
    }),
    contributions: t.relation("contributions", {
      description: "Outputs they worked on, and as what.",
      query: (_args, { viewer }) => ({
        where: { output: visibleTo(viewer) },
        orderBy: [{ output: { titleSort: "asc" } }, { position: "asc" }],
        take: 200,
      }),
    }),
  }));
}
