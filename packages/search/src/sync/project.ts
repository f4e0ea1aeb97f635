import type { Transaction } from "@dostyk/db";
import type { SearchDocument, SearchKind } from "../document.ts";

/** The documents of these records as their rows are now, by id. A record without one is in no index. */
export async function projectAll(
  tx: Transaction,
  kinds: readonly SearchKind[],
  ids: readonly string[],
): Promise<ReadonlyMap<string, SearchDocument>> {
  const documents = new Map<string, SearchDocument>();
  for (const kind of kinds) {
    for (const document of await kind.project(tx, ids)) documents.set(document.id, document);
  }
  return documents;
}
