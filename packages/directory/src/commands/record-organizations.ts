import { Prisma, type Transaction } from "@dostyk/db";
import { chosen, identityOf, joinedText, type Properties, type RecordInput, recordEvidence, referenceProperty } from "@dostyk/evidence";
import type { CommandContext } from "@dostyk/kernel";

export const organizationKinds = [
  "ASSOCIATION",
  "MUNICIPALITY",
  "REGIONAL_GOVERNMENT",
  "DONOR",
  "IMPLEMENTER",
  "TRAINING_CENTRE",
  "GOVERNMENT_BODY",
  "LEGISLATURE",
  "NGO",
  "ACADEMY",
  "INTERNATIONAL",
  "EMBASSY",
  "COMPANY",
  "COMMUNITY_BODY",
] as const;

/** An organization with its claims. */
export type OrganizationInput = RecordInput & {
  readonly kind: (typeof organizationKinds)[number];
  readonly country?: string | undefined;
  readonly acronym?: string | undefined;
};

/** What can be claimed about an organization. */
export const organizationProperties: Properties = { seat: referenceProperty("PLACE"), within: referenceProperty("ORGANIZATION") };

/** Records organizations. The one an organization belongs to may come later in the same list. */
export async function recordOrganizations(tx: Transaction, context: CommandContext, inputs: readonly OrganizationInput[]): Promise<void> {
  const recorded = await recordEvidence(tx, context, "ORGANIZATION", inputs, organizationProperties);
  for (const [index, record] of recorded.entries()) {
    const input = inputs[index];
    if (input === undefined) continue;
    const seat = chosen<string>(record, "seat")?.value;
    const columns = {
      ...identityOf(record),
      kind: input.kind,
      acronym: input.acronym ?? null,
      countryCode: input.country ?? null,
      seatId: seat === undefined ? null : record.idOf("PLACE", seat),
      // Set below, when all are written; cleared here where no claim names one any more.
      parentId: null,
      summaries: joinedText(record, "summary") ?? Prisma.DbNull,
    };
    await tx.organization.upsert({ where: { id: record.id }, create: columns, update: columns });
  }
  for (const record of recorded) {
    const within = chosen<string>(record, "within")?.value;
    if (within === undefined) continue;
    await tx.organization.update({ where: { id: record.id }, data: { parentId: record.idOf("ORGANIZATION", within) } });
  }
}
