import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Spent } from "@dostyk/identity";
import { codingFor, type Coding, compress } from "./compression.ts";
import type { Answer, Engine, Operation } from "./engine.ts";
import type { GraphiqlPage } from "./graphiql-page.ts";
import type { Logger } from "./logger.ts";
import { type Identify, isStranger } from "./identification.ts";
import { type Form, formFor, localeFor } from "./negotiation.ts";
import type { PersistedOperations } from "./persisted-operations.ts";
import { fault, faultCodes, requestProblem } from "./public-error.ts";
import { isUnreadable, readOperation, type Unreadable } from "./read-operation.ts";
import { requestBounds } from "./request-bounds.ts";
import type { Tell } from "./request-log.ts";

export type ListenerOptions = {
  readonly engine: Engine;
  readonly persisted: PersistedOperations;
  readonly logger: Logger;
  readonly newRequestId: () => string;
  readonly identify: Identify;
  /** The page for people; null where there is none. */
  readonly graphiql: GraphiqlPage | null;
};

/** Answers one request, and tells the name of its operation. */
export type GraphqlListener = (request: IncomingMessage, response: ServerResponse, tell: Tell) => Promise<void>;

type Headers = Readonly<Record<string, string | readonly string[]>>;
type Sent = { readonly status: number; readonly headers: Headers; readonly body: string | Buffer };
type Written = Sent & { readonly body: Buffer };

/** The headers of every answer of the API. */
// Any site may read: nothing here depends on who the reader is, and without credentials nothing of theirs comes along.
export const always: Headers = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "etag, ratelimit, ratelimit-policy, retry-after, x-request-id",
  "cross-origin-resource-policy": "cross-origin",
  "x-content-type-options": "nosniff",
};

const preflight: Headers = {
  "access-control-allow-methods": "GET, POST, OPTIONS",
  "access-control-allow-headers": "accept, accept-language, authorization, content-type, if-none-match, x-request-id",
  "access-control-max-age": "86400",
  allow: "GET, POST, OPTIONS",
};

/** Answers GraphQL over HTTP on a bare node:http request: no web streams, one write. Never throws. */
export function graphqlListener(options: ListenerOptions): GraphqlListener {
  const { logger } = options;
  return async (request, response, tell) => {
    const requestId = givenRequestId(request) ?? options.newRequestId();
    try {
      const sent = await answered(request, requestId, options, tell);
      if (sent !== null) send(request, response, sent, requestId);
    } catch (error) {
      logger.error({ requestId, err: error }, "a request could not be answered");
      const form = "application/json";
      if (!response.headersSent)
        send(request, response, written({ errors: [fault(faultCodes.internal, requestId)] }, form, 500), requestId);
      else response.destroy();
    }
  };
}

async function answered(
  request: IncomingMessage,
  requestId: string,
  { engine, persisted, graphiql, identify }: ListenerOptions,
  told: Tell,
): Promise<Sent | null> {
  if (request.method === "OPTIONS") return { status: 204, headers: preflight, body: "" };
  const form = formFor(request.headers.accept ?? "*/*");
  if (form === "text/html" && request.method === "GET" && graphiql !== null) return graphiql(request);
  const refused = (unreadable: Unreadable) => refusal(unreadable, machineForm(form), requestId);
  if (form === null || (form === "text/html" && request.method === "GET")) {
    const message = "Answers are application/json or application/graphql-response+json. Accept one of them.";
    return refused({ status: 406, code: "NOT_ACCEPTABLE", message });
  }

  if (holdsKey(request.url)) return refused(keyInAddress);
  const who = await identify(request.headers);
  if (isStranger(who)) return refused(who);
  told({ viewer: who.viewer.kind });
  const operation = await readOperation(request, persisted);
  if (operation === null) return null;
  if (isUnreadable(operation)) return refused(operation);
  told({ operation: nameOf(operation) });
  const method = request.method === "GET" ? "GET" : "POST";
  const locale = localeFor(request.headers["accept-language"] ?? "");
  const spent = await who.spend?.(engine.costOf(operation));
  if (spent !== undefined && spent.left < 0) return refused({ ...budgetSpent, headers: budgetHeaders(spent) });
  const answer = await engine.answer(operation, { requestId, locale, method, viewer: who.viewer });
  // Only what was understood is kept, so that noise pushes nothing out.
  if (operation.keep && answer.data !== undefined) persisted.keep(operation.query);
  const status = statusOf(answer, machineForm(form));
  const sent = written(answer, machineForm(form), status);
  const coding = codingFor(request.headers["accept-encoding"], sent.body.length);
  // What somebody in particular may see is nobody else's to keep.
  if (who.viewer.kind !== "anonymous") return packed(forOne(sent, who.setCookie, spent), coding);
  return packed(method === "GET" && answer.errors === undefined ? kept(request, sent, coding) : sent, coding);
}

function forOne(sent: Written, setCookie: readonly string[], spent: Spent | undefined): Written {
  const cookies: Headers = setCookie.length === 0 ? {} : { "set-cookie": setCookie };
  const budget = spent === undefined ? {} : budgetHeaders(spent);
  return { ...sent, headers: { ...sent.headers, ...cookies, ...budget, "cache-control": "private, no-store" } };
}

