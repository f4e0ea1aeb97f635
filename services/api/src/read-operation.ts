import type { IncomingMessage } from "node:http";
import type { Operation } from "./engine.ts";
import { readBody } from "./read-body.ts";
import { requestBounds } from "./request-bounds.ts";

/** Why a request holds no operation: the status and what to tell the client. */
export type Unreadable = { readonly status: number; readonly code: string; readonly message: string; readonly allow?: string };

/** The operation in a request (GraphQL over HTTP §6), or why there is none; null where the client has gone. */
export async function readOperation(request: IncomingMessage): Promise<Operation | Unreadable | null> {
  const { method, url = "" } = request;
  if (url.length > requestBounds.addressCharacters) {
    const message = `An address has at most ${requestBounds.addressCharacters} characters. Send the operation by POST.`;
    return { status: 414, code: "ADDRESS_TOO_LONG", message };
  }
  if (method === "GET") return fromAddress(url);
  if (method === "POST") return fromBody(request);
  const message = "Ask by GET, or by POST with a body of JSON.";
  return { status: 405, code: "METHOD_NOT_ALLOWED", message, allow: "GET, POST, OPTIONS" };
}

/** Tells the two outcomes of reading apart. */
export function isUnreadable(read: Operation | Unreadable): read is Unreadable {
  return "status" in read;
}

function badRequest(message: string): Unreadable {
  return { status: 400, code: "BAD_REQUEST", message };
}

function fromAddress(url: string): Operation | Unreadable {
  const start = url.indexOf("?");
  const search = new URLSearchParams(start === -1 ? "" : url.slice(start + 1));
  const parameters: Record<string, unknown> = Object.fromEntries(
    ["query", "operationName"].flatMap((name) => (search.has(name) ? [[name, search.get(name)]] : [])),
  );
  for (const name of ["variables", "extensions"]) {
    const text = search.get(name);
    if (text === null || text === "") continue;
    const value = parseJson(text);
    if (value === undefined) return badRequest(`"${name}" is no JSON. Write it as JSON and encode it for the address.`);
    parameters[name] = value;
  }
  return operationIn(parameters);
}

const refusedType: Unreadable = {
  status: 415,
  code: "UNSUPPORTED_MEDIA_TYPE",
  message: 'Send JSON in UTF-8 with "content-type: application/json" and no content-encoding.',
};

async function fromBody(request: IncomingMessage): Promise<Operation | Unreadable | null> {
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
  return operationIn(parsed);
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

function operationIn({ query, variables, operationName, extensions }: Readonly<Record<string, unknown>>): Operation | Unreadable {
  const missing = (value: unknown): value is null | undefined => value === null || value === undefined;
  if (!missing(extensions) && !isObject(extensions)) return badRequest('"extensions" is no object.');
  if (missing(query) || query === "") {
    // Apollo's clients send the hash alone first, and the whole document once they read this code.
    if (isObject(extensions) && extensions["persistedQuery"] !== undefined)
      return { status: 400, code: "PERSISTED_QUERY_NOT_SUPPORTED", message: "PersistedQueryNotSupported" };
    return badRequest('There is no "query". Send the text of an operation, such as { localNode { uri } }.');
  }
  if (typeof query !== "string") return badRequest('"query" is no string.');
  if (!missing(variables) && !isObject(variables)) return badRequest('"variables" is no object.');
  if (!missing(operationName) && typeof operationName !== "string") return badRequest('"operationName" is no string.');
  return { query, variables: variables ?? undefined, operationName: operationName || undefined };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
