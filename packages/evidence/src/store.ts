import { createHash } from "node:crypto";
import type { Prisma, Transaction } from "@dostyk/db";
import {
  canonicalJson,
  type CommandContext,
  foldForSearch,
  InvalidInput,
  type LocalizedText,
  type Problem,
  recordUri,
  textIn,
} from "@dostyk/kernel";
import { choicePolicy } from "./choose.ts";
import type { RecordInput, StoredClaim } from "./claim.ts";
import { findDisputes } from "./disputes.ts";
import { commonProperties, type Properties, type RecordType } from "./property.ts";
import { type CheckedClaim, checkClaims } from "./read-claims.ts";
import type { Recorded } from "./recorded.ts";

type Entry = { readonly id: string; readonly uri: string; readonly slug: string };
type Draft = { readonly input: RecordInput; readonly entry: Entry; readonly claims: readonly CheckedClaim[] };

/**
 * Writes identity, aliases, absences, claims and disputes of records of one type; their slice then lays the claims out
 * in its own columns. Recording the same twice changes nothing. A claim the same asserter made before and makes no more
 * is deprecated, never deleted.
 *
 * Throws `InvalidInput` naming each record, claim and unknown reference.
 */
export async function recordEvidence(
  tx: Transaction,
  context: CommandContext,
  type: RecordType,
  inputs: readonly RecordInput[],
  properties: Properties,
): Promise<readonly Recorded[]> {
  const all: Properties = { ...commonProperties, ...properties };
  const entries = await writeEntries(tx, context, type, inputs);
  const drafts = checkAll(inputs, entries, all);
  const ids = await resolveReferences(tx, drafts);
  await writeAbsences(tx, context, drafts);
  const stored = await writeClaims(tx, context, drafts);
  await writeDisputes(tx, context, drafts, stored, all);
  return drafts.map(({ input, entry }) => ({
    ...entry,
    homeNode: context.homeNode,
    visibility: input.visibility ?? "PUBLIC",
    titles: input.title,
    titleSort: titleSort(input.title),
    updatedAt: context.now(),
    claims: stored.get(entry.id) ?? [],
    properties: all,
    idOf: (referred, slug) => ids.get(`${referred}/${slug}`) ?? unknownReference(referred, slug),
  }));
}

/** What lists sort a record by: its English title in small letters, or the nearest there is. */
export function titleSort(title: LocalizedText): string {
  return textIn(title, "en").text.toLowerCase();
}

function unknownReference(type: RecordType, slug: string): never {
  throw new Error(`${type} ${slug} was not among the references of this record`);
}

async function writeEntries(
  tx: Transaction,
  context: CommandContext,
  type: RecordType,
  inputs: readonly RecordInput[],
): Promise<ReadonlyMap<string, Entry>> {
  const slugs = inputs.map(({ slug }) => slug);
  const known = await tx.registryEntry.findMany({ where: { type, slug: { in: slugs } } });
  const bySlug = new Map(known.map((entry) => [entry.slug, entry]));
  const fresh: Prisma.RegistryEntryCreateManyInput[] = [];
  for (const input of inputs) {
    const columns = entryColumns(input);
    const entry = bySlug.get(input.slug);
    if (entry === undefined) {
      const id = context.newId();
      const now = context.now();
      const uri = recordUri(context.homeNode, type.toLowerCase().replaceAll("_", "-"), id);
      fresh.push({ id, type, uri, homeNode: context.homeNode, createdAt: now, updatedAt: now, ...columns });
    } else if (canonicalJson(entryColumns(input)) !== canonicalJson(pickColumns(entry))) {
      await tx.registryEntry.update({ where: { id: entry.id }, data: { ...columns, updatedAt: context.now() } });
    }
  }
  await tx.registryEntry.createMany({ data: fresh });
  const entries = new Map<string, Entry>([...known, ...fresh].map(({ id, uri, slug }) => [slug, { id, uri, slug }]));
  const aliases = inputs.flatMap(({ slug, aliases: given = [] }) =>
    given.map((alias) => ({ type, slug: alias, recordId: entries.get(slug)?.id ?? "" })),
  );
  await tx.recordAlias.createMany({ data: aliases, skipDuplicates: true });
  return entries;
}

function entryColumns({ slug, title, visibility = "PUBLIC", claims }: RecordInput) {
  const names = claims.filter(({ property }) => property === "name").map(({ value }) => attested(value));
  const texts = [...Object.values(title), ...names, slug.replaceAll("-", " ")];
  const searchText = [...new Set(texts.map(foldForSearch))].join(" · ");
  return { slug, titles: title, visibility, searchText };
}

function attested(name: unknown): string {
  return typeof name === "object" && name !== null && "text" in name ? String(name.text) : "";
}

function pickColumns({ slug, titles, visibility, searchText }: ReturnType<typeof entryColumns> | { slug: string; titles: unknown; visibility: string; searchText: string }) {
  return { slug, titles, visibility, searchText };
}

function checkAll(inputs: readonly RecordInput[], entries: ReadonlyMap<string, Entry>, properties: Properties): readonly Draft[] {
  const problems: Problem[] = [];
  const drafts = inputs.flatMap((input): Draft[] => {
    const entry = entries.get(input.slug);
    if (entry === undefined) return [];
    try {
      return [{ input, entry, claims: checkClaims(input, properties) }];
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      problems.push(...error.problems.map(({ path, message }) => ({ path: [input.slug, ...path], message })));
      return [];
    }
  });
  if (problems.length > 0) throw new InvalidInput(problems);
  return drafts;
}

