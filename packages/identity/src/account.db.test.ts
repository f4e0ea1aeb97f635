import { testDatabase } from "@dostyk/db/testing";
import type { Viewer } from "@dostyk/kernel";
import { beforeEach, describe, expect, it } from "vitest";
import { correctAccount } from "./commands/correct-account.ts";
import { endAllLoginSessions, endLoginSession } from "./commands/end-login-session.ts";
import { eraseAccount } from "./commands/erase-account.ts";
import { exportAccount } from "./commands/export-account.ts";
import { inviteMember } from "./commands/invite-member.ts";
import { registerBody, renameBody } from "./commands/register-body.ts";
import { actingAs, emptied, givenAccount, type GivenHouse, givenHouse, testId, testNow } from "./testing.ts";

const db = await testDatabase();
let house: GivenHouse;

beforeEach(async () => {
  await emptied(db);
  house = await givenHouse(db);
});

const accountOf = ({ accountId }: { accountId: string }) => db.prisma.userAccount.findUniqueOrThrow({ where: { id: accountId } });
const stale = (viewer: Viewer) => actingAs(viewer, new Date(testNow.getTime() + 601_000));

async function anotherSession({ accountId }: { accountId: string }): Promise<string> {
  const { id } = await db.prisma.loginSession.create({
    data: { id: testId(), token: testId(), userId: accountId, expiresAt: testNow, ipAddress: "192.0.2.7" },
  });
  return id;
}

describe("one's own login sessions", () => {
  it("end one by one, and nobody else's can be ended", async () => {
    const own = await anotherSession(house.people.JUDGE);
    const foreign = await anotherSession(house.people.CHAIR);
    await endLoginSession(db, actingAs(house.people.JUDGE), own);
    await expect(endLoginSession(db, actingAs(house.people.JUDGE), foreign)).rejects.toMatchObject({ name: "RecordNotFound" });
    await expect(endLoginSession(db, actingAs(house.people.JUDGE), own)).rejects.toMatchObject({ name: "RecordNotFound" });
    expect(await db.prisma.loginSession.count({ where: { id: foreign } })).toBe(1);
  });

  it("end all at once, with or without the one that asks", async () => {
    await anotherSession(house.people.JUDGE);
    expect(await endAllLoginSessions(db, actingAs(house.people.JUDGE), { keepThis: true })).toBe(1);
    await anotherSession(house.people.JUDGE);
    expect(await endAllLoginSessions(db, actingAs(house.people.JUDGE), { keepThis: false })).toBe(2);
    expect(await db.prisma.loginSession.count({ where: { userId: house.people.CHAIR.accountId } })).toBe(1);
  });
});

describe("correctAccount()", () => {
  it("changes what is given and leaves the rest", async () => {
    await correctAccount(db, actingAs(house.people.JUDGE), { name: "  Jamila Example " });
    await correctAccount(db, actingAs(house.people.JUDGE), { locale: "kk" });
    expect(await accountOf(house.people.JUDGE)).toMatchObject({ name: "Jamila Example", locale: "kk" });
  });

  it.each([{ name: "" }, { name: "a".repeat(201) }, { name: "\u202Eevil" }, { locale: "tlh" }])("refuses %j", async (given) => {
    await expect(correctAccount(db, actingAs(house.people.JUDGE), given)).rejects.toMatchObject({ name: "InvalidInput" });
  });
});

describe("exportAccount()", () => {
  it("tells the person everything the node knows of them, and no secret", async () => {
    const officer = house.people.CITY_OFFICER;
    await db.prisma.credential.create({
      data: { id: testId(), userId: officer.accountId, providerId: "credential", accountId: officer.accountId, password: "hash-canary" },
    });
    const { token } = await inviteMember(db, actingAs(officer), {
      bodyId: house.bodies.CITY,
      role: "CITY_OFFICER",
      email: "b@example.org",
    });
    const known = JSON.stringify(await exportAccount(db, actingAs(officer)));
    for (const part of [
      "chingiz.city@example.org",
      "Example City",
      "CITY_OFFICER",
      "b@example.org",
      "identity.invite-member",
      "credential",
    ])
      expect(known).toContain(part);
    const { token: cookie } = await db.prisma.loginSession.findFirstOrThrow({ where: { userId: officer.accountId } });
    for (const secret of ["hash-canary", token, cookie]) expect(known).not.toContain(secret);
    expect(known).not.toContain("judge");
  });

  it("wants a recent proof", async () => {
    await expect(exportAccount(db, stale(house.people.JUDGE))).rejects.toMatchObject({ name: "ProveWhoYouAreAgain" });
  });
});

