import { describe, expect, it } from "vitest";
import { lineageLayout } from "./lineage-layout.ts";

describe("lineageLayout()", () => {
  it("stands every practice right of the one it was taken from", () => {
    const places = lineageLayout(
      ["c", "a", "b"],
      [
        ["a", "b"],
        ["b", "c"],
      ],
    );
    expect([places.get("a")?.column, places.get("b")?.column, places.get("c")?.column]).toEqual([0, 1, 2]);
  });

  it("stands two that were taken from one under each other", () => {
    const places = lineageLayout(
      ["a", "b", "c"],
      [
        ["a", "b"],
        ["a", "c"],
      ],
    );
    expect(places.get("b")).toEqual({ column: 1, row: 0 });
    expect(places.get("c")).toEqual({ column: 1, row: 1 });
  });

  it("ends on a circle, which no lineage should hold", () => {
    const places = lineageLayout(
      ["a", "b"],
      [
        ["a", "b"],
        ["b", "a"],
      ],
    );
    expect([...places.values()].every(({ column }) => column < 2)).toBe(true);
  });
});
