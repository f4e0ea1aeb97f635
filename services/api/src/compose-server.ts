import { getRequestListener } from "@hono/node-server";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { type Api, pathOf } from "./api.ts";
import { NoSuchAddress, PortInUse, PortNotAllowed } from "./refusals.ts";

/** A website that answers web requests, such as a Hono app. */
export type Site = { readonly fetch: (request: Request) => Response | Promise<Response> };

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

/** Puts the API and the website behind one port: the API gets node's own request, the website a web request. */
export function composeServer({ api, site }: { readonly api: Api; readonly site: Site }): ComposedServer {
  const forSite = getRequestListener(site.fetch, { overrideGlobalObjects: false });
  const server = createServer(
    // Slow senders must not hold a line for ever; proxies keep idle lines for 60 s and should be the ones to close them.
    { headersTimeout: 15_000, requestTimeout: 30_000, keepAliveTimeout: 65_000, connectionsCheckingInterval: 5_000 },
    (request, response) => {
      if (api.owns(pathOf(request.url))) return api.handle(request, response);
      // It answers its own errors; what it cannot answer is cut off.
      forSite(request, response).catch(() => response.destroy());
    },
  );

  const stop = async (patienceMs: number): Promise<void> => {
    const stopped = new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
    // A line falls idle once its last answer is sent, and its owner would keep it open.
    const sweep = setInterval(() => server.closeIdleConnections(), 25);
    const cut = setTimeout(() => server.closeAllConnections(), patienceMs);
    await stopped;
    clearInterval(sweep);
    clearTimeout(cut);
    // A question whose reader was cut off may still wait for the database; it is not waited for any longer.
    await Promise.race([api.close(), wait(patienceMs, undefined, { ref: false })]);
  };
  let closing: Promise<void> | undefined;

  return {
    server,
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        const refuse = (error: NodeJS.ErrnoException) => reject(refusalOf(error, port, host));
        server.once("error", refuse);
        server.listen(port, host, () => {
          server.off("error", refuse);
          // A listening TCP server's address is never a string or null.
          resolve((server.address() as AddressInfo).port);
        });
      }),
    close: (patienceMs = 5_000) => (closing ??= stop(patienceMs)),
  };
}

function refusalOf(error: NodeJS.ErrnoException, port: number, host: string): Error {
  if (error.code === "EADDRINUSE") return new PortInUse(port, error);
  if (error.code === "EACCES" || error.code === "EPERM") return new PortNotAllowed(port, host, error);
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND") return new NoSuchAddress(host, error);
  return error;
}
