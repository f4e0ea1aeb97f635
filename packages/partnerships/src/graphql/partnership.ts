import { OrganizationRef, PlaceRef, ThemeRef } from "@dostyk/directory/graphql";
import { maySee, visibleTo } from "@dostyk/evidence";
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
import { ProgrammeRef } from "@dostyk/programmes/graphql";

export const PartnershipKind = enumOf("PartnershipKind", "What sort of partnership.", {
  SISTER_CITY: "Sister cities.",
  FRIENDSHIP: "Friendship cities, less formal.",
  RESOURCE_CITIES: "A technical partnership under the Resource Cities programme.",
  TWINNING: "Town twinning.",
  TRILATERAL: "Three parties.",
  CITY_RAYON: "A city with a rayon.",
});

export const PartnershipStatus = enumOf("PartnershipStatus", "Where a partnership stands. Nothing disappears when it ends.", {
  PROPOSED: "One side has asked.",
  CONFIRMED: "All sides agreed.",
  ACTIVE: "At work.",
  DORMANT: "Nothing has happened for long.",
  SUSPENDED: "Stopped for a time.",
  ENDED: "Over.",
});

const ConfirmationState = enumOf("ConfirmationState", "Who stands behind a partnership today.", {
  BOTH: "Every party has confirmed it.",
  UNILATERAL: "Only one party has.",
  CONTESTED: "A party denies it.",
  ENDED_BY_ONE: "One party ended it.",
  HISTORICAL: "Known from documents; nobody has been asked.",
});

const PartyConfirmation = enumOf("PartyConfirmation", "What one party says.", {
  CONFIRMED: "It confirms.",
  UNCONFIRMED: "It has not answered.",
  DECLINED: "It declined.",
  ENDED: "It ended the partnership.",
  HISTORICAL: "It was never asked: the partnership is known from documents.",
});

export const PartyRef = builder.prismaObject("PartnershipParty", {
  description: "One side of a partnership: a place or an organization.",
  select: { position: true },
  fields: (t) => ({
    place: relatedRecord(t, "place", PlaceRef, "The place. Null where the party is an organization."),
    organization: relatedRecord(t, "organization", OrganizationRef, "The organization. Null where the party is a place."),
    role: textField(t, "role", "What the party does in it. Null: not stated.", { nullable: true }),
    confirmation: columnField(t, "confirmation", PartyConfirmation, "What the party itself says."),
    claim: claimField(t, "Where it is stated."),
  }),
});

builder.prismaObject("PartnershipStatusChange", {
  description: "One step of a partnership's life.",
  select: { position: true },
  fields: (t) => ({
    status: columnField(t, "status", PartnershipStatus, "The status from then on."),
    on: dateField(t, "onEdtf", "When. Null: not stated."),
    reason: textField(t, "reason", "Why. Null: not stated.", { nullable: true }),
    decider: textField(t, "decider", "Who decided. Null: not stated.", { nullable: true }),
    claim: claimField(t, "Where it is stated."),
  }),
});

builder.prismaObject("Outcome", {
  description: "What came of a partnership.",
  select: { position: true },
  fields: (t) => ({
    text: textField(t, "texts", "The outcome in the record's words."),
    claim: claimField(t, "Where it is stated."),
  }),
});

const visibility = { select: { visibility: true } } as const;
type Party = Readonly<Record<"place" | "organization", { readonly visibility: string } | null>>;

const partnershipKind = { typename: "Partnership", model: "partnership", type: "PARTNERSHIP", visibleTo };
declareRecord(partnershipKind);

