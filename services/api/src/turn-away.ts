import type { IncomingMessage, ServerResponse } from "node:http";
import { always } from "./graphql-listener.ts";
import { requestProblem } from "./public-error.ts";

/** Why a request does not get as far as the API or the website: its body never came, is too long, or there are too many. */
export type TurnedAway = 408 | 413 | 429;

/** Shows the page for a request that was turned away, in the reader's language. */
export type TurnedAwayPage = (status: TurnedAway, request: Request) => Response | Promise<Response>;

const sentences: Readonly<Record<TurnedAway, string>> = {
  408: "The body did not come in time. Send it again.",
  413: "The body is too large.",
  429: "Too many requests came from this address. Wait as many seconds as Retry-After says, then go on more slowly.",
};

/** Turns a question to the API away, in GraphQL's form. */
export function turnAwayProgram(response: ServerResponse, requestId: string, waitS: number): void {
  const body = JSON.stringify({ errors: [requestProblem("TOO_MANY_REQUESTS", sentences[429], requestId)] });
  response.writeHead(429, {
    ...always,
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
    "retry-after": String(waitS),
  });
  response.end(body);
}

/** Turns a reader away with the website's page, or with a sentence where it has none. */
export async function turnAwayReader(
  request: IncomingMessage,
  response: ServerResponse,
  status: TurnedAway,
  { page, waitS }: { readonly page: TurnedAwayPage | undefined; readonly waitS?: number },
): Promise<void> {
  const shown = (await page?.(status, asRead(request))) ?? new Response(`${sentences[status]}\n`);
  const body = Buffer.from(await shown.arrayBuffer());
  response.writeHead(status, {
    ...Object.fromEntries(shown.headers),
    "content-length": String(body.length),
    "cache-control": "no-store",
    ...(waitS === undefined ? {} : { "retry-after": String(waitS) }),
    // Whatever of the body is still on its way is not waited for.
    ...(status === 429 ? {} : { connection: "close" }),
  });
  response.end(request.method === "HEAD" ? "" : body);
}

/** What a page needs to choose its language: the path and what the reader likes. Not the host, which anybody may write. */
function asRead({ url = "/", headers }: IncomingMessage): Request {
  const path = url.startsWith("/") ? url : "/";
  const address = new URL("http://localhost");
  address.pathname = path.split("?", 1)[0] ?? "/";
  return new Request(address, { headers: { "accept-language": headers["accept-language"] ?? "" } });
}
