import type { Prisma, PrismaClient } from "@dostyk/db";
import { maySee, visibleTo } from "@dostyk/evidence";
import { localizedText } from "@dostyk/graphql";
import type { Viewer } from "@dostyk/kernel";
import { lookUpPlaces } from "./look-up-places.ts";
import type { NeedOrOfferKind } from "./need-or-offer.ts";
import type { PlaceFacts } from "./place-data.ts";
import type { Point, Profile, Ties } from "./profile.ts";

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
  place: {
    select: {
      id: true,
      visibility: true,
      kind: true,
      countryCode: true,
      latitude: true,
      longitude: true,
      titles: true,
      names: { where: { kind: { in: ["OFFICIAL", "VARIANT"] } }, select: { text: true }, orderBy: { claimId: "asc" } },
      identifiers: { where: { scheme: "geonames" }, select: { value: true }, orderBy: { value: "asc" } },
    },
  },
} satisfies Prisma.NeedOrOfferSelect;

type Row = Prisma.NeedOrOfferGetPayload<{ select: typeof columns }>;
type KnownPlace = NonNullable<Row["place"]>;

/** What a gazetteer of towns can know: a region's or a district's inhabitants are others than its namesake's. */
const towns: readonly string[] = ["CITY", "TOWN", "VILLAGE"];

/**
 * What the record knows of needs and offers, as far as the viewer may see it: a hidden place gives neither its location nor its ties, and a
 * hidden partnership is no tie. Where the record and the body are silent about a town, a gazetteer is asked. Two statements.
 */
export async function readProfiles(
  prisma: PrismaClient,
  viewer: Viewer,
  { where, take }: { readonly where: object; readonly take: number },
): Promise<KnownProfile[]> {
  const rows = await prisma.needOrOffer.findMany({ where, select: columns, orderBy: [{ createdAt: "desc" }, { id: "desc" }], take });
  const places = new Map(rows.flatMap(({ place }) => (place !== null && maySee(viewer, place) ? [[place.id, place] as const] : [])));
  const ties = await readTies(prisma, viewer, [...places.keys()]);
  const facts = await factsOf(rows.flatMap((row) => (isSilent(row) && row.place !== null ? (places.get(row.place.id) ?? []) : [])));
  return rows.map((row) => {
    const { id, kind, languages, people, mostPartners, sizeLeast, sizeMost } = row;
    const place = row.place === null ? null : (places.get(row.place.id) ?? null);
    const fact = place === null ? null : (facts.get(place.id) ?? null);
    const own = place === null ? null : locationOf(place);
    const population = row.population ?? fact?.population ?? null;
    const location = own ?? fact?.location ?? null;
    return {
      id,
      kind,
      languages,
      people,
      population,
      location,
      borrowed: [
        ...(row.population === null && population !== null ? (["POPULATION"] as const) : []),
        ...(own === null && location !== null ? (["LOCATION"] as const) : []),
      ],
      placeId: place?.id ?? null,
      country: place?.countryCode ?? null,
      themes: row.themes.map(({ themeCode }) => themeCode),
      sizeWanted: sizeLeast === null && sizeMost === null ? null : { least: sizeLeast, most: sizeMost },
      ties: place === null ? null : (ties.get(place.id) ?? { live: [], past: [], countries: [] }),
      most: mostPartners,
    };
  });
}

/** Whether the body and the node leave something open that a gazetteer may know. What they say is never asked for again. */
function isSilent({ population, place }: Row): boolean {
  return place !== null && towns.includes(place.kind) && (population === null || locationOf(place) === null);
}

function locationOf({ latitude, longitude }: KnownPlace): Point | null {
  return latitude === null || longitude === null ? null : { latitude, longitude };
}

async function factsOf(places: readonly KnownPlace[]): Promise<ReadonlyMap<string, PlaceFacts | null>> {
  const each = [...new Map(places.map((place) => [place.id, place])).values()];
  const facts = await lookUpPlaces(
    each.map((place) => {
      const number = Number(place.identifiers[0]?.value);
      return {
        country: place.countryCode,
        names: [...Object.values(localizedText(place.titles)), ...place.names.map(({ text }) => text)],
        geonames: Number.isSafeInteger(number) ? number : null,
        location: locationOf(place),
      };
    }),
  );
  return new Map(each.map(({ id }, index) => [id, facts[index] ?? null]));
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