export const PartnershipRef = builder.prismaObject("Partnership", {
  description: "Two or more parties that work together over time.",
  interfaces: [NodeRef, RecordRef],
  select: { id: true },
  fields: (t) => ({
    ...recordFields(t, "Partnership"),
    ...titleFields(t, "title", "titles"),
    summary: textField(t, "summaries", "What it is about, in the record's words. Null: nothing to add.", { nullable: true }),
    kind: columnField(t, "kind", PartnershipKind, "What sort."),
    status: columnField(t, "status", PartnershipStatus, "Where it stands."),
    confirmation: columnField(t, "confirmation", ConfirmationState, "Who stands behind it today."),
    started: dateField(t, "startEdtf", "When it began, as chosen among the claims. Null: not stated."),
    ended: dateField(t, "endEdtf", "When it ended. Null: it has not, or not stated."),
    statusHistory: t.relation("statusHistory", {
      description: "Every change of status, oldest first.",
      query: { orderBy: { position: "asc" } },
    }),
    parties: t.field({
      type: [PartyRef],
      description: "Its sides.",
      // What may be seen is sorted out here: as a filter it would have each party's place looked up twice, which is a
      // quarter of what a list of partnerships costs the database.
      select: (_args, _context, nested) =>
        ({ parties: nested({ orderBy: { position: "asc" }, select: { place: visibility, organization: visibility } }) }) as never,
      extensions: { readsFromRow: ["parties"] },
      resolve: (partnership: object, _args, { viewer }) =>
        (partnership as { parties: readonly Party[] }).parties.filter(({ place, organization }) =>
          [place, organization].some((side) => side !== null && maySee(viewer, side)),
        ) as never,
    }),
    programme: relatedRecord(t, "programme", ProgrammeRef, "The programme it belongs to. Null: none, or not stated."),
    themes: t.field({
      type: [ThemeRef],
      description: "What it is about, by code list.",
      select: (_args, _context, nested) => ({ themes: { orderBy: { themeCode: "asc" }, select: { theme: nested({}) } } }),
      extensions: { readsFromRow: ["themes"] },
      resolve: ({ themes }) => themes.map(({ theme }) => theme) as never,
    }),
    outcomes: t.relation("outcomes", { description: "What came of it.", query: { orderBy: { position: "asc" } } }),
  }),
});

export const partnershipConnection = connectionOf(PartnershipRef);

const PartnershipFilter = builder.inputType("PartnershipFilter", {
  description: "Which partnerships; all conditions hold together.",
  fields: (t) => ({
    kind: t.field({ type: PartnershipKind, description: "Of this sort." }),
    status: t.field({ type: PartnershipStatus, description: "Standing here." }),
    confirmation: t.field({ type: ConfirmationState, description: "So confirmed." }),
    place: t.string({ description: "With the place of this slug as a party." }),
    country: t.string({ description: "With a party in the country of this ISO 3166-1 alpha-2 code." }),
    programme: t.string({ description: "Of the programme of this slug." }),
    theme: t.string({ description: "On the theme of this code." }),
    ...recordConditions(t),
  }),
});

type Filter = RecordConditions & {
  kind?: string | null;
  status?: string | null;
  confirmation?: string | null;
  place?: string | null;
  country?: string | null;
  programme?: string | null;
  theme?: string | null;
};

/** How lists of partnerships are filtered and ordered, wherever they stand. */
export const partnershipList = {
  of: partnershipConnection,
  filter: PartnershipFilter,
  orderEnum: enumOf("PartnershipOrder", "Order of a list of partnerships.", {
    TITLE: "By English title.",
    STARTED: "Latest begun first; undated last.",
    UPDATED: "Last changed first.",
  }),
  orders: {
    TITLE: titleOrder,
    STARTED: [{ column: "datedOn", direction: "desc" }],
    UPDATED: updateOrder,
  },
  visibleTo,
  // Whoever may not see a party or programme learns nothing by asking for the partnerships it has.
  toWhere: ({ kind, status, confirmation, place, country, programme, theme, ...conditions }: Filter, { viewer }: GraphqlContext) => ({
    AND: [
      place ? { parties: { some: { place: { slug: place, ...visibleTo(viewer) } } } } : {},
      country ? { parties: { some: { place: { countryCode: country.toUpperCase(), ...visibleTo(viewer) } } } } : {},
    ],
    ...(kind ? { kind } : {}),
    ...(status ? { status } : {}),
    ...(confirmation ? { confirmation } : {}),
    ...(programme ? { programme: { slug: programme, ...visibleTo(viewer) } } : {}),
    ...(theme ? { themes: { some: { themeCode: theme } } } : {}),
    ...recordsWhere(conditions),
  }),
} as const;

listField("partnerships", "partnership", { ...partnershipList, description: "Partnerships the record knows." });
slugField("partnership", partnershipKind, PartnershipRef);

builder.prismaObjectFields(PlaceRef, (t) => ({
  partnerships: relatedList(t, {
    ...partnershipList,
    relation: "parties",
    through: "partnership",
    description: "Partnerships the place is a party to.",
  }) as never,
}));
builder.prismaObjectFields(OrganizationRef, (t) => ({
  partnerships: relatedList(t, {
    ...partnershipList,
    relation: "parties",
    through: "partnership",
    description: "Partnerships the organization is a party to.",
  }) as never,
}));
builder.prismaObjectFields(ProgrammeRef, (t) => ({
  partnerships: relatedList(t, { ...partnershipList, relation: "partnerships", description: "Partnerships under the programme." }) as never,
}));