const budgetSpent: Unreadable = {
  status: 429,
  code: "BUDGET_SPENT",
  message:
    "The key has spent its budget of query cost. Wait as long as Retry-After says, ask for less, or have a larger budget given to it.",
};

/** How much a key may still ask, in the words of draft-ietf-httpapi-ratelimit-headers-10 §3 and §4. */
function budgetHeaders({ budget, left, seconds }: Spent): Headers {
  return {
    "ratelimit-policy": `"cost";q=${budget};w=3600`,
    ratelimit: `"cost";r=${Math.max(0, left)};t=${seconds}`,
    ...(left < 0 ? { "retry-after": String(seconds) } : {}),
  };
}

// Addresses end up in logs, histories and at other sites: a key that stood in one is known to others.
const keyInAddress: Unreadable = {
  status: 400,
  code: "KEY_IN_ADDRESS",
  message: 'A key stands in the address and counts as known to others: revoke it. Send keys as "authorization: Bearer" only.',
};

function holdsKey(url = ""): boolean {
  return /dk_[\w-]{20}/u.test(url);
}

type MachineForm = Exclude<Form, "text/html">;

function machineForm(form: Form | null): MachineForm {
  return form === null || form === "text/html" ? "application/json" : form;
}

/** The status of an answer (GraphQL over HTTP §6.4). */
function statusOf({ data, errors = [] }: Answer, form: MachineForm): number {
  const codes = errors.map(({ extensions }) => extensions.code);
  if (codes.includes(faultCodes.unavailable)) return 503;
  if (data === undefined && codes.includes(faultCodes.tooSlow)) return 504;
  if (codes.includes(faultCodes.internal) && Object.values(data ?? {}).every((value) => value === null)) return 500;
  if (data === undefined && codes.includes("METHOD_NOT_ALLOWED")) return 405;
  // The older type says 200 to whatever was a well-formed request (§6.4.1), the newer 400 where nothing was executed.
  return data === undefined && form === "application/graphql-response+json" ? 400 : 200;
}

const vary = "Accept, Accept-Language, Accept-Encoding";

function written(answer: Answer, form: MachineForm, status: number): Written {
  const retry: Headers = status === 503 ? { "retry-after": "5" } : {};
  const allow: Headers = status === 405 ? { allow: "POST" } : {};
  return {
    status,
    headers: { ...retry, ...allow, "content-type": `${form}; charset=utf-8`, "cache-control": "no-store", vary },
    body: Buffer.from(JSON.stringify(answer)),
  };
}

function refusal({ status, code, message, allow, headers: more = {} }: Unreadable, form: MachineForm, requestId: string): Sent {
  // Whatever of the body is still on its way is not waited for.
  const closing: Headers = status === 413 || status === 408 ? { connection: "close" } : {};
  const answer = { errors: [requestProblem(code, message, requestId)] };
  const { headers, body, status: sent } = written(answer, form, status ?? statusOf(answer, form));
  return { status: sent, body, headers: { ...headers, ...(allow === undefined ? {} : { allow }), ...closing, ...more } };
}

/**
 * An answer that readers and the caches between may keep for a while and ask about by its ETag. A strong one names bytes,
 * so each coding of an answer has its own (RFC 9110 §8.8.3).
 */
function kept(request: IncomingMessage, { status, headers, body }: Written, coding: Coding | null): Written {
  const hash = createHash("sha256").update(body).digest("base64url").slice(0, 27);
  const etag = coding === null ? `"${hash}"` : `"${hash}-${coding}"`;
  const keeping = { "cache-control": `public, max-age=${requestBounds.freshSeconds}`, vary, etag };
  if (names(request.headers["if-none-match"], etag)) return { status: 304, headers: keeping, body: Buffer.alloc(0) };
  return { status, headers: { ...headers, ...keeping }, body };
}

async function packed(sent: Written, coding: Coding | null): Promise<Sent> {
  if (coding === null || sent.status === 304) return sent;
  return { ...sent, headers: { ...sent.headers, "content-encoding": coding }, body: await compress(sent.body, coding) };
}

// A cache may have weakened the tag on its way (RFC 9110 §13.1.2 compares weakly).
function names(ifNoneMatch: string | undefined, etag: string): boolean {
  return ifNoneMatch !== undefined && ifNoneMatch.split(",").some((tag) => ["*", etag, `W/${etag}`].includes(tag.trim()));
}

function send(request: IncomingMessage, response: ServerResponse, { status, headers, body }: Sent, requestId: string): void {
  const length: Headers = status === 204 || status === 304 ? {} : { "content-length": String(Buffer.byteLength(body)) };
  response.writeHead(status, { ...always, ...headers, ...length, "x-request-id": requestId });
  response.end(request.method === "HEAD" ? "" : body);
}

/** The id that the edge gave the request. */
function givenRequestId(request: IncomingMessage): string | null {
  const given = request.headers["x-request-id"];
  return typeof given === "string" && /^[\w-]{8,64}$/u.test(given) ? given : null;
}

function nameOf({ operationName, query }: Operation): string | undefined {
  return (operationName ?? /^\s*(?:query|mutation)\s+(\w+)/u.exec(query)?.[1])?.slice(0, 100);
}
