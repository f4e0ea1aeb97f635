import type { Transaction } from "@dostyk/db";
import { chosen, edtf, identityOf, type Properties, property, type RecordInput, recordEvidence, slug, valuesOf } from "@dostyk/evidence";
import type { CommandContext } from "@dostyk/kernel";
import { z } from "zod";

export const placeKinds = ["COUNTRY", "REGION", "DISTRICT", "CITY", "TOWN", "RURAL_DISTRICT", "VILLAGE", "COUNTY"] as const;

/** A place with its claims. */
export type PlaceInput = RecordInput & { readonly kind: (typeof placeKinds)[number]; readonly country: string };

const within = z.object({ place: slug, since: edtf.optional(), until: edtf.optional() });
const location = z.object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) });
const identifier = z.object({ scheme: z.string().min(1).max(40), value: z.string().min(1).max(80) });

/** What can be claimed about a place. */
export const placeProperties: Properties = {
  within: property({ schema: within, cardinality: "many", references: ({ place }) => [{ type: "PLACE", slug: place }] }),
  location: property({
    schema: location,
    cardinality: "one",
    kind: "PLACE",
    // Gazetteers round to the minute; a tenth of a degree apart is still the same town.
    agrees: (a, b) => Math.abs(a.latitude - b.latitude) < 0.1 && Math.abs(a.longitude - b.longitude) < 0.1,
  }),
  identifier: property({ schema: identifier, cardinality: "many" }),
};

type Within = z.infer<typeof within>;
type Name = {
  text: string;
  language: string;
  script?: string;
  kind: "OFFICIAL" | "VARIANT" | "FORMER" | "MISSPELLING" | "ACRONYM";
  period?: string;
};

/** Records places with their names, units, location and identifiers. A unit may come later in the same list. */
export async function recordPlaces(tx: Transaction, context: CommandContext, inputs: readonly PlaceInput[]): Promise<void> {
  const recorded = await recordEvidence(tx, context, "PLACE", inputs, placeProperties);
  for (const [index, record] of recorded.entries()) {
    const input = inputs[index];
    if (input === undefined) continue;
    const at = chosen<z.infer<typeof location>>(record, "location")?.value;
    const columns = {
      ...identityOf(record),
      kind: input.kind,
      countryCode: input.country,
      latitude: at?.latitude ?? null,
      longitude: at?.longitude ?? null,
    };
    await tx.place.upsert({ where: { id: record.id }, create: columns, update: columns });
  }
  const placeIds = recorded.map(({ id }) => id);
  await tx.placeName.deleteMany({ where: { placeId: { in: placeIds } } });
  await tx.placeName.createMany({
    data: recorded.flatMap((record) =>
      valuesOf<Name>(record, "name").map(({ value, claim }) => ({
        claimId: claim.id,
        placeId: record.id,
        text: value.text,
        language: value.language,
        script: value.script ?? null,
        kind: value.kind,
        period: value.period ?? null,
      })),
    ),
  });
  await tx.placeMembership.deleteMany({ where: { placeId: { in: placeIds } } });
  await tx.placeMembership.createMany({
    data: recorded.flatMap((record) =>
      valuesOf<Within>(record, "within").map(({ value, claim }) => ({
        // Laid out from one claim, known by its id: recording again makes no new one.
        id: claim.id,
        placeId: record.id,
        parentId: record.idOf("PLACE", value.place),
        startEdtf: value.since ?? null,
        endEdtf: value.until ?? null,
        claimId: claim.id,
      })),
    ),
    skipDuplicates: true,
  });
  await tx.placeIdentifier.deleteMany({ where: { placeId: { in: placeIds } } });
  await tx.placeIdentifier.createMany({
    data: recorded.flatMap((record) =>
      valuesOf<z.infer<typeof identifier>>(record, "identifier").map(({ value }) => ({
        placeId: record.id,
        scheme: value.scheme,
        value: value.value,
      })),
    ),
    skipDuplicates: true,
  });
}