async function resolveReferences(tx: Transaction, drafts: readonly Draft[]): Promise<ReadonlyMap<string, string>> {
  const references = drafts.flatMap(({ input, claims }) =>
    claims.flatMap((claim, index) => [
      ...claim.references.map((reference) => ({ ...reference, path: [input.slug, "claims", String(index), claim.property] })),
      { type: "SOURCE" as const, slug: claim.source, path: [input.slug, "claims", String(index), "source"] },
    ]),
  );
  const slugs = [...new Set(references.map(({ slug }) => slug))];
  const ids = new Map<string, string>();
  const aliases = await tx.recordAlias.findMany({ where: { slug: { in: slugs } } });
  for (const { type, slug, recordId } of aliases) ids.set(`${type}/${slug}`, recordId);
  const entries = await tx.registryEntry.findMany({ where: { slug: { in: slugs } }, select: { id: true, type: true, slug: true } });
  for (const { type, slug, id } of entries) ids.set(`${type}/${slug}`, id);
  const unknown = references.filter(({ type, slug }) => !ids.has(`${type}/${slug}`));
  if (unknown.length > 0)
    throw new InvalidInput(
      unknown.map(({ type, slug, path }) => ({ path, message: `There is no ${type.toLowerCase().replaceAll("_", " ")} "${slug}".` })),
    );
  return ids;
}

async function writeAbsences(tx: Transaction, context: CommandContext, drafts: readonly Draft[]): Promise<void> {
  await tx.absence.deleteMany({ where: { recordId: { in: drafts.map(({ entry }) => entry.id) } } });
  await tx.absence.createMany({
    data: drafts.flatMap(({ input, entry }) =>
      Object.entries(input.absences ?? {}).map(([property, explanation]) => ({ id: context.newId(), recordId: entry.id, property, explanation })),
    ),
  });
}

async function writeClaims(
  tx: Transaction,
  context: CommandContext,
  drafts: readonly Draft[],
): Promise<ReadonlyMap<string, readonly StoredClaim[]>> {
  const recordIds = drafts.map(({ entry }) => entry.id);
  const sources = await tx.source.findMany({ select: { id: true, slug: true, publishedEdtf: true, lineCount: true } });
  const bySlug = new Map(sources.map((source) => [source.slug, source]));
  const byId = new Map(sources.map((source) => [source.id, source]));
  const problems: Problem[] = [];
  const rows = drafts.flatMap(({ input, entry, claims }) =>
    claims.map((claim, index): Prisma.ClaimCreateManyInput => {
      const source = bySlug.get(claim.source);
      if (source === undefined || claim.lineEnd > source.lineCount)
        problems.push({
          path: [input.slug, "claims", String(index), "lines"],
          message: `Line ${claim.lineEnd} is beyond the ${source?.lineCount ?? 0} lines of "${claim.source}".`,
        });
      const sourceId = source?.id ?? "";
      const lines = [claim.lineStart, claim.lineEnd];
      const said = canonicalJson([entry.id, claim.property, claim.value, sourceId, lines]);
      return {
        id: context.newId(),
        recordId: entry.id,
        property: claim.property,
        qualifier: claim.qualifier,
        value: claim.value as Prisma.InputJsonValue,
        raw: claim.raw ?? null,
        sourceId,
        lineStart: claim.lineStart,
        lineEnd: claim.lineEnd,
        rank: claim.rank ?? "NORMAL",
        note: claim.note ?? null,
        assertedBy: context.asserter,
        recordedAt: context.now(),
        fingerprint: createHash("sha256").update(said).digest("hex"),
      };
    }),
  );
  if (problems.length > 0) throw new InvalidInput(problems);
  await tx.claim.createMany({ data: rows, skipDuplicates: true });
  await tx.claim.updateMany({
    where: { recordId: { in: recordIds }, assertedBy: context.asserter, fingerprint: { notIn: rows.map(({ fingerprint }) => fingerprint) } },
    data: { rank: "DEPRECATED" },
  });
  const stored = await tx.claim.findMany({ where: { recordId: { in: recordIds } }, orderBy: { id: "asc" } });
  return Map.groupBy(
    stored.map((claim) => ({ ...claim, sourcePublished: byId.get(claim.sourceId)?.publishedEdtf ?? null })),
    ({ recordId }) => recordId,
  );
}

async function writeDisputes(
  tx: Transaction,
  context: CommandContext,
  drafts: readonly Draft[],
  stored: ReadonlyMap<string, readonly StoredClaim[]>,
  properties: Properties,
): Promise<void> {
  const recordIds = drafts.map(({ entry }) => entry.id);
  const known = await tx.dispute.findMany({ where: { recordId: { in: recordIds } } });
  const key = (recordId: string, property: string, qualifier: string) => `${recordId} ${property} ${qualifier}`;
  const opened = new Map(known.map(({ id, recordId, property, qualifier, openedAt }) => [key(recordId, property, qualifier), { id, openedAt }]));
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
