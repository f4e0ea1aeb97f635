import { testDatabase } from "@dostyk/db/testing";
import fc from "fast-check";
import { Secret, TOTP } from "otpauth";
import { beforeEach, describe, expect, it } from "vitest";
import { authPaths } from "./paths.ts";
import { givenAccountWithPassword, testIdentity } from "./testing.ts";

const db = await testDatabase();
const identity = testIdentity(db);
const password = "steppe wind over the Irtysh";
let accounts = 0;
let email = "";
let accountId = "";

beforeEach(async () => {
  accounts += 1;
  email = `person${accounts}@example.org`;
  accountId = await givenAccountWithPassword(db, { email, password });
  identity.letters.length = 0;
  identity.faults.length = 0;
});

async function viewerOf(visitor: ReturnType<typeof identity.visitor>) {
  const answer = await identity.identify(visitor.headers());
  return "viewer" in answer ? answer.viewer : answer;
}

async function signedIn() {
  const visitor = identity.visitor();
  const { status } = await visitor.post("/sign-in/email", { email, password });
  expect(status).toBe(200);
  return visitor;
}

describe("signing in", () => {
  it("makes an anonymous reader a person, and signing out makes them anonymous again", async () => {
    const visitor = identity.visitor();
    expect(await viewerOf(visitor)).toEqual({ kind: "anonymous" });
    await visitor.post("/sign-in/email", { email: email.toUpperCase(), password });
    expect(await viewerOf(visitor)).toMatchObject({ kind: "person", accountId, held: [] });
    await visitor.post("/sign-out");
    expect(await viewerOf(visitor)).toEqual({ kind: "anonymous" });
  });

  it("answers a wrong password and an unknown address alike", async () => {
    const wrong = await identity.visitor().post("/sign-in/email", { email, password: "not the password at all" });
    const unknown = await identity.visitor().post("/sign-in/email", { email: "nobody@example.org", password });
    expect(wrong.status).toBe(401);
    expect([unknown.status, unknown.body]).toEqual([wrong.status, wrong.body]);
  });

  it("sets a cookie that scripts cannot read and other sites do not send", async () => {
    const { headers } = await identity.visitor().post("/sign-in/email", { email, password });
    const [cookie = ""] = headers.getSetCookie();
    expect(cookie).toMatch(/^dostyk\.session_token=/u);
    expect(cookie).toMatch(/HttpOnly/u);
    expect(cookie).toMatch(/SameSite=Lax/u);
    expect(cookie).not.toMatch(/Secure/u);
  });

  it("marks the cookie Secure where the node's origin is https", async () => {
    const secure = testIdentity(db, { origin: "https://dostyk.example" });
    const { headers } = await secure.visitor().post("/sign-in/email", { email, password });
    expect(headers.getSetCookie()[0]).toMatch(/^__Secure-dostyk\.session_token=.*Secure/u);
  });

  it("wants the address verified first, and sends the link again", async () => {
    await db.prisma.userAccount.update({ where: { id: accountId }, data: { emailVerified: false } });
    const visitor = identity.visitor();
    expect((await visitor.post("/sign-in/email", { email, password })).status).toBe(403);
    const link = /http\S+verify-email\S+/u.exec(identity.letters[0]?.text ?? "")?.[0] ?? "";
    expect((await visitor.get(new URL(link).pathname + new URL(link).search)).status).toBe(302);
    expect((await visitor.post("/sign-in/email", { email, password })).status).toBe(200);
  });

  it("ends with the very next request when the login session is deleted", async () => {
    const visitor = await signedIn();
    await db.prisma.loginSession.deleteMany({ where: { userId: accountId } });
    expect(await viewerOf(visitor)).toEqual({ kind: "anonymous" });
  });

  it("refuses a cookie whose signature was changed", async () => {
    const visitor = await signedIn();
    const [name, value] = [...visitor.cookies][0] ?? ["", ""];
    visitor.cookies.set(name, `${value.slice(0, -6)}AAAA%3D`);
    expect(await viewerOf(visitor)).toEqual({ kind: "anonymous" });
  });
});

