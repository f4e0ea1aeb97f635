import type { PrismaClient } from "@dostyk/db";
import type { SearchQuestion } from "../question.ts";
import { mayBeFound } from "./conditions.ts";
import { lexeme } from "./variants.ts";

const termsCompared = 16;

/**
 * Records like one: those that share its rarest names, places and themes, of its own kind first. Empty for a record that
 * this reader may not find.
 */
export async function similarTo(
  prisma: PrismaClient,
  id: string,
  { audience, limit }: Pick<SearchQuestion, "audience" | "limit">,
): Promise<readonly { readonly id: string; readonly kind: string; readonly score: number }[]> {
  const terms = await prisma.$queryRaw<{ term: string; idf: number }[]>`
    SELECT t.term, ln(1 + size.n::float8 / t.df) AS idf
    FROM search.doc d CROSS JOIN search.size, unnest(tsvector_to_array(d.head)) AS word JOIN search.term t ON t.term = word
    WHERE d.id = ${id} AND ${mayBeFound({ audience })} AND t.df > 1
    ORDER BY t.df, t.term LIMIT ${termsCompared}`;
  if (terms.length === 0) return [];
  const any = terms.map(({ term }) => lexeme(term)).join(" | ");
  return prisma.$queryRaw<{ id: string; kind: string; score: number }[]>`
    WITH terms AS (
      SELECT term::tsquery AS query, idf
      FROM unnest(${terms.map(({ term }) => lexeme(term))}::text[], ${terms.map(({ idf }) => idf)}::float8[]) AS t (term, idf)
    )
    SELECT d.id, d.kind, (SELECT sum(idf) FROM terms WHERE d.head @@ terms.query)::float8
        * CASE WHEN d.kind = own.kind THEN 1.5 ELSE 1 END AS score
    FROM search.doc d, search.doc own
    WHERE own.id = ${id} AND d.id <> own.id AND d.words @@ ${any}::tsquery AND d.head @@ ${any}::tsquery AND ${mayBeFound({ audience })}
    ORDER BY score DESC, d.id LIMIT ${limit}`;
}
