import { servedApi } from "@dostyk/api/testing";
import { testDatabase } from "@dostyk/db/testing";
import { schema } from "@dostyk/network";
import fc from "fast-check";
import { createHash } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";

const ownDocument = "query Own { localNode { uri } }";
const database = await testDatabase();
const served = await servedApi({ prisma: database.prisma, schema, documents: [ownDocument] });
afterAll(() => served.close());

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const apollo = (hash: unknown, more: object = {}) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: hash } }, ...more });
const post = (body: object, accept = "application/json") =>
  served.request("/graphql", { method: "POST", headers: { "content-type": "application/json", accept }, body: JSON.stringify(body) });
const get = (body: Readonly<Record<string, unknown>>, headers: Record<string, string> = {}) => {
  const parameters = Object.entries(body).map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]);
  return served.request(`?${new URLSearchParams(parameters).toString()}`, { headers });
};
const modern = "application/graphql-response+json";
const codes = (heard: Awaited<ReturnType<typeof post>>) => heard.errors?.map(({ extensions }) => extensions.code);

describe("an operation that is named by its hash", () => {
  it("is answered once its text has been sent with the hash, as Apollo's clients do it", async () => {
    const query = "query First($size: Int) { sources(first: $size) { totalCount } }";
    const variables = { size: 3 };
    const first = await get(apollo(sha256(query), { variables }));
    // By the message too: older clients look for nothing else, and give up for good where the status is not 200.
    expect(first).toMatchObject({
      status: 200,
      errors: [{ message: "PersistedQueryNotFound", extensions: { code: "PERSISTED_QUERY_NOT_FOUND" } }],
    });
    expect(first.headers.get("cache-control")).toBe("no-store");
    expect(await post(apollo(sha256(query), { query, variables }))).toMatchObject({ data: { sources: { totalCount: 0 } } });

    const again = await get(apollo(sha256(query), { variables }));
    expect(again).toMatchObject({ status: 200, data: { sources: { totalCount: 0 } } });
    expect(again.headers.get("cache-control")).toContain("max-age");
    expect((await get(apollo(sha256(query), { variables }), { "if-none-match": again.headers.get("etag") ?? "" })).status).toBe(304);
    expect(await post(apollo(sha256(query), { variables }))).toMatchObject({ data: { sources: { totalCount: 0 } } });
    expect(await get({ documentId: `sha256:${sha256(query)}`, variables })).toMatchObject({ data: { sources: { totalCount: 0 } } });
    expect(served.log.at(-1)).toMatchObject({ operation: "First" });
  });

  it("is told apart by its status where the client reads the newer type", async () => {
    expect((await post(apollo(sha256("{ nobody }")), modern)).status).toBe(400);
    expect((await post({ documentId: `sha256:${sha256("{ nobody }")}` }, modern)).status).toBe(400);
  });

  it("is known from the start where it is the node's own", async () => {
    for (const heard of [await get({ documentId: `sha256:${sha256(ownDocument)}` }), await post(apollo(sha256(ownDocument)))])
      expect(heard).toMatchObject({ status: 200, data: { localNode: { uri: expect.any(String) } } });
  });

  it("may be named by documentId while its text is sent", async () => {
    const query = "query Second { practices { totalCount } }";
    expect(await post({ query, documentId: `sha256:${sha256(query)}` })).toMatchObject({ data: { practices: { totalCount: 0 } } });
    expect(await get({ documentId: `sha256:${sha256(query)}` })).toMatchObject({ data: { practices: { totalCount: 0 } } });
  });
});

