import * as assignment from "./assignment-refusals.ts";
import * as decision from "./decision-refusals.ts";
import { NoDefensibleRanking } from "./decision-methods.ts";
import * as scores from "./refusals.ts";
import type { ComputationName } from "./computations.ts";

/** What the thread is started with. */
export type WorkerTask = { readonly name: ComputationName; readonly input: unknown };

/** What it says: how far it has come, and at the end one of the others. */
export type WorkerMessage =
  | { readonly kind: "PROGRESS"; readonly fraction: number }
  | { readonly kind: "DONE"; readonly output: unknown }
  | {
      readonly kind: "FAILED";
      readonly name: string;
      readonly message: string;
      readonly stack: string | undefined;
      readonly fields: object;
    };

/** An error as data: copying between threads would keep neither the class nor the fields of a refusal. */
export function packedError(error: unknown): WorkerMessage {
  if (!(error instanceof Error)) return { kind: "FAILED", name: "Error", message: String(error), stack: undefined, fields: {} };
  return {
    kind: "FAILED",
    name: error.name,
    message: error.message,
    stack: error.stack,
    fields: Object.fromEntries(Object.entries(error)),
  };
}

/** The same error again: of its class when it is a refusal of this room, so that `instanceof` holds on both sides. */
export function unpackedError({ name, message, stack, fields }: Extract<WorkerMessage, { kind: "FAILED" }>): Error {
  const error = new Error(message);
  const prototype = prototypes.get(name);
  if (prototype !== undefined) Object.setPrototypeOf(error, prototype);
  Object.assign(error, fields);
  Object.defineProperty(error, "name", { value: name, configurable: true, enumerable: false, writable: true });
  if (stack !== undefined) Object.defineProperty(error, "stack", { value: stack, configurable: true, writable: true });
  return error;
}

const prototypes = new Map<string, object>(
  Object.entries({ ...scores, ...decision, ...assignment, NoDefensibleRanking }).flatMap(([name, value]) =>
    typeof value === "function" && value.prototype instanceof Error ? [[name, value.prototype]] : [],
  ),
);
