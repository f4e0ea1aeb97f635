import { describe, expect, it } from "vitest";

import { givenReport, mention, row } from "./testing.ts";
import { twoDates } from "./two-dates.ts";

describe("twoDates()", () => {
  it("finds one event held on two days and names claims, lines and row", () => {
    const facts = givenReport({
      rows: [row(1, "COMPLETED")],
      mentions: [
        mention(101, { property: "held", dates: ["2015-05-11"] }),
        mention(12, { property: "held", dates: ["2015-05-12"] }),
        mention(30, { property: "held", dates: ["2015-05"] }),
      ],
    });
    expect(twoDates(facts)).toEqual([
      {
        line: 12,
        contradiction: {
          kind: "TWO_DATES",
          subjectId: "fair",
          rowId: "row-1",
          // The month agrees with both days and is no party to the dispute.
          claimIds: ["claim-12", "claim-101"],
          details: { property: "held", first: "2015-05-12", firstLine: 12, second: "2015-05-11", secondLine: 101 },
        },
      },
    ]);
  });

  it.each([
    ["a month and the days in it", ["2015-05"], ["2015-05-11/2015-05-13"]],
    ["the blocks of one event and all of it", ["2015-05-11/2015-05-12", "2015-05-18"], ["2015-05-11/2015-05-18"]],
    ["a week and a day of it", ["2015-05-16~"], ["2015-05-14"]],
    ["a date nobody can read", ["soon"], ["2015-05-14"]],
  ])("is content with %s", (_case, first, second) => {
    const mentions = [mention(1, { property: "held", dates: first }), mention(101, { property: "held", dates: second })];
    expect(twoDates(givenReport({ mentions }))).toEqual([]);
  });

  it("does not hold a plan against what happened, nor one subject against another", () => {
    const mentions = [
      mention(1, { property: "planned", dates: ["2015-04"] }),
      mention(2, { property: "held", dates: ["2015-05-11"] }),
      mention(3, { property: "held", dates: ["2015-06-01"] }, "race"),
    ];
    expect(twoDates(givenReport({ mentions }))).toEqual([]);
  });

  it("lets the plan for the next period renew an older plan, and finds one that differs from a plan just as new", () => {
    const inPlan = mention(310, { property: "planned", dates: ["2015-08"] });
    const older = mention(105, { property: "planned", dates: ["2015-06"] });
    const asNew = mention(20, { property: "planned", dates: ["2015-09"] });
    expect(twoDates(givenReport({ mentions: [inPlan, older] }))).toEqual([]);
    expect(twoDates(givenReport({ mentions: [inPlan, asNew] }))).toHaveLength(1);
  });

  it("compares the new dates of something postponed, whichever claim tells them", () => {
    const mentions = [
      mention(1, { property: "postponed", from: "2015-05", to: "2015-08" }),
      mention(105, { property: "rescheduled", dates: ["2015-09"] }),
    ];
    expect(twoDates(givenReport({ mentions }))[0]?.contradiction.details).toMatchObject({
      property: "rescheduled",
      first: "2015-08",
      second: "2015-09",
    });
  });

  it("looks at outputs too", () => {
    const mentions = [
      mention(1, { property: "produced", dates: ["2015-05"] }, "handbook"),
      mention(105, { property: "produced", dates: ["2015-06"] }, "handbook"),
    ];
    expect(twoDates(givenReport({ mentions }))[0]?.contradiction).toMatchObject({ subjectId: "handbook", rowId: null });
  });
});
