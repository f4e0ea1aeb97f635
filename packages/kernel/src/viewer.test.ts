import { describe, expect, it } from "vitest";
import { anonymous, type HeldRole, holds, isOperator, system, type Viewer } from "./viewer.ts";

const person = (...held: readonly HeldRole[]): Viewer => ({
  kind: "person",
  accountId: "a",
  sessionId: "s",
  held,
  reauthenticatedAt: new Date(0),
});

describe("isOperator()", () => {
  it.each([
    [anonymous, false],
    [system("a timer"), true],
    [person(), false],
    [person({ bodyId: "node", role: "OPERATOR" }), true],
    [person({ bodyId: "association", role: "ASSOCIATION_OFFICER" }), false],
    [{ kind: "key", keyId: "k", bodyId: "node", scopes: ["read:public"] } as const, false],
  ])("answers %o with %s", (viewer, answer) => {
    expect(isOperator(viewer)).toBe(answer);
  });
});

describe("holds()", () => {
  it("asks for the role in this very body", () => {
    const viewer = person({ bodyId: "helena", role: "CITY_OFFICER" });
    expect(holds(viewer, "helena", "CITY_OFFICER")).toBe(true);
    expect(holds(viewer, "helena", "TRANSLATOR", "CITY_OFFICER")).toBe(true);
    expect(holds(viewer, "helena", "TRANSLATOR")).toBe(false);
    expect(holds(viewer, "pavlodar", "CITY_OFFICER")).toBe(false);
  });

  it("is never true of a key, whoever it belongs to", () => {
    expect(holds({ kind: "key", keyId: "k", bodyId: "helena", scopes: [] }, "helena", "CITY_OFFICER")).toBe(false);
  });
});
