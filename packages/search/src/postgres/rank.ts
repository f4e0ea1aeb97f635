import { Prisma, type Transaction } from "@dostyk/db";
import type { SearchQuestion } from "../question.ts";
import { searchLimits } from "../question.ts";
import { hasChosen, mayBeFound, within } from "./conditions.ts";
import { allOf, anyOf, type Wanted } from "./variants.ts";

/** A ranked hit. `whole`: every word of the question is in it, in some way. */
export type Ranked = { readonly id: string; readonly kind: string; readonly score: number; readonly whole: boolean };

/** Classes D, C, B, A of a word: text, nothing, places and themes, names. */
const classes = Prisma.sql`'{.15,.3,.6,1}'::float4[]`;

/** Words joined to none: so they are unpacked once and stay it. Else each variant of each word unpacked them anew, half of all the time. */
const unpacked = Prisma.sql`words || ''::tsvector`;

/** Of documents that hold only some of the words, those that are a quarter as good as the best of them. */
const goodEnough = 0.25;

/**
 * The best documents for the words, at most 200: those that hold all of them or are called so, and only where these are
 * fewer than `needed`, after them those that hold some.
 */
export async function rank(
  tx: Transaction,
  wanted: readonly Wanted[],
  named: ReadonlyMap<string, number>,
  question: SearchQuestion,
  needed: number,
): Promise<readonly Ranked[]> {
  const variants = wanted.flatMap(({ idf, variants: ways }, token) => ways.map(({ factor, query }) => ({ token, idf, factor, query })));
  const ids = [...named.keys()];
  const idfs = wanted.reduce((sum, { idf }) => sum + idf, 0);
  const where = Prisma.sql`${mayBeFound(question)} AND ${hasChosen(question)} AND ${within(question.filter)}`;
  const best = Prisma.sql`ORDER BY (ts_rank(${classes}, d.head, asked.any_of) + CASE WHEN d.id = ANY(${ids}) THEN 1 ELSE 0 END) * d.weight DESC,
    d.year DESC NULLS LAST, d.id LIMIT ${Prisma.raw(String(searchLimits.hits))}`;
  const found = await tx.$queryRaw<{ id: string; kind: string; score: number; tier: number }[]>`
    WITH asked AS (SELECT ${allOf(wanted)}::tsquery AS all_of, ${anyOf(wanted)}::tsquery AS any_of),
    variants AS MATERIALIZED (
      SELECT token, idf, factor, query::tsquery AS query
      FROM unnest(${variants.map(({ token }) => token)}::int[], ${variants.map(({ idf }) => idf)}::float8[],
        ${variants.map(({ factor }) => factor)}::float8[], ${variants.map(({ query }) => query)}::text[]) AS v (token, idf, factor, query)
    ),
    boosts AS MATERIALIZED (
      SELECT * FROM unnest(${ids}::text[], ${[...named.values()]}::float8[]) AS b (id, boost)
    ),
    strict AS MATERIALIZED (
      SELECT d.id, d.kind, d.weight, d.words, 0 AS tier FROM search.doc d, asked
      WHERE (d.words @@ asked.all_of OR d.id = ANY(${ids})) AND ${where} ${best}
    ),
    loose AS MATERIALIZED (
      SELECT d.id, d.kind, d.weight, d.words, 1 AS tier FROM search.doc d, asked
      WHERE (SELECT count(*) FROM strict) < ${needed} AND d.words @@ asked.any_of AND NOT (d.words @@ asked.all_of)
        AND NOT (d.id = ANY(${ids})) AND ${where} ${best}
    ),
    candidates AS MATERIALIZED (
      SELECT id, kind, weight, tier, ${unpacked} AS words FROM (SELECT * FROM strict UNION ALL SELECT * FROM loose) AS s
    )
    SELECT c.id, c.kind, c.tier, (
        coalesce((SELECT sum(best.points) FROM (
          SELECT max(v.idf * v.factor * ts_rank(${classes}, c.words, v.query)) AS points FROM variants v GROUP BY v.token) AS best), 0)
        + coalesce(b.boost, 0) * ${idfs}::float8
      ) * c.weight AS score
    FROM candidates c LEFT JOIN boosts b ON b.id = c.id
    ORDER BY c.tier, score DESC, c.id`;
  const bestLoose = found.find(({ tier }) => tier === 1)?.score ?? 0;
  return found
    .filter(({ tier, score }) => tier === 0 || score >= bestLoose * goodEnough)
    .slice(0, searchLimits.hits)
    .map(({ id, kind, score, tier }) => ({ id, kind, score, whole: tier === 0 }));
}

/** What the filter leaves, newest first: the answer to a question without words. */
export async function listing(tx: Transaction, question: SearchQuestion): Promise<readonly Ranked[]> {
  const found = await tx.$queryRaw<{ id: string; kind: string }[]>`
    SELECT d.id, d.kind FROM search.doc d
    WHERE ${mayBeFound(question)} AND ${hasChosen(question)} AND ${within(question.filter)}
    ORDER BY d.year DESC NULLS LAST, d.id LIMIT ${searchLimits.hits}`;
  return found.map(({ id, kind }) => ({ id, kind, score: 0, whole: true }));
}
