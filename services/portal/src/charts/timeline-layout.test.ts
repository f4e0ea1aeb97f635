import { describe, expect, it } from "vitest";
import { timelineLayout } from "./timeline-layout.ts";

const day = (from: string, to = from) => ({ from, to });

describe("timelineLayout()", () => {
  it("has nothing to draw where no row has a day", () => {
    expect(timelineLayout([{ planned: [], actual: [], moves: [] }], 0, 100)).toBeNull();
  });

  it("stands what is planned before what was held", () => {
    const layout = timelineLayout([{ planned: [day("2001-09-01")], actual: [day("2001-09-20")], moves: [] }], 0, 600);
    const [planned, actual] = layout?.rows[0]?.bars ?? [];
    expect(planned?.kind).toBe("planned");
    expect(actual?.kind).toBe("actual");
    expect(planned?.x).toBeLessThan(actual?.x ?? 0);
  });

  it("leads an arrow from the old date to the new one, and none where no new date was given", () => {
    const old = day("2001-09-01", "2001-09-30");
    const moved = timelineLayout([{ planned: [old], actual: [], moves: [{ from: old, to: day("2001-12-01", "2001-12-31") }] }], 0, 600);
    expect(moved?.rows[0]?.shifts).toHaveLength(1);
    expect(moved?.rows[0]?.shifts[0]?.from).toBeLessThan(moved?.rows[0]?.shifts[0]?.to ?? 0);
    expect(timelineLayout([{ planned: [old], actual: [], moves: [{ from: old, to: null }] }], 0, 600)?.rows[0]?.shifts).toEqual([]);
  });

  it("keeps every bar between the edges, and wide enough to be seen", () => {
    const rows = [{ planned: [day("2000-01-01")], actual: [day("2013-12-13")], moves: [] }];
    for (const { x, width } of timelineLayout(rows, 10, 500)?.rows[0]?.bars ?? []) {
      expect(x).toBeGreaterThanOrEqual(10);
      expect(x + width).toBeLessThanOrEqual(506);
      expect(width).toBeGreaterThanOrEqual(6);
    }
  });

  it("counts in months for a year and in years for a decade, never with more than nine lines", () => {
    const short = timelineLayout([{ planned: [day("2001-07-05")], actual: [day("2001-12-20")], moves: [] }], 0, 600);
    const long = timelineLayout([{ planned: [day("2000-07-05")], actual: [day("2013-12-20")], moves: [] }], 0, 600);
    expect(short?.unit).toBe("month");
    expect(long?.unit).toBe("year");
    expect(short?.ticks.length).toBeLessThan(10);
    expect(long?.ticks.length).toBeLessThan(10);
  });
});
