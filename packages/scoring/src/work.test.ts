import { describe, expect, it } from "vitest";
import { partOf, runInSteps, runNow, type Work } from "./work.ts";

function* counting(to: number): Work<number> {
  for (let n = 1; n <= to; n += 1) yield n / to;
  return to;
}

function* twice(): Work<number> {
  const first = yield* partOf(counting(2), 0, 0.5);
  return first + (yield* partOf(counting(4), 0.5, 1));
}

describe("work", () => {
  it("runs to its end and tells how far it is", async () => {
    const told: number[] = [];
    expect(runNow(twice(), { onProgress: (fraction) => told.push(fraction) })).toBe(6);
    expect(told).toEqual([0.25, 0.5, 0.625, 0.75, 0.875, 1, 1]);
    expect(await runInSteps(twice())).toBe(6);
  });

  it("stops between steps when its signal is aborted, with the signal's reason", async () => {
    const controller = new AbortController();
    const reason = new Error("The chair closed the page.");
    const run = runInSteps(counting(1e9), { signal: controller.signal });
    setTimeout(() => controller.abort(reason), 5);
    await expect(run).rejects.toBe(reason);
    expect(() => runNow(counting(3), { signal: AbortSignal.abort(reason) })).toThrow(reason);
  });
});
