import { testDatabase } from "@dostyk/db/testing";
import { InvalidInput } from "@dostyk/kernel";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OidcProvider, readProviders } from "./providers.ts";
import { givenAccountWithPassword, testIdentity } from "./testing.ts";

const db = await testDatabase();
const password = "steppe wind over the Irtysh";
const origin = "http://dostyk.example";

/** A real provider at which whoever comes is signed in at once, as `person`. */
let server: Server;
let issuer: string;
let person = { sub: "1", email: "officer@example.org", email_verified: true, name: "Bolat Example" };
let spoilNonce = false;

beforeAll(async () => {
  server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: "dostyk", client_secret: "a client secret", redirect_uris: [`${origin}/auth/callback/ministry`] }],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    conformIdTokenClaims: false,
    findAccount: () => ({ accountId: person.sub, claims: () => person }),
    features: { devInteractions: { enabled: false } },
    interactions: { url: () => "/interaction" },
    cookies: { keys: ["a key for tests"] },
  });
  provider.use(async (ctx, next) => {
    if (ctx.path === "/interaction") {
      const grant = new provider.Grant({ accountId: person.sub, clientId: "dostyk" });
      grant.addOIDCScope("openid email profile");
      await provider.interactionFinished(ctx.req, ctx.res, {
        login: { accountId: person.sub },
        consent: { grantId: await grant.save() },
      });
      ctx.respond = false;
      return;
    }
    if (ctx.path === "/auth" && spoilNonce) {
      ctx.query = { ...ctx.query, nonce: "another nonce" };
      ctx.req.url = ctx.url;
    }
    await next();
  });
  const answer = provider.callback();
  server.on("request", (request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
});
afterAll(() => {
  server.close();
});

const ministry = (): OidcProvider => ({
  id: "ministry",
  name: "The ministry",
  discoveryUrl: `${issuer}/.well-known/openid-configuration`,
  clientId: "dostyk",
  clientSecret: "a client secret",
});

/** Walks from the button to the callback as a browser does, with the provider's own cookies. Answers with where it ends. */
async function walk(identity: ReturnType<typeof testIdentity>, visitor: ReturnType<typeof identity.visitor>): Promise<string> {
  const begun = await visitor.post("/sign-in/social", {
    provider: "ministry",
    callbackURL: "/en/account",
    errorCallbackURL: "/en/sign-in",
  });
  let next = String(begun.body["url"]);
  const jar = new Map<string, string>();
  for (let hops = 0; hops < 8 && next.startsWith(issuer); hops += 1) {
    const response = await fetch(next, {
      redirect: "manual",
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") },
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = "", ...value] = (line.split(";", 1)[0] ?? "").split("=");
      jar.set(name, value.join("="));
    }
    next = new URL(response.headers.get("location") ?? "", next).href;
  }
  const { pathname, search } = new URL(next);
  const { headers } = await visitor.get(`${pathname}${search}`);
  return headers.get("location") ?? "";
}

describe("signing in through a provider", () => {
  it("makes a person without roles, and the same person the next time", async () => {
    const identity = testIdentity(db, { providers: [ministry()] });
    const visitor = identity.visitor();
    expect(await walk(identity, visitor)).toContain("/en/account");
    const first = await identity.identify(visitor.headers());
    expect(first).toMatchObject({ viewer: { kind: "person", held: [] } });
    const again = identity.visitor();
    await walk(identity, again);
    const second = await identity.identify(again.headers());
    expect("viewer" in second && second.viewer.kind === "person" && second.viewer.accountId).toBe(
      "viewer" in first && first.viewer.kind === "person" && first.viewer.accountId,
    );
    expect(await db.prisma.userAccount.count({ where: { email: person.email } })).toBe(1);
  });

  it("is refused for an address that has an account: the person signs in first and links then", async () => {
    await givenAccountWithPassword(db, { email: "known@example.org", password });
    person = { ...person, sub: "2", email: "known@example.org" };
    const identity = testIdentity(db, { providers: [ministry()] });
    const visitor = identity.visitor();
    expect(await walk(identity, visitor)).toContain("error=account_not_linked");
    expect(await identity.identify(visitor.headers())).toMatchObject({ viewer: { kind: "anonymous" } });
  });

  it("is refused when the address is not verified at the provider", async () => {
    person = { ...person, sub: "3", email: "unverified@example.org", email_verified: false };
    const identity = testIdentity(db, { providers: [ministry()] });
    const visitor = identity.visitor();
    expect(await walk(identity, visitor)).toContain("error=email_not_verified");
    expect(await identity.identify(visitor.headers())).toMatchObject({ viewer: { kind: "anonymous" } });
  });

  it("is refused when the token was made for another request", async () => {
    person = { sub: "4", email: "fourth@example.org", email_verified: true, name: "Dana Example" };
    spoilNonce = true;
    const identity = testIdentity(db, { providers: [ministry()] });
    const visitor = identity.visitor();
    expect(await walk(identity, visitor)).toContain("error=");
    spoilNonce = false;
    expect(await identity.identify(visitor.headers())).toMatchObject({ viewer: { kind: "anonymous" } });
  });

  it("is refused without the cookie the walk began with", async () => {
    person = { ...person, sub: "5", email: "fifth@example.org" };
    const identity = testIdentity(db, { providers: [ministry()] });
    const begun = await identity
      .visitor()
      .post("/sign-in/social", { provider: "ministry", callbackURL: "/en/account", errorCallbackURL: "/en/sign-in" });
    const state = new URL(String(begun.body["url"])).searchParams.get("state") ?? "";
    const stranger = identity.visitor();
    expect((await stranger.get(`/auth/callback/ministry?code=stolen&state=${state}`)).headers.get("location")).toContain("error=");
    expect(await identity.identify(stranger.headers())).toMatchObject({ viewer: { kind: "anonymous" } });
  });

  it("leaves the password as it was when the provider is down", async () => {
    await givenAccountWithPassword(db, { email: "local@example.org", password });
    const identity = testIdentity(db, {
      providers: [{ ...ministry(), discoveryUrl: "http://127.0.0.1:9/.well-known/openid-configuration" }],
    });
    const visitor = identity.visitor();
    expect((await visitor.post("/sign-in/social", { provider: "ministry", callbackURL: "/en/account" })).status).toBeGreaterThanOrEqual(
      400,
    );
    expect((await visitor.post("/sign-in/email", { email: "local@example.org", password })).status).toBe(200);
  });

  it("never leads anywhere but to this node", async () => {
    const identity = testIdentity(db, { providers: [ministry()] });
    const answer = await identity.visitor().post("/sign-in/social", { provider: "ministry", callbackURL: "https://evil.example/" });
    expect(answer.status).toBe(403);
  });
});

describe("readProviders()", () => {
  it("takes a list", () => {
    expect(readProviders([ministry()])).toEqual([ministry()]);
  });

  it.each([
    [{}, /expected array/u],
    [[{ id: "Ministry!" }], /0\.id: is up to 31 small letters/u],
    [
      [{ id: "a", name: "A", discoveryUrl: "http://example.org/x", clientId: "c", clientSecret: "s" }],
      /0\.discoveryUrl: is an https address/u,
    ],
    [[{ id: "a", name: "A", discoveryUrl: "https://example.org/x", clientId: "c", clientSecret: "s", scope: "x" }], /[Uu]nrecognized/u],
  ])("names the place of what is wrong in %o", (json, sentence) => {
    expect(() => readProviders(json)).toThrow(InvalidInput);
    expect(() => readProviders(json)).toThrow(sentence);
  });
});
