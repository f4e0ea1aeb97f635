import type { Transaction } from "@dostyk/db";
import { anonymous, languagesOf, type LocalizedText, parsePartialDate, isProblem, rangeOf } from "@dostyk/kernel";
import type { SearchDocument } from "@dostyk/search";
import { claimsVisibleTo, visibleTo } from "./policy.ts";
import type { RecordType } from "./property.ts";

/** Names of records by their ids, of all of them together; none of a record that anonymous readers may not see. */
type NamesOf = (ids: readonly (string | null)[]) => readonly string[];

/** How a slice makes search documents of its rows. */
export type Projection<Row extends { readonly id: string }> = {
  /** The slice's own rows of these records. */
  readonly read: (ids: string[]) => PromiseLike<readonly Row[]>;
  /** Records whose names stand in the document. Left out: none. */
  readonly related?: (row: Row) => readonly (string | null)[];
  /** What the slice adds to what every record has. */
  readonly lay: (row: Row, document: SearchDocument, namesOf: NamesOf) => Partial<SearchDocument>;
};

/**
 * The search documents of records of one type: titles, the names that documents give it, who may see it, and what the
 * slice adds. Words whose source anonymous readers may not see are in no document: a count would already tell of them.
 */
export async function projectRecords<Row extends { readonly id: string }>(
  tx: Transaction,
  type: RecordType,
  ids: readonly string[],
  { read, related = () => [], lay }: Projection<Row>,
): Promise<readonly SearchDocument[]> {
  const base = await commonDocuments(tx, type, ids);
  if (base.size === 0) return [];
  const rows = await read([...base.keys()]);
  const names = await publicNames(tx, rows.flatMap(related));
  const namesOf: NamesOf = (named) => named.flatMap((id) => (id === null ? [] : (names.get(id) ?? [])));
  return rows.flatMap((row) => {
    const document = base.get(row.id);
    return document === undefined ? [] : [{ ...document, ...lay(row, document, namesOf) }];
  });
}

async function commonDocuments(tx: Transaction, type: RecordType, ids: readonly string[]): Promise<ReadonlyMap<string, SearchDocument>> {
  const entries = await tx.registryEntry.findMany({
    where: { id: { in: [...ids] }, type },
    select: {
      id: true,
      slug: true,
      visibility: true,
      titles: true,
      claims: {
        where: { property: { in: ["name", "sdg"] }, rank: { not: "DEPRECATED" }, ...claimsVisibleTo(anonymous) },
        orderBy: { id: "asc" },
        select: { property: true, value: true },
      },
    },
  });
  return new Map(
    entries.map(({ id, slug, visibility, titles, claims }): [string, SearchDocument] => {
      const said = (property: string) => claims.filter((claim) => claim.property === property).map(({ value }) => value);
      return [
        id,
        {
          id,
          kind: type,
          audience: [visibility],
          titles: titles as LocalizedText,
          summaries: {},
          bodies: [],
          aliases: said("name").map((value) => (value as { readonly text: string }).text),
          places: [],
          tags: [slug.replaceAll("-", " ")],
          facets: { language: languagesOf(titles as LocalizedText), sdg: said("sdg").map(String) },
          year: null,
          point: null,
        },
      ];
    }),
  );
}

async function publicNames(tx: Transaction, ids: readonly (string | null)[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const entries = await tx.registryEntry.findMany({
    where: { id: { in: wanted }, ...visibleTo(anonymous) },
    select: {
      id: true,
      titles: true,
      claims: {
        where: { property: "name", rank: { not: "DEPRECATED" }, ...claimsVisibleTo(anonymous) },
        orderBy: { id: "asc" },
        select: { value: true },
      },
    },
  });
  return new Map(
    entries.map(({ id, titles, claims }) => [
      id,
      [...new Set([...Object.values(titles as LocalizedText), ...claims.map(({ value }) => (value as { readonly text: string }).text)])],
    ]),
  );
}

/** The first year an EDTF date may mean, for sorting and as a facet; null where it tells none. */
export function yearOf(edtf: string | null): number | null {
  const date = edtf === null ? null : parsePartialDate(edtf);
  const earliest = date === null || isProblem(date) ? undefined : rangeOf([date])?.earliest;
  return earliest === undefined || earliest === null ? null : Number(earliest.slice(0, earliest.indexOf("-", 1)));
}

/** The year of a day that lists sort by; null for year 1, which stands for none. */
export function yearOfDay(day: Date): number | null {
  const year = day.getUTCFullYear();
  return year === 1 ? null : year;
}

/** A year as a facet. */
export function years(year: number | null): readonly string[] {
  return year === null ? [] : [String(year)];
}

/** A text of a JSON column as a document's; none where the column is empty. */
export function textsIn(column: unknown): LocalizedText {
  return (column ?? {}) as LocalizedText;
}
