import { describe, expect, it } from "vitest";

import { postponedNotPlanned } from "./postponed-not-planned.ts";
import { givenReport, mention, row } from "./testing.ts";

const rows = [row(1, "POSTPONED")];
const planItems = [{ subjectId: "race", lineStart: 310, lineEnd: 310 }];

function toDate(...dates: string[]) {
  return [mention(101, { property: "rescheduled", dates })];
}

describe("postponedNotPlanned()", () => {
  it("finds what was postponed into the next quarter and is not in its plan", () => {
    expect(postponedNotPlanned(givenReport({ rows, planItems, mentions: toDate("2015-09") }))).toEqual([
      {
        line: 101,
        contradiction: {
          kind: "POSTPONED_NOT_PLANNED",
          subjectId: "fair",
          rowId: "row-1",
          claimIds: ["claim-101"],
          details: { newDate: "2015-09", newDateLine: 101, planPeriod: "2015-07/2015-09" },
        },
      },
    ]);
  });

  it("goes by the period the plan states, where it states one", () => {
    const mentions = toDate("2015-11");
    expect(postponedNotPlanned(givenReport({ rows, planItems, mentions, planPeriod: "2015-07/2015-12" }))).toHaveLength(1);
    expect(postponedNotPlanned(givenReport({ rows, planItems, mentions }))).toEqual([]);
  });

  it.each([
    ["a date that may lie later", ["2015"]],
    ["a date beyond the plan", ["2015-10"]],
    ["a date without its year", ["XXXX-09"]],
    ["no new date", []],
  ])("is content with %s", (_case, dates) => {
    expect(postponedNotPlanned(givenReport({ rows, planItems, mentions: toDate(...dates) }))).toEqual([]);
  });

  it("is content where the plan has it, as an item or in passing", () => {
    const item = { subjectId: "fair", lineStart: 311, lineEnd: 311 };
    const inPassing = mention(320, { property: "place", places: ["harbour"] });
    expect(postponedNotPlanned(givenReport({ rows, planItems: [item], mentions: toDate("2015-09") }))).toEqual([]);
    expect(postponedNotPlanned(givenReport({ rows, planItems, mentions: [...toDate("2015-09"), inPassing] }))).toEqual([]);
  });

  it("says nothing of a report that has no plan", () => {
    expect(postponedNotPlanned(givenReport({ rows, mentions: toDate("2015-09") }))).toEqual([]);
  });
});
