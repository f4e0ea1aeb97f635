import { builder, RequestError } from "@dostyk/graphql";
import type { SearchFilter as Conditions } from "@dostyk/search";

const mostValues = 50;
const farthestKm = 20_000;

const Near = builder.inputType("NearFilter", {
  description: "Within a distance of a point on the map (WGS 84).",
  fields: (t) => ({
    latitude: t.float({ required: true, description: "Degrees north, -90 to 90." }),
    longitude: t.float({ required: true, description: "Degrees east, -180 to 180." }),
    km: t.float({ required: true, description: "How far at most, in kilometres, as the crow flies." }),
  }),
});

export const SearchFilter = builder.inputType("SearchFilter", {
  description: "Which records a search looks through; all conditions hold together, the values of one are alternatives.",
  fields: (t) => ({
    country: t.string({
      description:
        "Of the country of this ISO 3166-1 alpha-2 code: places, organizations, activities and practices in it, partnerships with a party in it. Other types of record have no country and are left out.",
    }),
    countries: t.stringList({ description: "Of one of these countries; as `country`." }),
    themes: t.stringList({ description: "With one of these themes, by code." }),
    sdgs: t.stringList({ description: "With one of these Sustainable Development Goals or targets, such as 11 or 11.6." }),
    years: t.intList({ description: "Of one of these years." }),
    yearFrom: t.int({ description: "Of this year or later." }),
    yearTo: t.int({ description: "Of this year or earlier." }),
    languages: t.stringList({ description: "With text in one of these languages (BCP 47)." }),
    statuses: t.stringList({ description: "In one of these states, by the values of the type's own enum, such as ACTIVE or POSTPONED." }),
    near: t.field({ type: Near, description: "Places near a point. Other types of record have none and are left out." }),
  }),
});

/** A client's conditions on what is searched. */
export type SearchConditions = {
  readonly country?: string | null | undefined;
  readonly countries?: readonly string[] | null | undefined;
  readonly themes?: readonly string[] | null | undefined;
  readonly sdgs?: readonly string[] | null | undefined;
  readonly years?: readonly number[] | null | undefined;
  readonly yearFrom?: number | null | undefined;
  readonly yearTo?: number | null | undefined;
  readonly languages?: readonly string[] | null | undefined;
  readonly statuses?: readonly string[] | null | undefined;
  readonly near?: { readonly latitude: number; readonly longitude: number; readonly km: number } | null | undefined;
};

/** The same as engines take it. @throws RequestError BAD_FILTER where a point is none or a list is too long */
export function conditionsOf(filter: SearchConditions): Conditions {
  const { country, countries, near, yearFrom, yearTo } = filter;
  const codes = [...(country === null || country === undefined ? [] : [country]), ...(countries ?? [])].map((code) => code.toUpperCase());
  const lists = {
    country: codes,
    theme: filter.themes ?? [],
    sdg: filter.sdgs ?? [],
    year: (filter.years ?? []).map(String),
    language: filter.languages ?? [],
    status: filter.statuses ?? [],
  };
  for (const [name, values] of Object.entries(lists))
    if (values.length > mostValues)
      throw new RequestError("BAD_FILTER", `A filter has at most ${mostValues} values of one sort, ${name} has ${values.length}.`);
  return {
    facets: lists,
    years: { from: yearFrom ?? undefined, to: yearTo ?? undefined },
    near: near === null || near === undefined ? undefined : pointOf(near),
  };
}

function pointOf({ latitude, longitude, km }: NonNullable<SearchConditions["near"]>) {
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180 || !(km > 0) || km > farthestKm)
    throw new RequestError(
      "BAD_FILTER",
      `"near" needs a latitude of -90 to 90, a longitude of -180 to 180 and km above 0, ${farthestKm} at most.`,
    );
  return { lat: latitude, lng: longitude, km };
}
