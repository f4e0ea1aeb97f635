import { connect } from "@dostyk/db";
import { type GraphqlContext, RequestError } from "@dostyk/graphql";
import { RecordNotFound, SlugTaken } from "@dostyk/kernel";
import { GraphQLError, GraphQLID, GraphQLInt, GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ServedApi, servedApi } from "./testing.ts";

// Nobody listens on port 1.
const nowhere = connect("postgres://reader:secret-word@127.0.0.1:1/none");

const says = (resolve: (args: { text: string }, context: GraphqlContext) => unknown) => ({
  type: GraphQLString,
  args: { text: { type: new GraphQLNonNull(GraphQLString), defaultValue: "" } },
  resolve: (_root: unknown, args: { text: string }, context: GraphqlContext) => resolve(args, context),
});
const fails = (make: () => unknown) =>
  says(() => {
    throw make();
  });

const schema = new GraphQLSchema({
  query: new GraphQLObjectType<unknown, GraphqlContext>({
    name: "Query",
    fields: {
      echo: says(({ text }) => text),
      locale: says((_args, { locale }) => locale),
      bug: fails(() => new TypeError("cannot read a secret of undefined")),
      oddBug: fails(() => "a string"),
      nothing: { type: new GraphQLNonNull(GraphQLString), resolve: () => null },
      wrongType: { type: GraphQLInt, resolve: () => "no number" },
      refused: fails(() => new SlugTaken("almaty")),
      missing: fails(() => new RecordNotFound("place", "atlantis")),
      tooMuch: fails(() => new RequestError("BAD_PAGE", "A page has 1 to 100 records.", { limit: 100 })),
      foreign: fails(() => new GraphQLError("Somebody else's words", { extensions: { code: "BAD_USER_INPUT", secret: "word" } })),
      away: fails(() => Object.assign(new Error("connect ECONNREFUSED 10.0.0.7:5432"), { code: "ECONNREFUSED" })),
      slow: fails(() => new Error("stopped", { cause: { kind: "postgres", code: "57014" } })),
      database: {
        type: GraphQLString,
        resolve: (_root, _args, { prisma }) => prisma.source.count().then(String),
      },
      byId: { type: GraphQLID, args: { id: { type: new GraphQLNonNull(GraphQLID) } }, resolve: (_root, { id }: { id: string }) => id },
    },
  }),
  mutation: new GraphQLObjectType({ name: "Mutation", fields: { write: says(() => "written") } }),
});

let served: ServedApi;
beforeAll(async () => {
  served = await servedApi({ prisma: nowhere.prisma, schema });
});
afterAll(async () => {
  await served.close();
  await nowhere.close();
});

const modern = { accept: "application/graphql-response+json" };
const byGet = (query: string, headers: Record<string, string> = {}) => served.request(`?query=${encodeURIComponent(query)}`, { headers });
const post = (body: string, headers: Record<string, string> = { "content-type": "application/json" }) =>
  served.request("/graphql", { method: "POST", headers, body });

describe("an answer", () => {
  it("holds the data, and names the request", async () => {
    const heard = await served.ask("query A($t: String!) { echo(text: $t) }", { t: "достық" });
    expect(heard).toMatchObject({ status: 200, data: { echo: "достық" } });
    expect(heard.headers.get("x-request-id")).toMatch(/^[0-9A-Z]{26}$/u);
    expect(heard.headers.get("cache-control")).toBe("no-store");
    expect(heard.headers.get("access-control-allow-origin")).toBe("*");
    expect(heard.headers.get("access-control-allow-credentials")).toBeNull();
  });

  it("takes the request id of a proxy, and no other text in its place", async () => {
    const given = await served.ask("{ echo }", {}, { "x-request-id": "proxy-0123456789" });
    expect(given.headers.get("x-request-id")).toBe("proxy-0123456789");
    const odd = await served.ask("{ echo }", {}, { "x-request-id": "a b {}" });
    expect(odd.headers.get("x-request-id")).toMatch(/^[0-9A-Z]{26}$/u);
  });

  it("is in the language the reader likes best", async () => {
    expect(await served.ask("{ locale }", {}, { "accept-language": "de, kk;q=0.8, ru;q=0.7" })).toMatchObject({ data: { locale: "kk" } });
    expect(await served.api.ask("{ locale }", {}, { locale: "ru" })).toMatchObject({ data: { locale: "ru" } });
  });

  it("is logged in one line without what was asked for", async () => {
    const heard = await served.ask('query Named { echo(text: "private matter") }');
    const lines = served.log.filter(({ requestId }) => requestId === heard.headers.get("x-request-id"));
    expect(lines).toEqual([expect.objectContaining({ method: "POST", status: 200, operation: "Named", durationMs: expect.any(Number) })]);
    expect(JSON.stringify(lines)).not.toContain("private matter");
  });
});

