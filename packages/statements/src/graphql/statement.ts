import { OrganizationRef, PersonRef } from "@dostyk/directory/graphql";
import { visibleTo } from "@dostyk/evidence";
import {
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
  columnField,
  connectionOf,
  declareRecord,
  enumOf,
  type GraphqlContext,
  listField,
  NodeRef,
  RecordRef,
  relatedList,
  textField,
} from "@dostyk/graphql";

const StatementKind = enumOf("StatementKind", "What sort of statement.", {
  RECOMMENDATION: "Something others should do.",
  COMMITMENT: "Something the speaker will do.",
  POSITION: "What the speaker holds.",
});

const Stance = enumOf("Stance", "Where a statement stands towards its subject. Opposed stances stand beside each other; none is chosen.", {
  SUPPORTS: "For it.",
  OPPOSES: "Against it.",
  CONDITIONAL: "For it on a condition.",
  PROPOSES: "Wants something done or changed.",
  OBSERVES: "Says how things are and takes no side.",
});

export const StatementSubjectRef = builder.prismaObject("StatementSubject", {
  description: "A law or term statements are about.",
  select: { code: true },
  fields: (t) => ({
    code: t.exposeString("code", { description: "Its code; keeps its meaning for ever." }),
    ...titleFields(t, "title", "titles"),
  }),
});

const statementKind = { typename: "Statement", model: "statement", type: "STATEMENT", visibleTo };
declareRecord(statementKind);

export const StatementRef = builder.prismaObject("Statement", {
  description:
    "A recommendation, commitment or position made at an event, paraphrased. Opinions may oppose each other; they are never averaged.",
  interfaces: [NodeRef, RecordRef],
  select: { id: true },
  fields: (t) => ({
    ...recordFields(t, "Statement"),
    ...titleFields(t, "title", "titles"),
    kind: columnField(t, "kind", StatementKind, "What sort."),
    stance: columnField(t, "stance", Stance, "Where it stands towards its subject."),
    text: textField(t, "texts", "What was said, in the record's words."),
    subject: t.relation("subject", { description: "The law or term it is about." }),
    activity: relatedRecord(t, "activity", ActivityRef, "The event it was made at. Null only where the viewer may not see the event."),
    speaker: relatedRecord(t, "speaker", PersonRef, "Who made it. Null: nobody is named."),
    organization: relatedRecord(t, "organization", OrganizationRef, "The organization it was made for. Null: none is named."),
    voice: textField(t, "voice", "Whom it comes from where no one is named. Null: the speaker or organization says it.", {
      nullable: true,
    }),
    verifiable: t.exposeBoolean("verifiable", {
      nullable: true,
      description: "Whether somebody could check that a commitment was kept. Null: no commitment, or not judged.",
    }),
  }),
});

export const statementConnection = connectionOf(StatementRef);

const StatementFilter = builder.inputType("StatementFilter", {
  description: "Which statements; all conditions hold together.",
  fields: (t) => ({
    kind: t.field({ type: StatementKind, description: "Of this sort." }),
    subject: t.string({ description: "On the subject of this code." }),
    stance: t.field({ type: Stance, description: "Standing here towards their subject." }),
    activity: t.string({ description: "Made at the activity of this slug." }),
    speaker: t.string({ description: "Made by the person of this slug." }),
    ...recordConditions(t),
  }),
});

type Filter = RecordConditions & {
  kind?: string | null;
  subject?: string | null;
  stance?: string | null;
  activity?: string | null;
  speaker?: string | null;
};

/** How lists of statements are filtered and ordered, wherever they stand. */
export const statementList = {
  of: statementConnection,
  filter: StatementFilter,
  orderEnum: enumOf("StatementOrder", "Order of a list of statements.", {
    POSITION: "As the documents read.",
    TITLE: "By English title.",
    UPDATED: "Last changed first.",
  }),
  orders: {
    POSITION: [{ column: "position", direction: "asc" }],
    TITLE: titleOrder,
    UPDATED: updateOrder,
  },
  visibleTo,
  // Whoever may not see a person or an event learns nothing by asking for what was said by or at it.
  toWhere: ({ kind, subject, stance, activity, speaker, ...conditions }: Filter, { viewer }: GraphqlContext) => ({
    ...(kind ? { kind } : {}),
    ...(subject ? { subjectCode: subject } : {}),
    ...(stance ? { stance } : {}),
    ...(activity ? { activity: { slug: activity, ...visibleTo(viewer) } } : {}),
    ...(speaker ? { speaker: { slug: speaker, ...visibleTo(viewer) } } : {}),
    ...recordsWhere(conditions),
  }),
} as const;

listField("statements", "statement", { ...statementList, description: "Statements the record knows." });
slugField("statement", statementKind, StatementRef);

builder.queryField("statementSubjects", (t) =>
  t.prismaField({
    type: ["StatementSubject"],
    policy: "public",
    description: "The whole code list of subjects, by code.",
    resolve: (query, _root, _args, { prisma }) => prisma.statementSubject.findMany({ ...query, orderBy: { code: "asc" } }),
  }),
);

const statementsOf = { ...statementList, relation: "statements" } as const;

builder.prismaObjectFields(StatementSubjectRef, (t) => ({
  statements: relatedList(t, { ...statementsOf, description: "Statements on the subject." }) as never,
}));
builder.prismaObjectFields(ActivityRef, (t) => ({
  statements: relatedList(t, { ...statementsOf, description: "Statements made at it." }) as never,
}));
builder.prismaObjectFields(PersonRef, (t) => ({
  statements: relatedList(t, { ...statementsOf, description: "Statements the person made." }) as never,
}));
builder.prismaObjectFields(OrganizationRef, (t) => ({
  statements: relatedList(t, { ...statementsOf, description: "Statements made for the organization." }) as never,
}));
