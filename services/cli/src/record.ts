import { foundingAsserter, foundingRecord, loadArchive } from "@dostyk/archive";
import type { Database } from "@dostyk/db";
import { idSource } from "@dostyk/kernel";
import type { Config } from "./config.ts";

/** Loads the founding record, unless this database has it already. @throws ArchiveBroken, having written nothing */
export async function loadRecord(database: Database, config: Config, onProgress: (step: string) => void): Promise<void> {
  const now = (): Date => new Date();
  const context = {
    now,
    newId: idSource(now, Math.random),
    homeNode: config.origin,
    asserter: foundingAsserter,
  };
  onProgress("Reading the founding record");
  await loadArchive(database.prisma, context, foundingRecord, (list, records) => onProgress(`Loading ${inWords(list)} (${records})`));
}

/** "externalEvents" -> "external events" */
function inWords(list: string): string {
  return list.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