describe("an answer to GET", () => {
  it("may be kept for a minute and is asked about by its ETag", async () => {
    const heard = await byGet('{ echo(text: "a") }');
    const etag = heard.headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[\w-]+"$/u);
    expect(heard.headers.get("cache-control")).toBe("public, max-age=60");
    expect(heard.headers.get("vary")).toBe("Accept, Accept-Language, Accept-Encoding");

    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
      const again = await byGet('{ echo(text: "a") }', { "if-none-match": known });
      expect(again).toMatchObject({ status: 304, text: "" });
      expect(again.headers.get("etag")).toBe(etag);
    }
    expect((await byGet('{ echo(text: "b") }', { "if-none-match": etag })).status).toBe(200);
  });

  it("is not kept when something went wrong", async () => {
    const heard = await byGet("{ tooMuch }");
    expect(heard.headers.get("cache-control")).toBe("no-store");
    expect(heard.headers.get("etag")).toBeNull();
  });

  it("never comes from a mutation", async () => {
    const heard = await byGet("mutation { write }");
    expect(heard).toMatchObject({ status: 405, errors: [{ extensions: { code: "METHOD_NOT_ALLOWED" } }] });
    expect(heard.headers.get("allow")).toBe("POST");
    expect(await served.ask("mutation { write }")).toMatchObject({ data: { write: "written" } });
  });
});

describe("an error", () => {
  it.each([
    ["missing", "RECORD_NOT_FOUND", 'There is no place "atlantis". Check the spelling, or look it up by search.'],
    ["tooMuch", "BAD_PAGE", "A page has 1 to 100 records."],
    ["foreign", "BAD_USER_INPUT", "Somebody else's words"],
  ])("of the field %s passes with its code %s", async (field, code, message) => {
    const heard = await served.ask(`{ ${field} }`);
    const requestId = heard.headers.get("x-request-id");
    expect(heard).toMatchObject({ status: 200, errors: [{ message, path: [field], extensions: { code, requestId } }] });
    expect(heard.text).not.toContain("secret");
  });

  it("that blames an input names it", async () => {
    const message = 'The slug "almaty" belongs to another record. Choose a different one.';
    expect(await served.ask("{ refused }")).toMatchObject({ errors: [{ message, extensions: { code: "SLUG_TAKEN", input: ["slug"] } }] });
  });

  it.each(["bug", "oddBug", "nothing", "wrongType"])("that is ours (%s) is masked and logged once with its stack", async (field) => {
    const heard = await served.ask(`{ ${field} }`);
    const requestId = heard.headers.get("x-request-id");
    expect(heard).toMatchObject({ status: 500, errors: [{ path: [field], extensions: { code: "INTERNAL", requestId } }] });
    expect(heard.errors?.[0]?.message).toMatch(/^Something broke on our side/u);
    expect(heard.text).not.toMatch(/secret|undefined|null for|represent|\.ts|node_modules| at /u);
    const logged = served.log.filter((line) => line["requestId"] === requestId && line["level"] === 50);
    expect(logged).toEqual([expect.objectContaining({ err: expect.objectContaining({ stack: expect.any(String) }), path: field })]);
  });

  it("in one field leaves the others their answer", async () => {
    expect(await served.ask('{ echo(text: "a") bug }')).toMatchObject({ status: 200, data: { echo: "a", bug: null }, errors: [{}] });
  });

  it.each(["away", "database"])("because the database is away (%s) says so, with nothing half answered", async (field) => {
    for (const headers of [{ accept: "application/json" }, modern]) {
      const heard = await served.ask(`{ echo ${field} }`, {}, headers);
      expect(heard).toMatchObject({ status: 503, errors: [{ extensions: { code: "SERVICE_UNAVAILABLE" } }] });
      expect(heard.data).toBeUndefined();
      expect(heard.headers.get("retry-after")).toBe("5");
      expect(heard.text).not.toMatch(/10\.0\.0\.7|127\.0\.0\.1|secret|prisma/iu);
    }
  });

  it("because a statement took too long asks for less", async () => {
    expect(await served.ask("{ slow }")).toMatchObject({ errors: [{ extensions: { code: "TIMEOUT" } }] });
  });

  it("in the document has a code and the status of its media type", async () => {
    const cases = [
      ["{ echo", "GRAPHQL_PARSE_FAILED"],
      ["{ echoes }", "GRAPHQL_VALIDATION_FAILED"],
      ["query A { echo } query B { echo }", "OPERATION_RESOLUTION_FAILURE"],
      [`{ ${"echo ".repeat(5_000)} }`, "QUERY_TOO_COSTLY"],
      [`{ ${"echo ".repeat(500)} }`, "QUERY_TOO_COSTLY"],
      ["query A($id: ID!) { byId(id: $id) }", "BAD_USER_INPUT"],
    ] as const;
    for (const [document, code] of cases) {
      const heard = await served.ask(document, {}, modern);
      expect(heard, code).toMatchObject({ status: 400, errors: [{ extensions: { code, requestId: expect.any(String) } }] });
      expect(heard.errors?.[0]?.extensions).not.toHaveProperty("http");
      expect(await served.ask(document)).toMatchObject({ status: 200, errors: [{ extensions: { code } }] });
      expect((await served.api.ask(document, {}, { locale: "en" })).errors?.[0]?.extensions.code).toBe(code);
    }
  });

  it("does not repeat a long text of the client's", async () => {
    const heard = await served.ask("query A($id: ID!) { byId(id: $id) }", { id: { deep: "x".repeat(50_000) } });
    expect(heard.text.length).toBeLessThan(2_000);
  });
});

