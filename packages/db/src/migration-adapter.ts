import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  DriverAdapterError,
  type ErrorCapturingSqlMigrationAwareDriverAdapterFactory,
  type SqlDriverAdapter,
  type SqlResultSet,
} from "@prisma/driver-adapter-utils";
import pg from "pg";

/**
 * Prisma's adapter as the schema engine needs it. Three things the adapter does are wrong for migrations and done
 * otherwise here: it cuts scripts at semicolons, refuses columns of type "char", and drops a scratch database while
 * it is still connected to it.
 */
export function migrationAdapter(url: string): {
  factory: ErrorCapturingSqlMigrationAwareDriverAdapterFactory;
  close(): Promise<void>;
} {
  const pool = migrationPool(url);
  const prisma = new PrismaPg(pool);
  const factory = bindMigrationAwareSqlAdapterFactory({
    provider: prisma.provider,
    adapterName: prisma.adapterName,
    connect: () => migrating(pool, async () => {}),
    connectToShadowDb: async () => {
      const name = `dostyk_shadow_${crypto.randomUUID().replaceAll("-", "")}`;
      await pool.query(`CREATE DATABASE "${name}" TEMPLATE template0`);
      const shadowUrl = new URL(url);
      shadowUrl.pathname = `/${name}`;
      const shadow = migrationPool(shadowUrl.href);
      return migrating(shadow, async () => {
        await shadow.end();
        await pool.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
      });
    },
  });
  return { factory, close: () => pool.end() };
}

function migrationPool(connectionString: string): pg.Pool {
  // No statement timeout: building an index over a large table takes what it takes.
  const pool = new pg.Pool({
    connectionString,
    max: 2,
    connectionTimeoutMillis: 10_000,
    application_name: "dostyk migrate",
  });
  pool.on("error", () => {});
  return pool;
}

async function migrating(pool: pg.Pool, dispose: () => Promise<void>): Promise<SqlDriverAdapter> {
  const charColumns = watchCharColumns(pool);
  const adapter = await new PrismaPg(pool).connect();
  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    queryRaw: async (query) => withCharacters(await adapter.queryRaw(query), charColumns),
    executeRaw: (query) => adapter.executeRaw(query),
    startTransaction: (level) => adapter.startTransaction(level),
    getConnectionInfo: () => adapter.getConnectionInfo(),
    dispose,
    executeScript: (script) => executeWhole(pool, script),
  };
}

/**
 * Postgres' catalogue has columns of its one-byte type "char", which the adapter does not know and refuses. They are
 * passed by it as text; the names that are collected here let the engine have them as characters.
 */
function watchCharColumns(pool: pg.Pool): ReadonlySet<string> {
  const names = new Set<string>();
  const ask = pool.query.bind(pool) as (...words: unknown[]) => Promise<pg.QueryResult>;
  const query = async (...words: unknown[]): Promise<pg.QueryResult> => {
    const answer = await ask(...words);
    // A script of several statements is answered by a list, without fields of its own.
    for (const field of answer.fields ?? []) {
      if (field.dataTypeID !== pg.types.builtins.CHAR) continue;
      names.add(field.name);
      field.dataTypeID = pg.types.builtins.TEXT;
    }
    return answer;
  };
  // The driver declares eight ways to call this; the adapter uses the one that answers with a promise.
  pool.query = query as typeof pool.query;
  return names;
}

function withCharacters(answer: SqlResultSet, charColumns: ReadonlySet<string>): SqlResultSet {
  const columnTypes = answer.columnTypes.map((type, index) =>
    charColumns.has(answer.columnNames[index] ?? "") ? ColumnTypeEnum.Character : type,
  );
  return { ...answer, columnTypes };
}

/**
 * The adapter cuts a script at every semicolon, also inside a function's body or a text. Sent whole, Postgres reads
 * it itself and, as one simple query, does all of it or nothing.
 */
async function executeWhole(pool: pg.Pool, script: string): Promise<void> {
  try {
    await pool.query(script);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    const { code = "", severity = "", message, detail, column, hint } = error;
    throw new DriverAdapterError({ kind: "postgres", code, severity, message, detail, column, hint });
  }
}
