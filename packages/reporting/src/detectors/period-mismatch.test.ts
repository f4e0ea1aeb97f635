import { describe, expect, it } from "vitest";

import { periodMismatch } from "./period-mismatch.ts";
import { givenReport } from "./testing.ts";

function stated(line: number, edtf: string) {
  return { claimId: `claim-${line}`, edtf, lineStart: line, lineEnd: line };
}

describe("periodMismatch()", () => {
  it("finds a stated period that is another, beside one that is right", () => {
    const facts = givenReport({ statedPeriods: [stated(40, "2014-10/2014-12"), stated(1, "2015-04-01/2015-06-30")] });
    expect(periodMismatch(facts)).toEqual([
      {
        line: 40,
        contradiction: {
          kind: "PERIOD_MISMATCH",
          subjectId: null,
          rowId: null,
          claimIds: ["claim-1", "claim-40"],
          details: { period: "2015-04/2015-06", stated: "2014-10/2014-12", statedLine: 40 },
        },
      },
    ]);
  });

  it("finds a period that overlaps the report's only in part", () => {
    expect(periodMismatch(givenReport({ statedPeriods: [stated(1, "2015-06/2015-08")] }))).toHaveLength(1);
  });

  it.each(["2015-04-01/2015-06-30", "2015-34", "2015", "2015-05", "unclear"])("is content with %s", (edtf) => {
    expect(periodMismatch(givenReport({ statedPeriods: [stated(1, edtf)] }))).toEqual([]);
  });
});
