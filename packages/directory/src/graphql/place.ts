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
  SourceRef,
} from "@dostyk/evidence/graphql";
import {
  builder,
  columnField,
  connectionOf,
  dateField,
  declareRecord,
  enumOf,
  listField,
  localeDescription,
  NodeRef,
  RecordRef,
  type GraphqlContext,
} from "@dostyk/graphql";

export const PlaceKind = enumOf("PlaceKind", "What sort of place.", {
  COUNTRY: "A country.",
  REGION: "An oblast, a state or another unit right below the country.",
  DISTRICT: "A rayon or another district.",
  CITY: "A place with a municipal government.",
  TOWN: "A smaller town.",
  RURAL_DISTRICT: "A rural district (okrug).",
  VILLAGE: "A village.",
  COUNTY: "A county.",
});

export const NameKind = enumOf("NameKind", "What sort of name.", {
  OFFICIAL: "The official name.",
  VARIANT: "Another spelling in use.",
  FORMER: "A name the place had once.",
  MISSPELLING: "A slip of a source, kept so that a search for it finds the place.",
  ACRONYM: "A short form.",
});

const Country = builder.objectRef<string>("Country");
builder.objectType(Country, {
  description: "A country by ISO 3166-1.",
  fields: (t) => ({
    code: t.string({ description: "ISO 3166-1 alpha-2.", resolve: (code) => code }),
    name: t.string({
      description: "Its name (Unicode CLDR).",
      args: { locale: t.arg({ type: "LanguageTag", description: localeDescription }) },
      resolve: (code, { locale }, context) => countryName(code, locale ?? context.locale),
    }),
  }),
});
export { Country as CountryRef };

function countryName(code: string, locale: string): string {
  return new Intl.DisplayNames([locale, "en"], { type: "region", fallback: "code" }).of(code) ?? code;
}

const Point = builder.objectRef<{ latitude: number; longitude: number }>("Point");
builder.objectType(Point, {
  description: "A point on the map (WGS 84), in degrees.",
  fields: (t) => ({
    latitude: t.exposeFloat("latitude", { description: "North of the equator." }),
    longitude: t.exposeFloat("longitude", { description: "East of Greenwich." }),
  }),
});

builder.prismaObject("PlaceName", {
  description: "One attested name of a place, with the claim it comes from.",
  select: { claimId: true },
  fields: (t) => ({
    text: t.exposeString("text", { description: "The name as written." }),
    language: columnField(t, "language", "LanguageTag", "Language it is written in."),
    script: t.exposeString("script", { nullable: true, description: "ISO 15924 script. Null where not stated." }),
    kind: columnField(t, "kind", NameKind, "What sort of name."),
    period: dateField(t, "period", "When the place had the name. Null: not stated."),
    claim: claimField(t, "Where the name is attested."),
    source: t.field({
      type: SourceRef,
      nullable: true,
      description: "The document that attests the name. Null: not for this reader.",
      select: (_args, _context, nested) => ({ claim: { select: { source: nested({ select: { visibility: true } }) } } }) as never,
      resolve: (name: object, _args, { viewer }) => {
        const { source } = (name as { claim: { source: { visibility: string } } }).claim;
        return maySee(viewer, source) ? (source as never) : null;
      },
    }),
  }),
});

builder.prismaObject("PlaceMembership", {
  description: "A unit a place belongs to, for a period.",
  select: { id: true },
  fields: (t) => ({
    unit: relatedRecord(t, "parent", "Place", "The unit that holds the place."),
    since: dateField(t, "startEdtf", "From when. Null: not stated."),
    until: dateField(t, "endEdtf", "Until when. Null: not stated."),
    claim: claimField(t, "Where it is stated."),
  }),
});

builder.prismaObject("PlaceIdentifier", {
  name: "Identifier",
  description: "The name of a place in another register.",
  select: { scheme: true, value: true },
  fields: (t) => ({
    scheme: t.exposeString("scheme", { description: "The register: un-locode, iso-3166-2, wikidata, geonames." }),
    value: t.exposeString("value", { description: "The identifier there." }),
  }),
});

const placeKind = { typename: "Place", model: "place", type: "PLACE", visibleTo };
declareRecord(placeKind);

export const PlaceRef = builder.prismaObject("Place", {
  description: "A populated place or administrative unit.",
  interfaces: [NodeRef, RecordRef],
  select: { id: true },
  fields: (t) => ({
    ...recordFields(t, "Place"),
    ...titleFields(t, "name", "labels"),
    names: t.relation("names", {
      description: "Every attested name, spelling and slip.",
      query: { orderBy: [{ kind: "asc" }, { text: "asc" }] },
    }),
    kind: columnField(t, "kind", PlaceKind, "What sort of place."),
    country: columnField(t, "countryCode", Country, "The country it lies in."),
    parents: t.relation("parents", {
      description: "Units it belongs to.",
      query: (_args, { viewer }) => ({ where: { parent: visibleTo(viewer) }, orderBy: { parent: { titleSort: "asc" } } }),
    }),
    location: t.field({
      type: Point,
      nullable: true,
      description: "Where it lies. Null: not known.",
      select: { latitude: true, longitude: true },
      resolve: ({ latitude, longitude }) => (latitude === null || longitude === null ? null : { latitude, longitude }),
    }),
    identifiers: t.relation("identifiers", {
      description: "Its names in other registers.",
      query: { orderBy: [{ scheme: "asc" }, { value: "asc" }] },
    }),
  }),
});

export const placeConnection = connectionOf(PlaceRef);

const PlaceFilter = builder.inputType("PlaceFilter", {
  description: "Which places; all conditions hold together.",
  fields: (t) => ({
    kind: t.field({ type: PlaceKind, description: "Of this sort." }),
    country: t.string({ description: "In the country of this ISO 3166-1 alpha-2 code." }),
    within: t.string({ description: "Directly inside the unit of this slug." }),
    inPartnership: t.boolean({ description: "True: only parties of partnerships." }),
    ...recordConditions(t),
  }),
});

type Filter = RecordConditions & {
  kind?: string | null;
  country?: string | null;
  within?: string | null;
  inPartnership?: boolean | null;
};

/** The order of places. */
export const PlaceOrder = enumOf("PlaceOrder", "Order of a list of places.", { NAME: "By English name.", UPDATED: "Last changed first." });

export const placeList = {
  of: placeConnection,
  filter: PlaceFilter,
  orderEnum: PlaceOrder,
  orders: { NAME: titleOrder, UPDATED: updateOrder },
  visibleTo,
  toWhere: ({ kind, country, within, inPartnership, ...conditions }: Filter, { viewer }: GraphqlContext) => ({
    ...(kind ? { kind } : {}),
    ...(country ? { countryCode: country.toUpperCase() } : {}),
    ...(within ? { parents: { some: { parent: { slug: within, ...visibleTo(viewer) } } } } : {}),
    ...recordsWhere(conditions),
    ...(inPartnership ? { parties: { some: { partnership: visibleTo(viewer) } } } : {}),
  }),
} as const;

listField("places", "place", { ...placeList, description: "Places the record knows." });
slugField("place", placeKind, PlaceRef);
