import { testDatabase } from "@dostyk/db/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { issueKey, type KeyInput } from "./commands/issue-key.ts";
import { revokeKey } from "./commands/revoke-key.ts";
import { keyOf } from "./key-of.ts";
import { actingAs, emptied, type GivenHouse, givenHouse, testNow } from "./testing.ts";

const db = await testDatabase();
let house: GivenHouse;

beforeEach(async () => {
  await emptied(db);
  house = await givenHouse(db);
});

const hour = 3_600_000;
const later = (ms: number) => new Date(testNow.getTime() + ms);

function aKey(more: Partial<KeyInput> = {}): KeyInput {
  const scopes = ["read:public", "read:programme:01ARZ3NDEKTSV4RRFFQ69G5FAV"];
  return { bodyId: house.bodies.DONOR, name: "Portal", scopes, expiresAt: later(24 * hour), costBudget: 10_000, ...more };
}

const issue = (more: Partial<KeyInput> = {}) => issueKey(db, actingAs(house.people.DONOR), aKey(more));

describe("a key", () => {
  it("is a viewer of its own kind with its body's scopes and its own budget", async () => {
    const { id, secret } = await issue();
    expect(await keyOf(db.prisma, secret, testNow)).toEqual({
      viewer: {
        kind: "key",
        keyId: id,
        bodyId: house.bodies.DONOR,
        scopes: ["read:public", "read:programme:01ARZ3NDEKTSV4RRFFQ69G5FAV"],
      },
      costBudget: 10_000,
    });
  });

  it("is kept by its hash and shown by its first characters", async () => {
    const { id, secret } = await issue();
    const row = await db.prisma.apiKey.findUniqueOrThrow({ where: { id } });
    expect(secret.startsWith(row.prefix)).toBe(true);
    const everything = JSON.stringify([row, await db.prisma.auditLine.findMany({ include: { detail: true } })]);
    expect(everything).not.toContain(secret.slice(11));
  });

  it("opens nothing once it has expired or was revoked, or where nobody issued it", async () => {
    const { id, secret } = await issue();
    expect(await keyOf(db.prisma, secret, later(24 * hour))).toEqual({ reason: "expired" });
    await revokeKey(db, actingAs(house.people.OPERATOR), id);
    expect(await keyOf(db.prisma, secret, testNow)).toEqual({ reason: "revoked" });
    for (const guess of [`${secret.slice(0, -1)}${secret.endsWith("A") ? "B" : "A"}`, secret.slice(3), "", "dk_", "x".repeat(10_000)])
      expect(await keyOf(db.prisma, guess, testNow)).toEqual({ reason: "unknown" });
  });

  it("says when it was last used, to the hour", async () => {
    const { id, secret } = await issue();
    const lastUsed = async () => (await db.prisma.apiKey.findUniqueOrThrow({ where: { id } })).lastUsedAt;
    expect(await lastUsed()).toBeNull();
    await keyOf(db.prisma, secret, testNow);
    await keyOf(db.prisma, secret, later(hour - 1));
    expect(await lastUsed()).toEqual(testNow);
    await keyOf(db.prisma, secret, later(hour));
    expect(await lastUsed()).toEqual(later(hour));
  });

  it.each<[string, Partial<KeyInput>]>([
    ["expiresAt", { expiresAt: later(367 * 24 * hour) }],
    ["expiresAt", { expiresAt: later(-1) }],
    ["costBudget", { costBudget: 999 }],
    ["costBudget", { costBudget: 1_000_001 }],
    ["costBudget", { costBudget: 1_000.5 }],
    ["name", { name: " " }],
    ["name", { name: "two\nlines" }],
    ["scopes", { scopes: [] }],
    ["scopes", { scopes: ["read:everything"] }],
    ["scopes", { scopes: ["read:programme:all"] }],
  ])("is refused for its %s: %j", async (field, more) => {
    const refused = issue(more);
    await expect(refused).rejects.toMatchObject({ name: "InvalidInput" });
    await expect(refused).rejects.toHaveProperty("path.0", field);
    expect(await db.prisma.apiKey.count()).toBe(0);
  });

  it("of one donor is hidden from another body's people", async () => {
    const { id } = await issue();
    await expect(revokeKey(db, actingAs(house.people.ASSOCIATION_OFFICER), id)).rejects.toThrow(`There is no key "${id}"`);
  });
});
