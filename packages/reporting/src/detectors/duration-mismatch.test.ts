import { describe, expect, it } from "vitest";

import { durationMismatch } from "./duration-mismatch.ts";
import { givenReport, mention } from "./testing.ts";

function lasting(days: number, ...held: string[][]) {
  const mentions = [
    mention(5, { property: "duration", days }),
    ...held.map((dates, index) => mention(10 + index, { property: "held", dates })),
  ];
  return durationMismatch(givenReport({ mentions })).map(({ contradiction }) => contradiction);
}

describe("durationMismatch()", () => {
  it("finds five days on a single one", () => {
    expect(lasting(5, ["2015-05-20"])).toEqual([
      {
        kind: "DURATION_MISMATCH",
        subjectId: "fair",
        rowId: null,
        claimIds: ["claim-5", "claim-10"],
        details: { days: 5, daysLine: 5, held: "2015-05-20", heldLine: 10, counted: 1 },
      },
    ]);
  });

  // 4 May 2015 was a Monday.
  it.each([
    ["Monday to Friday", ["2015-05-04/2015-05-08"], [5]],
    ["Sunday to Friday: the Sunday counts", ["2015-05-03/2015-05-08"], [6]],
    ["Monday to the Friday after, with the weekend or without", ["2015-05-04/2015-05-15"], [10, 11, 12]],
    ["Friday to Monday", ["2015-05-08/2015-05-11"], [2, 3, 4]],
    ["two blocks", ["2015-05-04/2015-05-05", "2015-05-11"], [3]],
    ["blocks that overlap are counted once", ["2015-05-04/2015-05-06", "2015-05-05/2015-05-07"], [4]],
    ["a single day", ["2015-05-04"], [1]],
  ])("%s", (_case, held, fitting) => {
    const fits = Array.from({ length: 14 }, (_, days) => days).filter((days) => lasting(days, held).length === 0);
    expect(fits).toEqual(fitting);
  });

  it("does not judge dates that are not given to the day", () => {
    expect(lasting(5, ["2015-05"])).toEqual([]);
    expect(lasting(5, ["2015-05/2015-06"])).toEqual([]);
    expect(lasting(5, ["2015-05-04~"])).toEqual([]);
    expect(lasting(5, ["1000-01-01/9999-12-31"])).toEqual([]);
    expect(lasting(5)).toEqual([]);
  });

  it("is content where one of several dates fits", () => {
    expect(lasting(5, ["2015-05-20"], ["2015-05-04/2015-05-08"])).toEqual([]);
  });
});
