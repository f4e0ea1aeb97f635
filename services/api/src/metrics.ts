import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { RequestSeen } from "./request-log.ts";

/** What the metrics need to know of the connections to the database; `pg.Pool` is one. */
export interface PoolCounts {
  readonly totalCount: number;
  readonly idleCount: number;
  /** Questions that wait for a connection. */
  readonly waitingCount: number;
}

/** The numbers of a running node, for Prometheus. */
export interface Metrics {
  /** Counts a request that is over. */
  onRequest(seen: RequestSeen): void;
  /** From now on tells of these connections too. */
  watchPool(pool: PoolCounts): void;
  /** The Prometheus text format, and its media type. */
  text(): Promise<{ readonly type: string; readonly text: string }>;
}

const methods = new Set(["GET", "HEAD", "POST", "OPTIONS"]);

/** Makes the metrics of a process: requests and their durations, event loop delay, memory, garbage, connections. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const labelNames = ["method", "status", "door"] as const;
  const requests = new Counter({ name: "dostyk_requests_total", help: "Requests that are over", labelNames, registers: [registry] });
  const durations = new Histogram({
    name: "dostyk_request_seconds",
    help: "How long requests took, from their head to the end of the answer",
    labelNames: ["door"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20],
    registers: [registry],
  });
  return {
    onRequest({ method, status, durationMs, door }) {
      // Anybody may make up a method, and each would be a number of its own for ever.
      requests.inc({ method: methods.has(method) ? method : "other", status, door });
      durations.observe({ door }, durationMs / 1_000);
    },
    watchPool(pool) {
      const connections = new Gauge({
        name: "dostyk_database_connections",
        help: "Connections to the database by what they do; waiting are questions without one",
        labelNames: ["state"],
        registers: [registry],
        collect() {
          connections.set({ state: "busy" }, pool.totalCount - pool.idleCount);
          connections.set({ state: "idle" }, pool.idleCount);
          connections.set({ state: "waiting" }, pool.waitingCount);
        },
      });
    },
    text: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  };
}
