import "./audit.ts";
import { testDatabase } from "@dostyk/db/testing";
import { ask } from "@dostyk/graphql/testing";
import { anonymous, Refusal, type Role, system, type Viewer } from "@dostyk/kernel";
import { beforeAll, describe, expect, it } from "vitest";
import { auditRead, perform } from "../audit/perform.ts";
import { sealAuditLog } from "../audit/seal.ts";
import { actingAs, aPerson } from "../audit/testing.ts";

const db = await testDatabase();

class OnlyForTests extends Refusal {}

const ada = aPerson("ada");
const ben = aPerson("ben");
const key: Viewer = { kind: "key", keyId: "ada", bodyId: "body", scopes: [] };
const holding = (role: Role): Viewer => ({ ...aPerson("cy"), held: [{ bodyId: "body", role }] }) as Viewer;
const at = (minute: number) => () => new Date(Date.UTC(2026, 0, 1, 0, minute));

beforeAll(async () => {
  await perform(db, { ...actingAs(ada), now: at(1) }, { command: "identity.a", subject: { type: "Account", id: "ada" } }, async () => null);
  await perform(db, { ...actingAs(ben), now: at(2) }, { command: "identity.b", detail: { words: "of Ben" } }, async () => null);
  await perform(db, { ...actingAs(key), now: at(3) }, { command: "identity.c" }, async () => null);
  await perform(db, { ...actingAs(anonymous), now: at(4) }, { command: "identity.d" }, () => Promise.reject(new OnlyForTests("No."))).catch(
    () => null,
  );
  // A reason that is worded like an account's id.
  await auditRead(db, { ...actingAs(system("ada")), now: at(5) }, { command: "identity.e" }, async () => null);
  await sealAuditLog(db, at(6));
});

async function commandsFor(viewer: Viewer, more = ""): Promise<string> {
  const { auditLog } = await ask(db, `{ auditLog${more} { totalCount nodes { command } } }`, { viewer });
  const commands = auditLog.nodes.map(({ command }: { command: string }) => command.replace("identity.", ""));
  if (more === "") expect(auditLog.totalCount).toBe(commands.length);
  return commands.join("");
}

describe("who reads which lines", () => {
  it.each<[string, Viewer, string]>([
    ["a stranger", anonymous, ""],
    ["a person", ada, "a"],
    ["another person", ben, "b"],
    ["a key", key, "c"],
    ["a key of another id", { ...key, keyId: "ben" }, ""],
    ["the node itself", system("a test"), "edcba"],
    ["an operator", holding("OPERATOR"), "edcba"],
    ["an association officer", holding("ASSOCIATION_OFFICER"), ""],
    ["a city officer", holding("CITY_OFFICER"), ""],
    ["a translator", holding("TRANSLATOR"), ""],
    ["a judge", holding("JUDGE"), ""],
    ["a chair", holding("CHAIR"), ""],
    ["a donor", holding("DONOR"), ""],
  ])("%s", async (_name, viewer, commands) => {
    expect(await commandsFor(viewer)).toBe(commands);
  });

  it("does not follow from a filter", async () => {
    expect(await commandsFor(ada, '(filter: { actor: "ben" })')).toBe("");
    expect(await commandsFor(anonymous, '(filter: { command: "identity.d" })')).toBe("");
  });
});

describe("auditLog", () => {
  it.each([
    ['{ command: "identity.b" }', "b"],
    ["{ decision: REFUSED }", "d"],
    ['{ subject: "ada" }', "a"],
    ['{ actor: "ben" }', "b"],
    ['{ since: "2026-01-01T00:02:00Z", until: "2026-01-01T00:04:00Z" }', "cb"],
    ["{}", "edcba"],
  ])("is filtered by %s", async (filter, commands) => {
    expect(await commandsFor(system("a test"), `(filter: ${filter})`)).toBe(commands);
  });

  it("says of a line what was kept of it", async () => {
    const fields =
      "actor actorId at decision refusal subjectType subjectId detail traceId beforeDigest afterDigest position hash sealedAt id";
    const { auditLog } = await ask(db, `{ auditLog { nodes { ${fields} } } }`, { viewer: ben });
    expect(auditLog.nodes).toEqual([
      {
        actor: "PERSON",
        actorId: "ben",
        at: "2026-01-01T00:02:00.000Z",
        decision: "ALLOWED",
        refusal: null,
        subjectType: null,
        subjectId: null,
        detail: { words: "of Ben" },
        traceId: "t1",
        beforeDigest: null,
        afterDigest: null,
        position: 2,
        hash: expect.stringMatching(/^[0-9a-f]{64}$/u),
        sealedAt: "2026-01-01T00:06:00.000Z",
        id: expect.any(String),
      },
    ]);
  });

  it("pages from the newest to the oldest without losing a line", async () => {
    const seen: string[] = [];
    for (let after = ""; seen.length < 10;) {
      const { auditLog } = await ask(db, `{ auditLog(first: 2${after}) { nodes { command } pageInfo { hasNextPage endCursor } } }`, {
        viewer: system("a test"),
      });
      seen.push(...auditLog.nodes.map(({ command }: { command: string }) => command.at(-1)));
      if (auditLog.pageInfo.hasNextPage === false) break;
      after = `, after: "${auditLog.pageInfo.endCursor}"`;
    }
    expect(seen.join("")).toBe("edcba");
    expect(await commandsFor(system("a test"), "(orderBy: OLDEST, first: 2)")).toBe("ab");
  });
});
