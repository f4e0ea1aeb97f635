import { randomBytes } from "node:crypto";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { connect, type ConnectOptions, type Database } from "../connect.ts";
import { databaseOn, inside, SERVER_VARIABLE, TEMPLATE_VARIABLE } from "./server.ts";

/** A database of one's own. */
export interface TestDatabase extends Database {
  readonly url: string;
}

/**
 * Copies the template into a database of its own; `close()` drops it. `empty: true` leaves out the migrations.
 *
 * @throws when the tests' server was not started, that is without the global setup of tests/kit.
 */
export async function createTestDatabase(options: ConnectOptions & { readonly empty?: boolean } = {}): Promise<TestDatabase> {
  const server = process.env[SERVER_VARIABLE];
  const template = process.env[TEMPLATE_VARIABLE];
  if (server === undefined || template === undefined) {
    throw new Error("There is no test server: run tests from the root of the repository, where vitest starts one.");
  }
  const name = `dostyk_test_${randomBytes(6).toString("hex")}`;
  const original = options.empty === true ? "template0" : template;
  await inside(server, (client) => copy(client, original, name));

  const url = databaseOn(server, name);
  const { prisma, pool, close } = connect(url, { poolSize: 5, ...options });
  let closing: Promise<void> | undefined;
  const closeAndDrop = async (): Promise<void> => {
    await close();
    await inside(server, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  };
  return { prisma, pool, url, close: () => (closing ??= closeAndDrop()) };
}

async function copy(client: pg.Client, original: string, name: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.query(`CREATE DATABASE ${name} TEMPLATE ${original}`);
      return;
    } catch (error) {
      // 55006: somebody else is copying the template at this moment.
      if (!(error instanceof pg.DatabaseError) || error.code !== "55006" || attempt >= 50) throw error;
    }
    await sleep(50);
  }
}