describe("a request that is none", () => {
  it.each([
    ["no JSON", "{", 400, "BAD_REQUEST"],
    ["a list", "[]", 400, "BAD_REQUEST"],
    ["a batch", '[{"query":"{echo}"}]', 400, "BAD_REQUEST"],
    ["null", "null", 400, "BAD_REQUEST"],
    ["an empty body", "", 400, "BAD_REQUEST"],
    ["no query", "{}", 400, "BAD_REQUEST"],
    ["a number for a query", '{"query":7}', 400, "BAD_REQUEST"],
    ["a text for variables", '{"query":"{echo}","variables":"{}"}', 400, "BAD_REQUEST"],
    ["no hash of a query", '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"00"}}}', 400, "BAD_REQUEST"],
    ["too long a body", `{"query":"${"x".repeat(100_000)}"}`, 413, "BODY_TOO_LARGE"],
  ])("(%s) is refused with a code", async (_name, body, status, code) => {
    const heard = await post(body);
    expect(heard).toMatchObject({ status, errors: [{ extensions: { code, requestId: heard.headers.get("x-request-id") } }] });
  });

  it("has bytes that are no UTF-8", async () => {
    const body = Buffer.concat([Buffer.from('{"query":"{ echo(text: \\"'), Buffer.from([0xff, 0xfe]), Buffer.from('\\") }"}')]);
    const heard = await served.request("/graphql", { method: "POST", headers: { "content-type": "application/json" }, body });
    expect(heard).toMatchObject({ status: 400, errors: [{ extensions: { code: "BAD_REQUEST" } }] });
  });

  it.each(["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json; charset=utf-16"])(
    "comes as %j, as a form of another site could send it",
    async (contentType) => {
      const heard = await post('{"query":"{echo}"}', contentType === "" ? { "content-type": "" } : { "content-type": contentType });
      expect(heard).toMatchObject({ status: 415, errors: [{ extensions: { code: "UNSUPPORTED_MEDIA_TYPE" } }] });
    },
  );

  it("uses another method, or wants another form", async () => {
    const heard = await served.request("/graphql", { method: "DELETE" });
    expect(heard).toMatchObject({ status: 405, errors: [{ extensions: { code: "METHOD_NOT_ALLOWED" } }] });
    expect(heard.headers.get("allow")).toBe("GET, POST, OPTIONS");
    expect((await byGet("{ echo }", { accept: "image/png" })).status).toBe(406);
  });

  it("has variables in its address that are no JSON, or an address without end", async () => {
    expect(await served.request("?query={echo}&variables={")).toMatchObject({ status: 400 });
    expect(await byGet(`{ echo(text: "${"x".repeat(8_000)}") }`)).toMatchObject({
      status: 414,
      errors: [{ extensions: { code: "ADDRESS_TOO_LONG" } }],
    });
  });
});

describe("a browser", () => {
  it("of another site may ask first what it may send", async () => {
    const heard = await served.request("/graphql", { method: "OPTIONS", headers: { origin: "https://donor.example" } });
    expect(heard.status).toBe(204);
    expect(heard.headers.get("access-control-allow-methods")).toBe("GET, POST, OPTIONS");
    expect(heard.headers.get("access-control-allow-headers")).toContain("content-type");
  });

  it("gets a page that refers to no other host and is allowed to reach none", async () => {
    const heard = await served.request("/graphql", { headers: { accept: "text/html,application/xhtml+xml,*/*;q=0.8" } });
    expect(heard.status).toBe(200);
    expect(heard.headers.get("content-encoding")).toBe("gzip");
    const policy = heard.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/https?:|\*/u);
    expect(heard.text.match(/<(?:script|link|img|iframe)[^>]+(?:src|href)\s*=\s*["']?(?:https?:)?\/\/[^"'>\s]+/giu)).toBeNull();
    const again = await served.request("/graphql", {
      headers: { accept: "text/html", "if-none-match": heard.headers.get("etag") ?? "" },
    });
    expect(again.status).toBe(304);
  });
});

describe("a probe", () => {
  it("hears that the process lives, and whether the database answers", async () => {
    expect(await served.request("/healthz")).toMatchObject({ status: 200, text: '{"status":"ok"}' });
    expect(await served.request("/readyz")).toMatchObject({ status: 503, text: '{"status":"down"}' });
  });
});
