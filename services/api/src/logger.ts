import { type DestinationStream, type LevelWithSilent, type Logger, pino, stdSerializers } from "pino";
import { valueWithoutPrivate, withoutPrivate } from "./private-text.ts";

export type { Logger } from "pino";

// Nothing of these is logged on purpose; an error that carries a request or a connection must not bring them in.
const secrets = [
  "authorization",
  "cookie",
  '["set-cookie"]',
  "password",
  "secret",
  "token",
  "connectionString",
  "email",
  "telephone",
  "phone",
];

/**
 * The log of a node: one JSON object a line, on standard output unless `destination` says otherwise. What could open a
 * door or reach a person is left out by name, and by its shape where it stands inside a text.
 */
export function createLogger(level: LevelWithSilent = "info", destination?: DestinationStream): Logger {
  const paths = secrets.flatMap((name) => {
    const below = name.startsWith("[") ? name : `.${name}`;
    return [name, `*${below}`, `*.*${below}`];
  });
  return pino(
    {
      level,
      base: null,
      redact: { paths, censor: "[left out]" },
      serializers: { err: (error: unknown) => valueWithoutPrivate(error instanceof Error ? { ...stdSerializers.err(error) } : error) },
      formatters: { log: textsWithoutPrivate },
    },
    destination,
  );
}

// Errors keep their class here: the serializer above takes them after.
function textsWithoutPrivate(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      if (typeof value === "string") return [name, withoutPrivate(value)];
      return [name, value instanceof Error ? value : valueWithoutPrivate(value)];
    }),
  );
}
