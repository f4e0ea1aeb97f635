import { Prisma } from "@dostyk/db";
import { visibleTo } from "@dostyk/evidence";
import { builder } from "@dostyk/graphql";
import type { Viewer } from "@dostyk/kernel";

export const SearchFilter = builder.inputType("SearchFilter", {
  description: "Which records a search looks through; all conditions hold together.",
  fields: (t) => ({
    country: t.string({
      description:
        "Of the country of this ISO 3166-1 alpha-2 code: places, organizations, activities and practices in it, partnerships with a party in it. Other types of record have no country and are left out.",
    }),
  }),
});

/** A client's conditions on what is searched. */
export type SearchConditions = { readonly country?: string | null | undefined };

/** What the viewer may see of the registry, as SQL. */
export function visibleEntries(viewer: Viewer): Prisma.Sql {
  const { visibility } = visibleTo(viewer);
  const shown = typeof visibility === "string" ? [visibility] : visibility.in;
  return Prisma.sql`entry.visibility::text IN (${Prisma.join(shown)})`;
}

/**
 * The conditions as SQL on `entry`. A country is looked up record by record and only for those whose names fit: there are
 * few, and the lists by country are long.
 */
export function filteredEntries({ country }: SearchConditions, viewer: Viewer): Prisma.Sql {
  if (country === null || country === undefined) return Prisma.sql`TRUE`;
  const code = country.toUpperCase();
  const { visibility } = visibleTo(viewer);
  const shown = Prisma.join(typeof visibility === "string" ? [visibility] : visibility.in);
  // A hidden place tells nothing of the partnership it is in.
  return Prisma.sql`CASE entry.type
    WHEN 'PLACE' THEN EXISTS (SELECT FROM place WHERE place.id = entry.id AND place.country_code = ${code})
    WHEN 'ORGANIZATION' THEN EXISTS (SELECT FROM organization WHERE organization.id = entry.id AND organization.country_code = ${code})
    WHEN 'ACTIVITY' THEN EXISTS (SELECT FROM activity WHERE activity.id = entry.id AND activity.country_code = ${code})
    WHEN 'PRACTICE' THEN EXISTS (SELECT FROM practice WHERE practice.id = entry.id AND practice.country_code = ${code})
    WHEN 'PARTNERSHIP' THEN EXISTS (
      SELECT FROM partnership_party JOIN place ON place.id = partnership_party.place_id
      WHERE partnership_party.partnership_id = entry.id AND place.country_code = ${code} AND place.visibility::text IN (${shown}))
    ELSE FALSE END`;
}
