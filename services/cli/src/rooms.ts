import { createApi, createLogger, type Logger } from "@dostyk/api";
import type { Database } from "@dostyk/db";
import { createPortal, pageDocuments } from "@dostyk/portal";
import process from "node:process";
import type { Config } from "./config.ts";
import type { Rooms } from "./door.ts";

/**
 * Puts API and website together over one database; the website asks the API without leaving the process. `address` is
 * where the node is found on this computer: links lead there as long as the operator has named no public origin.
 */
export function makeRooms(database: Database, config: Config, address: string): Rooms {
  const logger = nodeLogger();
  const clock = (): Date => new Date();
  const api = createApi({ prisma: database.prisma, origin: config.origin, logger, clock, documents: pageDocuments() });
  const site = createPortal({
    ask: (document, variables, options) => api.ask(document, variables, options),
    origin: config.originGiven ? config.origin : address,
    homeNode: config.origin,
    clock,
    onFault: ({ traceId, path, error }) => logger.error({ traceId, path, err: error }, "a page could not be shown"),
  });
  return { api, site };
}

/** A person at a terminal wants to see what is wrong; a log that is collected, every request. */
function nodeLogger(): Logger {
  return createLogger(process.stdout.isTTY ? "warn" : "info");
}
