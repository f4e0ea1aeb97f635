import type { Identity } from "@dostyk/identity";
import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody } from "./read-body.ts";
import { requestBounds } from "./request-bounds.ts";

/** Answers the account routes: node's request as a web request, the body whole and bounded first. */
export function authListener(identity: Identity, origin: string): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    const body = await readBody(request, requestBounds.formBytes, requestBounds.bodyMs);
    if (body === "broken off") return;
    if (body === "too large") return refuse(response, 413, "BODY_TOO_LARGE", "The body is too large. Send only what the route asks for.");
    if (body === "too slow") return refuse(response, 408, "BODY_TOO_SLOW", "The body did not come in time. Send it again.");

    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers)) if (value !== undefined) headers.set(name, [value].flat().join(", "));
    const withBody = body.length > 0 && request.method !== "GET" && request.method !== "HEAD";
    const asked = new Request(new URL(request.url ?? "/", origin), {
      method: request.method ?? "GET",
      headers,
      ...(withBody ? { body: new Uint8Array(body) } : {}),
    });
    const answer = await identity.handle(asked);
    const text = Buffer.from(await answer.arrayBuffer());
    const back = Object.fromEntries([...answer.headers].filter(([name]) => name !== "set-cookie"));
    response.writeHead(answer.status, {
      ...back,
      "set-cookie": answer.headers.getSetCookie(),
      "content-length": text.length,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    });
    response.end(text);
  };
}

function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  // Whatever of the body is still on its way is not waited for.
  response.writeHead(status, { "content-type": "application/json", connection: "close", "cache-control": "no-store" });
  response.end(JSON.stringify({ code, message }));
}
