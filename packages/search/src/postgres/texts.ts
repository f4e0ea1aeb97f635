import type { PrismaClient } from "@dostyk/db";
import type { LocalizedText } from "@dostyk/kernel";

/** What of a document is shown beside a hit. */
export type ShownTexts = { readonly summaries: LocalizedText; readonly bodies: LocalizedText };

/** The texts of documents, for highlights; of those alone that a reader with this audience may find. */
export async function shownTexts(
  prisma: PrismaClient,
  ids: readonly string[],
  audience: readonly string[],
): Promise<ReadonlyMap<string, ShownTexts>> {
  if (ids.length === 0) return new Map();
  const rows = await prisma.$queryRaw<{ id: string; texts: { summaries?: LocalizedText; bodies?: LocalizedText } }[]>`
    SELECT id, texts FROM search.doc WHERE id = ANY(${ids}) AND audience && ${audience}::text[]`;
  return new Map(rows.map(({ id, texts }) => [id, { summaries: texts.summaries ?? {}, bodies: texts.bodies ?? {} }]));
}
