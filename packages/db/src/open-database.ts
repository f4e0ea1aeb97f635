import pg from "pg";
import { answerable, holdDataFolder, type HeldFolder } from "./data-folder.ts";
import { binariesFor } from "./embedded/binaries.ts";
import { createCluster, existingCluster } from "./embedded/cluster.ts";
import { homeFor, type Home } from "./embedded/home.ts";
import { startServer, type RunningServer } from "./embedded/server.ts";

/** Which database a node wants. */
export interface OpenDatabaseOptions {
  /** The address of a Postgres outside. Default: one of the node's own. */
  readonly databaseUrl?: string | undefined;
  /** The node's folder. A path is made when it is missing and held until `close()`; a held folder stays the caller's. */
  readonly dataFolder: string | HeldFolder;
  /** Told what is being done, in words for a person. Default: nobody is told. */
  readonly onProgress?: (step: string) => void;
  /** Told when the node's own Postgres ends although nobody stopped it: the node is of no use any more. Default: nobody is told. */
  readonly onLost?: () => void;
  /** Where root keeps what another user has to reach. Default: /var/lib/dostyk. */
  readonly sharedFolder?: string;
}

/** A database that answers at `url` until `close()`. */
export interface OpenDatabase {
  readonly url: string;
  /** Stops the node's own Postgres, and lets go of the data folder. Closing twice changes nothing. */
  close(): Promise<void>;
}

/** The name of the node's database in its own Postgres. */
export const DATABASE = "dostyk";
const SHARED_FOLDER = "/var/lib/dostyk";

/**
 * Holds the data folder for this process and opens the node's database: the one at `databaseUrl`, which is not
 * looked at yet, or a Postgres of the node's own, made at the first start.
 *
 * @throws a Refusal that says what to do: the folder is in use, read-only, full, or from another Postgres.
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<OpenDatabase> {
  const { dataFolder } = options;
  const folder = typeof dataFolder === "string" ? await holdDataFolder(dataFolder) : dataFolder;
  const letGo = typeof dataFolder === "string" ? folder.release : async (): Promise<void> => {};
  if (options.databaseUrl !== undefined) return { url: options.databaseUrl, close: letGo };
  try {
    const server = await answerable(folder.path, () => startOwn(folder.path, options));
    if (options.onLost !== undefined) server.onLost(options.onLost);
    const close = (): Promise<void> => server.stop().then(letGo);
    return { url: server.url(DATABASE), close };
  } catch (error) {
    await letGo();
    throw error;
  }
}

async function startOwn(dataFolder: string, options: OpenDatabaseOptions): Promise<RunningServer> {
  const sharedFolder = options.sharedFolder ?? SHARED_FOLDER;
  return startEmbedded({
    home: await homeFor(dataFolder, sharedFolder),
    sharedFolder,
    database: DATABASE,
    throwaway: false,
    onProgress: options.onProgress ?? (() => {}),
  });
}

/** What an embedded server needs to know. `throwaway`: for tests, quick instead of safe. */
export interface EmbeddedOptions {
  readonly home: Home;
  readonly sharedFolder: string;
  readonly database: string;
  readonly throwaway: boolean;
  readonly onProgress: (step: string) => void;
}

/** Makes the cluster if there is none, starts Postgres on it and sees to it that the database exists. */
export async function startEmbedded(options: EmbeddedOptions): Promise<RunningServer> {
  const { home, throwaway, onProgress } = options;
  const binaries = await binariesFor(home.account, options.sharedFolder);
  let cluster = await existingCluster(home, binaries);
  if (cluster === undefined) {
    onProgress("Preparing a new database");
    cluster = await createCluster(home, binaries, throwaway);
  }
  onProgress("Starting the database");
  const server = await startServer(home, binaries, cluster, throwaway);
  try {
    await ensureDatabase(server, options.database);
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function ensureDatabase(server: RunningServer, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.url("postgres"), connectionTimeoutMillis: 10_000 });
  client.on("error", () => {});
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}
