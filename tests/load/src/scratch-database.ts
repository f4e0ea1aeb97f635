import { migrate, openDatabase } from "@dostyk/db";
import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import pg from "pg";
import { fillDatabase, sizes } from "./fill-database.ts";

/** A filled database of the benchmark's own. */
export type ScratchDatabase = { readonly url: string; close(): Promise<void> };

/**
 * Makes and fills a database: on the server at `databaseUrl`, where a new one is made and dropped again, or on a Postgres
 * of our own. A `folder` is kept, and found filled the next time.
 */
export async function scratchDatabase(
  { databaseUrl, folder }: { readonly databaseUrl: string | undefined; readonly folder: string | undefined },
  told: (step: string) => void,
): Promise<ScratchDatabase> {
  const scratch = databaseUrl === undefined ? await ownServer(folder, told) : await newDatabase(databaseUrl);
  closeOnSignals(scratch);
  const pool = new pg.Pool({ connectionString: scratch.url, max: 1 });
  try {
    await migrate(scratch.url);
    const { rows } = await pool.query<{ filled: boolean }>("SELECT EXISTS (SELECT FROM practice) AS filled");
    if (rows[0]?.filled !== true) {
      told("Filling the database");
      await fillDatabase(pool, sizes);
    }
    return scratch;
  } catch (error) {
    await scratch.close();
    throw error;
  } finally {
    await pool.end();
  }
}

/** A migrated database without a record, made in the same way. */
export async function emptyScratchDatabase(databaseUrl: string | undefined, told: (step: string) => void): Promise<ScratchDatabase> {
  const scratch = databaseUrl === undefined ? await ownServer(undefined, told) : await newDatabase(databaseUrl);
  closeOnSignals(scratch);
  await migrate(scratch.url);
  return scratch;
}

// Our processes go when this one does; a database would stay.
function closeOnSignals({ close }: ScratchDatabase): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      close().then(
        () => process.exit(130),
        () => process.exit(1),
      );
    });
}

async function ownServer(folder: string | undefined, told: (step: string) => void): Promise<ScratchDatabase> {
  const dataFolder = folder ?? (await mkdtemp(join(tmpdir(), "dostyk-load-")));
  // Postgres may run as another user, who has to get in; otherwise its data would be put elsewhere and stay there.
  if (folder === undefined) await chmod(dataFolder, 0o711);
  const server = await openDatabase({ dataFolder, onProgress: told });
  const close = async () => {
    await server.close();
    if (folder === undefined) await rm(dataFolder, { recursive: true, force: true });
  };
  return { url: server.url, close };
}

async function newDatabase(databaseUrl: string): Promise<ScratchDatabase> {
  const name = `dostyk_load_${randomBytes(4).toString("hex")}`;
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  await atServer(databaseUrl, `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`);
  return { url: url.href, close: () => atServer(databaseUrl, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function atServer(databaseUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
