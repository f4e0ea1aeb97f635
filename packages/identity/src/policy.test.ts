import { anonymous, type HeldRole, isOperator, type Refusal, type Role, roles, system, type Viewer } from "@dostyk/kernel";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  accountsVisibleTo,
  bodiesVisibleTo,
  keysVisibleTo,
  type Body,
  mayInvite,
  mayIssueKey,
  mayRegister,
  mayRevokeKey,
  maySeeAccount,
  maySeeBody,
  maySeeKeys,
  maySeeRole,
  mayTakeBack,
  mustBeRecent,
  rolesToGive,
  rolesVisibleTo,
} from "./policy.ts";
import { type BodyKind, bodyKinds, heldIn } from "./role.ts";
import { aPerson, testNow } from "./testing.ts";

const bodies = {
  NODE: { id: "node", kind: "NODE", parentId: null },
  ASSOCIATION: { id: "association", kind: "ASSOCIATION", parentId: null },
  CITY: { id: "city", kind: "CITY", parentId: "association" },
  DONOR: { id: "donor", kind: "DONOR", parentId: null },
} as const satisfies Record<BodyKind, Body>;

const longAgo = new Date(testNow.getTime() - 10 * 60_000 - 1);
const keyViewer: Viewer = { kind: "key", keyId: "k", bodyId: "donor", scopes: ["read:public"] };

/** One viewer of each kind; people hold one role each, in the bodies above. */
const viewers: readonly (readonly [string, Viewer])[] = [
  ["anonymous", anonymous],
  ["person without a role", aPerson("somebody", [])],
  ...roles.map((role) => [role.toLowerCase().replaceAll("_", " "), aPerson(role, [{ bodyId: bodies[heldIn(role)].id, role }])] as const),
  ["key of the donor", keyViewer],
  ["the node itself", system("a timer")],
];

const answer = (refusal: Refusal | null): string => refusal?.name ?? "yes";
const stale = (viewer: Viewer): Viewer => (viewer.kind === "person" ? { ...viewer, reauthenticatedAt: longAgo } : viewer);

/** A wish or a sight, and the answer it gets in each state that matters. */
const actions: readonly (readonly [string, (viewer: Viewer) => string])[] = [
  ...bodyKinds.flatMap((kind) =>
    roles
      .filter((role) => heldIn(role) === kind)
      .map(
        (role) =>
          [`invite ${role} to its ${kind}`, (viewer: Viewer) => answer(mayInvite(viewer, { role, body: bodies[kind] }, testNow))] as const,
      ),
  ),
  [
    "invite CITY_OFFICER to another association's CITY",
    (viewer) => answer(mayInvite(viewer, { role: "CITY_OFFICER", body: elsewhere.CITY }, testNow)),
  ],
  ["invite JUDGE to another ASSOCIATION", (viewer) => answer(mayInvite(viewer, { role: "JUDGE", body: elsewhere.ASSOCIATION }, testNow))],
  ["invite DONOR to an ASSOCIATION", (viewer) => answer(mayInvite(viewer, { role: "DONOR", body: bodies.ASSOCIATION }, testNow))],
  [
    "invite CITY_OFFICER, long after signing in",
    (viewer) => answer(mayInvite(stale(viewer), { role: "CITY_OFFICER", body: bodies.CITY }, testNow)),
  ],
  [
    "remove the CITY_OFFICER, long after signing in",
    (viewer) => answer(mayTakeBack(stale(viewer), { role: "CITY_OFFICER", body: bodies.CITY })),
  ],
  ["register a DONOR", (viewer) => answer(mayRegister(viewer, { kind: "DONOR", parentId: null }))],
  ["register a CITY below the ASSOCIATION", (viewer) => answer(mayRegister(viewer, { kind: "CITY", parentId: "association" }))],
  ["register a CITY below another", (viewer) => answer(mayRegister(viewer, { kind: "CITY", parentId: elsewhere.ASSOCIATION.id }))],
  ["issue a key of the DONOR: read:public", (viewer) => answer(mayIssueKey(viewer, bodies.DONOR, ["read:public"], testNow))],
  ["issue a key of the DONOR: submit:practice", (viewer) => answer(mayIssueKey(viewer, bodies.DONOR, ["submit:practice"], testNow))],
  [
    "issue a key of the ASSOCIATION: submit:practice",
    (viewer) => answer(mayIssueKey(viewer, bodies.ASSOCIATION, ["submit:practice"], testNow)),
  ],
  [
    "issue a key of the DONOR, long after signing in",
    (viewer) => answer(mayIssueKey(stale(viewer), bodies.DONOR, ["read:public"], testNow)),
  ],
  ["issue a key of the CITY", (viewer) => answer(mayIssueKey(viewer, bodies.CITY, ["read:public"], testNow))],
  ["revoke a key of the DONOR", (viewer) => answer(mayRevokeKey(viewer, bodies.DONOR))],
  ["see which keys the DONOR has", (viewer) => (maySeeKeys(viewer, bodies.DONOR) ? "yes" : "no")],
  ...bodyKinds.map(
    (kind) => [`see the ${kind}`, (viewer: Viewer) => (maySeeBody(viewer, withBelow(bodies[kind])) ? "yes" : "no")] as const,
  ),
  ...roles.map(
    (role) =>
      [`see who is ${role}`, (viewer: Viewer) => (maySeeRole(viewer, { role, body: bodies[heldIn(role)] }) ? "yes" : "no")] as const,
  ),
  ["export or erase the own account", (viewer) => (viewer.kind === "person" ? answer(mustBeRecent(viewer, testNow)) : "no")],
  [
    "export or erase it long after signing in",
    (viewer) => (viewer.kind === "person" ? answer(mustBeRecent(stale(viewer), testNow)) : "no"),
  ],
  ["see another person's address and settings", (viewer) => (maySeeAccount(viewer, { id: "another" }) ? "yes" : "no")],
];

