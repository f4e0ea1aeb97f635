import { Prisma, type Transaction } from "@dostyk/db";
import { chosen, chosenByQualifier, identityOf, joinedText, type RecordInput, recordEvidence, valuesOf } from "@dostyk/evidence";
import type { CommandContext } from "@dostyk/kernel";
import type { z } from "zod";
import { type indicator, type number, type objective, type organization, programmeProperties } from "../programme.ts";

/** A programme with its claims. */
export type ProgrammeInput = RecordInput & { readonly acronym?: string | undefined };

/** Records programmes with their numbers, organizations in roles, objectives and indicators. */
export async function recordProgrammes(tx: Transaction, context: CommandContext, inputs: readonly ProgrammeInput[]): Promise<void> {
  const recorded = await recordEvidence(tx, context, "PROGRAMME", inputs, programmeProperties);
  for (const [index, record] of recorded.entries()) {
    const summaries = joinedText(record, "summary");
    const columns = {
      ...identityOf(record),
      acronym: inputs[index]?.acronym ?? null,
      startEdtf: chosen<string>(record, "started")?.value ?? null,
      endEdtf: chosen<string>(record, "ended")?.value ?? null,
      summaries: summaries ?? Prisma.DbNull,
    };
    await tx.programme.upsert({ where: { id: record.id }, create: columns, update: columns });
  }
  const mine = { programmeId: { in: recorded.map(({ id }) => id) } };
  await tx.programmeNumber.deleteMany({ where: mine });
  await tx.programmeNumber.createMany({
    data: recorded.flatMap((record) =>
      valuesOf<z.infer<typeof number>>(record, "number").map(({ value, claim }) => ({
        programmeId: record.id,
        ...value,
        claimId: claim.id,
      })),
    ),
    skipDuplicates: true,
  });
  await tx.programmeOrganization.deleteMany({ where: mine });
  await tx.programmeOrganization.createMany({
    data: recorded.flatMap((record) =>
      valuesOf<z.infer<typeof organization>>(record, "organization").map(({ value, claim }) => ({
        programmeId: record.id,
        organizationId: record.idOf("ORGANIZATION", value.organization),
        role: value.role,
        claimId: claim.id,
      })),
    ),
    skipDuplicates: true,
  });
  await tx.objective.deleteMany({ where: mine });
  await tx.objective.createMany({
    data: recorded.flatMap((record) =>
      valuesOf<z.infer<typeof objective>>(record, "objective").map(({ value, claim }, position) => ({
        // One claim, one row: with the claim's id it stays the same row when the same is recorded again.
        id: claim.id,
        programmeId: record.id,
        position,
        kind: value.kind,
        code: value.code ?? null,
        texts: value.text,
        claimId: claim.id,
      })),
    ),
  });
  await tx.indicator.deleteMany({ where: mine });
  await tx.indicator.createMany({
    data: recorded.flatMap((record) =>
      chosenByQualifier<z.infer<typeof indicator>>(record, "indicator").map(({ value, claim }, position) => ({
        id: claim.id,
        programmeId: record.id,
        position,
        key: value.key,
        titles: value.label,
        measure: value.measure,
        number: value.number,
        qualifier: value.qualifier,
        unit: value.unit ?? null,
        periodEdtf: value.period ?? null,
        claimId: claim.id,
      })),
    ),
  });
}