describe("requests from elsewhere", () => {
  it.each([{ origin: "https://evil.example" }, { origin: "null" }, { origin: "" }])("are refused with the origin %o", async (headers) => {
    const answer = await identity.visitor().post("/sign-in/email", { email, password }, headers);
    expect(answer.status).toBe(403);
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it("are refused as forms", async () => {
    const answer = await identity
      .visitor()
      .post("/sign-in/email", { email, password }, { "content-type": "application/x-www-form-urlencoded" });
    expect(answer.status).toBe(415);
  });

  it("do not bring a login session along", async () => {
    const visitor = await signedIn();
    const headers = visitor.headers();
    headers.set("origin", "https://evil.example");
    expect(await identity.identify(headers)).toMatchObject({ status: 403, code: "FOREIGN_ORIGIN" });
  });

  it("change no link in a letter by their Host", async () => {
    const request = new Request("http://evil.example/auth/request-password-reset", {
      method: "POST",
      headers: {
        origin: "http://dostyk.example",
        host: "evil.example",
        "x-forwarded-host": "evil.example",
        "content-type": "application/json",
      },
      body: JSON.stringify({ email }),
    });
    expect((await identity.handle(request)).status).toBe(200);
    await expect.poll(() => identity.letters.length).toBe(1);
    expect(identity.letters[0]?.text).toContain("http://dostyk.example/en/set-password/");
    expect(identity.letters[0]?.text).not.toContain("evil");
  });
});

describe("guessing a password", () => {
  it("closes the account for a while after five wrong ones, whatever addresses they come from", async () => {
    for (let guess = 1; guess <= 5; guess += 1) {
      const { status } = await identity
        .visitor(`198.51.100.${guess}`)
        .post("/sign-in/email", { email, password: `wrong guess number ${guess}` });
      expect(status).toBe(401);
    }
    const right = await identity.visitor("198.51.100.99").post("/sign-in/email", { email, password });
    expect(right.status).toBe(429);
    expect(Number(right.headers.get("retry-after"))).toBeGreaterThan(30);
    await expect.poll(() => identity.letters.map(({ subject }) => subject)).toEqual(["Somebody tries to sign in as you"]);
  });

  it("locks nobody out for good: a new password by mail opens the account at once", async () => {
    for (let guess = 1; guess <= 6; guess += 1) await identity.visitor().post("/sign-in/email", { email, password: "wrong guess again" });
    await identity.visitor().post("/request-password-reset", { email });
    await expect.poll(() => identity.letters.some(({ text }) => text.includes("/set-password/"))).toBe(true);
    const token = /set-password\/(\S+)/u.exec(identity.letters.find(({ text }) => text.includes("/set-password/"))?.text ?? "")?.[1];
    const renewed = "apricots above the Naryn river";
    expect((await identity.visitor().post("/reset-password", { token, newPassword: renewed })).status).toBe(200);
    expect((await identity.visitor().post("/sign-in/email", { email, password: renewed })).status).toBe(200);
  });

  it("stops an address that asks too often", async () => {
    const hasty = testIdentity(db, { attemptsPerMinute: 3 });
    const statuses = [];
    for (let index = 0; index < 5; index += 1) statuses.push((await hasty.visitor("203.0.113.7").post("/sign-out")).status);
    expect(statuses.slice(0, 3)).not.toContain(429);
    expect(statuses.slice(3)).toEqual([429, 429]);
    expect((await hasty.visitor("203.0.113.8").post("/sign-out")).status).not.toBe(429);
  });
});

describe("a new password", () => {
  it("ends every other login session and works with a link that works once", async () => {
    const visitor = await signedIn();
    await identity.visitor().post("/request-password-reset", { email });
    await expect.poll(() => identity.letters.length).toBe(1);
    const token = /set-password\/(\S+)/u.exec(identity.letters[0]?.text ?? "")?.[1];
    expect((await identity.visitor().post("/reset-password", { token, newPassword: "password1234" })).body).toMatchObject({
      code: "PASSWORD_TOO_COMMON",
    });
    expect((await identity.visitor().post("/reset-password", { token, newPassword: "apricots above the Naryn river" })).status).toBe(200);
    expect(await viewerOf(visitor)).toEqual({ kind: "anonymous" });
    expect((await identity.visitor().post("/reset-password", { token, newPassword: "walnuts above the Naryn river" })).status).toBe(400);
  });

  it("is asked for alike by those who have an account and those who have not", async () => {
    const known = await identity.visitor().post("/request-password-reset", { email });
    const unknown = await identity.visitor().post("/request-password-reset", { email: "nobody@example.org" });
    expect([unknown.status, unknown.body]).toEqual([known.status, known.body]);
  });

  it("wants the old one when changed, and leaves only the window it was changed in", async () => {
    const here = await signedIn();
    const elsewhere = await signedIn();
    const wish = { currentPassword: "wrong", newPassword: "apricots above the Naryn river" };
    expect((await here.post("/change-password", wish)).status).toBe(400);
    expect((await here.post("/change-password", { ...wish, currentPassword: password })).status).toBe(200);
    expect(await viewerOf(here)).toMatchObject({ kind: "person" });
    expect(await viewerOf(elsewhere)).toEqual({ kind: "anonymous" });
  });
});

describe("a second factor", () => {
  async function withSecondFactor() {
    const visitor = await signedIn();
    const { body } = await visitor.post("/two-factor/enable", { password });
    const uri = String(body["totpURI"]);
    const totp = new TOTP({ secret: Secret.fromBase32(new URL(uri).searchParams.get("secret") ?? "") });
    expect((await visitor.post("/two-factor/verify-totp", { code: totp.generate() })).status).toBe(200);
    return { visitor, totp, backupCodes: body["backupCodes"] as string[] };
  }

  it("is asked for at the next sign-in, and a wrong code lets nobody in", async () => {
    const { totp } = await withSecondFactor();
    const visitor = identity.visitor();
    const first = await visitor.post("/sign-in/email", { email, password });
    expect(first.body).toMatchObject({ twoFactorRedirect: true });
    expect(await viewerOf(visitor)).toEqual({ kind: "anonymous" });
    expect((await visitor.post("/two-factor/verify-totp", { code: "000000" })).status).toBe(401);
    expect((await visitor.post("/two-factor/verify-totp", { code: totp.generate() })).status).toBe(200);
    expect(await viewerOf(visitor)).toMatchObject({ kind: "person", accountId });
  });

  it("leaves other windows signed in when it is only given", async () => {
    const { visitor, totp } = await withSecondFactor();
    const elsewhere = identity.visitor();
    await elsewhere.post("/sign-in/email", { email, password });
    await elsewhere.post("/two-factor/verify-totp", { code: totp.generate() });
    expect(await viewerOf(elsewhere)).toMatchObject({ kind: "person" });
    expect(await viewerOf(visitor)).toMatchObject({ kind: "person" });
  });

  it("is asked for again by a browser that was told to trust itself", async () => {
    const { totp } = await withSecondFactor();
    const visitor = identity.visitor();
    await visitor.post("/sign-in/email", { email, password });
    await visitor.post("/two-factor/verify-totp", { code: totp.generate(), trustDevice: true });
    await visitor.post("/sign-out");
    expect((await visitor.post("/sign-in/email", { email, password })).body).toMatchObject({ twoFactorRedirect: true });
  });

  it("can be replaced by each of ten backup codes, once", async () => {
    const { backupCodes } = await withSecondFactor();
    expect(backupCodes).toHaveLength(10);
    const [code] = backupCodes;
    for (const status of [200, 401]) {
      const visitor = identity.visitor();
      await visitor.post("/sign-in/email", { email, password });
      expect((await visitor.post("/two-factor/verify-backup-code", { code })).status).toBe(status);
    }
  });

  it("makes roles count that want one, and ends the sign-ins from before", async () => {
    const bodyId = (
      await db.prisma.actingBody.create({ data: { id: `body-${accounts}`, kind: "ASSOCIATION", name: `Association ${accounts}` } })
    ).id;
    await db.prisma.membership.create({ data: { id: `m-${accounts}`, accountId, bodyId, role: "ASSOCIATION_OFFICER" } });
    await db.prisma.membership.create({ data: { id: `t-${accounts}`, accountId, bodyId, role: "TRANSLATOR" } });
    const before = await signedIn();
    expect(await viewerOf(before)).toMatchObject({ held: [{ bodyId, role: "TRANSLATOR" }] });
    const { visitor } = await withSecondFactor();
    expect(await viewerOf(visitor)).toMatchObject({ held: expect.arrayContaining([{ bodyId, role: "ASSOCIATION_OFFICER" }]) as unknown });
    expect(await viewerOf(before)).toEqual({ kind: "anonymous" });
  });
});

describe("random bodies", () => {
  it("are answered below 500 on every route, and none is a fault", async () => {
    const paths = [...authPaths].flatMap((route) => (route.startsWith("POST ") ? [route.slice(5)] : []));
    const names = [
      "email",
      "password",
      "token",
      "code",
      "name",
      "newPassword",
      "currentPassword",
      "provider",
      "callbackURL",
      "locale",
      "method",
    ];
    const value = fc.oneof(
      fc.string({ unit: "binary", maxLength: 40 }),
      fc.constant(email),
      fc.constant(password),
      fc.jsonValue({ maxDepth: 2 }),
    );
    const visitor = await signedIn();
    const body = fc.oneof(fc.dictionary(fc.constantFrom(...names), value), fc.jsonValue({ maxDepth: 3 }));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), body, fc.boolean(), async (path, sent, known) => {
        const { status } = await (known ? visitor : identity.visitor()).post(path, sent);
        expect(status).toBeLessThan(500);
      }),
      { numRuns: 300 },
    );
    expect(identity.faults).toEqual([]);
  }, 120_000);
});

describe("routes that are not used", () => {
  it.each([
    "/sign-up/email",
    "/update-user",
    "/delete-user",
    "/list-sessions",
    "/update-session",
    "/verify-password",
    "/ok",
    "/get-session",
  ])("%s does not exist", async (path) => {
    const visitor = await signedIn();
    expect((await visitor.post(path, { email: "new@example.org", password, name: "New" })).status).toBe(404);
  });
});

describe("the audit log", () => {
  it("has a line for each sign-in and each refusal, without the address", async () => {
    await signedIn();
    await identity.visitor().post("/sign-in/email", { email, password: "wrong guess again" });
    const lines = await db.prisma.auditLine.findMany({ where: { command: "identity.sign-in" }, orderBy: { id: "desc" }, take: 2 });
    expect(lines.map(({ decision, refusal, viewerId }) => ({ decision, refusal, viewerId }))).toEqual([
      { decision: "REFUSED", refusal: "INVALID_EMAIL_OR_PASSWORD", viewerId: null },
      { decision: "ALLOWED", refusal: null, viewerId: accountId },
    ]);
    expect(JSON.stringify(lines, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value))).not.toContain(
      "example.org",
    );
  });
});
