import { afterAll } from "vitest";
import type { ConnectOptions } from "./connect.ts";
import { createTestDatabase, type TestDatabase } from "./testing/database.ts";

export { createTestDatabase, type TestDatabase } from "./testing/database.ts";
export { startScratchServer, startTestServer, type TestServer } from "./testing/server.ts";

/**
 * A migrated, empty database for one test file, dropped after its last test:
 * `const db = await testDatabase();` at the head of the file.
 */
export async function testDatabase(options: ConnectOptions & { readonly empty?: boolean } = {}): Promise<TestDatabase> {
  const database = await createTestDatabase(options);
  afterAll(() => database.close());
  return database;
}
