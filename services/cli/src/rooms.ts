import { createApi, type Logger, type ProgressStreams, type Readiness } from "@dostyk/api";
import type { Database } from "@dostyk/db";
import type { Identity } from "@dostyk/identity";
import { createPortal, pageDocuments } from "@dostyk/portal";
import type { Config } from "./config.ts";
import type { Rooms } from "./door.ts";

/** What the rooms behind the door share. */
export type RoomsOptions = {
  readonly database: Database;
  readonly config: Config;
  /** Where readers come by: the operator's origin, or the address on this computer as long as none is named. */
  readonly publicOrigin: string;
  readonly identity: Identity;
  readonly letters: (() => Promise<string>) | undefined;
  readonly logger: Logger;
  readonly readiness: Readiness;
  readonly progress: ProgressStreams;
};

/** Puts API and website together over one database; the website asks the API without leaving the process. */
export function makeRooms(options: RoomsOptions): Rooms {
  const { database, config, publicOrigin, identity, letters, logger, readiness, progress } = options;
  const clock = (): Date => new Date();
  const api = createApi({
    prisma: database.prisma,
    origin: config.origin,
    publicOrigin,
    logger,
    clock,
    documents: pageDocuments(),
    identity,
    ...(letters === undefined ? {} : { letters }),
    readiness,
    progress,
  });
  const site = createPortal({
    ask: (document, variables, options) => api.ask(document, variables, options),
    auth: (request) => identity.handle(request),
    providers: identity.providers,
    origin: publicOrigin,
    homeNode: config.origin,
    trial: config.trial,
    securityContact: config.securityContact,
    clock,
    onFault: ({ traceId, path, error }) => logger.error({ traceId, path, err: error }, "a page could not be shown"),
  });
  return { api, site };
}
