import { connect, type Socket } from "node:net";
import { limits } from "@dostyk/graphql";
import { servedApi } from "@dostyk/api/testing";
import { testDatabase } from "@dostyk/db/testing";
import fc from "fast-check";
import { getIntrospectionQuery } from "graphql";
import { afterAll, describe, expect, it } from "vitest";
import { schema } from "@dostyk/network";

const database = await testDatabase();
const served = await servedApi({ prisma: database.prisma, schema });
afterAll(() => served.close());

const record = "Source:01ARZ3NDEKTSV4RRFFQ69G5FAV";
const codeOf = async (query: string, variables = {}) => (await served.ask(query, variables)).errors?.[0]?.extensions.code;

describe("a question that would cost too much", () => {
  const nest = (levels: number): string =>
    levels === 0 ? "__typename" : `nodes { supports { nodes { source { ... on Source { s: supports { ${nest(levels - 1)} } } } } } }`;
  const manyClaims = Array.from({ length: 30 }, (_, index) => `c${index}: claims { value source { title claims { raw } } }`);

  it.each([
    ["too deep", `{ sources { ${nest(4)} } }`],
    ["too wide", `{ sources { ${"nodes { slug } ".repeat(300)} } }`],
    ["too long", `{ sources { nodes { ${"slug ".repeat(4_000)} } } }`],
    ["too long by comments nobody reads", `{ ${"__typename #\n".repeat(5_000)} }`],
    [
      "too many records",
      `{ sources(first: 100) { nodes { supports(first: 100) { nodes { source { supports(first: 100) { nodes { raw } } } } } } } }`,
    ],
    ["too many lists of many records", `{ sources(first: 100) { nodes { ${manyClaims.join(" ")} } } }`],
    ["a bomb of aliases", `{ ${Array.from({ length: 401 }, (_, index) => `a${index}: sources { totalCount }`).join(" ")} }`],
    [
      "a bomb of fragments",
      `{ ...F0 } ${Array.from({ length: 200 }, (_, step) => `fragment F${step} on Query { ...F${step + 1} ...F${step + 1} }`).join(" ")} fragment F200 on Query { __typename }`,
    ],
    [
      "a bomb of introspection",
      `{ __schema { types { ${Array.from({ length: 60 }, (_, index) => `f${index}: fields { args { name } type { fields { name } } }`).join(" ")} } } }`,
    ],
    [
      "a bomb of many nodes",
      `{ nodes(ids: [${Array.from({ length: 100 }, () => `"${record}"`).join(",")}]) { ... on Source { supports(first: 100) { nodes { source { supports(first: 100) { nodes { raw } } } } } } } }`,
    ],
  ])("is refused at once with its cost: %s", async (_name, query) => {
    const heard = await served.ask(query);
    expect(heard.errors?.[0]).toMatchObject({
      message: expect.stringMatching(/above the limit of \d+\. Ask for /u),
      extensions: { code: "QUERY_TOO_COSTLY", cost: expect.any(Number), limit: expect.any(Number) },
    });
    expect(heard.data ?? null).toBeNull();
  });

  it("is refused where introspection goes round in circles", async () => {
    const rounds = "{ fields { type ".repeat(8);
    expect(await codeOf(`{ __type(name: "Source") ${rounds} { name } ${" } }".repeat(8)} }`)).toMatch(
      /QUERY_TOO_COSTLY|GRAPHQL_VALIDATION_FAILED/u,
    );
  });

  it("is not the one every tool asks first", async () => {
    expect(await served.ask(getIntrospectionQuery({ oneOf: true, inputValueDeprecation: true }))).not.toHaveProperty("errors");
  });
});

