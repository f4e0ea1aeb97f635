import { aPartialDate } from "@dostyk/kernel/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  dateProperty,
  dates,
  datesProperty,
  edtf,
  localized,
  nameProperty,
  numbersAgree,
  type Property,
  type QualifiedNumber,
  referenceProperty,
  slug,
} from "./property.ts";
import { inThree } from "./testing.ts";

function agree(property: Property<never>, a: unknown, b: unknown): boolean {
  return property.agrees?.(a as never, b as never) ?? false;
}

function precision(property: Property<never>, value: unknown): number {
  return property.precision?.(value as never) ?? 0;
}

const aNumber: fc.Arbitrary<QualifiedNumber> = fc.record({
  number: fc.nat({ max: 200 }),
  qualifier: fc.constantFrom("EXACT" as const, "ABOUT" as const, "OVER" as const, "AT_LEAST" as const),
});

describe("numbersAgree()", () => {
  it.each([
    [{ number: 95, qualifier: "EXACT" }, { number: 95, qualifier: "EXACT" }, true],
    [{ number: 95, qualifier: "EXACT" }, { number: 96, qualifier: "EXACT" }, false],
    [{ number: 95, qualifier: "EXACT" }, { number: 100, qualifier: "ABOUT" }, true],
    [{ number: 89, qualifier: "EXACT" }, { number: 100, qualifier: "ABOUT" }, false],
    [{ number: 2000, qualifier: "OVER" }, { number: 2345, qualifier: "EXACT" }, true],
    [{ number: 2000, qualifier: "OVER" }, { number: 1999, qualifier: "EXACT" }, false],
    [{ number: 50, qualifier: "AT_LEAST" }, { number: 56, qualifier: "EXACT" }, true],
    [{ number: 0, qualifier: "EXACT" }, { number: 0, qualifier: "ABOUT" }, true],
  ] as const)("%j and %j: %s", (a, b, expected) => {
    expect(numbersAgree(a, b)).toBe(expected);
  });

  it("is the same question both ways round, and holds between a number and itself", () => {
    fc.assert(fc.property(aNumber, aNumber, (a, b) => numbersAgree(a, b) === numbersAgree(b, a) && numbersAgree(a, a)));
  });
});

describe("a property of dates", () => {
  const day = aPartialDate().map(({ edtf: text }) => text);

  it("asks the same question both ways round", () => {
    fc.assert(fc.property(day, day, (a, b) => agree(dateProperty, a, b) === agree(dateProperty, b, a)));
    const blocks = fc.array(day, { minLength: 1, maxLength: 3 });
    fc.assert(fc.property(blocks, blocks, (a, b) => agree(datesProperty, a, b) === agree(datesProperty, b, a)));
  });

  it("takes a day for more precise than its month, and a month for more than an open interval", () => {
    const [any, month, on] = ["2001-09/..", "2001-09", "2001-09-18"].map((text) => precision(dateProperty, text));
    expect(on).toBeGreaterThan(month ?? 0);
    expect(month).toBeGreaterThan(any ?? 0);
  });

  it("takes one date for a list of one", () => {
    expect(dates.parse("2001-09-18")).toEqual(["2001-09-18"]);
    expect(dates.parse(["2001-10-26", "2001-10-30"])).toEqual(["2001-10-26", "2001-10-30"]);
    expect(dates.safeParse([]).success).toBe(false);
  });

  it("refuses what is no EDTF and says what to write", () => {
    expect(edtf.safeParse("18 September").error?.issues[0]?.message).toContain("2001-09-18");
  });
});

describe("referenceProperty()", () => {
  it("tells the record a value speaks of", () => {
    expect(referenceProperty("PLACE").references?.("almaty" as never)).toEqual([{ type: "PLACE", slug: "almaty" }]);
  });
});

describe("a slug", () => {
  it.each(["almaty", "best-practices-2001", "1"])("is %s", (text) => {
    expect(slug.safeParse(text).success).toBe(true);
  });
  it.each(["", "Almaty", "a--b", "-a", "a-", "a b", "алматы", "a".repeat(121)])("is not %j", (text) => {
    expect(slug.safeParse(text).success).toBe(false);
  });
});

describe("a localized text", () => {
  it("needs English, Russian and Kazakh; Kyrgyz may be left out", () => {
    expect(localized.parse(inThree("Friendship"))).toEqual(inThree("Friendship"));
    expect(localized.safeParse({ en: "Friendship", ru: "Дружба" }).success).toBe(false);
    expect(localized.safeParse({ ...inThree("Friendship"), kk: "" }).success).toBe(false);
  });
});

describe("a name", () => {
  it("is a variant where nothing else is said", () => {
    expect(nameProperty.schema.parse({ text: "Aturay", language: "en" })).toEqual({ text: "Aturay", language: "en", kind: "VARIANT" });
  });
});
