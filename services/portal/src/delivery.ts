/** How bytes leave the site: security headers, compression, strong ETags and conditional answers. */
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { Context } from "hono";
import type { Status } from "./page.ts";

const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "object-src 'none'",
].join("; ");

/** The headers of every answer of the site. */
export const securityHeaders: Readonly<Record<string, string>> = {
  "content-security-policy": contentSecurityPolicy,
  // With no-referrer Chromium posts "Origin: null", and on a plain-http host name every form is refused.
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
};

/** A text to deliver, and how long others may keep it. */
export interface Delivery {
  readonly text: string;
  readonly type: string;
  readonly cacheControl: string;
  readonly status?: Status;
  readonly language?: string;
  /** What else the answer varies by than its coding. */
  readonly vary?: string;
  /** Cookies for the reader; each is a header of its own. */
  readonly cookies?: readonly string[];
}

// Below this the gzip frame costs as much as it saves.
const smallestWorthCompressing = 1000;

/**
 * Answers with a text. Each coding of it has a strong ETag of its own (RFC 9110 §8.8.3), and a reader who has it
 * already gets 304 without a body. Refusals and what nobody may keep carry no ETag.
 */
export function deliver(context: Context, delivery: Delivery): Response {
  const { text, type, cacheControl, status = 200, language, vary, cookies = [] } = delivery;
  const headers = new Headers(securityHeaders);
  headers.set("content-type", type);
  headers.set("cache-control", cacheControl);
  headers.append("vary", vary === undefined ? "Accept-Encoding" : `Accept-Encoding, ${vary}`);
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  if (language !== undefined) headers.set("content-language", language);
  const compressed = text.length >= smallestWorthCompressing && acceptsGzip(context.req.header("accept-encoding") ?? "");
  if (status === 200 && cacheControl.startsWith("public")) {
    const hash = createHash("sha256").update(text).digest("base64url").slice(0, 22);
    const etag = compressed ? `"${hash}-gz"` : `"${hash}"`;
    headers.set("etag", etag);
    if (matches(context.req.header("if-none-match"), etag)) {
      headers.delete("content-type");
      return new Response(null, { status: 304, headers });
    }
  }
  if (!compressed) return new Response(text, { status, headers });
  headers.set("content-encoding", "gzip");
  return new Response(new Uint8Array(gzipSync(text)), { status, headers });
}

function acceptsGzip(header: string): boolean {
  return header
    .toLowerCase()
    .split(",")
    .some((coding) => /^\s*(?:gzip|\*)\s*(?:;|$)/u.test(coding) && !/;\s*q=0(?:\.0*)?\s*$/u.test(coding));
}

// RFC 9110 §13.1.2: If-None-Match compares weakly, so a proxy's W/ prefix does not matter.
function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  if (header.trim() === "*") return true;
  return header.split(",").some((candidate) => candidate.trim().replace(/^W\//u, "") === etag);
}
