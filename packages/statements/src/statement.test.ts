import { describe, expect, it } from "vitest";
import { type Made, madeAlike } from "./statement.ts";

const at = (more: Partial<Made> = {}): Made => ({ event: "conference", ...more });

describe("madeAlike()", () => {
  it.each([
    ["what only one account states", at(), at({ speaker: "akim", organization: "akimat" }), true],
    ["other words for the same voice", at({ voice: { en: "delegates" } }), at({ voice: { en: "the delegates" } }), true],
    ["two speakers", at({ speaker: "akim" }), at({ speaker: "deputy" }), false],
    ["two organizations", at({ organization: "akimat" }), at({ organization: "council" }), false],
    ["two events", at(), at({ event: "meeting" }), false],
  ])("%s", (_case, a, b, expected) => {
    expect(madeAlike(a, b)).toBe(expected);
    expect(madeAlike(b, a)).toBe(expected);
  });
});
