// How fast Postgres finds by the recipe, beside ILIKE and stock full-text search over the same records, in one run:
//   node tests/load/src/search/main.ts [--records 10000,100000] [--questions 100]
import { connect, type Database } from "@dostyk/db";
import { postgresIndex, type SearchDocument, writeDocuments } from "@dostyk/search";
import process from "node:process";
import { parseArgs } from "node:util";
import { emptyScratchDatabase } from "../scratch-database.ts";
import { madeUpRecords, questions } from "./made-up-records.ts";

const { values } = parseArgs({
  options: { records: { type: "string", default: "10000,100000" }, questions: { type: "string", default: "100" } },
});
const recordsAtOnce = 500;
/** ILIKE reads everything each time: of a large table it is asked so few questions. */
const fewQuestions = 12;
const kinds = new Map([
  ["PLACE", { weight: 1.15, named: true }],
  ["PRACTICE", { weight: 1, named: false }],
]);

type Timed = {
  readonly engine: string;
  readonly questions: number;
  readonly found: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
};

async function bench(records: number, asked: number): Promise<void> {
  const scratch = await emptyScratchDatabase(process.env["DATABASE_URL"], () => {});
  const database = connect(scratch.url, { statementTimeoutMs: 0, poolSize: 2 });
  try {
    const began = performance.now();
    await fill(database, records);
    const seconds = (performance.now() - began) / 1000;
    await givenStockSearch(database);
    await database.pool.query("VACUUM ANALYZE search.doc");
    await database.pool.query("VACUUM ANALYZE search.term");
    await database.pool.query("VACUUM ANALYZE search.name");
    const all = questions(asked, records);
    const few = all.slice(0, records > 20_000 ? fewQuestions : asked);
    const index = postgresIndex(
      database.prisma,
      () => Promise.resolve(null),
      () => new Date(0),
    );
    const question = { kinds: null, filter: {}, audience: ["PUBLIC"], locale: "en", limit: 10, offset: 0, counts: false };
    const recipe = async (text: string) => (await index.search({ ...question, text })).hits.length;
    const stock = async (text: string) => (await database.pool.query(stockStatement, [text])).rows.length;
    const ilike = async (text: string) => (await database.pool.query(ilikeStatement, [`%${text}%`])).rows.length;
    const timed = [
      await time("the recipe", all, recipe),
      await time("full text, en + ru + simple", all, stock),
      await time("ILIKE", few, ilike),
    ];
    const { rows } = await database.pool.query<{ documents: string; terms: string }>(
      "SELECT pg_size_pretty(pg_total_relation_size('search.doc')) AS documents, pg_size_pretty(pg_total_relation_size('search.term')) AS terms",
    );
    const memory = Math.round(process.memoryUsage().rss / 1_000_000);
    console.log(
      `\n${records} records: indexed in ${seconds.toFixed(1)} s, ${Math.round(records / seconds)} a second; ` +
        `${rows[0]?.documents} of documents, ${rows[0]?.terms} of terms; this process ${memory} MB`,
    );
    for (const { engine, questions: count, found, p50, p95, p99 } of timed)
      console.log(
        `  ${engine.padEnd(28)} ${String(count).padStart(4)} questions, ${found} % find something; ms p50 ${p50.toFixed(1)}, p95 ${p95.toFixed(1)}, p99 ${p99.toFixed(1)}`,
      );
    const [ours, fullText, plain] = timed;
    if (ours !== undefined && fullText !== undefined && plain !== undefined)
      console.log(`  p50 to ILIKE 1/${Math.round(plain.p50 / ours.p50)}, to full text ${(ours.p50 / fullText.p50).toFixed(1)}`);
  } finally {
    await database.close();
    await scratch.close();
  }
}

async function fill({ prisma }: Database, records: number): Promise<void> {
  let some: SearchDocument[] = [];
  const write = async () => {
    const batch = some;
    some = [];
    await prisma.$transaction((tx) => writeDocuments(tx, batch, [], kinds), { timeout: 120_000 });
  };
  for (const record of madeUpRecords(records)) {
    some.push(record);
    if (some.length === recordsAtOnce) await write();
  }
  if (some.length > 0) await write();
}

/** What one would take who writes no index of one's own: the texts in a column, and a tsvector of three configurations. */
async function givenStockSearch({ pool }: Database): Promise<void> {
  await pool.query(`
    CREATE TABLE plain AS SELECT id, concat_ws(' ', texts -> 'titles' ->> 'en', texts -> 'titles' ->> 'ru', texts -> 'bodies' ->> 'en',
      texts -> 'bodies' ->> 'ru') AS text FROM search.doc;
    ALTER TABLE plain ADD COLUMN words tsvector GENERATED ALWAYS AS
      (to_tsvector('english', text) || to_tsvector('russian', text) || to_tsvector('simple', text)) STORED;
    CREATE INDEX ON plain USING gin (words);
    ANALYZE plain`);
}

const stockStatement = `
  SELECT id FROM plain, LATERAL (SELECT websearch_to_tsquery('english', $1) || websearch_to_tsquery('russian', $1) || websearch_to_tsquery('simple', $1) AS q) asked
  WHERE words @@ q ORDER BY ts_rank(words, q) DESC, id LIMIT 10`;
const ilikeStatement = "SELECT id FROM plain WHERE text ILIKE $1 ORDER BY id LIMIT 10";

async function time(engine: string, texts: readonly string[], ask: (text: string) => Promise<number>): Promise<Timed> {
  for (const text of texts.slice(0, 5)) await ask(text);
  const took: number[] = [];
  let found = 0;
  for (const text of texts) {
    const began = performance.now();
    if ((await ask(text)) > 0) found += 1;
    took.push(performance.now() - began);
  }
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { engine, questions: texts.length, found: Math.round((100 * found) / texts.length), p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

for (const records of values.records.split(",").map(Number)) await bench(records, Number(values.questions));
