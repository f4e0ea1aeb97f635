import Negotiator from "negotiator";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { remembered } from "./remembered.ts";

/** A content coding (RFC 9110 §8.4.1) and the end of the ETags of what is coded so. */
export type Coding = "br" | "gzip";

// Below this the frame of the coding and the work cost as much as they save.
const smallestWorthCompressing = 1_000;

/**
 * The coding for a body: Brotli where the reader takes it, else gzip; null where the body is small, or the reader takes
 * neither or likes it better as it is.
 */
export function codingFor(acceptEncoding: string | readonly string[] | undefined, bytes: number): Coding | null {
  return bytes < smallestWorthCompressing ? null : accepted(String(acceptEncoding ?? ""));
}

const accepted: (header: string) => Coding | null = remembered((header) => {
  const codings = new Negotiator({ headers: { "accept-encoding": header } }).encodings(["br", "gzip", "identity"]);
  if (codings[0] === "identity") return null;
  return (["br", "gzip"] as const).find((coding) => codings.includes(coding)) ?? null;
});

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Compresses a text, on one of Node's few threads for such work, at a level that takes about as long as writing the JSON. */
export function compress(body: Buffer, coding: Coding): Promise<Buffer> {
  if (coding === "gzip") return zip(body, { level: 5 });
  return brotli(body, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 4,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
      // 256 kB: enough for repeated keys, and many answers at once stay small in memory.
      [constants.BROTLI_PARAM_LGWIN]: 18,
    },
  });
}
