import type { IncomingMessage } from "node:http";
import type { Operation } from "./engine.ts";
import { type PersistedOperations, sha256Of } from "./persisted-operations.ts";
import { readBody } from "./read-body.ts";
import { requestBounds } from "./request-bounds.ts";

/** Why a request holds no operation, and what to tell the client. Status null: that of a document nobody understands. */
export type Unreadable = {
  readonly status: number | null;
  readonly code: string;
  readonly message: string;
  readonly allow?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
};

/** An operation whose text is known, and whether the client wants it kept under its hash. */
export type ReadOperation = Operation & { readonly keep: boolean };

/** The operation in a request (GraphQL over HTTP §6), or why there is none; null where the client has gone. */
export async function readOperation(request: IncomingMessage, persisted: PersistedOperations): Promise<ReadOperation | Unreadable | null> {
  const { method, url = "" } = request;
  if (url.length > requestBounds.addressCharacters) {
    const message = `An address has at most ${requestBounds.addressCharacters} characters. Send the operation by POST.`;
    return { status: 414, code: "ADDRESS_TOO_LONG", message };
  }
  if (method === "GET") return fromAddress(url, persisted);
  if (method === "POST") return fromBody(request, persisted);
  const message = "Ask by GET, or by POST with a body of JSON.";
  return { status: 405, code: "METHOD_NOT_ALLOWED", message, allow: "GET, POST, OPTIONS" };
}

/** Tells the two outcomes of reading apart. */
export function isUnreadable(read: ReadOperation | Unreadable): read is Unreadable {
  return "status" in read;
}

// Apollo's clients know the code and the message by heart: they send the hash and the text together then.
const notFound: Unreadable = { status: null, code: "PERSISTED_QUERY_NOT_FOUND", message: "PersistedQueryNotFound" };

function badRequest(message: string): Unreadable {
  return { status: 400, code: "BAD_REQUEST", message };
}

function fromAddress(url: string, persisted: PersistedOperations): ReadOperation | Unreadable {
  const start = url.indexOf("?");
  const search = new URLSearchParams(start === -1 ? "" : url.slice(start + 1));
  const parameters: Record<string, unknown> = Object.fromEntries(
    ["query", "documentId", "operationName"].flatMap((name) => (search.has(name) ? [[name, search.get(name)]] : [])),
  );
  for (const name of ["variables", "extensions"]) {
    const text = search.get(name);
    if (text === null || text === "") continue;
    const value = parseJson(text);
    if (value === undefined) return badRequest(`"${name}" is no JSON. Write it as JSON and encode it for the address.`);
    parameters[name] = value;
  }
  return operationIn(parameters, persisted);
}

const refusedType: Unreadable = {
  status: 415,
  code: "UNSUPPORTED_MEDIA_TYPE",
  message: 'Send JSON in UTF-8 with "content-type: application/json" and no content-encoding.',
};

async function fromBody(request: IncomingMessage, persisted: PersistedOperations): Promise<ReadOperation | Unreadable | null> {
  // Forms can send only three types of content across sites without asking first; none of them is taken here.
  if (!isJson(request.headers["content-type"] ?? "")) return refusedType;
  if ((request.headers["content-encoding"] ?? "identity") !== "identity") return refusedType;
  const body = await readBody(request, requestBounds.bodyBytes, requestBounds.bodyMs);
  if (body === "broken off") return null;
  if (body === "too large") {
    const message = `A body has at most ${requestBounds.bodyBytes} bytes. Ask for less, in several operations.`;
    return { status: 413, code: "BODY_TOO_LARGE", message };
  }
  if (body === "too slow") return { status: 408, code: "BODY_TOO_SLOW", message: "The body did not come in time. Send it again." };
  const parsed = parseJson(decodeUtf8(body));
  if (parsed === undefined) return badRequest("The body is no JSON.");
  if (Array.isArray(parsed)) return badRequest("The body is a list. Send one operation at a time: batches are not answered.");
  if (!isObject(parsed)) return badRequest('The body is no JSON object. Send { "query": "…", "variables": { … } }.');
  return operationIn(parsed, persisted);
}

function isJson(contentType: string): boolean {
  const [type = "", ...parameters] = contentType.toLowerCase().split(";");
  const charset = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith("charset="));
  return type.trim() === "application/json" && (charset === undefined || /^charset="?utf-?8"?$/u.test(charset));
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

function decodeUtf8(body: Buffer): string | undefined {
  try {
    return utf8.decode(body);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function parseJson(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

type Parameters = Readonly<Record<string, unknown>>;

function operationIn(parameters: Parameters, persisted: PersistedOperations): ReadOperation | Unreadable {
  const { variables, operationName, extensions } = parameters;
  if (!missing(extensions) && !isObject(extensions)) return badRequest('"extensions" is no object.');
  const text = textIn(parameters, persisted);
  if ("status" in text) return text;
  if (!missing(variables) && !isObject(variables)) return badRequest('"variables" is no object.');
  if (!missing(operationName) && typeof operationName !== "string") return badRequest('"operationName" is no string.');
  return { ...text, variables: variables ?? undefined, operationName: operationName || undefined };
}

/** The text of the operation: as it was sent, or as it is known by the hash that was sent. */
function textIn(parameters: Parameters, persisted: PersistedOperations): Pick<ReadOperation, "query" | "keep"> | Unreadable {
  const { query } = parameters;
  const sha256 = sha256In(parameters);
  if (typeof sha256 === "object" && sha256 !== null) return sha256;
  if (missing(query) || query === "") {
    if (sha256 === null) return badRequest('There is no "query". Send the text of an operation, such as { localNode { uri } }.');
    const known = persisted.textOf(sha256);
    return known === undefined ? notFound : { query: known, keep: false };
  }
  if (typeof query !== "string") return badRequest('"query" is no string.');
  if (sha256 === null || sha256 === sha256Of(query)) return { query, keep: sha256 !== null };
  const message = `The SHA-256 of "query" is ${sha256Of(query)}, not the one beside it. Hash the text exactly as it is sent, in UTF-8.`;
  return { status: 400, code: "PERSISTED_QUERY_MISMATCH", message };
}

/**
 * The hash by which the request names its operation: Apollo's `extensions.persistedQuery`, or the `documentId` of GraphQL
 * over HTTP (Appendix A), of which only the prefix `sha256:` is known here. Null where it names none.
 */
function sha256In({ extensions, documentId }: Parameters): string | null | Unreadable {
  const persistedQuery = isObject(extensions) ? (extensions["persistedQuery"] ?? null) : null;
  if (!missing(documentId)) {
    if (typeof documentId !== "string") return badRequest('"documentId" is no string.');
    const [, sha256 = null] = /^sha256:([0-9a-f]{64})$/u.exec(documentId) ?? [];
    if (sha256 === null) return badRequest('"documentId" is "sha256:" and the SHA-256 of the text in 64 small hexadecimal digits.');
    return persistedQuery === null ? sha256 : badRequest('Name the operation by "documentId" or by "persistedQuery", not by both.');
  }
  if (persistedQuery === null) return null;
  const { version, sha256Hash } = isObject(persistedQuery) ? persistedQuery : {};
  if (version === 1 && typeof sha256Hash === "string" && /^[0-9a-f]{64}$/u.test(sha256Hash)) return sha256Hash;
  return badRequest('"persistedQuery" is { "version": 1, "sha256Hash": the SHA-256 of the text in 64 small hexadecimal digits }.');
}

function missing(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
