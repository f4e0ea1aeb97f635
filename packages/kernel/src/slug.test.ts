import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { isSlug, slugFrom } from "./slug.ts";

describe("isSlug()", () => {
  it.each(["a", "almaty-tucson", "lgi-2001-q3", "a".repeat(120)])("is true for %s", (text) => {
    expect(isSlug(text)).toBe(true);
  });

  it.each(["", "-a", "a-", "a--b", "A", "a b", "алматы", "a\n", "a".repeat(121)])("is false for %j", (text) => {
    expect(isSlug(text)).toBe(false);
  });
});

describe("slugFrom()", () => {
  it.each([
    ["Өскемен", "oskemen"],
    ["Almaty – Tucson: 4th trip", "almaty-tucson-4th-trip"],
    ["People's Choice", "peoples-choice"],
    ["  ", null],
  ])("makes of %j %j", (text, slug) => {
    expect(slugFrom(text)).toBe(slug);
  });

  it("ends at a whole word where the title is too long", () => {
    expect(slugFrom("partnership ".repeat(30))).toBe(`${"partnership-".repeat(9)}partnership`);
  });

  it("makes a slug or nothing of any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const slug = slugFrom(text);
        return slug === null || isSlug(slug);
      }),
    );
  });
});
