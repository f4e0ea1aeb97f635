import type { PrismaClient } from "@dostyk/db";
import { maySee, visibleTo } from "@dostyk/evidence";
import type { Viewer } from "@dostyk/kernel";
import type { NeedOrOfferKind } from "./need-or-offer.ts";
import type { Profile, Ties } from "./profile.ts";

/** A profile, and whether it seeks or gives. */
export type KnownProfile = Profile & { readonly kind: NeedOrOfferKind };

const columns = {
  id: true,
  kind: true,
  languages: true,
  people: true,
  mostPartners: true,
  population: true,
  sizeLeast: true,
  sizeMost: true,
  themes: { select: { themeCode: true }, orderBy: { themeCode: "asc" } },
  place: { select: { id: true, visibility: true, countryCode: true, latitude: true, longitude: true } },
} as const;

/**
 * What the record knows of needs and offers, as far as the viewer may see it: a hidden place gives neither its location nor its ties, and a
 * hidden partnership is no tie. Two statements.
 */
export async function readProfiles(
  prisma: PrismaClient,
  viewer: Viewer,
  { where, take }: { readonly where: object; readonly take: number },
): Promise<KnownProfile[]> {
  const rows = await prisma.needOrOffer.findMany({ where, select: columns, orderBy: [{ createdAt: "desc" }, { id: "desc" }], take });
  const places = rows.flatMap(({ place }) => (place !== null && maySee(viewer, place) ? [place.id] : []));
  const ties = await readTies(prisma, viewer, [...new Set(places)]);
  return rows.map((row) => {
    const { id, kind, languages, people, mostPartners, population, sizeLeast, sizeMost } = row;
    const place = row.place !== null && maySee(viewer, row.place) ? row.place : null;
    const located = place !== null && place.latitude !== null && place.longitude !== null;
    return {
      id,
      kind,
      languages,
      people,
      population,
      placeId: place?.id ?? null,
      country: place?.countryCode ?? null,
      themes: row.themes.map(({ themeCode }) => themeCode),
      location: located ? { latitude: place.latitude ?? 0, longitude: place.longitude ?? 0 } : null,
      sizeWanted: sizeLeast === null && sizeMost === null ? null : { least: sizeLeast, most: sizeMost },
      ties: place === null ? null : (ties.get(place.id) ?? { live: [], past: [], countries: [] }),
      most: mostPartners,
    };
  });
}

/**
 * With whom the places have partnerships. One known from old documents alone is a tie of the past: nobody has said that it goes on, and it must
 * not keep two cities from meeting again.
 */
async function readTies(prisma: PrismaClient, viewer: Viewer, placeIds: readonly string[]): Promise<ReadonlyMap<string, Ties>> {
  const partnerships = await prisma.partnership.findMany({
    where: { AND: [visibleTo(viewer), { parties: { some: { placeId: { in: [...placeIds] } } } }] },
    select: {
      status: true,
      confirmation: true,
      parties: { select: { placeId: true, place: { select: { visibility: true, countryCode: true } } } },
    },
  });
  const among = new Set(placeIds);
  const found = new Map<string, { live: Set<string>; past: Set<string>; countries: Set<string> }>();
  for (const { status, confirmation, parties } of partnerships) {
    const over = status === "ENDED" || confirmation === "HISTORICAL";
    for (const { placeId: one } of parties) {
      if (one === null || !among.has(one)) continue;
      const ties = found.get(one) ?? { live: new Set(), past: new Set(), countries: new Set() };
      found.set(one, ties);
      for (const { placeId: other, place } of parties) {
        if (other === null || other === one || place === null || !maySee(viewer, place)) continue;
        (over ? ties.past : ties.live).add(other);
        ties.countries.add(place.countryCode);
      }
    }
  }
  return new Map(
    [...found].map(([id, { live, past, countries }]) => [id, { live: [...live], past: [...past], countries: [...countries] }]),
  );
}
