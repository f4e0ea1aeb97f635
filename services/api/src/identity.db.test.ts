import { testDatabase } from "@dostyk/db/testing";
import { issueKey } from "@dostyk/identity";
import { actingAs, aPerson, givenAccountWithPassword, givenBody, testIdentity } from "@dostyk/identity/testing";
import { newId } from "@dostyk/kernel";
import { afterAll, describe, expect, it } from "vitest";
import { servedApi } from "./testing.ts";

const db = await testDatabase();
const origin = "http://localhost:4000";
const identity = testIdentity(db, { origin });
const served = await servedApi({ prisma: db.prisma, identity });
afterAll(() => served.close());

const email = "officer@example.org";
const password = "steppe wind over the Irtysh";
await givenAccountWithPassword(db, { email, password });
const whoAmI = "{ viewer { kind } }";

async function signIn(): Promise<string> {
  const answer = await served.request("/auth/sign-in/email", {
    method: "POST",
    headers: { "content-type": "application/json", origin },
    body: JSON.stringify({ email, password }),
  });
  expect(answer.status).toBe(200);
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(";", 1)[0])
    .join("; ");
}

async function freshKey(more: { readonly costBudget?: number; readonly expiresAt?: Date } = {}) {
  const bodyId = await givenBody(db, "DONOR", `Example donor ${newId(new Date(), Math.random)}`);
  const officer = aPerson("someone", [{ bodyId, role: "DONOR" }], { reauthenticatedAt: new Date() });
  const expiresAt = more.expiresAt ?? new Date(Date.now() + 86_400_000);
  return issueKey(db, actingAs(officer, new Date()), {
    bodyId,
    name: "Portal",
    scopes: ["read:public"],
    expiresAt,
    costBudget: more.costBudget ?? 10_000,
  });
}

describe("a reader who signs in", () => {
  it("is known to GraphQL by the cookie, and their answers are nobody else's to keep", async () => {
    const cookie = await signIn();
    const answer = await served.ask(whoAmI, {}, { cookie, origin });
    expect(answer.data).toEqual({ viewer: { kind: "person" } });
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    const got = await served.request(`?query=${encodeURIComponent(whoAmI)}`, { headers: { cookie } });
    expect(got.headers.get("cache-control")).toBe("private, no-store");
    expect(got.headers.get("etag")).toBeNull();
  });

  it("is refused on another site's page", async () => {
    const cookie = await signIn();
    const answer = await served.ask(whoAmI, {}, { cookie, origin: "https://evil.example" });
    expect([answer.status, answer.errors?.[0]?.extensions.code]).toEqual([403, "FOREIGN_ORIGIN"]);
  });

  it("is anonymous with a cookie that is over, and never an error", async () => {
    const cookie = await signIn();
    await db.prisma.loginSession.deleteMany();
    expect((await served.ask(whoAmI, {}, { cookie })).data).toEqual({ viewer: { kind: "anonymous" } });
  });

  it("gets a clear answer to a body that is too large, and one that stops half way", async () => {
    const large = await served.request("/auth/sign-in/email", {
      method: "POST",
      headers: { "content-type": "application/json", origin },
      body: JSON.stringify({ email, password: "x".repeat(200_000) }),
    });
    expect(large.status).toBe(413);
  });
});

describe("a key", () => {
  it("opens GraphQL as a viewer of its own kind", async () => {
    const { secret } = await freshKey();
    const answer = await served.ask(whoAmI, {}, { authorization: `Bearer ${secret}` });
    expect(answer.data).toEqual({ viewer: { kind: "key" } });
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
  });

  it("never becomes a login session", async () => {
    const { secret } = await freshKey();
    const answer = await served.request("/auth/two-factor/enable", {
      method: "POST",
      headers: { "content-type": "application/json", origin, authorization: `Bearer ${secret}` },
      body: JSON.stringify({ password }),
    });
    expect(answer.status).toBe(401);
  });

  it.each(["Bearer dk_unknown1_0000000000000000000000000000000000000000000", "Bearer x", "Basic dXNlcjpwYXNz", "dk_abc"])(
    "is refused as %s",
    async (authorization) => {
      const answer = await served.ask(whoAmI, {}, { authorization });
      expect([answer.status, answer.errors?.[0]?.extensions.code]).toEqual([401, "KEY_NOT_VALID"]);
    },
  );

  it("is refused once it is revoked or has expired", async () => {
    const { secret, id } = await freshKey();
    await db.prisma.apiKey.update({ where: { id }, data: { revokedAt: new Date() } });
    expect((await served.ask(whoAmI, {}, { authorization: `Bearer ${secret}` })).status).toBe(401);
    const other = await freshKey();
    await db.prisma.apiKey.update({ where: { id: other.id }, data: { expiresAt: new Date(Date.now() - 1_000) } });
    expect((await served.ask(whoAmI, {}, { authorization: `Bearer ${other.secret}` })).status).toBe(401);
  });

  it("is refused in an address, and the log does not hold it", async () => {
    const { secret } = await freshKey();
    const answer = await served.request(`?query=${encodeURIComponent(whoAmI)}&key=${secret}`);
    expect([answer.status, answer.errors?.[0]?.extensions.code]).toEqual([400, "KEY_IN_ADDRESS"]);
    expect(JSON.stringify(served.log)).not.toContain(secret);
  });

  it("pays for each question, says what is left, and waits when its budget is spent", async () => {
    const { secret } = await freshKey({ costBudget: 1_000 });
    const headers = { authorization: `Bearer ${secret}` };
    const question = "{ places(first: 100) { nodes { slug name } } }";
    const first = await served.ask(question, {}, headers);
    expect(first.status).toBe(200);
    expect(first.headers.get("ratelimit-policy")).toBe('"cost";q=1000;w=3600');
    const left = Number(/r=(\d+)/u.exec(first.headers.get("ratelimit") ?? "")?.[1]);
    expect(left).toBeLessThan(1_000);
    let last = first;
    for (let asked = 0; asked < 20 && last.status === 200; asked += 1) last = await served.ask(question, {}, headers);
    expect([last.status, last.errors?.[0]?.extensions.code]).toEqual([429, "BUDGET_SPENT"]);
    expect(Number(last.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await served.ask(whoAmI)).status).toBe(200);
  });
});