describe("eraseAccount()", () => {
  it("leaves a pseudonym, and of the person no word in any table", async () => {
    const person = house.people.CITY_OFFICER;
    const email = "chingiz.city@example.org";
    await correctAccount(db, actingAs(person), { name: "Chingiz Citybound" });
    await inviteMember(db, actingAs(house.people.ASSOCIATION_OFFICER), { bodyId: house.bodies.CITY, role: "CITY_OFFICER", email });
    await db.prisma.verification.create({
      data: { id: testId(), identifier: `reset:${email}`, value: person.accountId, expiresAt: testNow },
    });
    await anotherSession(person);
    await expect(eraseAccount(db, actingAs(person), { email: "another@example.org" })).rejects.toMatchObject({ path: ["email"] });
    await eraseAccount(db, actingAs(person), { email: "Chingiz.City@example.org" });

    expect(await accountOf(person)).toMatchObject({ name: `Erased person ${person.accountId.slice(-6)}`, erasedAt: testNow });
    const tables = await db.pool.query<{ name: string }>(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'",
    );
    for (const { name } of tables.rows) {
      const { rows } = await db.pool.query(`SELECT 1 FROM "${name}" t WHERE to_jsonb(t)::text ~* 'chingiz|192\\.0\\.2\\.7'`);
      expect(rows, name).toEqual([]);
    }
    expect(await db.prisma.membership.count({ where: { accountId: person.accountId } })).toBe(0);
    expect(await db.prisma.auditLine.count({ where: { viewerId: person.accountId } })).toBe(3);
    expect(await db.prisma.invitation.count({ where: { revokedAt: null, acceptedAt: null } })).toBe(0);
  });

  it("wants a recent proof, and another operator to stay", async () => {
    await expect(eraseAccount(db, stale(house.people.JUDGE), { email: "jamila.judge@example.org" })).rejects.toMatchObject({
      name: "ProveWhoYouAreAgain",
    });
    await expect(eraseAccount(db, actingAs(house.people.OPERATOR), { email: "olga.operator@example.org" })).rejects.toMatchObject({
      name: "TheLastOperatorStays",
    });
    await givenAccount(db, "Second Operator", { bodyId: house.bodies.NODE, role: "OPERATOR" });
    await eraseAccount(db, actingAs(house.people.OPERATOR), { email: "olga.operator@example.org" });
    expect((await accountOf(house.people.OPERATOR)).email).toMatch(/@erased\.invalid$/u);
  });
});

describe("registerBody()", () => {
  const operator = () => actingAs(house.people.OPERATOR);

  it("sets up associations, donors and cities below their association", async () => {
    const parentId = await registerBody(db, operator(), { kind: "ASSOCIATION", name: "Second Association" });
    const id = await registerBody(db, operator(), { kind: "CITY", name: "Second City", parentId });
    const own = { kind: "CITY", name: "Third City", parentId: house.bodies.ASSOCIATION } as const;
    await registerBody(db, actingAs(house.people.ASSOCIATION_OFFICER), own);
    expect(await db.prisma.actingBody.findUnique({ where: { id } })).toMatchObject({ kind: "CITY", name: "Second City", parentId });
  });

  it.each<[string, () => Parameters<typeof registerBody>[2], object]>([
    ["a name that is taken", () => ({ kind: "DONOR", name: " Example Donor" }), { name: "NameTaken" }],
    ["a city without its association", () => ({ kind: "CITY", name: "Lonely City" }), { name: "InvalidInput", path: ["parentId"] }],
    ["a city below a donor", () => ({ kind: "CITY", name: "Lost City", parentId: house.bodies.DONOR }), { name: "InvalidInput" }],
    ["a donor below another", () => ({ kind: "DONOR", name: "Below", parentId: house.bodies.ASSOCIATION }), { name: "InvalidInput" }],
    ["a city below nothing", () => ({ kind: "CITY", name: "City", parentId: "nothing" }), { name: "RecordNotFound", path: ["parentId"] }],
    ["a second node", () => ({ kind: "NODE" as "DONOR", name: "Second node" }), { name: "InvalidInput", path: ["kind"] }],
  ])("refuses %s", async (_what, given, refusal) => {
    await expect(registerBody(db, operator(), given())).rejects.toMatchObject(refusal);
  });
});

describe("renameBody()", () => {
  it("gives a body another name, which no other of its kind may have", async () => {
    await registerBody(db, actingAs(house.people.OPERATOR), { kind: "DONOR", name: "Second Donor" });
    const rename = (name: string) => renameBody(db, actingAs(house.people.OPERATOR), { bodyId: house.bodies.DONOR, name });
    await expect(rename("Second Donor")).rejects.toMatchObject({ name: "NameTaken" });
    await rename("First Donor");
    await rename("First Donor");
    expect(await db.prisma.actingBody.findUnique({ where: { id: house.bodies.DONOR } })).toMatchObject({ name: "First Donor" });
  });
});
