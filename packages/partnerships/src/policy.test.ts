import { aPerson } from "@dostyk/identity/testing";
import { anonymous, system, type Viewer } from "@dostyk/kernel";
import { describe, expect, it } from "vitest";
import { type Statement, type StatementAct, statementActs, stateOf } from "./partnership-process.ts";
import { type Life, maySpeakFor, mayState } from "./policy.ts";

const bodies = [
  { id: "our city", parentId: "our association" },
  { id: "their city", parentId: "their association" },
] as const;

/** All of them wish something for the first party. */
const viewers: readonly (readonly [string, Viewer])[] = [
  ["anonymous", anonymous],
  ["person without a role", aPerson("somebody", [])],
  ["officer of the city", aPerson("ours", [{ bodyId: "our city", role: "CITY_OFFICER" }])],
  ["officer of its association", aPerson("above", [{ bodyId: "our association", role: "ASSOCIATION_OFFICER" }])],
  ["officer of the other city", aPerson("theirs", [{ bodyId: "their city", role: "CITY_OFFICER" }])],
  [
    "officer of both who spoke for the other",
    aPerson(
      "both",
      bodies.map(({ id }) => ({ bodyId: id, role: "CITY_OFFICER" as const })),
    ),
  ],
  ["judge of its association", aPerson("judge", [{ bodyId: "our association", role: "JUDGE" }])],
  ["operator", aPerson("operator", [{ bodyId: "node", role: "OPERATOR" }])],
  ["key of its association", { kind: "key", keyId: "k", bodyId: "our association", scopes: ["read:public"] }],
  ["the node itself", system("a timer")],
];

const said = (...all: readonly (readonly [number, StatementAct, number?])[]): Statement[] =>
  all.map(([party, act, version = 1], index) => ({ party, act, number: index + 1, terms: { version, by: version === 1 ? 0 : 1 } }));
const agreed = [
  [0, "PROPOSE"],
  [1, "CONFIRM"],
] as const;

/** Where a partnership may stand, as the first party meets it. */
const stands: readonly (readonly [string, readonly Statement[]])[] = [
  ["proposed by us", said([0, "PROPOSE"])],
  ["proposed by us, declined", said([0, "PROPOSE"], [1, "DECLINE"])],
  ["proposed by us, amended by them", said([0, "PROPOSE"], [1, "AMEND", 2])],
  ["active", said(...agreed)],
  ["active, an amendment of theirs waits", said(...agreed, [1, "AMEND", 2])],
  ["active, we declined their amendment", said(...agreed, [1, "AMEND", 2], [0, "DECLINE", 2])],
  ["suspended by us", said(...agreed, [0, "SUSPEND"])],
  ["suspended by them", said(...agreed, [1, "SUSPEND"])],
  ["dormant by us", said(...agreed, [0, "MARK_DORMANT"])],
  ["ended by us", said(...agreed, [0, "END"])],
  ["ended by them", said(...agreed, [1, "END"])],
  ["ended by both", said(...agreed, [0, "END"], [1, "END"])],
];

const lives: readonly (readonly [string, Life])[] = [
  ...stands.map(
    ([name, statements]) =>
      [name, { ours: true, state: stateOf(2, statements), bodies, spoken: [{ accountId: "both", position: 1 }] }] as const,
  ),
  ["known from documents", { ours: true, state: null, bodies, spoken: [] }],
  ["active, of another node", { ours: false, state: stateOf(2, said(...agreed)), bodies, spoken: [] }],
  ["active, and no body is linked to us", { ours: true, state: stateOf(2, said(...agreed)), bodies: [null, bodies[1]], spoken: [] }],
];

describe("who may say what for a party", () => {
  it("is as the reviewed table says: viewer by act by where it stands", async () => {
    const sections = lives.map(([name, life]) => {
      const byAnswer = Map.groupBy(viewers, ([, viewer]) =>
        statementActs
          .map((act) => [act, mayState(viewer, life, 0, act)?.name ?? "yes"] as const)
          .reduce((told, [act, answer]) => told.set(answer, [...(told.get(answer) ?? []), act]), new Map<string, string[]>())
          .entries()
          .map(([answer, acts]) => `${answer}: ${acts.length === statementActs.length ? "everything" : acts.join(" ")}`)
          .toArray()
          .join("; "),
      );
      return [name, ...[...byAnswer].map(([answer, some]) => `  ${some.map(([who]) => who).join(", ")}\n    ${answer}`)].join("\n");
    });
    const proposals = viewers.map(([who, viewer]) => `  ${who}: ${maySpeakFor(viewer, bodies[0])?.name ?? "yes"}`);
    await expect(`${["to propose", ...proposals, ...sections].join("\n")}\n`).toMatchFileSnapshot("policy.table.txt");
  });
});
