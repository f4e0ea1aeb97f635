import { connect, type Database, joinDatabase } from "@dostyk/db";
import process from "node:process";
import type { Config } from "./config.ts";
import { stopOnSignals } from "./shutdown.ts";

/** Does one command's work on the node's database, whether the node runs or not. The tables are taken as they are. */
export async function withDatabase<T>({ databaseUrl, dataFolder }: Config, work: (database: Database) => Promise<T>): Promise<T> {
  const shutdown = stopOnSignals((text) => process.stderr.write(`${text}\n`));
  try {
    const { url, close } = await joinDatabase({ databaseUrl, dataFolder });
    shutdown.onStop("the database", close);
    const database = connect(url);
    shutdown.onStop("the connections", database.close);
    return await work(database);
  } finally {
    await shutdown.stop();
  }
}