describe("an argument that fits nothing", () => {
  it.each([
    "",
    "x",
    "Source:",
    "Source:1",
    `Nothing:${record.slice(7)}`,
    `${record}:1`,
    "Source:01arz3ndektsv4rrffq69g5fav",
    "\u0000",
    "💥".repeat(500),
    "__proto__:1",
  ])("is told as an id: %j", async (id) => {
    expect(await codeOf("query A($id: ID!) { node(id: $id) { id } }", { id })).toBe("BAD_ID");
    expect(await codeOf("query A($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids: [id] })).toBe("BAD_ID");
  });

  it.each([
    "",
    "x",
    "javascript:alert(1)",
    "https://x.example/id/source/1",
    "https://x.example/",
    "file:///etc/passwd",
    `https://${"x".repeat(5_000)}.example/id/source/1`,
    "//",
  ])("is told as a URI: %j", async (uri) => {
    expect(await codeOf("query A($uri: URL!) { record(uri: $uri) { id } }", { uri })).toMatch(/^BAD_/u);
  });

  it.each(["", "x", "null", "AAAA", "x".repeat(5_000), Buffer.from('00000000["a","b",1]').toString("base64url")])(
    "is told as a cursor: %j",
    async (after) => {
      expect(await codeOf("query A($after: String) { sources(after: $after) { nodes { id } } }", { after })).toBe("BAD_CURSOR");
      expect(await codeOf("query A($before: String) { sources(before: $before) { nodes { id } } }", { before: after })).toBe("BAD_CURSOR");
    },
  );

  it.each([0, -1, -2_147_483_648, limits.pageSize + 1, 10_000, 2_147_483_647])("is told as the size of a page: %j", async (size) => {
    for (const argument of ["first", "last"]) {
      const heard = await served.ask(`{ sources(${argument}: ${size}) { nodes { id } } }`);
      expect(heard.errors?.[0]).toMatchObject({
        message: expect.stringContaining(`a page has 1 to ${limits.pageSize} records`),
        extensions: { code: "BAD_PAGE" },
      });
    }
  });

  it.each([2_147_483_648, 1.5, "10", true, [], {}])("is told as no number at all: %j", async (first) => {
    expect(await codeOf("query A($first: Int) { sources(first: $first) { nodes { id } } }", { first })).toBe("BAD_USER_INPUT");
  });

  it("is told where both directions are asked for", async () => {
    expect(await codeOf("{ sources(first: 1, last: 1) { nodes { id } } }")).toBe("BAD_PAGE");
  });

  it.each(["@@", "", "x".repeat(40), "en_US", "\u0000", "123456789"])("is told as a language: %j", async (locale) => {
    expect(await codeOf('query A($l: LanguageTag) { source(slug: "x") { title(locale: $l) } }', { l: locale })).toBe("BAD_LANGUAGE_TAG");
  });

  it("may be a language nobody writes: its readers get another", async () => {
    expect(await served.ask('{ source(slug: "x") { title(locale: "tlh") } }')).toMatchObject({ data: { source: null } });
  });

  it.each(["", "no-such-record", "'; DROP TABLE source; --", "x".repeat(20_000), "%00", "💥"])(
    "finds nothing as a slug: %j",
    async (slug) => {
      expect(await served.ask("query A($slug: String!) { source(slug: $slug) { id } }", { slug })).toMatchObject({
        status: 200,
        data: { source: null },
      });
    },
  );
});

describe("a line that is misused", () => {
  const open = (): Promise<Socket> =>
    new Promise((resolve) => {
      const socket = connect(Number(new URL(served.url).port), "127.0.0.1", () => resolve(socket));
    });

  it("harms nobody when it breaks off in the middle of a body", async () => {
    const sockets = await Promise.all(Array.from({ length: 20 }, open));
    for (const socket of sockets) {
      socket.on("error", () => {});
      socket.write(
        'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"query":"{ sources',
      );
    }
    await served.request("/healthz");
    for (const socket of sockets) socket.resetAndDestroy();
    expect(await served.ask("{ __typename }")).toMatchObject({ status: 200 });
  });

  it.each(["PUT", "DELETE", "PATCH", "PROPFIND"])("hears which methods there are: %s", async (method) => {
    const heard = await served.request("/graphql", { method });
    expect(heard).toMatchObject({ status: 405, errors: [{ extensions: { code: "METHOD_NOT_ALLOWED" } }] });
    expect(heard.headers.get("allow")).toContain("POST");
  });
});

describe("any request", () => {
  const word = fc.constantFrom(
    "query",
    "{",
    "}",
    "sources",
    "nodes",
    "...",
    "on",
    "Source",
    "(",
    ")",
    "$a",
    ":",
    "Int",
    "!",
    '"x"',
    "@skip",
    "#",
    "1e9",
    "\\u{110000}",
    '"""',
    "fragment",
    "__schema",
    "null",
  );
  const document = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(word, { maxLength: 40 }).map((words) => words.join(" ")),
  );
  const operation = fc.record(
    { query: fc.oneof(document, fc.jsonValue()), variables: fc.jsonValue(), operationName: fc.jsonValue(), extensions: fc.jsonValue() },
    { requiredKeys: [] },
  );
  const body = fc.oneof(
    operation.map((one) => JSON.stringify(one)),
    fc.json(),
    fc.string({ unit: "binary" }),
    fc.uint8Array({ maxLength: 300 }),
  );
  const contentType = fc.oneof(
    { weight: 5, arbitrary: fc.constant("application/json") },
    { weight: 1, arbitrary: fc.constantFrom("text/plain", "application/json;charset=latin1", ";;", "multipart/form-data") },
  );

  it("is answered below 500, with a code in every error and no word of the inside", async () => {
    await fc.assert(
      fc.asyncProperty(body, contentType, async (sent, type) => {
        const heard = await served.request("/graphql", { method: "POST", headers: { "content-type": type }, body: sent as string });
        expect(heard.status).toBeLessThan(500);
        for (const { extensions } of heard.errors ?? [])
          expect(extensions).toMatchObject({ code: expect.stringMatching(/^[A-Z_]+$/u), requestId: expect.any(String) });
        expect(heard.errors?.map(({ extensions }) => extensions.code) ?? []).not.toContain("INTERNAL");
        expect(heard.text).not.toMatch(/node_modules|\.ts:\d|prisma/iu);
      }),
      { numRuns: 300 },
    );
  });

  it("by GET is answered below 500 too", async () => {
    const parameter = fc.tuple(fc.constantFrom("query", "variables", "operationName", "extensions", "x"), fc.oneof(document, fc.json()));
    await fc.assert(
      fc.asyncProperty(fc.array(parameter, { maxLength: 5 }), async (parameters) => {
        const search = new URLSearchParams(parameters.map(([name, value]) => [name, value.toWellFormed()]));
        expect((await served.request(`?${search.toString()}`)).status).toBeLessThan(500);
      }),
      { numRuns: 100 },
    );
  });
});
