import { createLogger, type Farewell, type Logger, type Metrics, type ServerOptions } from "@dostyk/api";
import { createHmac } from "node:crypto";
import process from "node:process";
import type { Config } from "./config.ts";

/** The node's log. A person at a terminal wants to see what is wrong; a log that is collected, every request. */
export function nodeLogger({ logLevel }: Pick<Config, "logLevel">): Logger {
  return createLogger(logLevel ?? (process.stdout.isTTY ? "warn" : "info"));
}

export interface EdgeParts {
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly farewell: Farewell;
  /** Asked anew for each request: the door is there before the node's own secret. */
  readonly secret: () => string;
}

/** How the node's door treats those who come, as the operator decided. */
export function edgeOf(config: Config, { logger, metrics, farewell, secret }: EdgeParts): Omit<ServerOptions, "api" | "site"> {
  return {
    logger,
    trustedProxies: config.trustedProxies,
    requestsPerMinute: config.requestsPerMinute,
    onRequest: metrics.onRequest,
    sayGoodbye: farewell.sayGoodbye,
    clientName: (address) => clientName(address, secret()),
  };
}

// The log outlives the 90 days for which an address may be kept. Keyed, because all four milliards of addresses are soon hashed.
function clientName(address: string, secret: string): string {
  return createHmac("sha256", secret).update(`client in the log ${address}`).digest("base64url").slice(0, 12);
}
