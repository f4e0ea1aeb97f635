import { describe, expect, it } from "vitest";

import { givenReport, mention, row } from "./testing.ts";
import { twoPlaces } from "./two-places.ts";

function between(first: string[], second: string[]) {
  const mentions = [mention(1, { property: "place", places: first }), mention(101, { property: "place", places: second })];
  return twoPlaces(givenReport({ rows: [row(1, "COMPLETED")], mentions })).map(({ contradiction }) => contradiction);
}

describe("twoPlaces()", () => {
  it("finds one event in two countries, and says it once", () => {
    expect(between(["upper-lake"], ["sydland"])).toEqual([
      {
        kind: "TWO_COUNTRIES",
        subjectId: "fair",
        rowId: "row-1",
        claimIds: ["claim-1", "claim-101"],
        details: { first: "NO", firstLine: 1, second: "SE", secondLine: 101 },
      },
    ]);
  });

  it("finds one event in two towns of one country", () => {
    expect(between(["upper-lake"], ["harbour"])).toMatchObject([
      { kind: "TWO_PLACES", details: { first: "upper-lake", second: "harbour" } },
    ]);
  });

  it("finds two lists that share a place and differ in another", () => {
    expect(between(["upper-lake", "harbour"], ["upper-lake", "lower-lake"])).toMatchObject([{ kind: "TWO_PLACES" }]);
  });

  it("finds a list with a town outside the region another names", () => {
    expect(between(["harbour", "upper-lake"], ["lake-region"])).toMatchObject([{ kind: "TWO_PLACES" }]);
  });

  it.each([
    ["the same place", ["upper-lake"], ["upper-lake"]],
    ["a town and its region", ["upper-lake"], ["lake-region"]],
    ["a country and a town in it", ["norrland"], ["harbour"]],
    ["a region and its towns", ["lake-region"], ["lower-lake", "upper-lake"]],
    ["a list over two countries and one of its places", ["upper-lake", "southport"], ["southport"]],
    ["a place that is on no map, and itself", ["elsewhere"], ["elsewhere"]],
    ["no place at all", [], ["harbour"]],
  ])("is content with %s", (_case, first, second) => {
    expect(between(first, second)).toEqual([]);
  });

  it("does not guess the country of a place that is on no map", () => {
    expect(between(["elsewhere"], ["southport"])).toMatchObject([{ kind: "TWO_PLACES" }]);
  });
});
