import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { StoredClaim } from "./claim.ts";
import { findDisputes } from "./disputes.ts";
import { dateProperty, numberQualifier, numbersAgree, type Properties, property, textProperty } from "./property.ts";
import { aStoredClaim, inThree } from "./testing.ts";

const count = z.object({ group: z.string(), number: z.number(), qualifier: numberQualifier });

const properties: Properties = {
  on: dateProperty,
  colour: property({ schema: z.string(), cardinality: "one" }),
  count: property({ schema: count, cardinality: "one", kind: "NUMBER", qualifier: ({ group }) => group, agrees: numbersAgree }),
  remark: textProperty,
};

function attendance(group: string, number: number, more: Partial<StoredClaim> = {}): StoredClaim {
  return aStoredClaim("count", { group, number, qualifier: "EXACT" }, { qualifier: group, ...more });
}

describe("findDisputes()", () => {
  it("finds two values that cannot both hold", () => {
    const claims = [aStoredClaim("on", "2001-09-18", { lineStart: 88 }), aStoredClaim("on", "2001-09-17", { lineStart: 102 })];
    expect(findDisputes(claims, properties)).toMatchObject([{ property: "on", kind: "DATE", claims, chosen: claims[0] }]);
  });

  it("leaves out claims that disagree with nobody, but may show their value", () => {
    const [brown, grey] = [aStoredClaim("on", "2001-09-17"), aStoredClaim("on", "2001-09-18", { lineStart: 2 })];
    const month = aStoredClaim("on", "2001-09", { rank: "PREFERRED", lineStart: 3 });
    expect(findDisputes([month, grey, brown], properties)).toMatchObject([{ claims: [brown, grey], chosen: month }]);
  });

  it("keeps parallel values apart", () => {
    const claims = [attendance("women", 40), attendance("men", 50), attendance("men", 55, { lineStart: 2 })];
    expect(findDisputes(claims, properties)).toMatchObject([{ property: "count", qualifier: "men", kind: "NUMBER" }]);
  });

  it("calls a dispute of no other kind one of VALUE", () => {
    expect(findDisputes([aStoredClaim("colour", "red"), aStoredClaim("colour", "blue")], properties)).toMatchObject([{ kind: "VALUE" }]);
  });

  it("finds none among values that stand beside each other, deprecated ones, or of properties it does not know", () => {
    const claims = [
      aStoredClaim("remark", inThree("Hot")),
      aStoredClaim("remark", inThree("Cold")),
      aStoredClaim("colour", "red"),
      aStoredClaim("colour", "blue", { rank: "DEPRECATED" }),
      aStoredClaim("smell", "good"),
      aStoredClaim("smell", "bad"),
    ];
    expect(findDisputes(claims, properties)).toEqual([]);
  });

  it("finds none where all say the same, and finds the same whatever the order", () => {
    const colour = fc.constantFrom("red", "blue");
    const some = fc.array(fc.tuple(colour, fc.nat({ max: 3 })), { maxLength: 6 });
    fc.assert(
      fc.property(some, (said) => {
        const claims = said.map(([value, lineStart], index) => aStoredClaim("colour", value, { lineStart, id: String(index) }));
        const found = findDisputes(claims, properties);
        expect(found).toHaveLength(new Set(said.map(([value]) => value)).size > 1 ? 1 : 0);
        expect(findDisputes(claims.toReversed(), properties)).toEqual(found);
      }),
    );
  });
});
