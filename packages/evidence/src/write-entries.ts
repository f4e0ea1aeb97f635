import type { Prisma, Transaction } from "@dostyk/db";
import { canonicalJson, type CommandContext, foldForSearch, recordUri, SlugTaken, type LocalizedText } from "@dostyk/kernel";
import { createHash } from "node:crypto";
import type { RecordInput } from "./claim.ts";
import type { RecordType } from "./property.ts";

/** The identity of a record in the registry. `changed` tells whether what is recorded now differs from what was recorded last. */
export type Entry = {
  readonly id: string;
  readonly uri: string;
  readonly slug: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly changed: boolean;
};

/**
 * Writes the identity of records, one entry for each input. A record is known by its slug and by every slug it has had:
 * recording it under another, with the former as an alias, renames it. Throws `SlugTaken` where two records want a slug.
 */
export async function writeEntries(
  tx: Transaction,
  context: CommandContext,
  type: RecordType,
  inputs: readonly RecordInput[],
): Promise<readonly Entry[]> {
  const named = inputs.flatMap(({ slug, aliases = [] }) => [slug, ...aliases]);
  const known = await tx.registryEntry.findMany({
    where: { type, OR: [{ slug: { in: named } }, { aliases: { some: { type, slug: { in: named } } } }] },
    include: { aliases: true },
  });
  const byId = new Map(known.map((entry) => [entry.id, entry]));
  const holders = new Map(
    known.flatMap(({ id, slug, aliases }) => [slug, ...aliases.map((alias) => alias.slug)].map((name) => [name, id])),
  );
  const taken = new Set<string>();
  const fresh: Prisma.RegistryEntryCreateManyInput[] = [];
  const entries: Entry[] = [];
  for (const input of inputs) {
    const id = holderOf(input, holders, taken) ?? context.newId();
    taken.add(id);
    for (const name of [input.slug, ...(input.aliases ?? [])]) holders.set(name, id);
    const stored = byId.get(id);
    const columns = entryColumns(input);
    const changed = stored === undefined || canonicalJson(columns) !== canonicalJson(entryColumnsOf(stored));
    const updatedAt = changed ? context.now() : stored.updatedAt;
    const createdAt = stored?.createdAt ?? updatedAt;
    const uri = stored?.uri ?? recordUri(context.homeNode, type.toLowerCase().replaceAll("_", "-"), id);
    if (stored === undefined) fresh.push({ id, type, uri, homeNode: context.homeNode, createdAt, updatedAt, ...columns });
    else if (changed) await tx.registryEntry.update({ where: { id }, data: { ...columns, updatedAt } });
    entries.push({ id, uri, slug: input.slug, createdAt, updatedAt, changed });
  }
  await tx.registryEntry.createMany({ data: fresh });
  await writeAliases(tx, type, inputs, entries, new Map(known.map(({ id, slug }) => [id, slug])));
  return entries;
}

/** The record that goes by one of the input's names, or null for a new one. */
function holderOf({ slug, aliases = [] }: RecordInput, holders: ReadonlyMap<string, string>, taken: ReadonlySet<string>): string | null {
  let holder: string | null = null;
  for (const name of [slug, ...aliases]) {
    const other = holders.get(name) ?? null;
    if (other === null) continue;
    if (taken.has(other) || (holder !== null && holder !== other)) throw new SlugTaken(name, [slug, name === slug ? "slug" : "aliases"]);
    holder = other;
  }
  return holder;
}

async function writeAliases(
  tx: Transaction,
  type: RecordType,
  inputs: readonly RecordInput[],
  entries: readonly Entry[],
  formerSlugs: ReadonlyMap<string, string>,
): Promise<void> {
  const aliases = entries.flatMap(({ id, slug }, index) => {
    const names = [...(inputs[index]?.aliases ?? []), formerSlugs.get(id) ?? slug];
    return names.filter((name) => name !== slug).map((name) => ({ type, slug: name, recordId: id }));
  });
  await tx.recordAlias.deleteMany({ where: { type, slug: { in: entries.map(({ slug }) => slug) } } });
  await tx.recordAlias.createMany({ data: aliases, skipDuplicates: true });
}

function entryColumns(input: RecordInput) {
  const { slug, title, visibility = "PUBLIC", claims } = input;
  const names = claims.filter(({ property }) => property === "name").map(({ value }) => attested(value));
  const summaries = claims.filter(({ property }) => property === "summary").flatMap(({ value }) => Object.values(value as LocalizedText));
  const texts = [...Object.values(title), ...names, slug.replaceAll("-", " "), ...summaries];
  const searchText = [...new Set(texts.map(foldForSearch))].join(nameSeparator);
  const digest = createHash("sha256").update(canonicalJson(input)).digest("hex");
  return { slug, titles: title, visibility, searchText, digest };
}

type EntryColumns = {
  readonly slug: string;
  readonly titles: unknown;
  readonly visibility: string;
  readonly searchText: string;
  readonly digest: string;
};

function entryColumnsOf({ slug, titles, visibility, searchText, digest }: EntryColumns): EntryColumns {
  return { slug, titles, visibility, searchText, digest };
}

/** Stands between the names in the search text; folding leaves no such sign in a name. */
const nameSeparator = " · ";

function attested(name: unknown): string {
  return typeof name === "object" && name !== null && "text" in name ? String(name.text) : "";
}
