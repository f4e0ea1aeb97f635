import type { PrismaClient } from "@dostyk/db";
import type { SearchKind } from "../document.ts";
import { catchUp } from "./catch-up.ts";

/**
 * Makes every document of the Postgres index anew, in place: each answers as it was until it is replaced. For changed rules
 * of folding, or where the index is not believed. Answers how many records were looked at.
 */
export async function rebuildOwnIndex(prisma: PrismaClient, kinds: readonly SearchKind[]): Promise<number> {
  // Without its digest a document is never taken for one that has not changed.
  await prisma.$executeRaw`UPDATE search.doc SET digest = ''`;
  const records = await prisma.$executeRaw`INSERT INTO search.mark (id) SELECT id FROM registry_entry UNION SELECT id FROM search.doc`;
  await catchUp(prisma, kinds);
  // Words that no document holds any more were kept so far, to be counted again.
  await prisma.$executeRaw`DELETE FROM search.term WHERE df <= 0`;
  return records;
}
