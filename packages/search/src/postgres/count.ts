import { Prisma, type Transaction } from "@dostyk/db";
import type { FacetCounts, SearchQuestion } from "../question.ts";
import { chosenValues, mayBeFound, within } from "./conditions.ts";

/** How many there are, and of what. */
export type Counts = { readonly total: number; readonly facets: readonly FacetCounts[] };

/**
 * Counts what `matching` (SQL on `d`) finds within the reader's rights. A facet with chosen values is counted as if
 * nothing were chosen of it, so that a reader sees what else there is.
 */
export async function countMatching(tx: Transaction, matching: Prisma.Sql, question: SearchQuestion): Promise<Counts> {
  const chosen = chosenValues(question);
  const names = chosen.map(([value = ""]) => value.slice(0, value.indexOf(":")));
  const missed = chosen.map(
    (values, index) => Prisma.sql`CASE WHEN d.facets && ${values}::text[] THEN NULL ELSE ${names[index]}::text END`,
  );
  const failed = missed.length === 0 ? Prisma.sql`'{}'::text[]` : Prisma.sql`array_remove(ARRAY[${Prisma.join(missed)}], NULL)`;
  const rows = await tx.$queryRaw<{ token: string; count: number }[]>`
    WITH matched AS MATERIALIZED (
      SELECT d.facets, ${failed} AS failed FROM search.doc d
      WHERE ${matching} AND ${mayBeFound(question)} AND ${within(question.filter)}
    )
    SELECT '' AS token, count(*)::int AS count FROM matched WHERE failed = '{}'
    UNION ALL
    SELECT token, count(*)::int FROM matched, unnest(facets) AS token
    WHERE failed = '{}' OR failed = ARRAY[split_part(token, ':', 1)]
    GROUP BY token`;
  const facets = rows
    .filter(({ token }) => token !== "")
    .map(({ token, count }) => {
      const colon = token.indexOf(":");
      // Tokens are made of the names of facets.
      return { facet: token.slice(0, colon) as FacetCounts["facet"], value: token.slice(colon + 1), count };
    })
    .toSorted((a, b) => a.facet.localeCompare(b.facet) || b.count - a.count || (a.value < b.value ? -1 : 1));
  return { total: rows.find(({ token }) => token === "")?.count ?? 0, facets };
}

/** What a question without words matches. */
export const everything = Prisma.sql`TRUE`;

/** Documents that hold every word, or that are called so. */
export function matchingAll(allOf: string, named: readonly string[]): Prisma.Sql {
  return Prisma.sql`(d.words @@ ${allOf}::tsquery OR d.id = ANY(${named}))`;
}

/** Just these: an answer of documents that hold only some of the words counts its list. */
export function matchingThese(ids: readonly string[]): Prisma.Sql {
  return Prisma.sql`d.id = ANY(${ids})`;
}
