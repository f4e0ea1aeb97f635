import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { foldForSearch } from "./folding.ts";

describe("foldForSearch()", () => {
  it.each([
    ["Экибастуз", "ekibastuz"],
    ["Екібастұз", "ekibastuz"],
    ["EKIBASTUZ", "ekibastuz"],
    ["Atyrau", "atyrau"],
    ["Атырау", "atyrau"],
    ["Málaga", "malaga"],
    ["Great  Falls–Naryn", "great falls naryn"],
    ["Большой", "bolshoi"],
    ["—", ""],
  ])("folds %j to %j", (text, folded) => {
    expect(foldForSearch(text)).toBe(folded);
  });

  it("gives words of a-z and 0-9, one space apart", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(foldForSearch(text)).toMatch(/^(?:[a-z0-9]+(?: [a-z0-9]+)*)?$/u);
      }),
    );
  });

  it("changes nothing that is folded already", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(foldForSearch(foldForSearch(text))).toBe(foldForSearch(text));
      }),
    );
  });
});
