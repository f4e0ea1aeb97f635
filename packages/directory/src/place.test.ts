import { describe, expect, it } from "vitest";
import { type Gazetteer, placesAgree } from "./place.ts";

const gazetteer: Gazetteer = new Map(
  Object.entries({
    north: ["land"],
    south: ["land"],
    hill: ["north", "land"],
    lake: ["north", "land"],
    bay: ["south", "land"],
    land: [],
    isle: [],
  }).map(([slug, ancestors]) => [slug, { country: ancestors.at(-1) ?? slug, ancestors: new Set(ancestors) }]),
);

describe("placesAgree()", () => {
  it.each([
    { a: ["hill"], b: ["hill"], agrees: true },
    { a: ["hill"], b: ["north"], agrees: true },
    { a: ["land"], b: ["hill", "bay"], agrees: true },
    { a: ["north"], b: ["hill", "lake"], agrees: true },
    { a: ["hill"], b: ["hill", "isle"], agrees: true },
    { a: ["north"], b: ["hill", "bay"], agrees: false },
    { a: ["hill"], b: ["lake"], agrees: false },
    { a: ["land"], b: ["isle"], agrees: false },
  ])("$a and $b: $agrees, whichever comes first", ({ a, b, agrees }) => {
    expect(placesAgree(a, b, gazetteer)).toBe(agrees);
    expect(placesAgree(b, a, gazetteer)).toBe(agrees);
  });
});
