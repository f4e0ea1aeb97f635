import { createApi, type Logger, type Readiness } from "@dostyk/api";
import type { Database } from "@dostyk/db";
import { createPortal, pageDocuments } from "@dostyk/portal";
import type { Config } from "./config.ts";
import type { Rooms } from "./door.ts";

export interface RoomsOptions {
  readonly database: Database;
  readonly config: Config;
  readonly address: string;
  readonly logger: Logger;
  readonly readiness: Readiness;
}

/**
 * Puts API and website together over one database; the website asks the API without leaving the process. `address` is
 * where the node is found on this computer: links lead there as long as the operator has named no public origin.
 */
export function makeRooms({ database, config, address, logger, readiness }: RoomsOptions): Rooms {
  const clock = (): Date => new Date();
  const api = createApi({ prisma: database.prisma, origin: config.origin, logger, clock, documents: pageDocuments(), readiness });
  const site = createPortal({
    ask: (document, variables, options) => api.ask(document, variables, options),
    origin: config.originGiven ? config.origin : address,
    homeNode: config.origin,
    trial: config.trial,
    securityContact: config.securityContact,
    clock,
    onFault: ({ traceId, path, error }) => logger.error({ traceId, path, err: error }, "a page could not be shown"),
  });
  return { api, site };
}
