import type { Prisma } from "@dostyk/db";
import { claimsVisibleTo, nameSeparator } from "@dostyk/evidence";
import { allTexts, type GraphqlContext, textOf } from "@dostyk/graphql";
import { foldForSearch } from "@dostyk/kernel";

// A name of one or two letters is near to too many.
const shortestQuery = 3;

/**
 * Shares of common trigrams. The first chooses records by the index, and is low: Halena has 0.43 of Helena's. The second
 * chooses among all their names by the whole name, so that a word of a long title does not do.
 */
const nearEnough = { record: "0.4", name: 0.25 } as const;

type Near = { readonly id: string; readonly name: string };

/**
 * The attested name nearest to a query that found nothing, by the trigrams they share; null where none is near. `where`
 * says which entries may be named, as SQL on `entry`.
 */
export async function nearestName(folded: string, where: Prisma.Sql, context: GraphqlContext): Promise<string | null> {
  if (folded.length < shortestQuery) return null;
  const { prisma } = context;
  // The index reads the threshold of the operator from the session: it is set for this transaction alone.
  const [, near] = await prisma.$transaction([
    prisma.$executeRaw`SELECT set_config('pg_trgm.word_similarity_threshold', ${nearEnough.record}, true)`,
    prisma.$queryRaw<Near[]>`
      SELECT id, name
      FROM (
        SELECT entry.id, entry.search_text FROM registry_entry AS entry
        WHERE entry.search_text %> ${folded} AND ${where}
        ORDER BY word_similarity(${folded}, entry.search_text) DESC, length(entry.search_text), entry.id
        LIMIT 200
      ) AS entry
      CROSS JOIN LATERAL unnest(string_to_array(entry.search_text, ${nameSeparator})) AS name
      WHERE similarity(name, ${folded}) > ${nearEnough.name}
      ORDER BY similarity(name, ${folded}) DESC, id, name
      LIMIT 10`,
  ]);
  const entries = await prisma.registryEntry.findMany({
    where: { id: { in: near.map(({ id }) => id) } },
    select: {
      id: true,
      titles: true,
      claims: { where: { property: "name", ...claimsVisibleTo(context.viewer) }, orderBy: { id: "asc" }, select: { value: true } },
    },
  });
  const names = Map.groupBy(near, ({ id }) => id);
  for (const [id, ofEntry] of names) {
    const entry = entries.find((one) => one.id === id);
    if (entry === undefined) continue;
    const isNear = (text: string): boolean => ofEntry.some(({ name }) => foldForSearch(text) === name);
    // A title in another language is near by its sound; the reader's own is what they know it by.
    if (allTexts(entry.titles).some(({ text }) => isNear(text))) return textOf(entry.titles, context.locale);
    // What is searched also holds slugs and summaries, and names whose source is hidden: these are not told.
    const found = entry.claims.map(({ value }) => (value as { readonly text: string }).text).find(isNear);
    if (found !== undefined) return found;
  }
  return null;
}
