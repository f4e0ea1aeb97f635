import { testDatabase } from "@dostyk/db/testing";
import { newId, system } from "@dostyk/kernel";
import { beforeEach, describe, expect, it } from "vitest";
import { firstOperatorInvitation } from "../commands/first-operator-invitation.ts";
import { inviteMember } from "../commands/invite-member.ts";
import { emptied, givenBody } from "../testing.ts";
import { givenAccountWithPassword, testIdentity } from "./testing.ts";

const db = await testDatabase();
const password = "steppe wind over the Irtysh";
const acting = { viewer: system("a test"), now: () => new Date(), newId: () => newId(new Date(), Math.random) };
const person = { name: "Aigerim Example", password };
let bodyId = "";

beforeEach(async () => {
  await emptied(db);
  bodyId = await givenBody(db, "ASSOCIATION", "Example Association");
});

const invited = async (email = "officer@example.org") =>
  (await inviteMember(db, acting, { bodyId, role: "ASSOCIATION_OFFICER", email })).token;

async function rolesOf(email: string) {
  const account = await db.prisma.userAccount.findUnique({
    where: { email },
    select: { emailVerified: true, memberships: { select: { role: true, bodyId: true } } },
  });
  return account;
}

describe("whoever opens an invitation", () => {
  it("becomes a member with a new account, signed in, the invited address proved by the mail it came by", async () => {
    const identity = testIdentity(db);
    const visitor = identity.visitor();
    expect(await visitor.post("/join", { ...person, token: await invited(), email: "another@example.org" })).toMatchObject({ status: 200 });
    expect(await rolesOf("officer@example.org")).toEqual({ emailVerified: true, memberships: [{ role: "ASSOCIATION_OFFICER", bodyId }] });
    expect(await identity.identify(visitor.headers())).toMatchObject({ viewer: { kind: "person", held: [] } });
    const lines = await db.prisma.auditLine.findMany({ where: { command: "identity.join" }, select: { decision: true } });
    expect(lines).toEqual([{ decision: "ALLOWED" }]);
  });

  it("does so once, also when two open it at the same moment", async () => {
    const identity = testIdentity(db);
    const token = await invited();
    const answers = await Promise.all([1, 2, 3].map(() => identity.visitor().post("/join", { ...person, token })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 400)).toHaveLength(2);
    expect(await db.prisma.userAccount.count()).toBe(1);
    expect(await identity.visitor().post("/join", { ...person, token })).toMatchObject({
      status: 400,
      body: { code: "INVITATION_NOT_VALID" },
    });
  });

  it("signs in first where the address has an account, and then joins with it", async () => {
    await givenAccountWithPassword(db, { email: "officer@example.org", password });
    const identity = testIdentity(db);
    const visitor = identity.visitor();
    const token = await invited();
    expect(await visitor.post("/join", { ...person, token })).toMatchObject({ status: 400, body: { code: "SIGN_IN_FIRST" } });
    await visitor.post("/sign-in/email", { email: "officer@example.org", password });
    expect(await visitor.post("/join", { token })).toMatchObject({ status: 200 });
    expect(await rolesOf("officer@example.org")).toMatchObject({ memberships: [{ role: "ASSOCIATION_OFFICER" }] });
  });

  it("is refused when signed in as somebody else", async () => {
    await givenAccountWithPassword(db, { email: "stranger@example.org", password });
    const identity = testIdentity(db);
    const visitor = identity.visitor();
    await visitor.post("/sign-in/email", { email: "stranger@example.org", password });
    expect(await visitor.post("/join", { token: await invited() })).toMatchObject({ status: 400 });
    expect(await rolesOf("stranger@example.org")).toMatchObject({ memberships: [] });
  });

  it.each([
    [{ name: "" }, "NAME_AND_PASSWORD_NEEDED"],
    [{ password: "short" }, "PASSWORD_TOO_SHORT"],
    [{ password: "password1234" }, "PASSWORD_TOO_COMMON"],
    [{ password: "x".repeat(129) }, "PASSWORD_TOO_LONG"],
    [{ token: "guessed" }, "INVITATION_NOT_VALID"],
  ])("is told what is wrong with %o, and nothing is half made", async (wrong, code) => {
    const answer = await testIdentity(db)
      .visitor()
      .post("/join", { ...person, token: await invited(), ...wrong });
    expect(answer).toMatchObject({ status: 400, body: { code } });
    expect(await db.prisma.userAccount.count()).toBe(0);
    expect(await db.prisma.credential.count()).toBe(0);
  });
});

describe("the first operator", () => {
  it("says their own address, which nothing has proved yet", async () => {
    const token = await firstOperatorInvitation(db, acting);
    const identity = testIdentity(db);
    const visitor = identity.visitor();
    expect(await visitor.post("/join", { ...person, token })).toMatchObject({ status: 400, body: { code: "EMAIL_NEEDED" } });
    expect(await visitor.post("/join", { ...person, token, email: "Operator@Example.org" })).toMatchObject({ status: 200 });
    expect(await rolesOf("operator@example.org")).toMatchObject({ emailVerified: false, memberships: [{ role: "OPERATOR" }] });
    expect(await firstOperatorInvitation(db, acting)).toBeNull();
  });
});

describe("proving again who one is", () => {
  it("takes the password, and counts wrong ones like a sign-in", async () => {
    const email = "officer@example.org";
    await givenAccountWithPassword(db, { email, password });
    const identity = testIdentity(db);
    const visitor = identity.visitor();
    await visitor.post("/sign-in/email", { email, password });
    await db.prisma.loginSession.updateMany({ data: { reauthenticatedAt: new Date(0) } });
    expect((await visitor.post("/reauthenticate", { password: "wrong" })).status).toBe(401);
    expect(await identity.identify(visitor.headers())).toMatchObject({ viewer: { reauthenticatedAt: new Date(0) } });
    expect((await visitor.post("/reauthenticate", { password })).status).toBe(200);
    const { viewer } = (await identity.identify(visitor.headers())) as { viewer: { reauthenticatedAt: Date } };
    expect(Date.now() - viewer.reauthenticatedAt.getTime()).toBeLessThan(60_000);
    for (let guess = 0; guess < 5; guess += 1) await visitor.post("/reauthenticate", { password: "wrong" });
    expect((await visitor.post("/reauthenticate", { password })).status).toBe(429);
  });

  it("is for those who are signed in", async () => {
    expect((await testIdentity(db).visitor().post("/reauthenticate", { password })).status).toBe(401);
  });
});

describe("a mail server that is down", () => {
  it("keeps nobody from signing in, and its fault is told", async () => {
    const faults: unknown[] = [];
    const down = { kind: "smtp", send: () => Promise.reject(new Error("connect ECONNREFUSED")), close: () => {} } as const;
    const identity = testIdentity(db, { mailer: down, onFault: (error) => faults.push(error) });
    await givenAccountWithPassword(db, { email: "calm@example.org", password });
    expect((await identity.visitor().post("/request-password-reset", { email: "calm@example.org" })).status).toBe(200);
    await expect.poll(() => faults.length).toBe(1);
    expect((await identity.visitor().post("/sign-in/email", { email: "calm@example.org", password })).status).toBe(200);
    const letter = { email: "x@example.org", locale: "en", bodyName: "Example", link: "https://dostyk.example/en/join/x" };
    expect(await identity.sendInvitation(letter)).toBe("not-sent");
  });
});
