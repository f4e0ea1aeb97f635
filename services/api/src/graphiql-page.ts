import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

/** Answers a browser with the page on which people try questions. */
export type GraphiqlPage = (request: IncomingMessage) => Promise<{
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}>;

const firstQuestion = `# Ask the node. Ctrl-Space suggests, Ctrl-Enter asks; the book on the left holds the whole schema.
query Disputes {
  disputes(first: 3) {
    totalCount
    nodes {
      property
      record { uri slug }
      chosen { value }
      claims { value raw lines { text } source { slug title } }
    }
  }
}
`;

// The page carries its scripts inside itself and starts its workers from them; it may speak to this node and nobody else.
const policy = [
  "default-src 'none'",
  "script-src 'unsafe-inline' 'unsafe-eval' blob:",
  "worker-src blob:",
  "style-src 'unsafe-inline'",
  "img-src data: 'self'",
  "font-src data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const pack = promisify(gzip);

type Page = { readonly plain: Buffer; readonly packed: Buffer; readonly etag: string };

/** GraphiQL from npm, whole: the page refers to no other host. It is large, so it is made when first asked for. */
export function graphiqlPage(): GraphiqlPage {
  let page: Promise<Page> | null = null;
  return async (request) => {
    page ??= make();
    const { plain, packed, etag } = await page;
    const headers = {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "public, max-age=3600",
      vary: "Accept, Accept-Encoding",
      etag,
      "content-security-policy": policy,
      "referrer-policy": "no-referrer",
    };
    if (request.headers["if-none-match"] === etag) return { status: 304, headers, body: "" };
    if (!/\bgzip\b/u.test(String(request.headers["accept-encoding"] ?? ""))) return { status: 200, headers, body: plain };
    return { status: 200, headers: { ...headers, "content-encoding": "gzip" }, body: packed };
  };
}

async function make(): Promise<Page> {
  const { renderGraphiQL } = await import("@graphql-yoga/render-graphiql");
  const html = renderGraphiQL({ title: "GraphiQL", endpoint: "/graphql", defaultQuery: firstQuestion });
  const plain = Buffer.from(html.trimStart());
  const etag = `W/"${createHash("sha256").update(plain).digest("base64url").slice(0, 27)}"`;
  return { plain, packed: await pack(plain), etag };
}
