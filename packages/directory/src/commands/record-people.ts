import type { Transaction } from "@dostyk/db";
import {
  edtf,
  identityOf,
  localized,
  type Properties,
  property,
  type RecordInput,
  type Reference,
  recordEvidence,
  slug,
  valuesOf,
} from "@dostyk/evidence";
import type { CommandContext } from "@dostyk/kernel";
import { z } from "zod";

const office = z.object({ role: localized, organization: slug.optional(), place: slug.optional(), period: edtf.optional() });
type Office = z.infer<typeof office>;

/** What can be claimed about a person: names and offices, never contact details. */
export const personProperties: Properties = {
  office: property<Office>({
    schema: office,
    cardinality: "many",
    references: ({ organization, place }): Reference[] => [
      ...(organization === undefined ? [] : [{ type: "ORGANIZATION" as const, slug: organization }]),
      ...(place === undefined ? [] : [{ type: "PLACE" as const, slug: place }]),
    ],
  }),
};

/** Records people in office or in a named professional role. */
export async function recordPeople(tx: Transaction, context: CommandContext, inputs: readonly RecordInput[]): Promise<void> {
  const recorded = await recordEvidence(tx, context, "PERSON", inputs, personProperties);
  for (const record of recorded) {
    const columns = identityOf(record);
    await tx.person.upsert({ where: { id: record.id }, create: columns, update: columns });
  }
  await tx.officeHolding.deleteMany({ where: { personId: { in: recorded.map(({ id }) => id) } } });
  await tx.officeHolding.createMany({
    data: recorded.flatMap((record) =>
      valuesOf<Office>(record, "office").map(({ value, claim }) => ({
        // Laid out from one claim, known by its id: recording again makes no new one.
        id: claim.id,
        personId: record.id,
        organizationId: value.organization === undefined ? null : record.idOf("ORGANIZATION", value.organization),
        placeId: value.place === undefined ? null : record.idOf("PLACE", value.place),
        role: value.role,
        periodEdtf: value.period ?? null,
        claimId: claim.id,
      })),
    ),
  });
}
