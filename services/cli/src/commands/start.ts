import { createFarewell, createMetrics, createReadiness, databaseCheck, progressStreams } from "@dostyk/api";
import { connect, holdDataFolder, migrate, openDatabase } from "@dostyk/db";
import { watchProgress } from "@dostyk/jobs";
import { catchUpSearch, houseJobs, houseTimers, verifySearchTimer } from "@dostyk/network";
import { createWorker } from "@dostyk/worker";
import { randomBytes } from "node:crypto";
import process from "node:process";
import { openAccounts } from "../accounts.ts";
import { type ConfigOptions, readConfig } from "../config.ts";
import { makeDoor } from "../door.ts";
import { edgeOf, nodeLogger } from "../edge.ts";
import { groundChecks, workerCheck } from "../health-checks.ts";
import { openManagement } from "../management.ts";
import { nodeSecret } from "../node-secret.ts";
import { progressTo } from "../progress.ts";
import { loadRecord } from "../record.ts";
import { makeRooms } from "../rooms.ts";
import { searchCheck, startSearchEngine } from "../search-engine.ts";
import { stopOnSignals } from "../shutdown.ts";

// Of the eight seconds that a stop may take, the rest is for the database.
const PATIENCE_WITH_READERS_MS = 3_000;
const PATIENCE_WITH_JOBS_MS = 1_000;
const PATIENCE_WITH_POSTGRES_MS = 8_000;

// The worker has connections of its own, so that no reader waits for a job.
const WORKER_CONNECTIONS = 4;

/** Starts a node and answers when it serves; it goes on until it is told to stop. */
export async function start(options: ConfigOptions): Promise<void> {
  const config = readConfig(process.env, options);
  const progress = progressTo(process.stderr);
  const shutdown = stopOnSignals((text) => {
    progress.broken();
    process.stderr.write(`${text}\n`);
  });

  try {
    // The folder before the port: a second start should name the first, not the port it took.
    const folder = await holdDataFolder(config.dataFolder);
    shutdown.onStop("the data folder", folder.release);
    const logger = nodeLogger(config);
    // Until the port is known to be free nothing is made; who comes so early is told that the node is starting.
    let secret = randomBytes(32).toString("base64");
    const metrics = createMetrics();
    const readiness = createReadiness();
    const farewell = createFarewell();
    const door = makeDoor(edgeOf(config, { logger, metrics, farewell, secret: () => secret }));
    const port = await door.listen(config.port, config.host);
    shutdown.onStop("the door", () => door.close(0));
    const management = await openManagement(config, { readiness, metrics });
    shutdown.onStop("the management port", management.close);
    secret = await nodeSecret(config, folder.path);

    const { url, close } = await openDatabase({
      databaseUrl: config.databaseUrl,
      dataFolder: folder,
      onProgress: progress.step,
      onLost: () => {
        if (!shutdown.stopping) shutdown.fail("Postgres ended although nobody stopped it, so the node stops too. Start it again.");
      },
    });
    shutdown.onStop("the database", close, PATIENCE_WITH_POSTGRES_MS);
    progress.step("Looking at the tables");
    await migrate(url);
    const database = connect(url);
    shutdown.onStop("the connections", database.close);
    await loadRecord(database, config, progress.step);
    progress.step("Indexing for search");
    await catchUpSearch(database.prisma);
    const searchEngine = startSearchEngine(database, config, logger);
    shutdown.onStop("the search engine's feed", searchEngine.stop);

    progress.step("Starting the worker");
    const behind = connect(url, { poolSize: WORKER_CONNECTIONS });
    shutdown.onStop("the worker's connections", behind.close);
    const worker = createWorker({
      database: behind,
      logger,
      jobs: [...houseJobs, searchEngine.verifying],
      timers: [...houseTimers, verifySearchTimer],
    });
    // After its patience it needs a moment to hand back what did not end.
    shutdown.onStop("the worker", () => worker.stop(PATIENCE_WITH_JOBS_MS), PATIENCE_WITH_JOBS_MS + 1_500);
    await worker.start();

    progress.step("Opening the door");
    const address = addressOf(config.host, port);
    const publicOrigin = config.originGiven ? config.origin : address;
    const accounts = await openAccounts({ database, config, publicOrigin, secret, dataFolder: folder.path, logger });
    shutdown.onStop("the mail", async () => accounts.close());
    metrics.watchPool(database.pool);
    readiness.watch(databaseCheck(database.prisma), ...groundChecks(database, folder.path), searchCheck(database));
    readiness.watch(workerCheck(database));
    const watcher = watchProgress(database);
    shutdown.onStop("the watching of jobs", watcher.close);
    const progressOfJobs = progressStreams({ prisma: database.prisma, watcher, farewell, mayFollow: accounts.mayFollow });
    const { identity, letters } = accounts;
    door.open(makeRooms({ database, config, publicOrigin, identity, letters, logger, readiness, progress: progressOfJobs }));
    // Stopped first, because remembered last: readers get their answers before anything behind them goes.
    shutdown.onStop("the readers", () => door.close(PATIENCE_WITH_READERS_MS), PATIENCE_WITH_READERS_MS + 500);
    // And before they are, a balancer that asks is told to send no more of them.
    shutdown.onStop("the readiness", async () => readiness.stop());
    progress.done();
    const watched = management.port === undefined ? "" : `Health   http://127.0.0.1:${management.port}/readyz\n`;
    const { firstOperatorLink } = accounts;
    const operator =
      firstOperatorLink === null ? "" : `Operator ${firstOperatorLink}\n         makes you the operator, once and within a day.\n`;
    console.log(`\nWebsite  ${address}/\nGraphQL  ${address}/graphql\n${watched}${operator}\nCtrl-C stops the node.`);
  } catch (error) {
    progress.broken();
    if (shutdown.stopping) return;
    await shutdown.stop();
    throw error;
  }
}

/** Where a browser on this computer finds the node. */
function addressOf(host: string, port: number): string {
  const everywhere = ["127.0.0.1", "0.0.0.0", "::", "::1"].includes(host);
  const name = everywhere ? "localhost" : host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
