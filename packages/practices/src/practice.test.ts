import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AdoptedFrom, adoptionsAgree } from "./practice.ts";

const from = (more: Partial<AdoptedFrom> = {}): AdoptedFrom => ({ practice: "prevention-programme", ...more });

describe("adoptionsAgree()", () => {
  it.each([
    ["what only one account states", from(), from({ partnership: "pavlodar-helena", learntAt: "trip", on: "2001" }), true],
    ["a day in the month", from({ on: "2001-09" }), from({ on: "2001-09-18" }), true],
    ["two years", from({ on: "2001" }), from({ on: "2002" }), false],
    ["two trips", from({ learntAt: "trip" }), from({ learntAt: "other-trip" }), false],
    ["two partnerships", from({ partnership: "pavlodar-helena" }), from({ partnership: "almaty-tucson" }), false],
  ])("%s", (_case, a, b, expected) => {
    expect(adoptionsAgree(a, b)).toBe(expected);
  });

  it("is the same question both ways round", () => {
    const account = fc
      .record(
        {
          partnership: fc.constantFrom("a", "b"),
          learntAt: fc.constantFrom("a", "b"),
          on: fc.constantFrom("2001", "2001-09", "2002", "XXXX-04-19"),
        },
        { requiredKeys: [] },
      )
      .map(from);
    fc.assert(fc.property(account, account, (a, b) => adoptionsAgree(a, b) === adoptionsAgree(b, a) && adoptionsAgree(a, a)));
  });
});
