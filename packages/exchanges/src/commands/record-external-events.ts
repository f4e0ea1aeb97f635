import type { Transaction } from "@dostyk/db";
import { chosen, dateProperty, identityOf, type RecordInput, recordEvidence } from "@dostyk/evidence";
import type { CommandContext } from "@dostyk/kernel";

/** Records events outside the programmes that touched their schedules. */
export async function recordExternalEvents(tx: Transaction, context: CommandContext, inputs: readonly RecordInput[]): Promise<void> {
  for (const record of await recordEvidence(tx, context, "EXTERNAL_EVENT", inputs, { on: dateProperty })) {
    const columns = { ...identityOf(record), onEdtf: chosen<string>(record, "on")?.value ?? null };
    await tx.externalEvent.upsert({ where: { id: record.id }, create: columns, update: columns });
  }
}
