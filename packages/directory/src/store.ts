import type { Transaction } from "@dostyk/db";
import type { Gazetteer } from "./place.ts";

/** Country and holding units of every place, for comparing where things were. Two statements. */
export async function readGazetteer(tx: Transaction): Promise<Gazetteer> {
  const places = await tx.place.findMany({ select: { id: true, slug: true, countryCode: true } });
  const memberships = await tx.placeMembership.findMany({ select: { placeId: true, parentId: true } });
  const slugs = new Map(places.map(({ id, slug }) => [id, slug]));
  const parents = Map.groupBy(memberships, ({ placeId }) => placeId);
  const ancestorsOf = (id: string, seen: Set<string>): Set<string> => {
    for (const { parentId } of parents.get(id) ?? []) {
      const slug = slugs.get(parentId);
      if (slug === undefined || seen.has(slug)) continue;
      seen.add(slug);
      ancestorsOf(parentId, seen);
    }
    return seen;
  };
  return new Map(places.map(({ id, slug, countryCode }) => [slug, { country: countryCode, ancestors: ancestorsOf(id, new Set()) }]));
}
