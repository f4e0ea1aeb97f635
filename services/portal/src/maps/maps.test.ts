import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { baseMap } from "./geometry.ts";
import { columnLabels, nearbyLabels } from "./labels.ts";

describe("baseMap()", () => {
  it.each(["central-asia", "overview"] as const)("%s weighs at most 27 KB on the wire", (name) => {
    const { land, borders } = baseMap(name);
    expect(gzipSync(land + borders).length).toBeLessThan(27_000);
    expect(land.length).toBeGreaterThan(1_000);
  });

  it("has the cities of Central Asia on both maps, and those of America on the overview only", () => {
    expect(baseMap("central-asia").place(76.95, 52.29)).not.toBeNull();
    expect(baseMap("overview").place(76.95, 52.29)).not.toBeNull();
    expect(baseMap("central-asia").place(-112.03, 46.6)).toBeNull();
    expect(baseMap("overview").place(-112.03, 46.6)).not.toBeNull();
  });

  it("stands Almaty south of Pavlodar and Helena west of both", () => {
    const map = baseMap("overview");
    const [almatyX = 0, almatyY = 0] = map.place(76.9, 43.24) ?? [];
    const [, pavlodarY = 0] = map.place(76.95, 52.29) ?? [];
    const [helenaX = 0] = map.place(-112.03, 46.6) ?? [];
    expect(almatyY).toBeGreaterThan(pavlodarY);
    expect(helenaX).toBeLessThan(almatyX);
  });
});

describe("the names on a map", () => {
  it("stand a line apart in a column, from north to south", () => {
    const labels = columnLabels(
      [
        { x: 10, y: 101, name: "Almaty" },
        { x: 10, y: 100, name: "Pavlodar" },
      ],
      "right",
      50,
      300,
    );
    expect(labels.map(({ name }) => name)).toEqual(["Pavlodar", "Almaty"]);
    expect((labels[1]?.labelY ?? 0) - (labels[0]?.labelY ?? 0)).toBeGreaterThanOrEqual(28);
  });

  it("never cover each other; the one there is no room for is left to the table", () => {
    const crowd = Array.from({ length: 8 }, (_, index) => ({ x: 100 + index, y: 100, name: `Place ${index}` }));
    const labels = nearbyLabels(crowd, 300, 200);
    expect(labels.length).toBeGreaterThan(0);
    expect(labels.length).toBeLessThan(crowd.length);
  });
});
