import { builder, enumOf, type GraphqlContext, localeDescription, textOf } from "@dostyk/graphql";
import type { FacetCounts } from "@dostyk/search";
import { SearchType } from "./hit.ts";

export const Facet = builder.objectRef<{ type: string; count: number }>("Facet");
builder.objectType(Facet, {
  description: "How many hits are of a type.",
  fields: (t) => ({
    type: t.field({ type: SearchType, description: "What sort of record is counted.", resolve: ({ type }) => type as never }),
    count: t.exposeInt("count", { description: "Hits of it, whatever types were asked for." }),
  }),
});

const FacetName = enumOf("FacetName", "What a search can be narrowed by, besides the type of record.", {
  COUNTRY: "The country, by ISO 3166-1 alpha-2.",
  THEME: "The theme, by code.",
  SDG: "The Sustainable Development Goal or target.",
  YEAR: "The year it is of.",
  LANGUAGE: "The language there is text in, BCP 47.",
  STATUS: "The state, by the values of the type's own enum.",
});

type FacetValue = { readonly facet: string; readonly value: string; readonly count: number; readonly locale: string };
type FacetGroup = { readonly facet: string; readonly values: readonly FacetValue[] };

const FacetValue = builder.objectRef<FacetValue>("FacetValue");
builder.objectType(FacetValue, {
  description: "A value to narrow a search by.",
  fields: (t) => ({
    value: t.exposeString("value", { description: "What to give to the filter." }),
    label: t.string({
      description: "Its name for a reader. A state is told by its value: each type of record has its own words for it.",
      args: { locale: t.arg({ type: "LanguageTag", description: localeDescription }) },
      resolve: (value, { locale }, context) => labelOf(value, locale ?? value.locale, context),
    }),
    count: t.exposeInt("count", { description: "Hits with it, as if nothing else of its group were chosen." }),
  }),
});

export const FacetGroup = builder.objectRef<FacetGroup>("FacetGroup");
builder.objectType(FacetGroup, {
  description: "The values of one sort that a search can be narrowed by, most frequent first.",
  fields: (t) => ({
    facet: t.field({ type: FacetName, description: "What sort.", resolve: ({ facet }) => facet.toUpperCase() as never }),
    values: t.field({
      type: [FacetValue],
      description: "The values, with how many hits each leaves.",
      args: { first: t.arg.int({ description: "How many at most; default 20, at most 250." }) },
      complexity: ({ first }) => ({ field: 1, multiplier: Math.min(first ?? 20, 20) / 4 }),
      resolve: ({ values }, { first }) => values.slice(0, Math.max(0, Math.min(first ?? 20, 250))),
    }),
  }),
});

/** Counts by type, in the order given. */
export function typeCounts(facets: readonly FacetCounts[]): { type: string; count: number }[] {
  return facets.filter(({ facet }) => facet === "kind").map(({ value, count }) => ({ type: value, count }));
}

/** Counts of everything but types, in groups. */
export function facetGroups(facets: readonly FacetCounts[], locale: string): FacetGroup[] {
  const groups = Map.groupBy(
    facets.filter(({ facet }) => facet !== "kind"),
    ({ facet }) => facet,
  );
  return [...groups].map(([facet, values]) => ({ facet, values: values.map((value) => ({ ...value, locale })) }));
}

async function labelOf({ facet, value }: FacetValue, locale: string, { prisma }: GraphqlContext): Promise<string> {
  if (facet === "country") return displayName(value, "region", locale);
  if (facet === "language") return displayName(value, "language", locale);
  if (facet !== "theme") return value;
  const theme = await prisma.theme.findUnique({ where: { code: value }, select: { titles: true } });
  return theme === null ? value : textOf(theme.titles, locale);
}

function displayName(code: string, type: "region" | "language", locale: string): string {
  try {
    return new Intl.DisplayNames([locale, "en"], { type, fallback: "code" }).of(code) ?? code;
  } catch (error) {
    // Codes come from records: one that is no code is shown as it is.
    if (error instanceof RangeError) return code;
    throw error;
  }
}
