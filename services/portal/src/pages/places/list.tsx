import { documentBeside } from "../../document.ts";
import { PlaceMap } from "../../maps/place-map.tsx";
import { numberText, word } from "../../page.ts";
import { type Connection, enumFilter, listPage } from "../list.tsx";

interface Data {
  readonly places: Connection<{
    readonly slug: string;
    readonly name: string;
    readonly kind: string;
    readonly country: { readonly name: string };
    readonly partnerships: { readonly totalCount: number };
    readonly activities: { readonly totalCount: number };
  }>;
  readonly mapped: {
    readonly nodes: readonly {
      readonly slug: string;
      readonly name: string;
      readonly kind: string;
      readonly location: { readonly latitude: number; readonly longitude: number } | null;
    }[];
  };
}

// A region or a country is no dot.
const dots = new Set(["CITY", "TOWN", "VILLAGE", "RURAL_DISTRICT"]);

const kinds = ["CITY", "TOWN", "VILLAGE", "RURAL_DISTRICT", "DISTRICT", "REGION", "COUNTY", "COUNTRY"];

/** The places of the record, on a map and one by one. */
export const placesPage = listPage<Data>({
  title: "places.title",
  description: "places.description",
  document: documentBeside(import.meta.url, "list.graphql"),
  filters: (page) => [enumFilter(page, "kind", page.t("field.kind"), "PlaceKind", kinds)],
  connection: ({ places }) => places,
  items: (page, { places }) =>
    places.nodes.map((place) => ({
      path: `/places/${place.slug}`,
      title: place.name,
      facts: [
        `${word(page, "PlaceKind", place.kind)}, ${place.country.name}`,
        [
          counted(place.partnerships.totalCount, (count) => `${numberText(page, count)} ${page.t("home.partnerships", { count })}`),
          counted(place.activities.totalCount, (count) => `${numberText(page, count)} ${page.t("home.activities", { count })}`),
        ]
          .filter((text) => text !== "")
          .join(", "),
      ],
    })),
  above: (page, { mapped }) => (
    <PlaceMap
      page={page}
      id="places-map"
      title={page.t("map.places.title")}
      places={mapped.nodes
        .filter(({ kind }) => dots.has(kind))
        .map(({ slug, name, location }) => ({ path: `/places/${slug}`, name, location }))}
    />
  ),
});

function counted(count: number, text: (count: number) => string): string {
  return count === 0 ? "" : text(count);
}
