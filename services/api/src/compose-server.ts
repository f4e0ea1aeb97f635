import { newId } from "@dostyk/kernel";
import { getRequestListener } from "@hono/node-server";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { type Api, pathOf } from "./api.ts";
import { admit } from "./edge.ts";
import { createLogger, type Logger } from "./logger.ts";
import { readBody } from "./read-body.ts";
import { NoSuchAddress, PortInUse, PortNotAllowed } from "./refusals.ts";
import { requestBounds } from "./request-bounds.ts";
import { requestLimit } from "./request-limit.ts";
import { type RequestFields, type RequestSeen, watchRequest } from "./request-log.ts";
import { turnAwayProgram, turnAwayReader, type TurnedAwayPage } from "./turn-away.ts";

/** A website that answers web requests, such as a Hono app. */
export type Site = {
  readonly fetch: (request: Request) => Response | Promise<Response>;
  /** The page for a request that never reached the website. Default: a sentence in plain text. */
  readonly turnedAway?: TurnedAwayPage;
};

/** What stands behind the port, and how the edge treats who comes; all but the first two have a default. */
export type ServerOptions = {
  readonly api: Api;
  readonly site: Site;
  /** One line a request. Default: nothing is logged. */
  readonly logger?: Logger;
  /** How many proxies of the operator's stand in front; see `clientAddress()`. Default: 0. */
  readonly trustedProxies?: number;
  /** How much one client address may ask in a minute; see `requestLimit()`. Default: 0, without limit. */
  readonly requestsPerMinute?: number;
  /** What kind of viewer asked, for the log. Default: "anonymous". */
  readonly viewerKind?: (request: IncomingMessage) => string;
  /** A name for a client address that tells requests of one client from others' without saying whose they are. Default: none is logged. */
  readonly clientName?: (address: string) => string;
  /** Told of each request when it is over, for metrics. Default: nobody is told. */
  readonly onRequest?: (seen: RequestSeen) => void;
  /** Called when the server begins to close: lines that would never end, such as event streams, say goodbye. Default: there are none. */
  readonly sayGoodbye?: () => void;
};

/** One server for the API and the website. */
export type ComposedServer = {
  readonly server: Server;
  /**
   * Starts to listen; port 0 takes a free one. Answers with the port.
   * @throws PortInUse, PortNotAllowed, NoSuchAddress
   */
  listen(port: number, host: string): Promise<number>;
  /**
   * Takes no new requests, lets the ones under way finish for `patienceMs` (default 5 000), cuts what is left, and
   * closes the API. Closing twice changes nothing.
   */
  close(patienceMs?: number): Promise<void>;
};

/**
 * Puts the API and the website behind one port: the API gets node's own request, the website a web request with its body
 * whole. Everything that comes in passes `admit()`, is counted, and leaves one line in the log.
 */
export function composeServer(options: ServerOptions): ComposedServer {
  const { api, sayGoodbye = () => {} } = options;
  const answer = edgeListener(options);
  const server = createServer(
    // Slow senders must not hold a line for ever; proxies keep idle lines for 60 s and should be the ones to close them.
    { headersTimeout: 15_000, requestTimeout: 30_000, keepAliveTimeout: 65_000, connectionsCheckingInterval: 5_000 },
    // It answers its own errors; what it cannot answer is cut off.
    (request, response) => void answer(request, response).catch(() => response.destroy()),
  );

  const stop = async (patienceMs: number): Promise<void> => {
    const until = performance.now() + patienceMs;
    const stopped = new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
    sayGoodbye();
    // A line falls idle once its last answer is sent, and its owner would keep it open.
    const sweep = setInterval(() => server.closeIdleConnections(), 25);
    const cut = setTimeout(() => server.closeAllConnections(), patienceMs);
    await stopped;
    clearInterval(sweep);
    clearTimeout(cut);
    // A question whose reader was cut off may still wait for the database; it is not waited for any longer.
    await Promise.race([api.close(), wait(Math.max(100, until - performance.now()), undefined, { ref: false })]);
  };
  let closing: Promise<void> | undefined;

  return {
    server,
    listen: (port, host) => listenOn(server, port, host),
    close: (patienceMs = 5_000) => (closing ??= stop(patienceMs)),
  };
}

/** Listens and answers with the port; `setting` is where an operator chooses another. @throws PortInUse, PortNotAllowed, NoSuchAddress */
export function listenOn(server: Server, port: number, host: string, setting = "PORT"): Promise<number> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) => reject(refusalOf(error, port, host, setting));
    server.once("error", refuse);
    server.listen(port, host, () => {
      server.off("error", refuse);
      // A listening TCP server's address is never a string or null.
      resolve((server.address() as AddressInfo).port);
    });
  });
}

type EdgeListener = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

function edgeListener(options: ServerOptions): EdgeListener {
  const { api, site, trustedProxies = 0, logger = createLogger("silent") } = options;
  const forSite = getRequestListener(site.fetch, { overrideGlobalObjects: false });
  const secondsToWait = requestLimit(options.requestsPerMinute ?? 0);
  let warned = false;

  return async (request, response) => {
    const { address, requestId, proxyUnheard } = admit(request, trustedProxies, () => newId(new Date(), Math.random));
    response.setHeader("x-request-id", requestId);
    const path = pathOf(request.url);
    const known: RequestFields = { requestId, viewer: "anonymous", ...(options.clientName && { client: options.clientName(address) }) };
    const forApi = api.owns(path);
    const tell = watchRequest(request, response, known, { ...options, logger, door: forApi ? "api" : "site" });
    if (proxyUnheard && !warned) {
      warned = true;
      logger.warn(
        "A proxy stands in front of the node and is not trusted: limits and the log see its address only. Set DOSTYK_TRUSTED_PROXIES.",
      );
    }

    // Whoever asks how the node is does so by the clock, and an answer costs little.
    const waitS = path === "/healthz" || path === "/readyz" ? 0 : await secondsToWait(address);
    if (waitS > 0 && forApi) return turnAwayProgram(response, requestId, waitS);
    if (waitS > 0) return turnAwayReader(request, response, 429, { page: site.turnedAway, waitS });
    if (forApi) return api.handle(request, response, tell);
    if (mayHaveBody(request)) {
      const body = await readBody(request, requestBounds.formBytes, requestBounds.bodyMs);
      if (body === "broken off") return;
      if (body === "too slow") return turnAwayReader(request, response, 408, { page: site.turnedAway });
      if (body === "too large") return turnAwayReader(request, response, 413, { page: site.turnedAway });
      // By this name the adapter takes a body that has been read already.
      Object.assign(request, { rawBody: body });
    }
    await forSite(request, response);
  };
}

// RFC 9112 §6: a body is announced by one of the two, whatever the method.
function mayHaveBody({ headers }: IncomingMessage): boolean {
  return headers["content-length"] !== undefined || headers["transfer-encoding"] !== undefined;
}

function refusalOf(error: NodeJS.ErrnoException, port: number, host: string, setting: string): Error {
  if (error.code === "EADDRINUSE") return new PortInUse(port, setting, error);
  if (error.code === "EACCES" || error.code === "EPERM") return new PortNotAllowed(port, host, setting, error);
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND") return new NoSuchAddress(host, error);
  return error;
}
