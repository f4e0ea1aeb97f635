import { createServer, type Server } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { edgeListener, type EdgeOptions } from "./edge-listener.ts";
import { listenOn } from "./listen-on.ts";

/** What stands behind the port, and how the edge treats who comes. */
export type ServerOptions = EdgeOptions & {
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

/** Puts the API and the website behind one port. */
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
