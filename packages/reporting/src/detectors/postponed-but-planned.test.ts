import { describe, expect, it } from "vitest";

import { postponedButPlanned } from "./postponed-but-planned.ts";
import { givenReport, mention, row } from "./testing.ts";

const rows = [row(1, "POSTPONED")];
const planItems = [{ subjectId: "fair", lineStart: 310, lineEnd: 310 }];

describe("postponedButPlanned()", () => {
  it.each(["planned", "rescheduled"] as const)("finds a row postponed to one date that the plan has as %s on another", (property) => {
    const mentions = [mention(101, { property: "rescheduled", dates: ["2015-09"] }), mention(310, { property, dates: ["2015-07-18~"] })];
    expect(postponedButPlanned(givenReport({ rows, planItems, mentions }))).toEqual([
      {
        line: 101,
        contradiction: {
          kind: "POSTPONED_BUT_PLANNED",
          subjectId: "fair",
          rowId: "row-1",
          claimIds: ["claim-101", "claim-310"],
          details: { newDate: "2015-09", newDateLine: 101, planned: "2015-07-18~", plannedLine: 310 },
        },
      },
    ]);
  });

  it("takes the new date from the postponement itself, and does without a row", () => {
    const mentions = [
      mention(20, { property: "postponed", from: "2015-05", to: "2015-09" }),
      mention(310, { property: "planned", dates: ["2015-07-18"] }),
    ];
    expect(postponedButPlanned(givenReport({ planItems, mentions }))[0]?.contradiction).toMatchObject({
      rowId: null,
      claimIds: ["claim-20", "claim-310"],
    });
  });

  it.each([
    ["the plan says the same, more exactly", ["2015-09"], ["2015-09-14/2015-09-16"]],
    ["the plan is the first to name a date", [], ["2015-07-18"]],
    ["the plan names none", ["2015-09"], []],
  ])("is content where %s", (_case, told, planned) => {
    const mentions = [mention(101, { property: "rescheduled", dates: told }), mention(310, { property: "planned", dates: planned })];
    expect(postponedButPlanned(givenReport({ rows, planItems, mentions }))).toEqual([]);
  });

  it("leaves alone what was not postponed", () => {
    const mentions = [
      mention(101, { property: "rescheduled", dates: ["2015-09"] }),
      mention(310, { property: "planned", dates: ["2015-07-18"] }),
    ];
    expect(postponedButPlanned(givenReport({ rows: [row(1, "COMPLETED")], planItems, mentions }))).toEqual([]);
  });
});
