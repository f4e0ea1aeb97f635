import { testDatabase } from "@dostyk/db/testing";
import { anonymous, type Role, system } from "@dostyk/kernel";
import { beforeEach, describe, expect, it } from "vitest";
import { acceptInvitation, describeInvitation, joinBody } from "./commands/accept-invitation.ts";
import { firstOperatorInvitation } from "./commands/first-operator-invitation.ts";
import { inviteMember } from "./commands/invite-member.ts";
import { leaveBody, removeMember } from "./commands/remove-member.ts";
import { revokeInvitation } from "./commands/revoke-invitation.ts";
import { perform } from "./audit/perform.ts";
import { hashOf } from "./secrets.ts";
import { actingAs, emptied, givenAccount, type GivenHouse, givenHouse, testId, testNow } from "./testing.ts";

const db = await testDatabase();
let house: GivenHouse;

beforeEach(async () => {
  await emptied(db);
  house = await givenHouse(db);
});

const later = (ms: number) => new Date(testNow.getTime() + ms);
const day = 24 * 3_600_000;

const invite = (by: Role, role: Role, body: keyof GivenHouse["bodies"], email = "New.Person@Example.org") =>
  inviteMember(db, actingAs(house.people[by]), { bodyId: house.bodies[body], role, email });
const rolesOf = async (accountId: string) =>
  (await db.prisma.membership.findMany({ where: { accountId }, select: { role: true } })).map(({ role }) => role);
const sessionsOf = (userId: string) => db.prisma.loginSession.count({ where: { userId } });
const lines = () => db.prisma.auditLine.findMany({ select: { command: true, decision: true, refusal: true }, orderBy: { id: "asc" } });

describe("inviteMember()", () => {
  it("binds the invitation to the address in lower case, for 7 days, and keeps the hash of its token alone", async () => {
    const fresh = await invite("ASSOCIATION_OFFICER", "JUDGE", "ASSOCIATION");
    const row = await db.prisma.invitation.findUniqueOrThrow({ where: { id: fresh.id } });
    expect(row).toMatchObject({
      email: "new.person@example.org",
      role: "JUDGE",
      tokenHash: hashOf(fresh.token),
      invitedById: house.people.ASSOCIATION_OFFICER.accountId,
      expiresAt: later(7 * day),
    });
    const everything = JSON.stringify([row, await db.prisma.auditLine.findMany({ include: { detail: true } })]);
    expect(everything).not.toContain(fresh.token);
    expect(await lines()).toEqual([{ command: "identity.invite-member", decision: "ALLOWED", refusal: null }]);
  });

  it("replaces the same open invitation instead of doubling it", async () => {
    const first = await invite("CHAIR", "JUDGE", "ASSOCIATION", "judge@example.org");
    const second = await invite("CHAIR", "JUDGE", "ASSOCIATION", " JUDGE@example.org ");
    expect(await describeInvitation(db.prisma, first.token, testNow)).toBeNull();
    expect(await describeInvitation(db.prisma, second.token, testNow)).not.toBeNull();
  });

  it("leaves at most 100 open in a body, and those that expired make room", async () => {
    const bodyId = house.bodies.DONOR;
    const open = { bodyId, role: "DONOR" as const, expiresAt: later(day) };
    await db.prisma.invitation.createMany({
      data: Array.from({ length: 100 }, (_, n) => ({ ...open, id: testId(), email: `p${n}@example.org`, tokenHash: `${n}` })),
    });
    await expect(invite("DONOR", "DONOR", "DONOR")).rejects.toThrow("100 invitations of this body are open");
    await expect(invite("DONOR", "DONOR", "DONOR", "p7@example.org")).resolves.toMatchObject({ email: "p7@example.org" });
    const tomorrow = actingAs({ ...house.people.DONOR, reauthenticatedAt: later(day) }, later(day));
    await expect(inviteMember(db, tomorrow, { bodyId, role: "DONOR", email: "x@example.org" })).resolves.toBeDefined();
  });

  it.each(["", "x", "@example.org", "a@b", "a b@example.org", "a@example.org\nBcc: b@example.org", `${"a".repeat(250)}@example.org`])(
    "refuses %j as an address and names the field",
    async (email) => {
      await expect(invite("DONOR", "DONOR", "DONOR", email)).rejects.toMatchObject({ name: "InvalidInput", path: ["email"] });
      expect(await db.prisma.invitation.count()).toBe(0);
    },
  );

  it("answers for a body that is hidden as for one that is missing, and writes the refusal down", async () => {
    const acting = actingAs(house.people.DONOR);
    const asked = (bodyId: string) => inviteMember(db, acting, { bodyId, role: "DONOR", email: "a@example.org" });
    await expect(asked(house.bodies.NODE)).rejects.toThrow(`There is no body "${house.bodies.NODE}"`);
    await expect(asked("nothing")).rejects.toThrow('There is no body "nothing"');
    expect((await lines()).map(({ decision, refusal }) => [decision, refusal])).toEqual([
      ["REFUSED", "RecordNotFound"],
      ["REFUSED", "RecordNotFound"],
    ]);
  });
});

