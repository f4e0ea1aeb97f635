import type { Transaction } from "@dostyk/db";
import { type CommandContext, InvalidInput, type LocalizedText, type Problem, textIn } from "@dostyk/kernel";
import type { RecordInput, StoredClaim } from "./claim.ts";
import { commonProperties, type Properties, type RecordType, type Reference } from "./property.ts";
import { checkClaims } from "./read-claims.ts";
import type { Identity, Recorded } from "./recorded.ts";
import { type Draft, writeClaims } from "./write-claims.ts";
import { writeDisputes } from "./write-disputes.ts";
import { type Entry, writeEntries } from "./write-entries.ts";

/**
 * Writes identity, aliases, absences, claims and disputes of records of one type; their slice then lays the claims out
 * in its own columns. Recording the same twice changes nothing. A claim the same asserter made before and makes no more
 * is deprecated, never deleted. `beforeClaims` runs when identities are written and claims are not: for rows that claims
 * of the same records refer to.
 *
 * Throws `InvalidInput` naming each record, claim and unknown reference, `SlugTaken` where two records want one slug.
 */
export async function recordEvidence(
  tx: Transaction,
  context: CommandContext,
  type: RecordType,
  inputs: readonly RecordInput[],
  properties: Properties,
  beforeClaims?: (identities: readonly Identity[]) => Promise<void>,
): Promise<readonly Recorded[]> {
  const all: Properties = { ...commonProperties, ...properties };
  const entries = await writeEntries(tx, context, type, inputs);
  const drafts = checkAll(inputs, entries, all);
  const identities = drafts.map((draft) => identityFor(context, draft));
  await beforeClaims?.(identities);
  const ids = await resolveReferences(tx, drafts);
  await writeAbsences(tx, context, drafts);
  const stored = await writeClaims(tx, context, drafts, idsOfType(ids, "SOURCE"));
  await resolveOthers(tx, ids, stored, all);
  await writeReferences(tx, ids, stored, all);
  await writeDisputes(tx, context, drafts, stored, all);
  return identities.map((identity) => ({
    ...identity,
    claims: stored.get(identity.id) ?? [],
    properties: all,
    idOf: (referred, slug) => ids.get(key({ type: referred, slug })) ?? unknownReference(referred, slug),
  }));
}

/** What lists sort a record by: its English title in small letters, or the nearest there is. */
export function titleSort(title: LocalizedText): string {
  return textIn(title, "en").text.toLowerCase();
}

function identityFor(context: CommandContext, { input, entry }: Draft): Identity {
  const { id, uri, slug, createdAt, updatedAt } = entry;
  const { title, visibility = "PUBLIC" } = input;
  return { id, uri, slug, homeNode: context.homeNode, visibility, titles: title, titleSort: titleSort(title), createdAt, updatedAt };
}

function unknownReference(type: RecordType, slug: string): never {
  throw new Error(`${type} ${slug} was not among the references of this record`);
}

function key({ type, slug }: Reference): string {
  return `${type}/${slug}`;
}

function idsOfType(ids: ReadonlyMap<string, string>, type: RecordType): ReadonlyMap<string, string> {
  const prefix = key({ type, slug: "" });
  return new Map([...ids].flatMap(([name, id]) => (name.startsWith(prefix) ? [[name.slice(prefix.length), id]] : [])));
}

function checkAll(inputs: readonly RecordInput[], entries: readonly Entry[], properties: Properties): readonly Draft[] {
  const problems: Problem[] = [];
  const drafts = inputs.flatMap((input, index): Draft[] => {
    const entry = entries[index];
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

async function resolveReferences(tx: Transaction, drafts: readonly Draft[]): Promise<Map<string, string>> {
  const references = drafts.flatMap(({ input, claims }) =>
    claims.flatMap((claim, index) => [
      ...claim.references.map((reference) => ({ ...reference, path: [input.slug, "claims", String(index), claim.property] })),
      { type: "SOURCE" as const, slug: claim.source, path: [input.slug, "claims", String(index), "source"] },
    ]),
  );
  const ids = await idsOf(tx, references);
  const unknown = references.filter((reference) => !ids.has(key(reference)));
  if (unknown.length > 0)
    throw new InvalidInput(
      unknown.map(({ type, slug, path }) => ({ path, message: `There is no ${type.toLowerCase().replaceAll("_", " ")} "${slug}".` })),
    );
  return ids;
}

/** Adds what claims of other asserters refer to: they were checked when they were made. */
async function resolveOthers(
  tx: Transaction,
  ids: Map<string, string>,
  stored: ReadonlyMap<string, readonly StoredClaim[]>,
  properties: Properties,
): Promise<void> {
  const references = [...stored.values()].flat().flatMap(({ property, value }) => properties[property]?.references?.(value as never) ?? []);
  const missing = references.filter((reference) => !ids.has(key(reference)));
  if (missing.length === 0) return;
  for (const [name, id] of await idsOf(tx, missing)) ids.set(name, id);
}

/** Keeps which records the values speak of, so that a claim is seen only by those who may see all of them. */
async function writeReferences(
  tx: Transaction,
  ids: ReadonlyMap<string, string>,
  stored: ReadonlyMap<string, readonly StoredClaim[]>,
  properties: Properties,
): Promise<void> {
  const data = [...stored.values()].flat().flatMap(({ id: claimId, property, value }) =>
    (properties[property]?.references?.(value as never) ?? []).flatMap((reference) => {
      const recordId = ids.get(key(reference));
      return recordId === undefined ? [] : [{ claimId, recordId }];
    }),
  );
  await tx.claimReference.createMany({ data, skipDuplicates: true });
}

async function idsOf(tx: Transaction, references: readonly Reference[]): Promise<Map<string, string>> {
  const where = { slug: { in: [...new Set(references.map(({ slug }) => slug))] } };
  const aliases = await tx.recordAlias.findMany({ where });
  const entries = await tx.registryEntry.findMany({ where, select: { id: true, type: true, slug: true } });
  // A present slug goes before a former one.
  return new Map([
    ...aliases.map((alias) => [key(alias), alias.recordId] as const),
    ...entries.map((entry) => [key(entry), entry.id] as const),
  ]);
}

async function writeAbsences(tx: Transaction, context: CommandContext, drafts: readonly Draft[]): Promise<void> {
  const changed = drafts.filter(({ entry }) => entry.changed);
  await tx.absence.deleteMany({ where: { recordId: { in: changed.map(({ entry }) => entry.id) } } });
  await tx.absence.createMany({
    data: changed.flatMap(({ input, entry }) =>
      Object.entries(input.absences ?? {}).map(([property, explanation]) => ({
        id: context.newId(),
        recordId: entry.id,
        property,
        explanation,
      })),
    ),
  });
}
