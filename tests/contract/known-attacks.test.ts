import { servedApi } from "@dostyk/api/testing";
import { testDatabase } from "@dostyk/db/testing";
import { givenAccountWithPassword, testIdentity } from "@dostyk/identity/testing";
import { afterAll, describe, expect, it } from "vitest";

// The checks of graphql-cop, a scanner for GraphQL endpoints, asked in our own words: each is what an attacker tries first.
const database = await testDatabase();
const origin = "http://localhost:4000";
const identity = testIdentity(database, { origin });
const served = await servedApi({ prisma: database.prisma, identity });
afterAll(() => served.close());

const email = "officer@example.org";
const password = "steppe wind over the Irtysh";
await givenAccountWithPassword(database, { email, password });
const visitor = identity.visitor();
await visitor.post("/sign-in/email", { email, password });
const cookie = visitor.headers().get("cookie") ?? "";

const rename = 'mutation { correctAccount(input: { name: "Renamed by another site" }) { __typename } }';
const nameNow = async () => (await database.prisma.userAccount.findUniqueOrThrow({ where: { email } })).name;
const code = (heard: Awaited<ReturnType<typeof served.ask>>) => heard.errors?.[0]?.extensions.code;

describe("an attack that scanners try", () => {
  it("overloads with aliases, and is refused before it costs anything", async () => {
    const query = `{ ${Array.from({ length: 2_000 }, (_, index) => `a${index}: __typename`).join(" ")} }`;
    const heard = await served.ask(query);
    expect(code(heard)).toBe("QUERY_TOO_COSTLY");
    expect(heard.text.length).toBeLessThan(1_000);
  });

  it("overloads with a batch, and is told that batches are not answered", async () => {
    const batch = JSON.stringify(Array.from({ length: 10 }, () => ({ query: "{ __typename }" })));
    const heard = await served.request("/graphql", { method: "POST", headers: { "content-type": "application/json" }, body: batch });
    expect([heard.status, code(heard)]).toEqual([400, "BAD_REQUEST"]);
  });

  it("overloads with directives, and is refused", async () => {
    const heard = await served.ask(`{ __typename ${"@aa".repeat(2_000)} }`);
    expect(code(heard)).toBe("QUERY_TOO_COSTLY");
  });

  it("repeats one field a thousand times, and is answered once or refused", async () => {
    const heard = await served.ask(`{ ${"__typename ".repeat(1_000)} }`);
    expect(heard.text.length).toBeLessThan(1_000);
  });

  it("sends fragments that go round in circles, and is refused", async () => {
    const heard = await served.ask("query { ...A } fragment A on Query { ...B } fragment B on Query { ...A }");
    expect(heard.data).toBeUndefined();
    expect(heard.status).toBeLessThan(500);
  });

  it("asks deep, and is refused", async () => {
    const deep = `{ places { nodes ${"{ partnerships { nodes { activities { nodes ".repeat(6)} { id } ${"} } } }".repeat(6)} } }`;
    expect((await served.ask(deep)).data).toBeUndefined();
  });

  it("asks the schema about itself in a circle, and is refused", async () => {
    const circle = `{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }`;
    expect(code(await served.ask(circle))).toBe("QUERY_TOO_COSTLY");
  });

  it("learns no name from a mistyped field", async () => {
    const heard = await served.ask("{ plaices { nodes { id } } }");
    expect(heard.text).not.toMatch(/did you mean/iu);
    expect(heard.text).not.toContain("places");
  });

  it("meets no trace of the inside: no tracing, no stack, no path of a file", async () => {
    const heard = await served.ask("{ place(slug: 1) { id } }");
    expect(heard.text).not.toMatch(/tracing|stacktrace|node_modules|\.ts:/iu);
  });

  it("writes by GET, and is told to send it by POST", async () => {
    const before = await nameNow();
    const heard = await served.request(`?query=${encodeURIComponent(rename)}`, { headers: { cookie } });
    expect([405, 400]).toContain(heard.status);
    expect(await nameNow()).toBe(before);
  });

  it.each(["application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x"])(
    "writes by a form of another site as %s, and is refused",
    async (type) => {
      const before = await nameNow();
      const body = type.startsWith("text") ? JSON.stringify({ query: rename }) : `query=${encodeURIComponent(rename)}`;
      const heard = await served.request("/graphql", { method: "POST", headers: { "content-type": type, cookie, origin }, body });
      expect(heard.status).toBe(415);
      expect(await nameNow()).toBe(before);
    },
  );

  it("writes from another site's page with the reader's cookie, and is refused", async () => {
    const before = await nameNow();
    const heard = await served.ask(rename, {}, { cookie, origin: "https://evil.example" });
    expect([heard.status, code(heard)]).toEqual([403, "FOREIGN_ORIGIN"]);
    expect(await nameNow()).toBe(before);
  });

  it("is not invited to send credentials from elsewhere", async () => {
    const heard = await served.request("/graphql", { method: "OPTIONS", headers: { origin: "https://evil.example" } });
    expect(heard.headers.get("access-control-allow-credentials")).toBeNull();
  });

  it("would have written with the same words from the node's own page", async () => {
    await served.ask(rename, {}, { cookie, origin });
    expect(await nameNow()).toBe("Renamed by another site");
  });
});
