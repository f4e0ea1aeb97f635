import { existsSync } from "node:fs";
import { readFile, realpath } from "node:fs/promises";
import { join } from "node:path";
import { processLives } from "./data-folder.ts";
import { addressOf, postmasterFile } from "./embedded/server.ts";
import { DATABASE, openDatabase, type OpenDatabase, type OpenDatabaseOptions } from "./open-database.ts";
import { DataFolderInUse, NoDatabaseYet } from "./refusals.ts";

/**
 * Opens a node's database for one command, which may run beside the node: the database outside, or the node's own as it
 * runs. Where no node runs it is started, and stopped by `close()`. It is not made and not migrated.
 *
 * @throws NoDatabaseYet; DataFolderInUse while a node starts or stops; and what `openDatabase` throws.
 */
export async function joinDatabase(options: OpenDatabaseOptions & { readonly dataFolder: string }): Promise<OpenDatabase> {
  const { databaseUrl, dataFolder } = options;
  if (databaseUrl !== undefined) return { url: databaseUrl, close: async () => {} };
  const home = await homeOf(dataFolder);
  try {
    return await openDatabase(options);
  } catch (error) {
    const url = error instanceof DataFolderInUse ? await runningAt(home) : undefined;
    if (url === undefined) throw error;
    // It belongs to the node that runs.
    return { url, close: async () => {} };
  }
}

/** Where the cluster of this data folder is; see `homeFor`, which would make one. */
async function homeOf(dataFolder: string): Promise<string> {
  const folder = await realpath(dataFolder).catch(() => dataFolder);
  const home = await readFile(join(folder, "postgres-is-at"), "utf8").catch(() => join(folder, "postgres"));
  if (!existsSync(join(home, "data"))) throw new NoDatabaseYet(dataFolder);
  return home;
}

async function runningAt(home: string): Promise<string | undefined> {
  const running = await postmasterFile(join(home, "data"));
  if (running?.status !== "ready" || !processLives(running.pid)) return undefined;
  const password = await readFile(join(home, "secret"), "utf8");
  return addressOf(password.trim(), running.port, DATABASE);
}
