import type { Transaction } from "@dostyk/db";
import type { SearchDocument, SearchKind } from "../document.ts";
import { rowOf } from "./layout.ts";

/** What a kind says of all its documents. */
export type KindWeights = ReadonlyMap<string, Pick<SearchKind, "weight" | "named">>;

/** What was changed. */
export type Written = { readonly written: number; readonly removed: number };

/**
 * Brings the index to these documents and removes those of `gone`. A document that is there as it is costs one look-up.
 * Only one transaction may do so at a time (see `catchUp`): the counts of terms are sums.
 */
export async function writeDocuments(
  tx: Transaction,
  documents: readonly SearchDocument[],
  gone: readonly string[],
  kinds: KindWeights,
): Promise<Written> {
  const ids = [...documents.map(({ id }) => id), ...gone];
  if (ids.length === 0) return { written: 0, removed: 0 };
  const rows = documents.map((document) => rowOf(document, kinds.get(document.kind) ?? { weight: 1, named: false }));
  const known = await tx.$queryRaw<{ id: string; digest: string }[]>`
    SELECT id, digest FROM search.doc WHERE id = ANY(${ids})`;
  const current = new Map(known.map((row) => [row.id, row]));
  const changed = rows.filter(({ id, digest }) => current.get(id)?.digest !== digest);
  const removed = gone.filter((id) => current.has(id));
  if (changed.length + removed.length === 0) return { written: 0, removed: 0 };
  const touched = [...changed.map(({ id }) => id), ...removed];
  const fresh = changed.filter(({ id }) => !current.has(id)).length;
  const latin = JSON.stringify(Object.assign({}, ...changed.map((row) => row.latin)));
  const cyrillic = JSON.stringify(Object.assign({}, ...changed.map((row) => row.cyrillic)));
  // A term's count moves by the difference of old and new words, in the statement that writes the words.
  await tx.$executeRaw`
    WITH given AS (
      SELECT id, kind, audience, facets, year, lat, lng, weight, digest, words::tsvector AS words, head::tsvector AS head, texts
      FROM jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) AS d (
        id text, kind text, audience text[], facets text[], year int, lat float8, lng float8, weight real, digest text,
        words text, head text, texts jsonb)
    ),
    old AS (SELECT words FROM search.doc WHERE id = ANY(${touched})),
    removed AS (DELETE FROM search.doc WHERE id = ANY(${removed})),
    written AS (
      INSERT INTO search.doc (id, kind, audience, facets, year, lat, lng, weight, digest, words, head, texts)
      SELECT id, kind, audience, facets, year, lat, lng, weight, digest, words, head, texts FROM given
      ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, audience = excluded.audience,
        facets = excluded.facets, year = excluded.year, lat = excluded.lat, lng = excluded.lng, weight = excluded.weight,
        digest = excluded.digest, words = excluded.words, head = excluded.head, texts = excluded.texts
    ),
    delta AS (
      SELECT term, sum(n)::int AS n FROM (
        SELECT unnest(tsvector_to_array(words)) AS term, 1 AS n FROM given
        UNION ALL SELECT unnest(tsvector_to_array(words)), -1 FROM old
      ) AS parts GROUP BY term HAVING sum(n) <> 0
    ),
    size AS (UPDATE search.size SET n = n + ${fresh - removed.length} WHERE ${fresh - removed.length} <> 0)
    INSERT INTO search.term (term, df, latin, cyrillic)
    SELECT term, n, ${latin}::jsonb ->> term, ${cyrillic}::jsonb ->> term FROM delta ORDER BY term
    ON CONFLICT (term) DO UPDATE SET df = term.df + excluded.df,
      latin = coalesce(excluded.latin, term.latin), cyrillic = coalesce(excluded.cyrillic, term.cyrillic)`;
  await tx.$executeRaw`DELETE FROM search.name WHERE id = ANY(${touched})`;
  const names = changed.flatMap(({ id, names: own }) => own.map((one) => ({ id, ...one })));
  if (names.length > 0)
    await tx.$executeRaw`
      INSERT INTO search.name (name, id, shown)
      SELECT * FROM unnest(${names.map(({ name }) => name)}::text[], ${names.map(({ id }) => id)}::text[],
        ${names.map(({ shown }) => shown)}::text[])`;
  return { written: changed.length, removed: removed.length };
}
