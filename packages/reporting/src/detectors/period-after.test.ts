import { describe, expect, it } from "vitest";

import { periodAfter } from "./period-after.ts";

describe("periodAfter()", () => {
  it.each([
    ["2015-04/2015-06", "2015-07/2015-09"],
    ["2015-04-01/2015-06-30", "2015-07/2015-09"],
    ["2015-36", "2016-01/2016-03"],
    ["2015-01", "2015-02"],
    ["2015", "2016-01/2016-12"],
    ["2015-12-22/2015-12-31", "2016-01-01/2016-01-10"],
    ["2015-04/..", null],
    ["XXXX-04", null],
    ["spring", null],
  ])("after %s comes %s", (period, next) => {
    expect(periodAfter(period)).toBe(next);
  });
});
