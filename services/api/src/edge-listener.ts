import { newId } from "@dostyk/kernel";
import { getRequestListener } from "@hono/node-server";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type Api, pathOf } from "./api.ts";
import { admit } from "./edge.ts";
import { createLogger, type Logger } from "./logger.ts";
import { readBody } from "./read-body.ts";
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

/** What stands behind the edge, and how it treats who comes; all but the first two have a default. */
export type EdgeOptions = {
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
};

type EdgeListener = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * Lets requests in: each passes `admit()`, is counted, and leaves one line in the log. The API gets node's own request, the
 * website a web request with its body whole. Rejects where nothing can be answered any more.
 */
export function edgeListener(options: EdgeOptions): EdgeListener {
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
