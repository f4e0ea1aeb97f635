import type { SqlDriverAdapter, SqlDriverAdapterFactory, SqlQuery } from "@prisma/driver-adapter-utils";

// Statements differ by what is asked and by the sizes of the pages; past this many of either, texts are made anew each time.
const REMEMBERED_AT_MOST = 1_000;

const limit = /\bLIMIT \$(\d+)/gu;

// Prisma's name for a nested record: no statement written by hand has it.
const nestedRecord = '"__prisma_data__"';

/** Has an adapter send Prisma's reads in a form that costs the server a third to a half less. See `quickerReads`. */
export function withQuickerReads<Factory extends SqlDriverAdapterFactory>(factory: Factory): Factory {
  const quicker = quickerReads();
  const connect = async (): Promise<SqlDriverAdapter> => {
    const adapter = await factory.connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    return Object.assign(adapter, { queryRaw: (query: SqlQuery) => queryRaw(quicker(query)) });
  };
  return Object.assign(Object.create(factory) as Factory, { connect });
}

type Known = { readonly limitsAt: readonly number[]; readonly texts: Map<string, string> };

/**
 * Rewrites reads without changing what they answer:
 *
 * - The size of a page moves from the arguments into the text. Of a LIMIT it does not know the server thinks that it takes
 *   a tenth of the table; a plan for the values at hand then looks so much cheaper than the prepared one that the server
 *   plans the statement anew each time, which for a nested question takes as long as running it.
 * - Nested records are put together as JSON text instead of JSONB, which would be built, sorted by key and written out as
 *   text again at every level. Prisma reads either.
 */
export function quickerReads(): (query: SqlQuery) => SqlQuery {
  const statements = new Map<string, Known>();
  return (query) => {
    const known = statements.get(query.sql) ?? examined(query.sql);
    if (statements.size < REMEMBERED_AT_MOST) statements.set(query.sql, known);
    const { limitsAt, texts } = known;
    const sizes = limitsAt.map((place) => String(query.args[place]));
    if (!sizes.every((size) => /^\d+$/u.test(size))) return query;
    const key = sizes.join();
    const text = texts.get(key) ?? rewritten(query.sql, limitsAt, sizes);
    if (texts.size < REMEMBERED_AT_MOST) texts.set(key, text);
    const stays = (_: unknown, place: number) => !limitsAt.includes(place);
    return { sql: text, args: query.args.filter(stays), argTypes: query.argTypes.filter(stays) };
  };
}

function examined(sql: string): Known {
  return { limitsAt: [...sql.matchAll(limit)].map(([, number]) => Number(number) - 1), texts: new Map() };
}

function rewritten(sql: string, limitsAt: readonly number[], sizes: readonly string[]): string {
  // The parameters that stay move up into the places of those that go.
  const text = sql.replaceAll(/\$(\d+)/gu, (_, number: string) => {
    const place = Number(number) - 1;
    return sizes[limitsAt.indexOf(place)] ?? `$${place + 1 - limitsAt.filter((earlier) => earlier < place).length}`;
  });
  return text.includes(nestedRecord)
    ? text.replaceAll("JSONB_BUILD_OBJECT(", "JSON_BUILD_OBJECT(").replaceAll("JSONB_AGG(", "JSON_AGG(")
    : text;
}
