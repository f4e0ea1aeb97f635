import { Prisma } from "@dostyk/db";
import { facetTokens } from "../document.ts";
import type { SearchQuestion } from "../question.ts";

const kmOfDegree = 111.195;
const earthKm = 6371;

/** What may be found at all: the reader's rights, and nothing that waits to be taken out of others' texts after a hiding. */
export function mayBeFound({ audience }: Pick<SearchQuestion, "audience">): Prisma.Sql {
  return Prisma.sql`d.audience && ${audience}::text[]
    AND NOT EXISTS (SELECT FROM search.dirty w WHERE w.target = 'pg' AND w.id = d.id AND w.hide)`;
}

/** The filter but for the chosen values of facets and for kinds. */
export function within({ years, near }: SearchQuestion["filter"]): Prisma.Sql {
  const conditions = [Prisma.sql`TRUE`];
  if (years?.from !== undefined) conditions.push(Prisma.sql`d.year >= ${years.from}`);
  if (years?.to !== undefined) conditions.push(Prisma.sql`d.year <= ${years.to}`);
  if (near !== undefined) conditions.push(nearby(near));
  return Prisma.join(conditions, " AND ");
}

/** Chosen kinds and values of facets: one array of alternatives for each. */
export function chosenValues({ kinds, filter }: Pick<SearchQuestion, "kinds" | "filter">): readonly (readonly string[])[] {
  const facets = Object.entries(filter.facets ?? {}).map(([name, values]) => facetTokens({ [name]: values }));
  const ofKinds = kinds === null ? [] : [kinds.map((kind) => `kind:${kind}`)];
  return [...facets.filter((values) => values.length > 0), ...ofKinds];
}

/** The chosen values as SQL: of each facet one at least. */
export function hasChosen(question: Pick<SearchQuestion, "kinds" | "filter">): Prisma.Sql {
  const conditions = chosenValues(question).map((values) => Prisma.sql`d.facets && ${values}::text[]`);
  return conditions.length === 0 ? Prisma.sql`TRUE` : Prisma.join(conditions, " AND ");
}

// Haversine over a sphere, behind a box that an ordinary comparison can check first.
function nearby({ lat, lng, km }: NonNullable<SearchQuestion["filter"]["near"]>): Prisma.Sql {
  const high = km / kmOfDegree;
  return Prisma.sql`d.lat BETWEEN ${lat - high} AND ${lat + high}
    AND 2 * ${earthKm} * asin(least(1, sqrt(
      sin(radians(d.lat - ${lat}) / 2) ^ 2 + cos(radians(d.lat)) * cos(radians(${lat})) * sin(radians(d.lng - ${lng}) / 2) ^ 2))) <= ${km}`;
}