const elsewhere = {
  ASSOCIATION: { id: "other association", kind: "ASSOCIATION", parentId: null },
  CITY: { id: "other city", kind: "CITY", parentId: "other association" },
} as const;

function withBelow(body: Body) {
  return { ...body, below: Object.values(bodies).filter(({ parentId }) => parentId === body.id) };
}

describe("who may do what", () => {
  it("is as the reviewed table says", async () => {
    const sections = actions.map(([action, answerTo]) => {
      const byAnswer = Map.groupBy(viewers, ([, viewer]) => answerTo(viewer));
      const lines = [...byAnswer].map(([said, some]) => `  ${said}: ${some.map(([name]) => name).join(", ")}`);
      return [action, ...lines.toSorted()].join("\n");
    });
    await expect(`${sections.join("\n")}\n`).toMatchFileSnapshot("policy.table.txt");
  });

  it("is refused to everybody whose proof is older than ten minutes, but not before", () => {
    const at = (ageMs: number) => aPerson("a", [], { reauthenticatedAt: new Date(testNow.getTime() - ageMs) });
    expect(mustBeRecent(at(600_000), testNow)).toBeNull();
    expect(mustBeRecent(at(600_001), testNow)?.name).toBe("ProveWhoYouAreAgain");
  });
});

// Few ids, so that what people hold and what they ask about often meet.
const bodyId = fc.constantFrom("a", "b", "c");
const body: fc.Arbitrary<Body> = fc.oneof(
  fc.record({ id: bodyId, kind: fc.constantFrom<BodyKind>("NODE", "ASSOCIATION", "DONOR"), parentId: fc.constant(null) }),
  fc.record({ id: bodyId, kind: fc.constant<BodyKind>("CITY"), parentId: bodyId }),
);
const held: fc.Arbitrary<HeldRole> = fc.record({ bodyId, role: fc.constantFrom(...roles) });
const viewer: fc.Arbitrary<Viewer> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom<Viewer>(anonymous, system("a timer")) },
  { weight: 1, arbitrary: bodyId.map((id): Viewer => ({ kind: "key", keyId: "k", bodyId: id, scopes: ["read:public"] })) },
  { weight: 8, arbitrary: fc.tuple(bodyId, fc.array(held, { maxLength: 3 })).map(([id, some]) => aPerson(id, some)) },
);
const role = fc.constantFrom(...roles);

