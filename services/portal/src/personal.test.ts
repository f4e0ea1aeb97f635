import { describe, expect, it } from "vitest";
import { locales } from "./locales/locale.ts";
import { personalRoutes } from "./personal-routes.ts";
import { loginCookie, origin, refusal, signedIn, siteWith } from "./testing.ts";

const addressOf = (path: string): string => `/en${path.replace(":token", "secret-token").replace(/:\w+/u, "ministry")}`;
const shown = personalRoutes.filter(({ show }) => show !== undefined).map(({ path }) => path);
const submitted = personalRoutes.filter(({ submit }) => submit !== undefined).map(({ path }) => path);
const password = "steppe wind over the Irtysh";

describe("a page of a person's own", () => {
  it.each(shown)("%s is nobody's to keep, and no search engine's to list", async (path) => {
    const { site } = siteWith({ ask: signedIn() });
    for (const headers of [{}, { cookie: loginCookie }]) {
      const response = await site.request(addressOf(path), { headers });
      expect(response.headers.get("cache-control")).toMatch(/no-store/u);
      expect(response.headers.get("etag")).toBeNull();
      if (response.status === 200) expect(await response.text()).toContain('content="noindex"');
    }
  });

  it.each(shown.filter((path) => path.startsWith("/account")))("%s sends a stranger to sign in, and back", async (path) => {
    const response = await siteWith({}).site.request(addressOf(path));
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe(`/en/sign-in?next=${encodeURIComponent(addressOf(path))}`);
  });

  it.each(submitted)("%s refuses forms of other sites, and forms that say not where they come from", async (path) => {
    const { post, wishes } = siteWith({ ask: signedIn() });
    for (const foreign of ["https://evil.example", "null", "http://dostyk.example", ""]) {
      const response = await post(addressOf(path), { email: "a@example.org", password }, { origin: foreign, cookie: loginCookie });
      expect(response.status).toBe(403);
      const text = await response.text();
      expect(text).toContain("This form did not come from this site");
      expect(text).not.toContain(password);
    }
    expect((await post(addressOf(path), {}, { "content-type": "text/plain" })).status).toBe(403);
    expect(wishes).toEqual([]);
  });

  it.each(submitted)("%s answers an empty form without a fault and without an open door", async (path) => {
    const { post } = siteWith({ ask: signedIn(), auth: () => refusal(400, "VALIDATION_ERROR") });
    const response = await post(addressOf(path), {}, { cookie: loginCookie });
    expect([303, 422, 200]).toContain(response.status);
    expect(response.headers.get("location") ?? "/en/").toMatch(/^\/en\//u);
  });

  it("does not exist where nobody can sign in", async () => {
    const { createPortal } = await import("./index.ts");
    const site = createPortal({ ask: () => Promise.resolve({ data: {} }), origin, clock: () => new Date(0) });
    expect((await site.request("/en/sign-in")).status).toBe(404);
  });
});

describe("signing in", () => {
  it("passes the fields on as JSON from the site's own origin, with the reader's own address and browser", async () => {
    const { post, wishes } = siteWith({});
    await post(
      "/en/sign-in",
      { email: " a@example.org ", password },
      { "x-dostyk-client-ip": "192.0.2.7", "user-agent": "Example", cookie: "other=1", authorization: "Bearer dk_x" },
    );
    expect(wishes).toHaveLength(1);
    expect(wishes[0]).toMatchObject({ path: "/sign-in/email", fields: { email: "a@example.org", password } });
    const { headers } = wishes[0] ?? { headers: new Headers() };
    expect(Object.fromEntries(headers)).toMatchObject({
      origin,
      "content-type": "application/json",
      "x-dostyk-client-ip": "192.0.2.7",
      "user-agent": "Example",
      cookie: "other=1",
    });
    expect(headers.get("authorization")).toBeNull();
  });

  it("gives every cookie back, each in a header of its own", async () => {
    const headers = new Headers();
    headers.append("set-cookie", "__Secure-dostyk.session_token=new; Path=/; HttpOnly; Secure; SameSite=Lax");
    headers.append("set-cookie", "__Secure-dostyk.dont_remember=; Max-Age=0");
    const { post } = siteWith({ auth: () => Response.json({}, { headers }) });
    const response = await post("/ru/sign-in", { email: "a@example.org", password });
    expect([response.status, response.headers.get("location")]).toEqual([303, "/ru/account"]);
    expect(response.headers.getSetCookie()).toEqual(headers.getSetCookie());
  });

  it("shows what is to be mended first, keeps the address and never the password", async () => {
    const { post } = siteWith({ auth: () => refusal(401, "INVALID_EMAIL_OR_PASSWORD") });
    const response = await post("/en/sign-in", { email: "a<b>@example.org", password });
    const text = await response.text();
    expect(response.status).toBe(422);
    expect(text).toContain("<title>Error: Sign in");
    expect(text).toContain("This address and this password do not belong together");
    expect(text.slice(text.indexOf("<main"))).toMatch(
      /^<main[^>]*><div class="form-page"><div class="govuk-error-summary" tabindex="-1" autofocus/u,
    );
    expect(text).toContain('<a href="#email">');
    expect(text).toContain('aria-describedby="email-error"');
    expect(text).toContain('value="a&lt;b&gt;@example.org"');
    expect(text).not.toContain(password);
  });

  it("asks for what is missing without asking the accounts", async () => {
    const { post, wishes } = siteWith({});
    const text = await (await post("/kk/sign-in", { email: "  " })).text();
    expect(text).toContain("Электрондық поштаңыздың мекенжайын енгізіңіз");
    expect(text).toContain("Құпиясөзіңізді енгізіңіз");
    expect(wishes).toEqual([]);
  });

  it("says how long to wait, and shows a refusal it has no words for as it came, in its own language", async () => {
    const hasty = siteWith({ auth: () => refusal(429, "TOO_MANY_ATTEMPTS", { "retry-after": "119" }) });
    expect(await (await hasty.post("/ru/sign-in", { email: "a@example.org", password })).text()).toContain("Подождите 2 минуты.");
    const unknown = siteWith({ auth: () => refusal(400, "SOMETHING_NEW") });
    expect(await (await unknown.post("/ru/sign-in", { email: "a@example.org", password })).text()).toContain(
      '<li lang="en"><a href="#email">SOMETHING_NEW in words</a></li>',
    );
  });

  it("goes on to the second step where there is one, and keeps where the reader wanted to go", async () => {
    const { post } = siteWith({ auth: () => Response.json({ twoFactorRedirect: true }) });
    const response = await post("/en/sign-in", { email: "a@example.org", password, next: "/en/places?q=1" });
    expect(response.headers.get("location")).toBe("/en/two-factor?next=%2Fen%2Fplaces%3Fq%3D1");
  });

  it.each([
    ["/ru/places/pavlodar?x=1", "/ru/places/pavlodar?x=1"],
    ["https://evil.example/", "/en/account"],
    ["//evil.example/en/", "/en/account"],
    ["/\\evil.example", "/en/account"],
    ["/en/\\evil.example", "/en/account"],
    ["/enevil.example", "/en/account"],
    ["/en/\nlocation: x", "/en/account"],
    ["/de/", "/en/account"],
    ["javascript:alert(1)", "/en/account"],
    ["", "/en/account"],
  ])("with next=%j leads to %s", async (next, location) => {
    const { post, site } = siteWith({ ask: signedIn() });
    expect((await post("/en/sign-in", { email: "a@example.org", password, next })).headers.get("location")).toBe(location);
    expect((await post("/en/two-factor", { code: "123456", next })).headers.get("location")).toBe(location);
    const there = await site.request(`/en/sign-in?next=${encodeURIComponent(next)}`, { headers: { cookie: loginCookie } });
    expect(there.headers.get("location")).toBe(location);
  });

  it("takes six digits for a code of the app and anything else for a backup code", async () => {
    const { post, wishes } = siteWith({});
    await post("/en/two-factor", { code: "123 456" });
    await post("/en/two-factor", { code: "AbCdE-12345" });
    expect(wishes.map(({ path, fields }) => [path, fields["code"]])).toEqual([
      ["/two-factor/verify-totp", "123456"],
      ["/two-factor/verify-backup-code", "AbCdE-12345"],
    ]);
  });

  it("by a provider leads on by a page of ours, for the policy lets no form lead elsewhere", async () => {
    const url = "https://provider.example/authorize?a=1&b=2";
    const { site, post, wishes } = siteWith({ providers: [{ id: "ministry", name: "The ministry" }], auth: () => Response.json({ url }) });
    expect(await (await site.request("/en/sign-in")).text()).toContain("Sign in with The ministry");
    const response = await post("/en/sign-in/ministry", { next: "/en/places" });
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('<meta http-equiv="refresh" content="0;url=https://provider.example/authorize?a=1&amp;b=2"/>');
    expect(wishes[0]).toMatchObject({ path: "/sign-in/social", fields: { provider: "ministry", callbackURL: "/en/places" } });
  });

  it.each([
    ["access_denied", "changed your mind"],
    ["account_not_linked", "has an account here already"],
    ["<script>", "could not tell who you are"],
  ])("that failed at a provider with %s is told in words", async (error, words) => {
    const { site } = siteWith({});
    const first = await site.request(`/sign-in-failed?error=${encodeURIComponent(error)}`, { headers: { "accept-language": "en" } });
    const text = await (await site.request(first.headers.get("location") ?? "")).text();
    expect(text).toContain(words);
    expect(text).not.toContain("<script>");
  });
});

describe("a new password", () => {
  it("is asked for alike by those who have an account and those who have not", async () => {
    const { post } = siteWith({});
    expect((await post("/en/forgot-password", { email: "a@example.org" })).headers.get("location")).toBe("/en/forgot-password?sent=1");
    expect((await post("/en/forgot-password", { email: "no address" })).status).toBe(422);
  });

  it("is set by the token of the letter, and a link that works no more says so", async () => {
    const { post, wishes } = siteWith({});
    const done = await post("/en/set-password/the-token", { newPassword: password });
    expect(wishes[0]).toMatchObject({ path: "/reset-password", fields: { token: "the-token", newPassword: password } });
    expect(done.headers.get("location")).toBe("/en/sign-in?done=password-set");
    const stale = siteWith({ auth: () => refusal(400, "INVALID_TOKEN") });
    const text = await (await stale.post("/en/set-password/the-token", { newPassword: password })).text();
    expect(text).toContain("Ask for another one");
    expect(text).not.toContain(password);
  });
});

describe("joining", () => {
  it("makes an account in the reader's language", async () => {
    const { post, wishes } = siteWith({});
    const response = await post("/kk/join/the-token", { name: "Aigerim Example", email: "", password });
    expect(wishes[0]).toMatchObject({ path: "/join", fields: { token: "the-token", name: "Aigerim Example", password, locale: "kk" } });
    expect(wishes[0]?.fields).not.toHaveProperty("email");
    expect(response.headers.get("location")).toBe("/kk/account?done=joined");
  });

  it("asks whoever is signed in for nothing but their word", async () => {
    const { site, post, wishes } = siteWith({ ask: signedIn() });
    const text = await (await site.request("/en/join/the-token", { headers: { cookie: loginCookie } })).text();
    expect(text).toContain("You are signed in as Aigerim Example");
    await post("/en/join/the-token", {}, { cookie: loginCookie });
    expect(wishes[0]?.fields).toEqual({ token: "the-token" });
  });

  it("keeps name and address when the password is refused, at its field", async () => {
    const { post } = siteWith({ auth: () => refusal(400, "PASSWORD_TOO_COMMON") });
    const text = await (await post("/en/join/t", { name: "Aigerim Example", email: "a@example.org", password: "password1234" })).text();
    expect(text).toContain('value="Aigerim Example"');
    expect(text).toContain('value="a@example.org"');
    expect(text).toContain('<a href="#password">');
    expect(text).not.toContain("password1234");
  });
});

describe("a second factor", () => {
  const uri = "otpauth://totp/dostyk.example:a%40example.org?secret=JBSWY3DPEHPK3PXP&issuer=dostyk.example";
  const begun = { totpURI: uri, backupCodes: ["aaaaa-11111", "bbbbb-22222"] };

  it("is set up with a picture, the secret in letters, and codes that are shown once it is confirmed", async () => {
    const { post } = siteWith({ ask: signedIn(), auth: ({ path }) => Response.json(path === "/two-factor/enable" ? begun : {}) });
    const first = await (await post("/en/account/second-factor", { step: "begin", password }, { cookie: loginCookie })).text();
    expect(first).toContain('<svg class="qr-code" role="img"');
    expect(first).toContain("JBSW Y3DP EHPK 3PXP");
    const sent = { step: "confirm", uri, codes: "aaaaa-11111 bbbbb-22222 <b>", code: "123 456" };
    const second = await (await post("/en/account/second-factor", sent, { cookie: loginCookie })).text();
    expect(second).toContain("<code>bbbbb-22222</code>");
    expect(second).not.toContain("<code>&lt;b&gt;");
  });

  it("shows the picture again when the code was wrong", async () => {
    const { post } = siteWith({ ask: signedIn(), auth: () => refusal(401, "INVALID_CODE") });
    const sent = { step: "confirm", uri, codes: "aaaaa-11111", code: "000000" };
    const response = await post("/en/account/second-factor", sent, { cookie: loginCookie });
    const text = await response.text();
    expect(response.status).toBe(422);
    expect(text).toContain('<svg class="qr-code"');
    expect(text).toContain("Codes change every half minute");
    expect(text).not.toContain('value="000000"');
  });

  it("draws nothing that is no secret of an app", async () => {
    const { post } = siteWith({ ask: signedIn() });
    const text = await (
      await post("/en/account/second-factor", { step: "confirm", uri: "https://evil.example/", code: "1" }, { cookie: loginCookie })
    ).text();
    expect(text).not.toContain("evil.example");
  });
});

describe("a public page", () => {
  const people = { totalCount: 0, nodes: [], pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null } };

  it("is public, and sets no cookie, for a reader who has none", async () => {
    const { site, questions } = siteWith({ ask: signedIn({ people }) });
    const response = await site.request("/en/people");
    expect(response.headers.get("cache-control")).toBe("public, max-age=60");
    expect(response.headers.get("set-cookie")).toBeNull();
    expect(response.headers.get("vary")).toContain("Cookie");
    expect(await response.text()).toContain('href="/en/sign-in?next=%2Fen%2Fpeople"');
    expect(questions).toHaveLength(1);
  });

  it.each(locales)("is nobody else's in %s for one who is signed in, and shows their name and the way out", async (locale) => {
    const { site, questions } = siteWith({ ask: signedIn({ people }) });
    const response = await site.request(`/${locale}/people`, { headers: { cookie: loginCookie } });
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(response.headers.get("etag")).toBeNull();
    const text = await response.text();
    expect(text).toContain("Aigerim Example");
    expect(text).toContain(`<form method="post" action="/${locale}/sign-out">`);
    expect(questions.every(({ cookie }) => cookie === loginCookie)).toBe(true);
  });

  it("is the stranger's page where the sign-in has ended, and still nobody else's", async () => {
    const { site } = siteWith({ ask: () => ({ data: { viewer: { account: null, roles: [] }, people } }) });
    const response = await site.request("/en/people", { headers: { cookie: loginCookie } });
    expect(await response.text()).toContain("/en/sign-in?next=");
    expect(response.headers.get("cache-control")).toBe("private, no-store");
  });

  it("passes on the cookies with which a sign-in goes on", async () => {
    const goesOn = "__Secure-dostyk.session_token=abc.def; Max-Age=43200; HttpOnly";
    const { site } = siteWith({ ask: () => ({ data: { viewer: { account: null, roles: [] }, people }, setCookie: [goesOn] }) });
    const response = await site.request("/en/people", { headers: { cookie: loginCookie } });
    expect(response.headers.getSetCookie()).toEqual([goesOn]);
  });
});

describe("signing out", () => {
  it("is a form; looking at its page changes nothing", async () => {
    const { site, post, wishes } = siteWith({ ask: signedIn() });
    expect((await site.request("/en/sign-out", { headers: { cookie: loginCookie } })).status).toBe(200);
    expect(wishes).toEqual([]);
    const response = await post("/en/sign-out", {}, { cookie: loginCookie });
    expect(response.headers.get("location")).toBe("/en/sign-in?done=signed-out");
    expect(wishes.map(({ path }) => path)).toEqual(["/sign-out"]);
  });
});
