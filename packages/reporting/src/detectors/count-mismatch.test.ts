import { describe, expect, it } from "vitest";

import { countMismatch } from "./count-mismatch.ts";
import { givenReport, mention, row } from "./testing.ts";

function counted(total: number, parts: number[]) {
  const mentions = [mention(101, { property: "count", label: { en: "visitors" }, total, parts })];
  return countMismatch(givenReport({ rows: [row(1, "COMPLETED")], mentions })).map(({ contradiction }) => contradiction);
}

describe("countMismatch()", () => {
  it("finds a total that is not the sum of its parts", () => {
    expect(counted(40, [15, 20])).toEqual([
      {
        kind: "COUNT_MISMATCH",
        subjectId: "fair",
        rowId: "row-1",
        claimIds: ["claim-101"],
        details: { total: 40, sum: 35, line: 101 },
      },
    ]);
  });

  it.each([
    ["parts that add up", 35, [15, 20]],
    ["a total without parts", 35, []],
    ["nobody, in parts", 0, [0, 0]],
  ])("is content with %s", (_case, total, parts) => {
    expect(counted(total, parts)).toEqual([]);
  });
});
