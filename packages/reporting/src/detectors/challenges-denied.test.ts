import { describe, expect, it } from "vitest";

import { challengesDenied } from "./challenges-denied.ts";
import { givenReport, mention, row, sections } from "./testing.ts";

const rows = [row(7, "POSTPONED", "race"), row(2, "POSTPONED"), row(3, "COMPLETED", "market")];

describe("challengesDenied()", () => {
  it("finds a report without challenges whose rows were postponed, and names the rows", () => {
    const mentions = [
      mention(107, { property: "postponed", from: "2015-05", to: null }, "race"),
      mention(102, { property: "postponed", from: "2015-06", to: null }),
    ];
    expect(challengesDenied(givenReport({ rows, mentions, sections: sections({ CHALLENGES: "NOT_APPLICABLE" }) }))).toEqual([
      {
        line: 200,
        contradiction: {
          kind: "CHALLENGES_DENIED",
          subjectId: null,
          rowId: null,
          claimIds: ["claim-102", "claim-107"],
          details: { section: "CHALLENGES", sectionLine: 200, postponed: 2, rows: "2, 7" },
        },
      },
    ]);
  });

  it("points at the row where there is only one", () => {
    const facts = givenReport({ rows: [row(2, "POSTPONED")], sections: sections({ CHALLENGES: "NOT_APPLICABLE" }) });
    expect(challengesDenied(facts)[0]?.contradiction.rowId).toBe("row-2");
  });

  it.each([
    ["challenges denied, actions too", { CHALLENGES: "NOT_APPLICABLE", ACTIONS_REQUIRED: "NOT_APPLICABLE" }, ["CHALLENGES"]],
    ["challenges blank", { CHALLENGES: "BLANK" }, []],
    ["challenges told", {}, []],
    ["challenges told and no action asked for", { ACTIONS_REQUIRED: "NOT_APPLICABLE" }, []],
    ["challenges blank and no action asked for", { CHALLENGES: "BLANK", ACTIONS_REQUIRED: "NOT_APPLICABLE" }, ["ACTIONS_REQUIRED"]],
  ] as const)("%s: %j gives %j", (_case, answers, expected) => {
    const found = challengesDenied(givenReport({ rows, sections: sections(answers) }));
    expect(found.map(({ contradiction }) => contradiction.details["section"])).toEqual(expected);
  });

  it("is content where nothing was postponed", () => {
    const facts = givenReport({ rows: [row(1, "COMPLETED")], sections: sections({ CHALLENGES: "NOT_APPLICABLE" }) });
    expect(challengesDenied(facts)).toEqual([]);
  });
});
