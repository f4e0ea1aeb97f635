import { servedApi } from "@dostyk/api/testing";
import { testDatabase } from "@dostyk/db/testing";
import { schema } from "@dostyk/network";
import { request as plainRequest } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";

const database = await testDatabase();
const served = await servedApi({ prisma: database.prisma, schema });
afterAll(() => served.close());

type Raw = { readonly status: number; readonly headers: Readonly<Record<string, unknown>>; readonly body: Buffer };

/** Asks without undoing the coding, as fetch() would. */
const raw = (query: string, headers: Readonly<Record<string, string>>): Promise<Raw> =>
  new Promise((resolve, reject) => {
    const asked = plainRequest(`${served.url}/graphql?query=${encodeURIComponent(query)}`, { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }));
    });
    asked.on("error", reject).end();
  });

describe("a long answer", () => {
  const long = "{ __schema { types { name description } } }";

  it("comes compressed as the reader takes it, each coding with an ETag of its own", async () => {
    const plain = await raw(long, {});
    expect(plain.headers["content-encoding"]).toBeUndefined();
    expect(plain.headers["vary"]).toContain("Accept-Encoding");
    const br = await raw(long, { "accept-encoding": "gzip, deflate, br" });
    const gzip = await raw(long, { "accept-encoding": "gzip" });
    expect([br.headers["content-encoding"], gzip.headers["content-encoding"]]).toEqual(["br", "gzip"]);
    expect(brotliDecompressSync(br.body).equals(plain.body)).toBe(true);
    expect(gunzipSync(gzip.body).equals(plain.body)).toBe(true);
    expect(br.body.length).toBeLessThan(plain.body.length / 2);
    expect(Number(br.headers["content-length"])).toBe(br.body.length);
    const etags = [plain, br, gzip].map(({ headers }) => headers["etag"]);
    expect(new Set(etags).size).toBe(3);

    const known = { "accept-encoding": "br", "if-none-match": String(br.headers["etag"]) };
    const same = await raw(long, known);
    expect([same.status, same.body.length, same.headers["content-encoding"]]).toEqual([304, 0, undefined]);
    // What is kept is another coding's bytes.
    expect((await raw(long, { ...known, "accept-encoding": "gzip" })).status).toBe(200);
  });

  it("comes as it is where the reader refuses codings, and so does a short one", async () => {
    expect((await raw(long, { "accept-encoding": "br;q=0, gzip;q=0" })).headers["content-encoding"]).toBeUndefined();
    expect((await raw("{ __typename }", { "accept-encoding": "br" })).headers["content-encoding"]).toBeUndefined();
  });
});
