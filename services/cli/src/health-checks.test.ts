import { describe, expect, it } from "vitest";
import { diskHealth } from "./health-checks.ts";

describe("diskHealth()", () => {
  it.each([
    [0, "down"],
    [99_999_999, "down"],
    [100_000_000, "degraded"],
    [999_999_999, "degraded"],
    [1_000_000_000, "ok"],
  ])("of %i free bytes is %s", (free, status) => {
    expect(diskHealth(free).status).toBe(status);
  });

  it("says how much is free and what to do", () => {
    expect(diskHealth(5_500_000).note).toBe("5 MB free; make room, or move the data folder");
  });
});
