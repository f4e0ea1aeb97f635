import type { Transaction } from "@dostyk/db";
import type { CommandContext } from "@dostyk/kernel";
import { choicePolicy } from "./choose.ts";
import type { StoredClaim } from "./claim.ts";
import { findDisputes } from "./disputes.ts";
import type { Properties } from "./property.ts";
import type { Draft } from "./write-claims.ts";

/** Writes the disputes among the claims of records. A dispute that goes on keeps its id and the day it was found. */
export async function writeDisputes(
  tx: Transaction,
  context: CommandContext,
  drafts: readonly Draft[],
  stored: ReadonlyMap<string, readonly StoredClaim[]>,
  properties: Properties,
): Promise<void> {
  const recordIds = drafts.map(({ entry }) => entry.id);
  const known = await tx.dispute.findMany({ where: { recordId: { in: recordIds } } });
  const key = (recordId: string, property: string, qualifier: string) => `${recordId} ${property} ${qualifier}`;
  const opened = new Map(
    known.map(({ id, recordId, property, qualifier, openedAt }) => [key(recordId, property, qualifier), { id, openedAt }]),
  );
  const found = drafts.flatMap(({ entry }) =>
    findDisputes(stored.get(entry.id) ?? [], properties).map((dispute) => {
      const before = opened.get(key(entry.id, dispute.property, dispute.qualifier));
      return { ...dispute, recordId: entry.id, id: before?.id ?? context.newId(), openedAt: before?.openedAt ?? context.now() };
    }),
  );
  await tx.dispute.deleteMany({ where: { recordId: { in: recordIds } } });
  await tx.dispute.createMany({
    data: found.map(({ id, recordId, property, qualifier, kind, chosen, openedAt }) => ({
      id,
      recordId,
      property,
      qualifier,
      kind,
      openedAt,
      policy: choicePolicy,
      chosenClaimId: chosen?.id ?? null,
    })),
  });
  await tx.disputeClaim.createMany({
    data: found.flatMap(({ id, claims }) => claims.map((claim, position) => ({ disputeId: id, claimId: claim.id, position }))),
  });
}
