import { describe, expect, it } from "vitest";

import { givenReport, mention } from "./testing.ts";
import { twoNames } from "./two-names.ts";

function between(...names: string[]) {
  const mentions = names.map((text, index) => mention(index + 1, { property: "called", text }));
  return twoNames(givenReport({ mentions })).map(({ contradiction }) => contradiction);
}

describe("twoNames()", () => {
  it("finds one event under two names", () => {
    expect(between("Water Forum", "Sewage Forum")).toEqual([
      {
        kind: "TWO_NAMES",
        subjectId: "fair",
        rowId: null,
        claimIds: ["claim-1", "claim-2"],
        details: { first: "Water Forum", firstLine: 1, second: "Sewage Forum", secondLine: 2 },
      },
    ]);
  });

  it.each([
    ["case and spaces", ["Round Table on Water", "roundtable on water"]],
    ["a short form", ["The 2015 Regional Water Forum", "Water Forum"]],
    ["another script", ["Астана форум", "Astana Forum"]],
    ["nothing but signs", ["—", "Water Forum"]],
    ["a single name", ["Water Forum"]],
  ])("is content with %s", (_case, names) => {
    expect(between(...names)).toEqual([]);
  });
});
