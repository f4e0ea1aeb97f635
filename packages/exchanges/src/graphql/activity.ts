import { CountryRef, PlaceRef, ThemeRef } from "@dostyk/directory/graphql";
import { claimsVisibleTo, maySee, visibleTo } from "@dostyk/evidence";
import {
  ClaimRef,
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
  type GraphqlContext,
  listField,
  NodeRef,
  PeriodRef,
  RecordRef,
  relatedList,
  textField,
} from "@dostyk/graphql";
import { PartnershipRef } from "@dostyk/partnerships/graphql";
import { ProgrammeRef } from "@dostyk/programmes/graphql";
import { ExternalEventRef } from "./activity-parts.ts";
import { ActivityKind, ActivityStatus, PostponementReason } from "./kinds.ts";

const Direction = builder.objectRef<{ from: object; to: object }>("Direction");
builder.objectType(Direction, {
  description: "Which way a trip goes.",
  fields: (t) => ({
    from: t.field({ type: PlaceRef as never, description: "Where the travellers come from.", resolve: ({ from }) => from as never }),
    to: t.field({ type: PlaceRef as never, description: "Where they go.", resolve: ({ to }) => to as never }),
  }),
});

type Period = { plane: string; position: number; startEdtf: string; endEdtf: string | null; raw: string | null };

function periodsOf(periods: readonly Period[], plane: string) {
  return periods
    .filter((period) => period.plane === plane)
    .toSorted((a, b) => a.position - b.position)
    .map(({ startEdtf, endEdtf, raw }) => ({ start: startEdtf, end: endEdtf, raw }));
}

const activityKind = { typename: "Activity", model: "activity", type: "ACTIVITY", visibleTo };
declareRecord(activityKind);

export const ActivityRef = builder.prismaObject("Activity", {
  description: "Anything held or planned. Plan and actual are kept apart.",
  interfaces: [NodeRef, RecordRef],
  select: { id: true },
  fields: (t) => ({
    ...recordFields(t, "Activity"),
    ...titleFields(t, "title", "titles"),
    summary: textField(t, "summaries", "What it was about, in the record's words. Null: nothing to add to the title.", { nullable: true }),
    kind: columnField(t, "kind", ActivityKind, "What sort."),
    status: columnField(t, "status", ActivityStatus, "Where it stands, as the claims say."),
    planned: t.field({
      type: [PeriodRef],
      description: "When it was to be, as chosen among the claims; several where it runs in blocks. Empty: no plan is stated.",
      select: { periods: true },
      resolve: ({ periods }) => periodsOf(periods, "PLANNED"),
    }),
    actual: t.field({
      type: [PeriodRef],
      description: "When it was held, as chosen among the claims. Empty: not held, or not stated.",
      select: { periods: true },
      resolve: ({ periods }) => periodsOf(periods, "ACTUAL"),
    }),
    durationDays: t.exposeInt("durationDays", {
      nullable: true,
      description: "Days it lasted, where a source states it. Null: not stated.",
    }),
    country: columnField(t, "countryCode", CountryRef, "The country it was in. Null: not stated.", { nullable: true }),
    places: t.field({
      type: [PlaceRef],
      description: "Where, as chosen among the claims.",
      // As a filter of the list, what may be seen would have each place looked up twice.
      select: (_args, _context, nested) =>
        ({ places: { orderBy: { position: "asc" }, select: { place: nested({ select: { visibility: true } }) } } }) as never,
      extensions: { readsFromRow: ["places"] },
      resolve: (activity: object, _args, { viewer }) =>
        (activity as { places: readonly { place: { visibility: string } }[] }).places
          .map(({ place }) => place)
          .filter((place) => maySee(viewer, place)) as never,
    }),
    partnership: relatedRecord(t, "partnership", PartnershipRef, "The partnership it belongs to. Null: none."),
    programme: relatedRecord(t, "programme", ProgrammeRef, "The programme it belongs to. Null: none, or not stated."),
    tripNumber: t.exposeInt("tripNumber", {
      nullable: true,
      description: "Number of the trip within its partnership. Null: not numbered.",
    }),
    direction: t.field({
      type: Direction,
      nullable: true,
      description: "Which way the trip goes. Null: no trip, or not stated.",
      select: (_args, _context, nested) =>
        ({
          fromPlace: nested({ select: { visibility: true } }, ["from"], "Place"),
          toPlace: nested({ select: { visibility: true } }, ["to"], "Place"),
        }) as never,
      extensions: { readsFromRow: ["fromPlace", "toPlace"] },
      resolve: (activity: object, _args: unknown, { viewer }: GraphqlContext) => {
        const { fromPlace: from, toPlace: to } = activity as Readonly<Record<"fromPlace" | "toPlace", { visibility: string } | null>>;
        return from !== null && to !== null && maySee(viewer, from) && maySee(viewer, to) ? { from, to } : null;
      },
    }),
    lastOfSeries: t.exposeBoolean("lastOfSeries", {
      nullable: true,
      description: "True: announced as the last trip of the partnership. Null: nothing is said.",
    }),
    parent: relatedRecord(t, "parent", "Activity", "The activity it is part of. Null: it stands alone."),
    parts: t.relation("parts", {
      description: "Its parts.",
      query: (_args, { viewer }) => ({ where: visibleTo(viewer), orderBy: [{ datedOn: "asc" }, { id: "asc" }] }),
    }),
    participation: t.relation("participation", {
      description: "Who took part, and as what.",
      query: (_args, { viewer }) => ({
        where: { OR: [{ organization: visibleTo(viewer) }, { person: visibleTo(viewer) }, { place: visibleTo(viewer) }] },
        orderBy: { position: "asc" },
      }),
    }),
    attendance: t.relation("attendance", {
      description: "How many were there. Never sum the groups: they may overlap.",
      query: { orderBy: { position: "asc" } },
    }),
    scheduleChanges: t.relation("scheduleChanges", {
      description: "The ledger of its postponements, oldest first.",
      query: { orderBy: { position: "asc" } },
    }),
    themes: t.field({
      type: [ThemeRef],
      description: "What it was about, by code list.",
      select: (_args, _context, nested) => ({ themes: { orderBy: { themeCode: "asc" }, select: { theme: nested({}) } } }),
      extensions: { readsFromRow: ["themes"] },
      resolve: ({ themes }) => themes.map(({ theme }) => theme) as never,
    }),
    evidence: t.field({
      type: [ClaimRef],
      description: "The claims behind what is shown: dates, places, status, numbers.",
      select: (_args, { viewer }, nested) =>
        ({
          registry: {
            select: {
              claims: nested({
                where: { rank: { not: "DEPRECATED" }, ...claimsVisibleTo(viewer) },
                orderBy: [{ sourceId: "asc" }, { lineStart: "asc" }],
              }),
            },
          },
        }) as never,
      resolve: (activity: object) => (activity as { registry: { claims: never } }).registry.claims,
    }),
  }),
});

