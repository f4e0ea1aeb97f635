import { OrganizationRef } from "@dostyk/directory/graphql";
import { claimsVisibleTo, visibleTo } from "@dostyk/evidence";
import {
  ClaimRef,
  LineSpanRef,
  recordFields,
  relatedRecord,
  slugField,
  SourceRef,
  titleFields,
  type RecordConditions,
  recordConditions,
  recordsWhere,
  titleOrder,
  updateOrder,
} from "@dostyk/evidence/graphql";
import { ActivityRef, ActivityStatus, OutputRef } from "@dostyk/exchanges/graphql";
import {
  builder,
  columnField,
  connectionOf,
  dateField,
  declareRecord,
  enumOf,
  type GraphqlContext,
  listField,
  localeDescription,
  NodeRef,
  PeriodRef,
  periodOf,
  RecordRef,
  relatedList,
  textField,
} from "@dostyk/graphql";
import type { Viewer } from "@dostyk/kernel";
import { ProgrammeRef } from "@dostyk/programmes/graphql";
import { type SentenceDetails, sentenceOf } from "../sentences.ts";
import { ContradictionKind, ReportSectionKind, SectionAnswer } from "./kinds.ts";

type WithLines = { readonly lineStart: number; readonly lineEnd: number };

const lines = {
  type: LineSpanRef,
  description: "Where in the document.",
  select: { lineStart: true, lineEnd: true },
  resolve: ({ lineStart, lineEnd }: WithLines) => ({ lineStart, lineEnd }),
} as const;

/** A list of claims that stands behind a table of pairs. */
function citedClaims(description: string) {
  return {
    type: [ClaimRef],
    description,
    select: (_args: unknown, { viewer }: { viewer: Parameters<typeof visibleTo>[0] }, nested: (query: object) => never) =>
      ({
        claims: {
          where: { claim: { record: visibleTo(viewer), ...claimsVisibleTo(viewer) } },
          orderBy: { claim: { lineStart: "asc" } },
          select: { claim: nested({}) },
        },
      }) as never,
    extensions: { readsFromRow: ["claims"] },
    resolve: (row: object) => (row as { claims: { claim: never }[] }).claims.map(({ claim }) => claim),
  };
}

builder.prismaObject("ReportSection", {
  description: "A section of a report and what it says as a whole.",
  select: { position: true },
  fields: (t) => ({
    kind: columnField(t, "kind", ReportSectionKind, "What sort of section."),
    numeral: t.exposeString("numeral", { nullable: true, description: "Its number as printed. Null: it has none." }),
    title: textField(t, "titles", "Its title in the record's words."),
    answer: columnField(t, "answer", SectionAnswer, "Content, an explicit “not applicable”, or nothing. Blank and N/A differ."),
    lines: t.field(lines),
  }),
});

const TimeChartRowRef = builder.prismaObject("TimeChartRow", {
  description: "One row of a report's time chart: what was planned, where, and what came of it.",
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Id of the row." }),
    position: t.exposeInt("position", { description: "Its place in the chart, from 1." }),
    planned: textField(t, "planned", "What was planned, in the record's words."),
    location: textField(t, "location", "Where. Null: the report leaves the cell blank.", { nullable: true }),
    actual: textField(t, "actual", "What came of it, in the record's words."),
    status: columnField(t, "status", ActivityStatus, "What the row says: completed or postponed. Null: neither.", { nullable: true }),
    activity: relatedRecord(t, "activity", ActivityRef, "The activity it is about. Null: it is about an output."),
    output: relatedRecord(t, "output", OutputRef, "The output it is about. Null: it is about an activity."),
    claims: t.field(citedClaims("The claims that rest on this row.") as never),
    lines: t.field(lines),
  }),
});

builder.prismaObject("PlanItem", {
  description: "One line of the plan for the next period.",
  select: { id: true },
  fields: (t) => ({
    position: t.exposeInt("position", { description: "Its place in the plan, from 1." }),
    text: textField(t, "texts", "What is planned, in the record's words."),
    activity: relatedRecord(t, "activity", ActivityRef, "The activity it is about. Null: none in the record."),
    claims: t.field(citedClaims("The claims that rest on this line.") as never),
    lines: t.field(lines),
  }),
});

builder.prismaObject("Contradiction", {
  description: "Two places of a report that cannot both be right. Found by a detector, never written by hand.",
  select: { id: true },
  fields: (t) => ({
    kind: columnField(t, "kind", ContradictionKind, "In which way."),
    message: t.string({
      description: "The contradiction in one sentence.",
      args: { locale: t.arg({ type: "LanguageTag", description: localeDescription }) },
      select: { kind: true, details: true },
      resolve: ({ kind, details }, { locale }, context) => sentenceOf(kind, details as SentenceDetails, locale ?? context.locale),
    }),
    details: columnField(t, "details", "JSON", "What the sentence is made of, for programs; the keys depend on the kind."),
    activity: relatedRecord(t, "activity", ActivityRef, "The activity it is about. Null: an output, or the report as a whole."),
    output: relatedRecord(t, "output", OutputRef, "The output it is about. Null: an activity, or the report as a whole."),
    row: t.relation("row", { nullable: true, description: "The row of the time chart to show it at. Null: none, or more than one." }),
    claims: t.field(citedClaims("The claims that cannot all be right.") as never),
  }),
});

type ChartRow = { status: string | null };
const StatusCount = builder.objectRef<{ status: string | null; count: number }>("StatusCount");
builder.objectType(StatusCount, {
  description: "How many rows stand so.",
  fields: (t) => ({
    status: t.field({
      type: ActivityStatus,
      nullable: true,
      description: "The status. Null: rows that state none.",
      resolve: ({ status }) => status as never,
    }),
    count: t.exposeInt("count", { description: "How many rows." }),
  }),
});

