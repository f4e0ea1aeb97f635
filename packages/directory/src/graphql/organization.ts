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
  listField,
  NodeRef,
  RecordRef,
  relatedList,
  textField,
} from "@dostyk/graphql";
import { PersonRef } from "./person.ts";
import { CountryRef, PlaceRef } from "./place.ts";

const OrganizationKind = enumOf("OrganizationKind", "What sort of organization.", {
  ASSOCIATION: "An association of municipalities.",
  MUNICIPALITY: "A city's or town's government.",
  REGIONAL_GOVERNMENT: "The government of a region.",
  DONOR: "Gives the money.",
  IMPLEMENTER: "Carries a programme out.",
  TRAINING_CENTRE: "A training centre.",
  GOVERNMENT_BODY: "A ministry, agency or department.",
  LEGISLATURE: "A parliament or council.",
  NGO: "A non-governmental organization.",
  ACADEMY: "A university, academy or institute.",
  INTERNATIONAL: "An international organization.",
  EMBASSY: "A diplomatic mission.",
  COMPANY: "A company.",
  COMMUNITY_BODY: "A council or club of citizens.",
});

const organizationKind = { typename: "Organization", model: "organization", type: "ORGANIZATION", visibleTo };
declareRecord(organizationKind);

export const OrganizationRef = builder.prismaObject("Organization", {
  description: "An association, municipality, donor, implementer or any other body.",
  interfaces: [NodeRef, RecordRef],
  select: { id: true },
  fields: (t) => ({
    ...recordFields(t, "Organization"),
    ...titleFields(t, "name", "labels"),
    kind: columnField(t, "kind", OrganizationKind, "What sort."),
    acronym: t.exposeString("acronym", { nullable: true, description: "Its short form. Null where it has none." }),
    summary: textField(t, "summaries", "What it is, in the record's words. Null: nothing to add to the name.", { nullable: true }),
    country: columnField(t, "countryCode", CountryRef, "Its country. Null: international or not stated.", { nullable: true }),
    seat: relatedRecord(t, "seat", PlaceRef, "Where it sits. Null: not stated."),
    parent: relatedRecord(t, "parent", "Organization", "The organization it belongs to. Null: none, or not stated."),
    offices: t.relation("offices", {
      description: "Who holds or held a role there.",
      query: (_args, { viewer }) => ({ where: { person: visibleTo(viewer) }, orderBy: { person: { titleSort: "asc" } } }),
    }),
  }),
});

builder.prismaObject("OfficeHolding", {
  description: "A person in a role at an organization or place, as a source states it.",
  select: { id: true },
  fields: (t) => ({
    role: textField(t, "role", "What the person is or does there."),
    period: dateField(t, "periodEdtf", "When. Null: not stated."),
    person: relatedRecord(t, "person", PersonRef, "Who."),
    organization: relatedRecord(t, "organization", OrganizationRef, "At which organization. Null: none named."),
    place: relatedRecord(t, "place", PlaceRef, "At which place. Null: none named."),
    claim: claimField(t, "Where it is stated."),
  }),
});

export const organizationConnection = connectionOf(OrganizationRef);

const OrganizationFilter = builder.inputType("OrganizationFilter", {
  description: "Which organizations; all conditions hold together.",
  fields: (t) => ({
    kind: t.field({ type: OrganizationKind, description: "Of this sort." }),
    country: t.string({ description: "Of the country of this ISO 3166-1 alpha-2 code." }),
    ...recordConditions(t),
  }),
});

type Filter = RecordConditions & { kind?: string | null; country?: string | null };

const organizationList = {
  of: organizationConnection,
  filter: OrganizationFilter,
  orderEnum: enumOf("OrganizationOrder", "Order of a list of organizations.", { NAME: "By English name.", UPDATED: "Last changed first." }),
  orders: { NAME: titleOrder, UPDATED: updateOrder },
  visibleTo,
  toWhere: ({ kind, country, ...conditions }: Filter) => ({
    ...(kind ? { kind } : {}),
    ...(country ? { countryCode: country.toUpperCase() } : {}),
    ...recordsWhere(conditions),
  }),
} as const;

listField("organizations", "organization", { ...organizationList, description: "Organizations the record knows." });
slugField("organization", organizationKind, OrganizationRef);

builder.prismaObjectFields(PlaceRef, (t) => ({
  organizations: relatedList(t, { ...organizationList, relation: "organizations", description: "Organizations that sit here." }) as never,
  offices: t.relation("offices", {
    description: "Who holds or held an office of the place itself.",
    query: (_args, { viewer }) => ({ where: { person: visibleTo(viewer) }, orderBy: { person: { titleSort: "asc" } } }),
  }),
}));