describe("a hash that lies", () => {
  it("is refused, with the true one, and puts nothing in the place of another text", async () => {
    const [mine, other] = ["query Mine { __typename }", "query Other { sources { totalCount } }"];
    for (const heard of [
      await post(apollo(sha256(mine), { query: other })),
      await get(apollo(sha256(mine), { query: other })),
      await post({ documentId: `sha256:${sha256(mine)}`, query: other }),
    ]) {
      expect(heard).toMatchObject({ status: 400, errors: [{ extensions: { code: "PERSISTED_QUERY_MISMATCH" } }] });
      expect(heard.errors?.[0]?.message).toContain(sha256(other));
    }
    expect(codes(await post(apollo(sha256(mine))))).toEqual(["PERSISTED_QUERY_NOT_FOUND"]);
    expect(codes(await post(apollo(sha256(other))))).toEqual(["PERSISTED_QUERY_NOT_FOUND"]);
  });

  it.each([
    ["no text", apollo(7)],
    ["too short", apollo("00")],
    ["in capitals", apollo(sha256("{ __typename }").toUpperCase())],
    ["a member of every object", apollo("__proto__")],
    ["of another version", { extensions: { persistedQuery: { version: 2, sha256Hash: sha256("{ __typename }") } } }],
    ["no object", { extensions: { persistedQuery: "x" } }],
    ["empty", { extensions: { persistedQuery: {} } }],
    ["an id of another kind", { documentId: "portal:home" }],
    ["an id with nothing behind", { documentId: "sha256:" }],
    ["two names at once", { ...apollo(sha256("{ __typename }")), documentId: `sha256:${sha256("{ __typename }")}` }],
  ])("is told that it is none: %s", async (_name, body) => {
    expect(await post(body)).toMatchObject({ status: 400, errors: [{ extensions: { code: "BAD_REQUEST" } }] });
    expect(await post({ query: "{ __typename }", ...body })).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: "BAD_REQUEST" } }],
    });
  });

  it("opens no way around the limits", async () => {
    const costly = `{ ${Array.from({ length: 401 }, (_, index) => `a${index}: sources { totalCount }`).join(" ")} }`;
    expect(codes(await post(apollo(sha256(costly), { query: costly })))).toEqual(["QUERY_TOO_COSTLY"]);
    expect(codes(await get(apollo(sha256(costly))))).toEqual(["PERSISTED_QUERY_NOT_FOUND"]);
  });
});

describe("the store", () => {
  it("keeps nothing that is not understood", async () => {
    for (const query of ["{", "{ noSuchField }", "query A($x: Int!) { sources(first: $x) { totalCount } }"]) {
      await post(apollo(sha256(query), { query }));
      expect(codes(await post(apollo(sha256(query)))), query).toEqual(["PERSISTED_QUERY_NOT_FOUND"]);
    }
  });

  it("forgets the texts asked for longest ago when they grow too many, and never the node's own", async () => {
    const padded = (index: number) => `query P${index} { __typename } #${"x".repeat(80_000)}`;
    await post(apollo(sha256(padded(0)), { query: padded(0) }));
    expect(await post(apollo(sha256(padded(0))))).toMatchObject({ data: { __typename: "Query" } });
    for (let index = 1; index <= 15; index += 1) await post(apollo(sha256(padded(index)), { query: padded(index) }));
    expect(codes(await post(apollo(sha256(padded(0)))))).toEqual(["PERSISTED_QUERY_NOT_FOUND"]);
    expect(await post(apollo(sha256(padded(15))))).toMatchObject({ data: { __typename: "Query" } });
    expect(await get({ documentId: `sha256:${sha256(ownDocument)}` })).toMatchObject({ status: 200 });
  });

  it("is broken by no request, however it names its operation", async () => {
    const name = fc.oneof(fc.jsonValue(), fc.constant(sha256(ownDocument)), fc.constant(`sha256:${sha256(ownDocument)}`));
    const body = fc.record(
      { documentId: name, query: fc.oneof(fc.constant(ownDocument), fc.jsonValue()), extensions: fc.record({ persistedQuery: name }) },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(body, async (sent) => {
        const heard = await post(sent);
        expect(heard.status).toBeLessThan(500);
        for (const { extensions } of heard.errors ?? []) expect(extensions.code).toMatch(/^(?!INTERNAL)[A-Z_]+$/u);
      }),
      { numRuns: 200 },
    );
  });
});
