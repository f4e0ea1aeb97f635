import { describe, expect, it } from "vitest";
import { dealtPairs } from "../made-up-round.ts";
import { recovery } from "./recovery.ts";

describe("recovery()", () => {
  it("finds more of the true best by adjusted scores and Rasch than by means where judges differ much, and the same each time", () => {
    const scenario = { entries: 60, judges: 12, reviews: 3, severity: 1.2, replications: 6 };
    const found = new Map(recovery(scenario).map((one) => [one.method, one.found]));
    expect(found.get("adjusted") ?? 0).toBeGreaterThan((found.get("mean") ?? 10) + 0.5);
    expect(found.get("Rasch") ?? 0).toBeGreaterThan((found.get("mean") ?? 10) + 0.5);
    expect(recovery({ ...scenario, replications: 1 })).toEqual(recovery({ ...scenario, replications: 1 }));
  });
});

describe("dealtPairs()", () => {
  it("deals every entry so many different judges, and judges about as many entries each", () => {
    const pairs = dealtPairs(40, 7, 3, "s");
    expect(new Set(pairs.map(({ entry, judge }) => `${entry} ${judge}`)).size).toBe(120);
    const loads = [...Map.groupBy(pairs, ({ judge }) => judge).values()].map((own) => own.length);
    expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
  });
});
