import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCursor, type SortValue, writeCursor } from "./cursor.ts";

const aSortValue: fc.Arbitrary<SortValue> = fc.oneof(fc.string(), fc.integer(), fc.date({ noInvalidDate: true }));
const values = fc.array(aSortValue, { minLength: 1, maxLength: 3 });
const cursor = writeCursor({ list: "PlaceConnection", order: "NAME", values: ["almaty", "01A"] });

describe("a cursor", () => {
  it("gives back the place it was written for", () => {
    fc.assert(
      fc.property(values, (place) => {
        expect(readCursor(writeCursor({ list: "List", order: "ORDER", values: place }), "List", "ORDER", place.length)).toEqual(place);
      }),
    );
  });

  it.each([
    ["another list", "ActivityConnection", "NAME", 2],
    ["another order", "PlaceConnection", "UPDATED", 2],
    ["another number of columns", "PlaceConnection", "NAME", 3],
  ])("is null for %s", (_other, list, order, length) => {
    expect(readCursor(cursor, list, order, length)).toBeNull();
  });

  it("is null when it was cut or edited anywhere", () => {
    fc.assert(
      fc.property(fc.nat({ max: cursor.length - 2 }), fc.constantFrom("A", "z", "5", "-"), (place, letter) => {
        const edited = cursor.slice(0, place) + letter + cursor.slice(place + 1);
        fc.pre(edited !== cursor);
        expect(readCursor(edited, "PlaceConnection", "NAME", 2)).toBeNull();
        expect(readCursor(cursor.slice(0, place), "PlaceConnection", "NAME", 2)).toBeNull();
      }),
    );
  });

  it("is null, and never an error, for any other text", () => {
    fc.assert(fc.property(fc.string(), (text) => readCursor(text, "PlaceConnection", "NAME", 2) === null));
    expect(readCursor("A".repeat(100_000), "PlaceConnection", "NAME", 2)).toBeNull();
  });

  it("holds nothing but texts, numbers and days", () => {
    const odd = writeCursor({ list: "List", order: "ORDER", values: [{ day: "no day" } as never] });
    expect(readCursor(odd, "List", "ORDER", 1)).toBeNull();
  });
});