describe("a link", () => {
  it("shows the body, the role and a masked address to whoever holds it", async () => {
    const { token } = await invite("ASSOCIATION_OFFICER", "CITY_OFFICER", "CITY");
    expect(await describeInvitation(db.prisma, token, testNow)).toEqual({
      bodyName: "Example City",
      bodyKind: "CITY",
      role: "CITY_OFFICER",
      address: "n•••@example.org",
      expiresAt: later(7 * day),
    });
  });

  it("answers alike whether it was used, revoked, replaced or expired, or never was", async () => {
    const person = await givenAccount(db, "New Person");
    const used = await invite("CITY_OFFICER", "CITY_OFFICER", "CITY");
    await joinBody(db, actingAs(person), used.token);
    const revoked = await invite("CITY_OFFICER", "CITY_OFFICER", "CITY");
    await revokeInvitation(db, actingAs(house.people.CITY_OFFICER), revoked.id);
    const expired = await invite("CITY_OFFICER", "CITY_OFFICER", "CITY");
    const at = later(7 * day);
    for (const token of [used.token, revoked.token, expired.token, "x".repeat(43), "", "💥"]) {
      expect(await describeInvitation(db.prisma, token, at)).toBeNull();
      await expect(joinBody(db, actingAs(person, at), token)).rejects.toMatchObject({ name: "InvitationNotOpen" });
    }
  });

  it("makes a member once, and ends the other login sessions of the account", async () => {
    const person = await givenAccount(db, "New Person");
    await db.prisma.loginSession.create({ data: { id: testId(), token: testId(), userId: person.accountId, expiresAt: later(day) } });
    const { token } = await invite("CHAIR", "JUDGE", "ASSOCIATION");
    await joinBody(db, actingAs(person), token);
    expect(await rolesOf(person.accountId)).toEqual(["JUDGE"]);
    expect(await db.prisma.loginSession.findMany({ where: { userId: person.accountId }, select: { id: true } })).toEqual([
      { id: person.sessionId },
    ]);
    await expect(joinBody(db, actingAs(person), token)).rejects.toMatchObject({ name: "InvitationNotOpen" });
  });

  it("is used by one of two who open it at once", async () => {
    const people = [await givenAccount(db, "One"), await givenAccount(db, "Two")];
    await db.prisma.membership.deleteMany({ where: { role: "OPERATOR" } });
    const token = (await firstOperatorInvitation(db, actingAs(system("start")))) ?? "";
    const outcomes = await Promise.allSettled(people.map((person) => joinBody(db, actingAs(person), token)));
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await db.prisma.membership.count({ where: { role: "OPERATOR" } })).toBe(1);
  });

  it("is worthless to an account of another address", async () => {
    const { token } = await invite("CHAIR", "JUDGE", "ASSOCIATION");
    const stranger = await givenAccount(db, "Another Person");
    await expect(joinBody(db, actingAs(stranger), token)).rejects.toMatchObject({ name: "InvitationIsForAnotherAddress" });
    expect(await describeInvitation(db.prisma, token, testNow)).not.toBeNull();
  });

  it("can be accepted in the same transaction that makes the account", async () => {
    const { token } = await invite("CHAIR", "JUDGE", "ASSOCIATION");
    const acting = actingAs(anonymous);
    const accountId = testId();
    await perform(db, acting, { command: "identity.join" }, async (tx) => {
      await tx.userAccount.create({ data: { id: accountId, name: "New Person", email: "new.person@example.org" } });
      await acceptInvitation(tx, acting, { token, accountId });
    });
    expect(await rolesOf(accountId)).toEqual(["JUDGE"]);
  });

  it("stays open where it is a chair who would revoke an officer's invitation", async () => {
    const { id, token } = await invite("ASSOCIATION_OFFICER", "TRANSLATOR", "ASSOCIATION");
    await expect(revokeInvitation(db, actingAs(house.people.CHAIR), id)).rejects.toMatchObject({ name: "RecordNotFound" });
    await expect(revokeInvitation(db, actingAs(house.people.OPERATOR), id)).rejects.toMatchObject({ name: "NobodyGrantsAboveTheirOwn" });
    expect(await describeInvitation(db.prisma, token, testNow)).not.toBeNull();
  });
});

