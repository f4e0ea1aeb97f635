import { describe, expect, it } from "vitest";
import {
  DatabaseNewerThanCode,
  DatabaseNotEmpty,
  DatabaseNotUtf8,
  DatabaseUnreachable,
  migrate,
  migrationProblem,
  MigrationChanged,
  MigrationFailed,
} from "./index.ts";
import { missingMigration } from "./migrate.ts";
import { readMigrations } from "./migrations.ts";
import { createTestDatabase, testDatabase } from "./testing.ts";

const db = await testDatabase();
const empty = await testDatabase({ empty: true });

describe("the migrations", () => {
  it("make what the schema says", async () => {
    expect(await missingMigration(db.url, await readMigrations())).toBe("");
  });

  it("find parts of Cyrillic names by trigrams", async () => {
    const { rows } = await db.pool.query<{ close: number; folded: string }>(
      "SELECT similarity('қарағанды', 'қараганды') AS close, lower('Ә') AS folded",
    );
    expect(rows[0]?.close).toBeGreaterThan(0.3);
    expect(rows[0]?.folded).toBe("ә");
  });

  it("let the search use the trigram index", async () => {
    const plan = await db.prisma.$transaction(async (tx) => {
      await tx.$executeRawUnsafe("SET LOCAL enable_seqscan = off");
      return tx.$queryRawUnsafe<object[]>("EXPLAIN SELECT id FROM registry_entry WHERE search_text LIKE '%helena%'");
    });
    expect(JSON.stringify(plan)).toContain("registry_entry_search_text_trgm");
  });
});

describe("migrationProblem()", () => {
  it("is none on a migrated database, and names what was never applied, is unknown or was changed", async () => {
    const copy = await createTestDatabase();
    try {
      expect(await migrationProblem(copy.pool)).toBeNull();
      const last = (await readMigrations()).at(-1)?.name ?? "";
      await copy.pool.query("UPDATE _prisma_migrations SET checksum = 'x' WHERE migration_name = $1", [last]);
      expect(await migrationProblem(copy.pool)).toContain(last);
      await copy.pool.query("UPDATE _prisma_migrations SET migration_name = '29990101_later' WHERE migration_name = $1", [last]);
      expect(await migrationProblem(copy.pool)).toContain("29990101_later");
      await copy.pool.query("DELETE FROM _prisma_migrations WHERE migration_name = '29990101_later'");
      expect(await migrationProblem(copy.pool)).toBe(`Not applied yet: ${last}. Start the node again.`);
    } finally {
      await copy.close();
    }
    expect(await migrationProblem(empty.pool)).toContain("Not applied yet");
  });
});

describe("migrate()", () => {
  it("brings an empty database up to date once, even when two start together", async () => {
    const names = (await readMigrations()).map((migration) => migration.name);
    const both = await Promise.all([migrate(empty.url), migrate(empty.url)]);
    expect(both.flat()).toEqual(names);
    expect(await migrate(empty.url)).toEqual([]);
  });

  it("refuses a database that a newer release has migrated, by the migration's name", async () => {
    await using newer = await another();
    await newer.pool.query(
      "INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', 'x', '29990101000000_from_the_future', now())",
    );
    await expect(migrate(newer.url)).rejects.toThrow(DatabaseNewerThanCode);
    await expect(migrate(newer.url)).rejects.toThrow("29990101000000_from_the_future");
  });

  it("refuses a database whose migrations had another text", async () => {
    await using other = await another();
    await other.pool.query("UPDATE _prisma_migrations SET checksum = 'another'");
    await expect(migrate(other.url)).rejects.toThrow(MigrationChanged);
  });

  it("does again a migration that was killed before its end", async () => {
    await using killed = await another();
    await killed.pool.query("DROP INDEX registry_entry_search_text_trgm");
    await killed.pool.query("UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name LIKE '%names_are_searched'");
    expect(await migrate(killed.url)).toEqual([expect.stringContaining("names_are_searched")]);
    expect(await migrate(killed.url)).toEqual([]);
  });

  it("says what the database refused, and goes on once that is corrected", async () => {
    await using stuck = await another();
    await stuck.pool.query("UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name LIKE '%names_are_searched'");
    await expect(migrate(stuck.url)).rejects.toThrow(MigrationFailed);
    await expect(migrate(stuck.url)).rejects.toThrow(/names_are_searched: .*registry_entry_search_text_trgm.* already exists\. Correct/);
    await stuck.pool.query("DROP INDEX registry_entry_search_text_trgm");
    expect(await migrate(stuck.url)).toHaveLength(1);
  });

  it("leaves alone a database that holds somebody else's tables", async () => {
    await using foreign = await another({ empty: true });
    await foreign.pool.query("CREATE TABLE accounts (id text)");
    await expect(migrate(foreign.url)).rejects.toThrow(DatabaseNotEmpty);
    const { rows } = await foreign.pool.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'");
    expect(rows).toEqual([{ tablename: "accounts" }]);
  });

  it("refuses a database that is not UTF8", async () => {
    const name = `${new URL(db.url).pathname.slice(1)}_ascii`;
    const url = db.url.replace(/[^/]+$/, name);
    await db.pool.query(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING SQL_ASCII LOCALE_PROVIDER libc LOCALE 'C'`);
    await expect(migrate(url)).rejects.toThrow(DatabaseNotUtf8);
    await db.pool.query(`DROP DATABASE ${name}`);
  });

  it("says where nobody answers, without the password", async () => {
    const refused = migrate("postgresql://someone:very-secret@127.0.0.1:9/none");
    await expect(refused).rejects.toThrow(DatabaseUnreachable);
    await expect(refused).rejects.toThrow(/127\.0\.0\.1:9\/none .*DATABASE_URL/);
    await expect(refused).rejects.not.toThrow(/very-secret/);
  });
});

async function another(options = {}): Promise<Awaited<ReturnType<typeof createTestDatabase>> & AsyncDisposable> {
  const made = await createTestDatabase(options);
  return Object.assign(made, { [Symbol.asyncDispose]: () => made.close() });
}
