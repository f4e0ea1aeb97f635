import { Prisma, type Transaction } from "@dostyk/db";
import { readGazetteer } from "@dostyk/directory";
import { chosen, identityOf, joinedText, type RecordInput, recordEvidence, valuesOf } from "@dostyk/evidence";
import type { CommandContext } from "@dostyk/kernel";
import type { z } from "zod";
import { type contributor, type outputKinds, outputProperties, type step } from "../output.ts";

/** An output with its claims. */
export type OutputInput = RecordInput & { readonly kind: (typeof outputKinds)[number] };

/** Records outputs with the steps they went through and the people in their roles. */
export async function recordOutputs(tx: Transaction, context: CommandContext, inputs: readonly OutputInput[]): Promise<void> {
  const recorded = await recordEvidence(tx, context, "OUTPUT", inputs, outputProperties(await readGazetteer(tx)));
  for (const [index, record] of recorded.entries()) {
    const input = inputs[index];
    if (input === undefined) continue;
    const activity = chosen<string>(record, "activity")?.value;
    const programme = chosen<string>(record, "programme")?.value;
    const summaries = joinedText(record, "summary");
    const columns = {
      ...identityOf(record),
      kind: input.kind,
      languages: [...new Set(valuesOf<string>(record, "language").map(({ value }) => value))],
      activityId: activity === undefined ? null : record.idOf("ACTIVITY", activity),
      programmeId: programme === undefined ? null : record.idOf("PROGRAMME", programme),
      producedEdtf: chosen<string>(record, "produced")?.value ?? null,
      summaries: summaries ?? Prisma.DbNull,
    };
    await tx.output.upsert({ where: { id: record.id }, create: columns, update: columns });
  }
  const mine = { outputId: { in: recorded.map(({ id }) => id) } };
  await tx.outputStep.deleteMany({ where: mine });
  await tx.outputStep.createMany({
    data: recorded.flatMap((record) =>
      valuesOf<z.infer<typeof step>>(record, "step").map(({ value, claim }, position) => ({
        outputId: record.id,
        position,
        kind: value.kind,
        onEdtf: value.on ?? null,
        number: value.number ?? null,
        qualifier: value.qualifier ?? null,
        ...(value.note === undefined ? {} : { note: value.note }),
        claimId: claim.id,
      })),
    ),
  });
  await tx.outputContribution.deleteMany({ where: mine });
  await tx.outputContribution.createMany({
    data: recorded.flatMap((record) =>
      valuesOf<z.infer<typeof contributor>>(record, "contributor").map(({ value, claim }, position) => ({
        outputId: record.id,
        position,
        role: value.role,
        personId: value.person === undefined ? null : record.idOf("PERSON", value.person),
        organizationId: value.organization === undefined ? null : record.idOf("ORGANIZATION", value.organization),
        claimId: claim.id,
      })),
    ),
  });
}