describe("firstOperatorInvitation()", () => {
  it("is none while there is an operator", async () => {
    expect(await firstOperatorInvitation(db, actingAs(system("start")))).toBeNull();
  });

  it("makes the node's body and a link for 24 hours; the next start makes another and ends the first", async () => {
    await db.pool.query("TRUNCATE acting_body CASCADE");
    const first = (await firstOperatorInvitation(db, actingAs(system("start")))) ?? "";
    const second = (await firstOperatorInvitation(db, actingAs(system("start")))) ?? "";
    expect(await describeInvitation(db.prisma, first, testNow)).toBeNull();
    expect(await describeInvitation(db.prisma, second, later(day - 1))).toMatchObject({
      role: "OPERATOR",
      bodyKind: "NODE",
      address: null,
    });
    expect(await describeInvitation(db.prisma, second, later(day))).toBeNull();
    expect(await db.prisma.actingBody.count({ where: { kind: "NODE" } })).toBe(1);
  });
});

describe("a role that is taken back", () => {
  const membership = (role: Role) => db.prisma.membership.findFirstOrThrow({ where: { role }, select: { id: true } });

  it("ends the login sessions of its holder", async () => {
    const { id } = await membership("CITY_OFFICER");
    await removeMember(db, actingAs(house.people.ASSOCIATION_OFFICER), id);
    const { accountId } = house.people.CITY_OFFICER;
    expect([await rolesOf(accountId), await sessionsOf(accountId)]).toEqual([[], 0]);
  });

  it("is not the last operator's", async () => {
    const operator = actingAs(house.people.OPERATOR);
    const { id } = await membership("OPERATOR");
    await expect(removeMember(db, operator, id)).rejects.toMatchObject({ name: "TheLastOperatorStays" });
    await expect(leaveBody(db, operator, house.bodies.NODE)).rejects.toMatchObject({ name: "TheLastOperatorStays" });
    await givenAccount(db, "Second Operator", { bodyId: house.bodies.NODE, role: "OPERATOR" });
    await leaveBody(db, operator, house.bodies.NODE);
    expect(await rolesOf(house.people.OPERATOR.accountId)).toEqual([]);
  });

  it("leaves an operator also where two lay the role down at once", async () => {
    const second = await givenAccount(db, "Second Operator", { bodyId: house.bodies.NODE, role: "OPERATOR" });
    const outcomes = await Promise.allSettled(
      [house.people.OPERATOR, second].map((operator) => leaveBody(db, actingAs(operator), house.bodies.NODE)),
    );
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await db.prisma.membership.count({ where: { role: "OPERATOR" } })).toBe(1);
  });

  it("is hidden from those who cannot give it", async () => {
    const { id } = await membership("TRANSLATOR");
    await expect(removeMember(db, actingAs(house.people.JUDGE), id)).rejects.toThrow(`There is no member "${id}"`);
    await expect(removeMember(db, actingAs(house.people.JUDGE), "nothing")).rejects.toThrow('There is no member "nothing"');
  });
});