/** How far up a role stands; the roles of one rank stand beside each other. */
const rank: Readonly<Record<Role, number>> = {
  OPERATOR: 3,
  ASSOCIATION_OFFICER: 2,
  CHAIR: 1,
  CITY_OFFICER: 0,
  TRANSLATOR: 0,
  JUDGE: 0,
  DONOR: 0,
};

/** What the rank of a viewer is worth in a body: operators anywhere, others where they hold it or right above. */
function rankIn(somebody: Viewer, { id, parentId }: Body): number {
  if (isOperator(somebody)) return rank.OPERATOR;
  if (somebody.kind !== "person") return -1;
  return Math.max(-1, ...somebody.held.filter((one) => one.bodyId === id || one.bodyId === parentId).map((one) => rank[one.role]));
}

type Filter = Readonly<Record<string, unknown>>;

/** What Postgres does with these filters. */
function fits(row: Filter, filter: Filter): boolean {
  return Object.entries(filter).every(([key, wanted]) => {
    if (key === "OR") {
      // Inside an AND, Prisma takes an OR of nothing for no condition at all.
      const alternatives = wanted as readonly Filter[];
      return alternatives.length === 0 || alternatives.some((one) => fits(row, one));
    }
    const value = row[key];
    if (typeof wanted !== "object" || wanted === null) return value === wanted;
    if ("in" in wanted) return (wanted.in as readonly unknown[]).includes(value);
    if ("some" in wanted) return (value as readonly Filter[]).some((one) => fits(one, wanted.some as Filter));
    return fits(value as Filter, wanted as Filter);
  });
}

describe("for whoever asks about whatever", () => {
  it("nobody grants above their own role", () => {
    fc.assert(
      fc.property(viewer, body, role, (somebody, where, wanted) => {
        if (mayInvite(somebody, { role: wanted, body: where }, testNow) === null)
          expect(rankIn(somebody, where)).toBeGreaterThanOrEqual(rank[wanted]);
      }),
      { numRuns: 2_000 },
    );
  });

  it("a role is offered exactly where inviting to it is allowed", () => {
    fc.assert(
      fc.property(viewer, body, role, (somebody, where, wanted) => {
        const allowed = mayInvite(somebody, { role: wanted, body: where }, testNow) === null;
        expect(rolesToGive(somebody, where).includes(wanted)).toBe(allowed);
      }),
    );
  });

  it("whoever gives a role sees who holds it", () => {
    fc.assert(
      fc.property(viewer, body, role, (somebody, where, wanted) => {
        if (rolesToGive(somebody, where).includes(wanted)) expect(maySeeRole(somebody, { role: wanted, body: where })).toBe(true);
      }),
    );
  });

  it("the list of bodies holds those that may be seen alone", () => {
    const below = fc.array(fc.record({ id: bodyId }), { maxLength: 2 });
    fc.assert(
      fc.property(viewer, body, below, (somebody, where, some) => {
        const row = { ...where, below: some };
        expect(fits(row, bodiesVisibleTo(somebody))).toBe(maySeeBody(somebody, row));
      }),
      { numRuns: 1_000 },
    );
  });

  it("the list of members and invitations holds those that may be seen alone", () => {
    fc.assert(
      fc.property(viewer, body, role, (somebody, where, held_) => {
        const row = { role: held_, body: where };
        expect(fits(row, rolesVisibleTo(somebody))).toBe(maySeeRole(somebody, row));
      }),
      { numRuns: 1_000 },
    );
  });

  it("the list of keys holds those that may be seen alone", () => {
    fc.assert(
      fc.property(viewer, body, (somebody, where) => {
        expect(fits({ body: where }, keysVisibleTo(somebody))).toBe(maySeeKeys(somebody, where));
      }),
      { numRuns: 1_000 },
    );
  });

  it("the list of accounts holds those that may be seen alone", () => {
    fc.assert(
      fc.property(viewer, bodyId, (somebody, id) => {
        expect(fits({ id }, accountsVisibleTo(somebody))).toBe(maySeeAccount(somebody, { id }));
      }),
    );
  });
});
