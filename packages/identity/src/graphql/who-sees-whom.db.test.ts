import { testDatabase } from "@dostyk/db/testing";
import { ask } from "@dostyk/graphql/testing";
import { anonymous, roles, system, type Viewer } from "@dostyk/kernel";
import { expect, it } from "vitest";
import { inviteMember } from "../commands/invite-member.ts";
import { issueKey } from "../commands/issue-key.ts";
import { actingAs, aPerson, givenHouse, testNow } from "../testing.ts";
import "./index.ts";

const db = await testDatabase();
const { bodies, people } = await givenHouse(db);
await inviteMember(db, actingAs(people.CHAIR), { bodyId: bodies.ASSOCIATION, role: "JUDGE", email: "invited.judge@example.org" });
await inviteMember(db, actingAs(people.DONOR), { bodyId: bodies.DONOR, role: "DONOR", email: "invited.donor@example.org" });
const expiresAt = new Date(testNow.getTime() + 1_000);
await issueKey(db, actingAs(people.DONOR), {
  bodyId: bodies.DONOR,
  name: "key of the donor",
  scopes: ["read:public"],
  expiresAt,
  costBudget: 1_000,
});

/** Every way there is from a body to people and keys, and from there on. */
const inABody = `
  members(first: 8) { nodes { email account { email memberships { body { name } } } body { name keys(first: 2) { nodes { name } } } } }
  invitations(first: 3) { nodes { email invitedBy { email memberships { body { name } email } } } }
  keys(first: 2) { nodes { name } }`;
// One operation asks only so much.
const questions = [
  `{ viewer { account { email } roles { email body { name ${inABody} } } bodies { name ${inABody} } } }`,
  "{ accounts(first: 20) { nodes { email memberships { role counts body { name } } } } auditLog(first: 20) { nodes { detail } } }",
  `{ actingBodies(first: 5) { nodes { name ${inABody} parent { name ${inABody} } } } }`,
  `{ actingBodies(first: 5) { nodes { below(first: 2) { nodes { name ${inABody} } } } } }`,
];

const viewers: readonly (readonly [string, Viewer])[] = [
  ["anonymous", anonymous],
  ["a person without a role", aPerson("somebody", [])],
  ...roles.map((role) => [role.toLowerCase().replaceAll("_", " "), people[role]] as const),
  ["an operator without a second factor", { ...people.OPERATOR, held: [] }],
  ["a key of the donor", { kind: "key", keyId: "k", bodyId: bodies.DONOR, scopes: ["read:public"] }],
  ["the node itself", system("a timer")],
];

it("is as the reviewed list says which addresses, bodies and keys a viewer meets on any way through GraphQL", async () => {
  const sections: string[] = [];
  for (const [name, viewer] of viewers) {
    const answers = await Promise.all(questions.map((question) => ask(db, question, { viewer, now: testNow })));
    const met = new Set(JSON.stringify(answers).match(/[\w.]+@example\.org|Example \w+|key of the donor/gu));
    sections.push([name, ...[...met].toSorted().map((one) => `  ${one}`)].join("\n"));
  }
  await expect(`${sections.join("\n")}\n`).toMatchFileSnapshot("who-sees-whom.txt");
});
