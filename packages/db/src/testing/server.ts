import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import pg from "pg";
import { startedAsRoot, unprivilegedAccount } from "../embedded/account.ts";
import { migrate } from "../migrate.ts";
import { startEmbedded } from "../open-database.ts";

/** A server for tests. */
export interface TestServer {
  /** The address of a database on it from which others can be made. */
  readonly url: string;
  /** Stops and removes everything that was made for the tests. */
  close(): Promise<void>;
}

/** Where tests find the server; set by `startTestServer` for the processes that are started after it. */
export const SERVER_VARIABLE = "DOSTYK_TEST_SERVER";

/** A migrated, empty database on that server, to be copied. */
export const TEMPLATE_VARIABLE = "DOSTYK_TEST_TEMPLATE";

/**
 * Starts the one server that all test files of a run share, with one migrated template database, and tells them by
 * the environment. `DOSTYK_TEST_DATABASE_URL` selects a server outside, on which only databases of our own are made.
 */
export async function startTestServer(): Promise<TestServer> {
  const server = await startScratchServer();
  const template = `dostyk_template_${randomBytes(4).toString("hex")}`;
  try {
    await inside(server.url, (client) => client.query(`CREATE DATABASE ${template} TEMPLATE template0`));
    await migrate(databaseOn(server.url, template));
  } catch (error) {
    await server.close();
    throw error;
  }
  process.env[SERVER_VARIABLE] = server.url;
  process.env[TEMPLATE_VARIABLE] = template;
  const close = async (): Promise<void> => {
    await inside(server.url, (client) => client.query(`DROP DATABASE IF EXISTS ${template} WITH (FORCE)`));
    await server.close();
  };
  return { url: server.url, close };
}

/** A server without any database of ours: the one outside, or an embedded one that forgets everything. */
export async function startScratchServer(): Promise<TestServer> {
  const outside = process.env["DOSTYK_TEST_DATABASE_URL"];
  if (outside !== undefined && outside !== "") return { url: outside, close: async () => {} };

  const folder = await mkdtemp(join(tmpdir(), "dostyk-test-"));
  await chmod(folder, 0o711);
  const account = startedAsRoot() ? unprivilegedAccount() : undefined;
  const server = await startEmbedded({
    home: { folder, account },
    sharedFolder: "/var/lib/dostyk",
    database: "dostyk",
    throwaway: true,
    onProgress: () => {},
  });
  const close = async (): Promise<void> => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { url: server.url("dostyk"), close };
}

/** The address of another database on the same server. */
export function databaseOn(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
}

/** Asks something on one connection. */
export async function inside<T>(url: string, ask: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => {});
  await client.connect();
  try {
    return await ask(client);
  } finally {
    await client.end();
  }
}
