import { type DestinationStream, type LevelWithSilent, type Logger, pino, stdSerializers } from "pino";
import { valueWithoutPrivate, withoutPrivate } from "./private-text.ts";

export type { Logger } from "pino";

/**
 * The log of a node: one JSON object a line, on standard output unless `destination` says otherwise. What could open a
 * door or reach a person is left out: by its name at any depth, and by its shape where it stands inside a text.
 */
export function createLogger(level: LevelWithSilent = "info", destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: null,
      // They are plain by then.
      serializers: { err: (error: unknown) => error },
      formatters: { log: fieldsWithoutPrivate, bindings: fieldsWithoutPrivate },
      hooks: {
        logMethod(args, method) {
          const [first] = args as unknown[];
          // Alone, an error would lend its message to the line as it is.
          const said = first instanceof Error && args.length === 1 ? [{ err: first }, first.message] : (args as unknown[]);
          const cleaned = said.map((word) => (typeof word === "string" ? withoutPrivate(word) : word));
          method.apply(this, cleaned as Parameters<typeof method>);
        },
      },
    },
    destination,
  );
}

function fieldsWithoutPrivate(fields: object): Record<string, unknown> {
  const shown = Object.entries(fields).map(([name, value]) => [name, value instanceof Error ? { ...stdSerializers.err(value) } : value]);
  // What comes out of a plain object is a plain object.
  return valueWithoutPrivate(Object.fromEntries(shown)) as Record<string, unknown>;
}
