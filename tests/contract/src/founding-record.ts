import { testDatabase, type TestDatabase } from "@dostyk/db/testing";
import { newId } from "@dostyk/kernel";
import { foundingAsserter, foundingRecord, loadArchive } from "@dostyk/network";

/** A database of one's own that holds the founding record; dropped after the file's last test. */
export async function foundingDatabase(): Promise<TestDatabase> {
  const database = await testDatabase({ statementTimeoutMs: 60_000 });
  const now = new Date("2026-01-01T00:00:00Z");
  let random = 1;
  // Any numbers will do as long as no two ids are alike.
  const context = {
    now: () => now,
    newId: () => newId(now, () => (random = (random * 48_271) % 2_147_483_647) / 2_147_483_647),
    homeNode: "http://localhost:4000",
    asserter: foundingAsserter,
  };
  await loadArchive(database.prisma, context, foundingRecord);
  return database;
}
