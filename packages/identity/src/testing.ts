import type { Database } from "@dostyk/db";
import { newId, type HeldRole, type Role, type Viewer } from "@dostyk/kernel";
import { asSuperuser } from "./audit/testing.ts";
import type { Acting } from "./audit/wish.ts";
import { type BodyKind, heldIn } from "./role.ts";

export { givenAccountWithPassword, type TestIdentity, testIdentity, type Visitor } from "./auth/testing.ts";

type Db = Pick<Database, "prisma">;

/** When the invented people of tests act, unless a test moves on. */
export const testNow = new Date("2026-01-01T12:00:00Z");

let made = 0;

/** A new ULID; ids sort in the order they were made. */
export function testId(): string {
  return newId(new Date((made += 1)), Math.random);
}

/** A person who has just proved who they are. */
export function aPerson(accountId: string, held: readonly HeldRole[], more: { sessionId?: string; reauthenticatedAt?: Date } = {}): Viewer {
  return { kind: "person", accountId, sessionId: `session of ${accountId}`, held, reauthenticatedAt: testNow, ...more };
}

/** What a command needs to be wished by the viewer. */
export function actingAs(viewer: Viewer, now = testNow): Acting {
  return { viewer, now: () => now, newId: testId };
}

/** Empties the room's tables. The audit log refuses to be emptied by anybody but a superuser who means it. */
export async function emptied(db: Pick<Database, "pool">): Promise<void> {
  await asSuperuser(db, "TRUNCATE account, acting_body, verification, audit_line CASCADE");
}

/** A body of this name, written without asking whether anybody may. */
export async function givenBody(db: Db, kind: BodyKind, name: string, parentId: string | null = null): Promise<string> {
  const id = testId();
  await db.prisma.actingBody.create({ data: { id, kind, name, parentId } });
  return id;
}

/** An account with a second factor and one login session, holding the roles; and the viewer it makes. */
export async function givenAccount(db: Db, name: string, ...held: readonly HeldRole[]): Promise<Extract<Viewer, { kind: "person" }>> {
  const id = testId();
  const sessionId = testId();
  const email = `${name.toLowerCase().replaceAll(/[^a-z]+/gu, ".")}@example.org`;
  await db.prisma.userAccount.create({
    data: {
      id,
      name,
      email,
      emailVerified: true,
      twoFactorEnabled: true,
      createdAt: testNow,
      loginSessions: { create: { id: sessionId, token: testId(), expiresAt: new Date("2027-01-01"), reauthenticatedAt: testNow } },
      memberships: { create: held.map(({ bodyId, role }) => ({ id: testId(), bodyId, role })) },
    },
  });
  return { kind: "person", accountId: id, sessionId, held, reauthenticatedAt: testNow };
}

/** One body of each kind - the city below the association - and a person for each role in it. */
export type GivenHouse = {
  readonly bodies: Readonly<Record<BodyKind, string>>;
  readonly people: Readonly<Record<Role, Extract<Viewer, { kind: "person" }>>>;
};

/** A node, Example Association with Example City, and Example Donor, each role held by one person. */
export async function givenHouse(db: Db): Promise<GivenHouse> {
  const association = await givenBody(db, "ASSOCIATION", "Example Association");
  const bodies = {
    NODE: await givenBody(db, "NODE", "Node"),
    ASSOCIATION: association,
    CITY: await givenBody(db, "CITY", "Example City", association),
    DONOR: await givenBody(db, "DONOR", "Example Donor"),
  };
  const holder = (name: string, role: Role) => givenAccount(db, name, { bodyId: bodies[heldIn(role)], role });
  const people = {
    OPERATOR: await holder("Olga Operator", "OPERATOR"),
    ASSOCIATION_OFFICER: await holder("Aigerim Association", "ASSOCIATION_OFFICER"),
    CITY_OFFICER: await holder("Chingiz City", "CITY_OFFICER"),
    TRANSLATOR: await holder("Timur Translator", "TRANSLATOR"),
    JUDGE: await holder("Jamila Judge", "JUDGE"),
    CHAIR: await holder("Chara Chair", "CHAIR"),
    DONOR: await holder("Dana Donor", "DONOR"),
  };
  return { bodies, people };
}