export const activityConnection = connectionOf(ActivityRef);

const ActivityFilter = builder.inputType("ActivityFilter", {
  description: "Which activities; all conditions hold together.",
  fields: (t) => ({
    kind: t.field({ type: ActivityKind, description: "Of this sort." }),
    status: t.field({ type: ActivityStatus, description: "Standing here." }),
    country: t.string({ description: "In the country of this ISO 3166-1 alpha-2 code." }),
    place: t.string({ description: "At the place of this slug." }),
    partnership: t.string({ description: "Of the partnership of this slug." }),
    programme: t.string({ description: "Of the programme of this slug." }),
    theme: t.string({ description: "On the theme of this code." }),
    postponedBecause: t.field({ type: PostponementReason, description: "With a postponement for this reason." }),
    from: t.field({ type: "DateTime", description: "Dated on or after this day." }),
    until: t.field({ type: "DateTime", description: "Dated on or before this day. Undated activities are left out." }),
    ...recordConditions(t),
  }),
});

type Filter = RecordConditions & {
  kind?: string | null;
  status?: string | null;
  country?: string | null;
  place?: string | null;
  partnership?: string | null;
  programme?: string | null;
  theme?: string | null;
  postponedBecause?: string | null;
  from?: Date | null;
  until?: Date | null;
};

/** How lists of activities are filtered and ordered, wherever they stand. */
export const activityList = {
  of: activityConnection,
  filter: ActivityFilter,
  orderEnum: enumOf("ActivityOrder", "Order of a list of activities.", {
    LATEST: "Latest first; undated last.",
    EARLIEST: "Earliest first; undated before all.",
    TITLE: "By English title.",
    UPDATED: "Last changed first.",
  }),
  orders: {
    LATEST: [{ column: "datedOn", direction: "desc" }],
    EARLIEST: [{ column: "datedOn", direction: "asc" }],
    TITLE: titleOrder,
    UPDATED: updateOrder,
  },
  visibleTo,
  // Whoever may not see a place, partnership or programme learns nothing by asking for what belongs to it.
  toWhere: (filter: Filter, { viewer }: GraphqlContext) => ({
    ...(filter.kind ? { kind: filter.kind } : {}),
    ...(filter.status ? { status: filter.status } : {}),
    ...(filter.country ? { countryCode: filter.country.toUpperCase() } : {}),
    ...(filter.place ? { places: { some: { place: { slug: filter.place, ...visibleTo(viewer) } } } } : {}),
    ...(filter.partnership ? { partnership: { slug: filter.partnership, ...visibleTo(viewer) } } : {}),
    ...(filter.programme ? { programme: { slug: filter.programme, ...visibleTo(viewer) } } : {}),
    ...(filter.theme ? { themes: { some: { themeCode: filter.theme } } } : {}),
    ...(filter.postponedBecause ? { scheduleChanges: { some: { reasonClass: filter.postponedBecause } } } : {}),
    ...(filter.from || filter.until
      ? { datedOn: { gte: filter.from ?? new Date("0001-01-02T00:00:00Z"), ...(filter.until ? { lte: filter.until } : {}) } }
      : {}),
    ...recordsWhere(filter),
  }),
} as const;

listField("activities", "activity", { ...activityList, description: "Activities the record knows." });
slugField("activity", activityKind, ActivityRef);
slugField("externalEvent", { typename: "ExternalEvent", model: "externalEvent", type: "EXTERNAL_EVENT", visibleTo }, ExternalEventRef);

builder.prismaObjectFields("ScheduleChange", (t) => ({
  activity: relatedRecord(t, "activity", ActivityRef, "The activity whose schedule changed."),
}));

const related = { ...activityList, relation: "activities" } as const;
builder.prismaObjectFields(PlaceRef, (t) => ({
  activities: relatedList(t, { ...related, through: "activity", description: "Activities held or planned here." }) as never,
}));
builder.prismaObjectFields(PartnershipRef, (t) => ({
  activities: relatedList(t, { ...related, description: "Trips and other activities of the partnership." }) as never,
}));
builder.prismaObjectFields(ProgrammeRef, (t) => ({
  activities: relatedList(t, { ...related, description: "Activities of the programme." }) as never,
}));
