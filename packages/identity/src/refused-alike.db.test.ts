import { testDatabase } from "@dostyk/db/testing";
import { anonymous, type Viewer } from "@dostyk/kernel";
import { describe, expect, it } from "vitest";
import type { Acting } from "./audit/wish.ts";
import { joinBody } from "./commands/accept-invitation.ts";
import { correctAccount } from "./commands/correct-account.ts";
import { endAllLoginSessions, endLoginSession } from "./commands/end-login-session.ts";
import { eraseAccount } from "./commands/erase-account.ts";
import { exportAccount } from "./commands/export-account.ts";
import { inviteMember } from "./commands/invite-member.ts";
import { issueKey } from "./commands/issue-key.ts";
import { registerBody, renameBody } from "./commands/register-body.ts";
import { leaveBody, removeMember } from "./commands/remove-member.ts";
import { revokeInvitation } from "./commands/revoke-invitation.ts";
import { revokeKey } from "./commands/revoke-key.ts";
import { actingAs, givenHouse, testNow } from "./testing.ts";

const db = await testDatabase();
const { bodies, people } = await givenHouse(db);
const bodyId = bodies.DONOR;
const issued = await issueKey(db, actingAs(people.DONOR), {
  bodyId,
  name: "Portal",
  scopes: ["read:public"],
  expiresAt: new Date(testNow.getTime() + 1_000),
  costBudget: 1_000,
});
const invitation = await inviteMember(db, actingAs(people.DONOR), { bodyId, role: "DONOR", email: "b@example.org" });
const membership = await db.prisma.membership.findFirstOrThrow({ where: { role: "DONOR" } });

/** Every command, wishing for something that somebody else may do. */
const wishes: Readonly<Record<string, (acting: Acting) => Promise<unknown>>> = {
  registerBody: (acting) => registerBody(db, acting, { kind: "DONOR", name: "Second Donor" }),
  renameBody: (acting) => renameBody(db, acting, { bodyId, name: "Renamed" }),
  inviteMember: (acting) => inviteMember(db, acting, { bodyId, role: "DONOR", email: "c@example.org" }),
  revokeInvitation: (acting) => revokeInvitation(db, acting, invitation.id),
  joinBody: (acting) => joinBody(db, acting, invitation.token),
  removeMember: (acting) => removeMember(db, acting, membership.id),
  leaveBody: (acting) => leaveBody(db, acting, bodyId),
  issueKey: (acting) =>
    issueKey(db, acting, { bodyId, name: "Key", scopes: ["read:public"], expiresAt: new Date(testNow.getTime() + 1), costBudget: 1_000 }),
  revokeKey: (acting) => revokeKey(db, acting, issued.id),
  endLoginSession: (acting) => endLoginSession(db, acting, people.DONOR.sessionId),
  endAllLoginSessions: (acting) => endAllLoginSessions(db, acting, { keepThis: false }),
  correctAccount: (acting) => correctAccount(db, acting, { name: "Renamed" }),
  exportAccount: (acting) => exportAccount(db, acting),
  eraseAccount: (acting) => eraseAccount(db, acting, { email: "dana.donor@example.org" }),
};

/** Everything that a refused wish must leave as it was. */
const state = async () => [
  await db.prisma.actingBody.findMany(),
  await db.prisma.userAccount.findMany(),
  await db.prisma.membership.findMany(),
  await db.prisma.invitation.findMany(),
  await db.prisma.apiKey.findMany(),
  await db.prisma.loginSession.findMany(),
];

describe.each(Object.entries(wishes))("%s(), called without GraphQL", (_name, wish) => {
  const key: Viewer = { kind: "key", keyId: issued.id, bodyId, scopes: ["read:public"] };
  it.each([
    ["SignInFirst", anonymous],
    ["OnlyPeopleCanDoThis", key],
  ] as const)("is refused as %s, changes nothing and leaves a line in the log", async (refusal, viewer) => {
    const before = await state();
    const lines = await db.prisma.auditLine.count({ where: { decision: "REFUSED" } });
    await expect(wish(actingAs(viewer))).rejects.toMatchObject({ name: refusal });
    expect(await state()).toEqual(before);
    expect(await db.prisma.auditLine.count({ where: { decision: "REFUSED" } })).toBe(lines + 1);
  });
});

describe.each(["registerBody", "renameBody", "inviteMember", "revokeInvitation", "removeMember", "issueKey", "revokeKey"])(
  "%s()",
  (name) => {
    it.each(["ASSOCIATION_OFFICER", "CITY_OFFICER", "TRANSLATOR", "JUDGE", "CHAIR"] as const)(
      "is refused to the %s, whom another body's matters are hidden from",
      async (role) => {
        const before = await state();
        const refusal = name === "registerBody" ? "OnlyThoseAboveCanRegister" : "RecordNotFound";
        await expect(wishes[name]?.(actingAs(people[role]))).rejects.toMatchObject({ name: refusal });
        expect(await state()).toEqual(before);
      },
    );
  },
);
