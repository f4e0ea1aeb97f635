import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byPlace, choose, live } from "./choose.ts";
import type { StoredClaim } from "./claim.ts";
import { dateProperty } from "./property.ts";
import { aStoredClaim } from "./testing.ts";

const on = (value: string, more: Partial<StoredClaim> = {}) => aStoredClaim("on", value, more);

describe("choose()", () => {
  it.each([
    {
      by: "the preferred claim, however vague",
      claims: [on("2001-09-18"), on("2002", { rank: "PREFERRED" })],
      chosen: "2002",
    },
    {
      by: "the most precise",
      claims: [on("2001"), on("2001", { lineStart: 2 }), on("2001-09-18", { lineStart: 3 })],
      chosen: "2001-09-18",
    },
    {
      by: "the one stated most often",
      claims: [on("2001-09-17"), on("2001-09-18", { lineStart: 2 }), on("2001-09-18", { lineStart: 3 })],
      chosen: "2001-09-18",
    },
    {
      by: "the one on the first line",
      claims: [on("2001-09-18", { lineStart: 88 }), on("2001-09-17", { lineStart: 102 })],
      chosen: "2001-09-18",
    },
    {
      by: "the one of the source that came out first",
      claims: [on("2001-09-18", { sourceId: "a", sourcePublished: "2002" }), on("2001-09-17", { sourceId: "b", sourcePublished: "2001" })],
      chosen: "2001-09-17",
    },
    {
      by: "a dated source before an undated one",
      claims: [on("2001-09-18", { sourcePublished: null }), on("2001-09-17", { sourceId: "b" })],
      chosen: "2001-09-17",
    },
    {
      by: "the one most agree with, where two finer ones do not agree",
      claims: [on("2001-09-17"), on("2001-09", { lineStart: 2 }), on("2001-09-18", { lineStart: 3 })],
      chosen: "2001-09",
    },
    { by: "one that counts", claims: [on("2001-09-18", { rank: "DEPRECATED" }), on("2001")], chosen: "2001" },
  ])("takes $by", ({ claims, chosen }) => {
    expect(choose(claims, dateProperty)?.value).toBe(chosen);
    expect(choose(claims.toReversed(), dateProperty)?.value).toBe(chosen);
  });

  it("is null where no claim counts", () => {
    expect(choose([], dateProperty)).toBeNull();
    expect(choose([on("2001", { rank: "DEPRECATED" })], dateProperty)).toBeNull();
  });

  it("does not depend on the order claims are given in", () => {
    fc.assert(
      fc.property(fc.uniqueArray(aClaim(), { selector: ({ id }) => id, maxLength: 6 }), fc.nat(), (claims, turn) => {
        const turned = [...claims.slice(turn % 6), ...claims.slice(0, turn % 6)];
        expect(choose(turned, dateProperty)).toEqual(choose(claims, dateProperty));
      }),
    );
  });

  it("takes one of the claims that count", () => {
    fc.assert(
      fc.property(fc.array(aClaim(), { maxLength: 6 }), (claims) => {
        const chosen = choose(claims, dateProperty);
        return chosen === null ? live(claims).length === 0 : live(claims).includes(chosen);
      }),
    );
  });
});

describe("byPlace()", () => {
  it("is an order: turned round where its arguments are", () => {
    fc.assert(fc.property(aClaim(), aClaim(), (a, b) => Math.sign(byPlace(a, b)) === -Math.sign(byPlace(b, a))));
  });
});

function aClaim(): fc.Arbitrary<StoredClaim> {
  return fc
    .record({
      value: fc.constantFrom("2001", "2001-09", "2001-09-17", "2001-09-18"),
      rank: fc.constantFrom("PREFERRED" as const, "NORMAL" as const, "DEPRECATED" as const),
      sourceId: fc.constantFrom("a", "b"),
      sourcePublished: fc.constantFrom("2001", "2002-07", null),
      lineStart: fc.nat({ max: 3 }),
    })
    .map(({ value, ...more }) => on(value, more));
}
