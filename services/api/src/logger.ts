import { type DestinationStream, type Level, type Logger, pino } from "pino";

export type { Logger } from "pino";

// Nothing of these is logged on purpose; an error that carries a request or a connection must not bring them in.
const secrets = ["authorization", "cookie", "password", "token", "connectionString"];

/**
 * The log of a node: one JSON object a line, on standard output unless `destination` says otherwise. What could open a
 * door is left out by name.
 */
export function createLogger(level: Level | "silent" = "info", destination?: DestinationStream): Logger {
  const paths = secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  return pino({ level, base: null, redact: { paths, censor: "[left out]" } }, destination);
}