const TimeChart = builder.objectRef<{ rows: ChartRow[] }>("TimeChart");
builder.objectType(TimeChart, {
  description: "The table of a period: planned, location, actual.",
  fields: (t) => ({
    rows: t.field({ type: [TimeChartRowRef], description: "Its rows, in order.", resolve: ({ rows }) => rows as never }),
    totals: t.field({
      type: [StatusCount],
      description: "Rows by status.",
      resolve: ({ rows }) => [...Map.groupBy(rows, ({ status }) => status)].map(([status, group]) => ({ status, count: group.length })),
    }),
  }),
});

/** A contradiction tells in its sentence what its claims say, so it is shown to those who may see all of them. */
function contradictionsVisibleTo(viewer: Viewer) {
  return { claims: { every: { claim: { record: visibleTo(viewer), ...claimsVisibleTo(viewer) } } } };
}

const reportKind = { typename: "Report", model: "report", type: "REPORT", visibleTo };
declareRecord(reportKind);

export const ReportRef = builder.prismaObject("Report", {
  description: "The document a programme files for a period.",
  interfaces: [NodeRef, RecordRef],
  select: { id: true },
  fields: (t) => ({
    ...recordFields(t, "Report"),
    ...titleFields(t, "title", "titles"),
    number: t.exposeInt("number", { nullable: true, description: "Its number in the programme. Null: not numbered." }),
    period: t.field({
      type: PeriodRef,
      description: "The period it is for.",
      select: { periodEdtf: true },
      resolve: ({ periodEdtf }) => periodOf(periodEdtf),
    }),
    published: dateField(t, "publishedEdtf", "When it came out. Null: not stated."),
    programme: relatedRecord(t, "programme", ProgrammeRef, "The programme it reports on. Null: none."),
    author: relatedRecord(t, "author", OrganizationRef, "Who filed it. Null: not stated."),
    source: relatedRecord(t, "source", SourceRef, "The document it is encoded from."),
    sections: t.relation("sections", { description: "Its sections, in order.", query: { orderBy: { position: "asc" } } }),
    timeChart: t.field({
      type: TimeChart,
      description: "Its time chart.",
      select: (_args, _context, nested) =>
        ({ chartRows: nested({ orderBy: { position: "asc" }, select: { status: true } }, ["rows"], "TimeChartRow") }) as never,
      extensions: { readsFromRow: ["chartRows"] },
      resolve: (report: object) => ({ rows: (report as { chartRows: ChartRow[] }).chartRows }),
    }),
    plan: t.relation("planItems", { description: "Its plan for the next period.", query: { orderBy: { position: "asc" } } }),
    contradictions: t.relation("contradictions", {
      description: "Where it contradicts itself, in the order of the document. One that speaks of a hidden record is left out.",
      query: (_args, { viewer }) => ({
        where: contradictionsVisibleTo(viewer),
        orderBy: { position: "asc" },
      }),
    }),
  }),
});

const ReportFilter = builder.inputType("ReportFilter", {
  description: "Which reports; all conditions hold together.",
  fields: (t) => ({
    programme: t.string({ description: "On the programme of this slug." }),
    ...recordConditions(t),
  }),
});

const reportList = {
  of: connectionOf(ReportRef),
  filter: ReportFilter,
  orderEnum: enumOf("ReportOrder", "Order of a list of reports.", { TITLE: "By English title.", UPDATED: "Last changed first." }),
  orders: { TITLE: titleOrder, UPDATED: updateOrder },
  visibleTo,
  toWhere: ({ programme, ...conditions }: RecordConditions & { programme?: string | null }, { viewer }: GraphqlContext) => ({
    ...(programme ? { programme: { slug: programme, ...visibleTo(viewer) } } : {}),
    ...recordsWhere(conditions),
  }),
} as const;

listField("reports", "report", { ...reportList, description: "Reports the record knows." });
slugField("report", reportKind, ReportRef);

builder.prismaObjectFields(ProgrammeRef, (t) => ({
  reports: relatedList(t, { ...reportList, relation: "reports", description: "Reports on the programme." }) as never,
}));
builder.prismaObjectFields(SourceRef, (t) => ({
  reports: relatedList(t, { ...reportList, relation: "reports", description: "Reports encoded from this document." }) as never,
}));
builder.prismaObjectFields("TimeChartRow", (t) => ({
  report: relatedRecord(t, "report", ReportRef, "Whose time chart the row stands in."),
}));
builder.prismaObjectFields("PlanItem", (t) => ({ report: relatedRecord(t, "report", ReportRef, "Whose plan the line stands in.") }));
// Both fields that read the rows ask for them alike, so that one statement answers both.
function rowsToldOf(viewer: Viewer) {
  return { where: { report: visibleTo(viewer) }, orderBy: [{ position: "asc" as const }, { id: "asc" as const }] };
}

builder.prismaObjectFields(ActivityRef, (t) => ({
  chartRows: t.relation("chartRows", {
    description: "Rows of time charts that report on it.",
    query: (_args, { viewer }) => rowsToldOf(viewer),
  }),
  report: t.field({
    type: ReportRef,
    nullable: true,
    description: "The first report whose time chart tells of it. Null: none does, or none this reader may see.",
    select: (_args, { viewer }, nested) =>
      ({ chartRows: { ...rowsToldOf(viewer), select: { report: nested({}, [], "Report") } } }) as never,
    resolve: (activity: object) => (activity as { chartRows: { report: never }[] }).chartRows[0]?.report ?? null,
  }),
  planItems: t.relation("planItems", {
    description: "Lines of plans that announce it.",
    query: (_args, { viewer }) => ({ where: { report: visibleTo(viewer) }, orderBy: { position: "asc" } }),
  }),
}));
