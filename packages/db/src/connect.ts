import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "./generated/client/client.ts";
import { withJsonReads } from "./json-reads/json-reads.ts";
import { withQuickerReads } from "./quicker-reads.ts";

/** A connected database: Prisma for nearly everything, the pool for statements written by hand. */
export interface Database {
  readonly prisma: PrismaClient;
  /** The connections that `prisma` uses too, so both together stay below the server's limit. */
  readonly pool: pg.Pool;
  /** Waits for running statements, then closes every connection. Closing twice changes nothing. */
  close(): Promise<void>;
}

/** What may be changed about a connection; everything has a default. */
export interface ConnectOptions {
  /** Connections at most. Default: 8. */
  readonly poolSize?: number;
  /** How long to wait for a free connection or for a server that does not answer. Default: 5 000. */
  readonly connectTimeoutMs?: number;
  /** A statement that runs longer is stopped by the server. Default: 15 000; 0 is for ever. */
  readonly statementTimeoutMs?: number;
  /** A transaction that says nothing for longer is ended by the server. Default: 30 000; 0 is for ever. */
  readonly idleInTransactionTimeoutMs?: number;
  /** Told when a connection breaks, for the log. The pool replaces it by itself. Default: nobody is told. */
  readonly onConnectionError?: (error: Error) => void;
}

// The driver's default of 10 s would throw prepared statements away between two visitors.
const IDLE_MS = 15 * 60_000;

// Prepared statements live in each connection of the server, so their number has to have an end.
const PREPARED_AT_MOST = 1_000;

/** Opens connections to the database at `url`, lazily: an unreachable one fails at the first question. */
export function connect(url: string, options: ConnectOptions = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.poolSize ?? 8,
    idleTimeoutMillis: IDLE_MS,
    connectionTimeoutMillis: options.connectTimeoutMs ?? 5_000,
    statement_timeout: options.statementTimeoutMs ?? 15_000,
    idle_in_transaction_session_timeout: options.idleInTransactionTimeoutMs ?? 30_000,
    application_name: "dostyk",
    keepAlive: true,
  });
  // Without a listener, a server that goes away would end the process.
  const told = options.onConnectionError ?? (() => {});
  pool.on("error", told);
  const nameOf = boundedStatementNames(PREPARED_AT_MOST);
  const adapter = withQuickerReads(new PrismaPg(pool, { statementNameGenerator: nameOf, onConnectionError: told }));
  const prisma = withJsonReads(new PrismaClient({ adapter }), pool, nameOf);

  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => (closing ??= prisma.$disconnect().then(() => pool.end()));
  return { prisma, pool, close };
}

/**
 * Names each distinct statement, which makes the server parse and plan it once a connection.
 * After `atMost` different ones the rest stay unnamed: a name may never be given to a second text.
 */
export function boundedStatementNames(atMost: number): (query: { readonly sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    // The driver takes an empty name for "unnamed".
    if (names.size >= atMost) return "";
    const name = `d${names.size}`;
    names.set(sql, name);
    return name;
  };
}
