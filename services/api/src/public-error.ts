import { RequestError } from "@dostyk/graphql";
import { Refusal } from "@dostyk/kernel";
import { GraphQLError, type SourceLocation } from "graphql";
import { databaseFault } from "./database-fault.ts";

/** An error as it leaves the node. */
export type PublicError = {
  readonly message: string;
  readonly locations?: readonly SourceLocation[];
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: string; readonly requestId: string } & Readonly<Record<string, unknown>>;
};

/** Codes of faults that are ours; every other code is the client's to mend. */
export const faultCodes = { internal: "INTERNAL", unavailable: "SERVICE_UNAVAILABLE", tooSlow: "TIMEOUT" } as const;

const sentences: Readonly<Record<string, string>> = {
  [faultCodes.internal]: "Something broke on our side and has been logged. Try again; if it stays, report the request id.",
  [faultCodes.unavailable]: "The database does not answer at the moment. Try again in a few seconds.",
  [faultCodes.tooSlow]: "The answer took too long to find. Ask for fewer fields or smaller pages.",
};

const badInput = "BAD_USER_INPUT";

// Messages repeat what the client sent; an answer need not.
const longestMessage = 1_000;

/** An error of our own making about the request itself, before or beside its operation. */
export function requestProblem(code: string, message: string, requestId: string): PublicError {
  return { message, extensions: { code, requestId } };
}

/** One of our own faults, told without what is behind it. */
export function fault(code: (typeof faultCodes)[keyof typeof faultCodes], requestId: string): PublicError {
  return requestProblem(code, sentences[code] ?? "", requestId);
}

/** An error as it leaves the node, and what is behind it where that has to be logged. */
export type Masked = { readonly shown: PublicError; readonly behind: unknown };

/**
 * Masks an error of an execution. Refusals and errors about the request pass with their code; whatever else was thrown
 * is a bug of ours, of which only the place in the answer is shown. `executed` says whether execution had begun: before
 * that only the request can be to blame.
 */
export function maskError(error: GraphQLError, requestId: string, executed: boolean): Masked {
  const place = {
    ...(error.locations === undefined ? {} : { locations: error.locations }),
    ...(error.path === undefined ? {} : { path: error.path }),
  };
  const thrown = deepest(error);
  const told = (code: string, message: string, extra: Readonly<Record<string, unknown>> = {}): Masked => ({
    shown: { message: shortened(message), ...place, extensions: { ...extra, code, requestId } },
    behind: null,
  });
  const hidden = (code: string): Masked => ({
    shown: { message: sentences[code] ?? "", ...place, extensions: { code, requestId } },
    behind: thrown,
  });

  const broken = databaseFault(thrown);
  if (broken === "no such value") return told(badInput, "A value in the question is one no record can hold, such as a text with U+0000.");
  if (broken !== null) return hidden(broken === "unreachable" ? faultCodes.unavailable : faultCodes.tooSlow);
  if (thrown instanceof Refusal) return told(codeOf(thrown), thrown.message, thrown.path === undefined ? {} : { input: thrown.path });
  // Before execution the types of the schema read variables and literals, each throwing what it likes at those it refuses.
  if (!executed && error.nodes !== undefined && !(thrown instanceof GraphQLError)) return told(badInput, error.message);
  if (!(thrown instanceof GraphQLError)) return hidden(faultCodes.internal);
  const code = thrown.extensions["code"] ?? error.extensions["code"];
  if (thrown instanceof RequestError) {
    // Yoga leaves its own word about the status on errors that pass through it.
    const { http: _, ...extra } = thrown.extensions;
    return told(String(code), error.message, extra);
  }
  // Yoga's refusal of a mutation by GET is told apart by its status alone.
  if (isNotAllowed(thrown)) return told("METHOD_NOT_ALLOWED", "A mutation is sent by POST.");
  if (typeof code === "string") return told(code, withoutSuggestion(error.message));
  // graphql names no code where arguments or variables do not fit, but it names their place in the document; a value of
  // ours that does not fit its type has no such place.
  return executed && thrown.nodes === undefined ? hidden(faultCodes.internal) : told(badInput, withoutSuggestion(error.message));
}

// What there is, introspection says to whoever asks for it and pays its cost; graphql's guesses say it to anybody for nothing.
function withoutSuggestion(message: string): string {
  return message.replace(/ Did you mean [^?]*\?$/u, "");
}

function isNotAllowed({ extensions }: GraphQLError): boolean {
  const http = extensions["http"];
  return typeof http === "object" && http !== null && "status" in http && http.status === 405;
}

function deepest(error: GraphQLError): unknown {
  let thrown: unknown = error;
  while (thrown instanceof GraphQLError && thrown.originalError !== undefined) thrown = thrown.originalError;
  return thrown;
}

/** `SlugTaken` becomes `SLUG_TAKEN`. */
function codeOf(refusal: Refusal): string {
  return refusal.name.replaceAll(/(?<=[a-z])(?=[A-Z])/gu, "_").toUpperCase();
}

function shortened(message: string): string {
  return message.length <= longestMessage ? message : `${message.slice(0, longestMessage)}…`;
}
