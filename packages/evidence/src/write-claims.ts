import { createHash } from "node:crypto";
import type { Prisma, Transaction } from "@dostyk/db";
import { canonicalJson, type CommandContext, InvalidInput, type Problem } from "@dostyk/kernel";
import type { RecordInput, StoredClaim } from "./claim.ts";
import type { CheckedClaim } from "./read-claims.ts";
import type { Entry } from "./write-entries.ts";

/** A record on its way in: what was given, its identity, its claims as checked. */
export type Draft = { readonly input: RecordInput; readonly entry: Entry; readonly claims: readonly CheckedClaim[] };

type ClaimRow = Prisma.ClaimCreateManyInput;

/**
 * Writes the claims of records and gives back all that each record has, of every asserter, by the record's id. What the
 * asserter said before and says no more is deprecated; what it says again counts again, with the rank it has now.
 * `sourceIds` leads from a slug, present or former, to its source.
 */
export async function writeClaims(
  tx: Transaction,
  context: CommandContext,
  drafts: readonly Draft[],
  sourceIds: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, readonly StoredClaim[]>> {
  const recordIds = drafts.map(({ entry }) => entry.id);
  const sources = await tx.source.findMany({ select: { id: true, publishedEdtf: true, lineCount: true } });
  refuseLinesBeyond(drafts, sourceIds, new Map(sources.map(({ id, lineCount }) => [id, lineCount])));
  const rows = claimRows(context, drafts, sourceIds);
  const fingerprints = rows.map(({ fingerprint }) => fingerprint);
  await tx.claim.createMany({ data: [...rows], skipDuplicates: true });
  await tx.claim.updateMany({
    where: { recordId: { in: recordIds }, assertedBy: context.asserter, rank: { not: "DEPRECATED" }, fingerprint: { notIn: fingerprints } },
    data: { rank: "DEPRECATED" },
  });
  await amendClaims(tx, context, rows);
  const stored = await tx.claim.findMany({ where: { recordId: { in: recordIds } }, orderBy: { id: "asc" } });
  const published = new Map(sources.map(({ id, publishedEdtf }) => [id, publishedEdtf]));
  return Map.groupBy(
    stored.map((claim) => ({ ...claim, sourcePublished: published.get(claim.sourceId) ?? null })),
    ({ recordId }) => recordId,
  );
}

function refuseLinesBeyond(
  drafts: readonly Draft[],
  sourceIds: ReadonlyMap<string, string>,
  lineCounts: ReadonlyMap<string, number>,
): void {
  const problems = drafts.flatMap(({ input, claims }) =>
    claims.flatMap((claim, index): Problem[] => {
      const lineCount = lineCounts.get(sourceIds.get(claim.source) ?? "") ?? 0;
      if (claim.lineEnd <= lineCount) return [];
      const message = `Line ${claim.lineEnd} is beyond the ${lineCount} lines of "${claim.source}".`;
      return [{ path: [input.slug, "claims", String(index), "lines"], message }];
    }),
  );
  if (problems.length > 0) throw new InvalidInput(problems);
}

/** A claim made twice in one input is one row: the first. */
function claimRows(context: CommandContext, drafts: readonly Draft[], sourceIds: ReadonlyMap<string, string>): readonly ClaimRow[] {
  const rows = new Map<string, ClaimRow>();
  for (const { entry, claims } of drafts) {
    for (const claim of claims) {
      const row = claimRow(context, entry.id, claim, sourceIds.get(claim.source) ?? "");
      if (!rows.has(row.fingerprint)) rows.set(row.fingerprint, row);
    }
  }
  return [...rows.values()];
}

function claimRow(context: CommandContext, recordId: string, claim: CheckedClaim, sourceId: string): ClaimRow {
  const { property, qualifier, value, lineStart, lineEnd, raw, rank, note } = claim;
  const said = canonicalJson([recordId, property, value, sourceId, [lineStart, lineEnd]]);
  return {
    id: context.newId(),
    recordId,
    property,
    qualifier,
    // A property's schema gives JSON.
    value: value as Prisma.InputJsonValue,
    raw: raw ?? null,
    sourceId,
    lineStart,
    lineEnd,
    rank: rank ?? "NORMAL",
    note: note ?? null,
    assertedBy: context.asserter,
    recordedAt: context.now(),
    fingerprint: createHash("sha256").update(said).digest("hex"),
  };
}

/** Gives claims made before the rank and remarks they are made with now. Nobody amends what another has asserted. */
async function amendClaims(tx: Transaction, context: CommandContext, rows: readonly ClaimRow[]): Promise<void> {
  const stored = await tx.claim.findMany({
    where: { fingerprint: { in: rows.map(({ fingerprint }) => fingerprint) }, assertedBy: context.asserter },
    select: { fingerprint: true, qualifier: true, raw: true, rank: true, note: true },
  });
  const before = new Map(stored.map((claim) => [claim.fingerprint, claim]));
  for (const { fingerprint, qualifier = "", raw = null, rank = "NORMAL", note = null } of rows) {
    const claim = before.get(fingerprint);
    const now = { fingerprint, qualifier, raw, rank, note };
    if (claim === undefined || canonicalJson(claim) === canonicalJson(now)) continue;
    await tx.claim.update({ where: { fingerprint }, data: now });
  }
}
