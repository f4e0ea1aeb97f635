import { ArchiveBroken, foundingRecord, readArchive } from "@dostyk/archive";
import { relative } from "node:path";
import process from "node:process";

/** Reads the founding record without a database, and prints what it holds or everything that is wrong with it. */
export async function archiveCheck(): Promise<void> {
  try {
    const { records } = await readArchive(foundingRecord);
    const all = Object.values(records).flat();
    const claims = all.reduce((sum, record) => sum + record.claims.length, 0);
    console.log(`The founding record is sound: ${all.length} records, ${claims} claims.`);
  } catch (error) {
    if (!(error instanceof ArchiveBroken)) throw error;
    for (const { file, line, path, message } of error.problems) console.log(`${file}:${line}  ${path}  ${message}`);
    console.log(`${error.problems.length} mistakes in ${relative(process.cwd(), foundingRecord)}.`);
    process.exitCode = 1;
  }
}
