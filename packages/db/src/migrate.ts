import { Refusal } from "@dostyk/kernel";
import type { MigrationList } from "@prisma/schema-engine-wasm";
import pg from "pg";
import { migrationsFolder, readMigrations, readSchema, type Migration } from "./migrations.ts";
import {
  DatabaseNewerThanCode,
  DatabaseNotEmpty,
  DatabaseNotUtf8,
  DatabaseTooOld,
  DatabaseUnreachable,
  MigrationChanged,
  MigrationFailed,
} from "./refusals.ts";

const OLDEST_SERVER = 15;

// Any number does, as long as every node that may start beside this database uses the same one.
const MIGRATION_LOCK = 4_674_925;

// Prisma's error for a database that has tables and no migrations.
const NOT_EMPTY = "P3005";

/**
 * Brings the database at `url` up to this release and answers with the names of the migrations applied: none when
 * it was already. Two nodes that start at once take turns. Each migration is done as a whole or not at all.
 *
 * @throws DatabaseUnreachable, DatabaseTooOld, DatabaseNotUtf8, DatabaseNotEmpty, DatabaseNewerThanCode,
 *   MigrationChanged or MigrationFailed, each saying what to do.
 */
export async function migrate(url: string): Promise<readonly string[]> {
  const client = await reach(url);
  try {
    refuseUnfit(url, await askServer(client));
    await client.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
    const migrations = await readMigrations();
    const { failed, pending } = compare(migrations, await appliedTo(client));
    // The engine takes a moment to load; a second start has nothing for it to do.
    if (pending.length === 0) return [];
    return await apply(url, migrations, failed);
  } finally {
    // Ending the session gives the lock back.
    await client.end();
  }
}

/** Connects once, or says why not. */
async function reach(url: string): Promise<pg.Client> {
  try {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    client.on("error", () => {});
    await client.connect();
    return client;
  } catch (error) {
    throw new DatabaseUnreachable(url, error);
  }
}

/** What a server says of itself and of the database. */
export interface Server {
  /** Such as 180004. */
  readonly number: string;
  /** Such as "18.4". */
  readonly version: string;
  readonly encoding: string;
}

async function askServer(client: pg.Client): Promise<Server> {
  const { rows } = await client.query<Server>(
    `SELECT current_setting('server_version_num') AS number, current_setting('server_version') AS version,
            current_setting('server_encoding') AS encoding`,
  );
  return rows[0] ?? { number: "0", version: "of an unknown version", encoding: "" };
}

/** @throws DatabaseTooOld, DatabaseNotUtf8 */
export function refuseUnfit(url: string, { number, version, encoding }: Server): void {
  if (Math.floor(Number(number) / 10_000) < OLDEST_SERVER) throw new DatabaseTooOld(url, version);
  if (encoding !== "UTF8") throw new DatabaseNotUtf8(url, encoding);
}

/** What keeps the database from being at this release's level, in a sentence; null when it is. Changes nothing. */
export async function migrationProblem(pool: pg.Pool): Promise<string | null> {
  const applied = await appliedTo(pool);
  const migrations = await readMigrations();
  try {
    const { pending } = compare(migrations, applied);
    return pending.length === 0 ? null : `Not applied yet: ${pending.join(", ")}. Start the node again.`;
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

/** A row of Prisma's own table, as far as it matters here. */
export interface AppliedMigration {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished: boolean;
}

async function appliedTo(client: pg.ClientBase | pg.Pool): Promise<readonly AppliedMigration[]> {
  const { rows: tables } = await client.query<{ found: string | null }>("SELECT to_regclass('_prisma_migrations') AS found");
  if (tables[0]?.found == null) return [];
  const { rows } = await client.query<AppliedMigration>(
    `SELECT migration_name, checksum, finished_at IS NOT NULL AS finished
       FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
  );
  return rows;
}

/**
 * What is to be done: `failed` ones were begun and not finished, `pending` ones are to be applied (failed ones too).
 *
 * @throws DatabaseNewerThanCode, MigrationChanged
 */
export function compare(
  migrations: readonly Migration[],
  applied: readonly AppliedMigration[],
): { failed: readonly string[]; pending: readonly string[] } {
  const checksums = new Map(migrations.map(({ name, checksum }) => [name, checksum]));
  const names = (rows: readonly AppliedMigration[]): string[] => rows.map((row) => row.migration_name);

  const unknown = applied.filter((row) => !checksums.has(row.migration_name));
  if (unknown.length > 0) throw new DatabaseNewerThanCode(names(unknown));
  const finished = applied.filter((row) => row.finished);
  const changed = finished.filter((row) => checksums.get(row.migration_name) !== row.checksum);
  if (changed.length > 0) throw new MigrationChanged(names(changed));

  const done = new Set(names(finished));
  return {
    failed: names(applied.filter((row) => !row.finished && !done.has(row.migration_name))),
    pending: migrations.map(({ name }) => name).filter((name) => !done.has(name)),
  };
}

async function apply(url: string, migrations: readonly Migration[], failed: readonly string[]): Promise<readonly string[]> {
  // Loaded only when needed: the engine is four megabytes of WebAssembly.
  const { schemaEngine } = await import("./schema-engine.ts");
  const { engine, close } = await schemaEngine(url);
  try {
    // A migration is one statement to Postgres, so one that was not finished left nothing behind.
    for (const migrationName of failed) await engine.markMigrationRolledBack({ migrationName });
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: migrationList(migrations),
      filters: everything,
    });
    return appliedMigrationNames;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === NOT_EMPTY) throw new DatabaseNotEmpty(url);
    throw new MigrationFailed(lastWords(error), error);
  } finally {
    await close();
  }
}

/** The database's own complaint and the migration's name, out of the engine's trace. */
function lastWords(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  const complaint = /ERROR: (.+)/.exec(words)?.[1] ?? words.split("\n   0:", 1)[0]?.trim() ?? words;
  const name = /migration_name="([^"]+)"/.exec(words)?.[1];
  return `${name === undefined ? "" : `${name}: `}${complaint.replace(/\.$/, "")}.`;
}

/**
 * The SQL that would bring the outcome of these migrations to the schema; "" when they agree. Makes and drops a
 * scratch database on the server at `url`, and touches nothing else there.
 */
export async function missingMigration(url: string, migrations: readonly Migration[]): Promise<string> {
  const { schemaEngine } = await import("./schema-engine.ts");
  const { engine, close } = await schemaEngine(url);
  try {
    const { stdout } = await engine.diff({
      from: { tag: "migrations", ...migrationList(migrations) },
      to: { tag: "schemaDatamodel", ...(await readSchema()) },
      script: true,
      exitCode: null,
      filters: everything,
    });
    const sql = stdout?.trim() ?? "";
    return sql === "-- This is an empty migration." ? "" : sql;
  } finally {
    await close();
  }
}

const everything = { externalTables: [], externalEnums: [] };

function migrationList(migrations: readonly Migration[]): MigrationList {
  return {
    baseDir: migrationsFolder,
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok", value: sql } },
    })),
  };
}
