import { createServer, type ServerResponse } from "node:http";
import { pathOf } from "./api.ts";
import { listenOn } from "./listen-on.ts";
import { answerProbe, type Readiness } from "./health.ts";
import type { Metrics } from "./metrics.ts";

/** The server for those who look after the node. */
export type ManagementServer = {
  /** Listens on 127.0.0.1, and there only; port 0 takes a free one. Answers with the port. @throws PortInUse, PortNotAllowed */
  listen(port: number): Promise<number>;
  /** Cuts what is open. Closing twice changes nothing. */
  close(): Promise<void>;
};

/** `/healthz`, `/readyz` with the state of each part, and `/metrics` in Prometheus' text format. */
export function managementServer({ readiness, metrics }: { readonly readiness: Readiness; readonly metrics: Metrics }): ManagementServer {
  const server = createServer({ headersTimeout: 5_000, requestTimeout: 5_000, connectionsCheckingInterval: 1_000 }, (request, response) => {
    const path = pathOf(request.url);
    const answered = async (): Promise<void> => {
      if (path === "/healthz") return answerProbe(request, response, { status: "ok" });
      if (path === "/readyz") return answerProbe(request, response, await readiness.now());
      if (path === "/metrics") return answerMetrics(response, await metrics.text());
      response.writeHead(404, { "content-type": "text/plain" }).end("Ask /healthz, /readyz or /metrics.\n");
    };
    answered().catch(() => response.destroy());
  });
  return {
    listen: (port) => listenOn(server, port, "127.0.0.1", "DOSTYK_MANAGEMENT_PORT"),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answerMetrics(response: ServerResponse, { type, text }: Awaited<ReturnType<Metrics["text"]>>): void {
  response.writeHead(200, { "content-type": type, "content-length": String(Buffer.byteLength(text)), "cache-control": "no-store" });
  response.end(text);
}
