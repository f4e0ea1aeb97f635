import { monitorEventLoopDelay } from "node:perf_hooks";
import { runNow } from "@dostyk/scoring";
import { describe, expect, it } from "vitest";
import { inventedSides } from "./invented.ts";
import { pairUpInThread } from "./pair-up-in-thread.ts";
import { pairUp } from "./pair-up.ts";
import { usualWeights } from "./weights.ts";

const problemOf = (size: number, fair = false) => ({ ...inventedSides(size), weights: usualWeights, fair });

describe("pairUpInThread()", () => {
  it("makes the plan that this thread makes, and tells how far it has come", async () => {
    const progress: number[] = [];
    const there = await pairUpInThread(problemOf(60, true), { onProgress: (fraction) => progress.push(fraction) });
    expect(there).toEqual(runNow(pairUp(problemOf(60, true))));
    expect(progress.at(-1)).toBe(1);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
  });

  it("ends at once when asked to, with the reason", async () => {
    const reason = new Error("the officer left");
    const gone = new AbortController();
    await expect(pairUpInThread(problemOf(500), { signal: gone.signal, onProgress: () => gone.abort(reason) })).rejects.toBe(reason);
    await expect(pairUpInThread(problemOf(2), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  it("refuses before a thread is started", async () => {
    await expect(pairUpInThread({ ...problemOf(2), threshold: 2 })).rejects.toThrow("A threshold is a number from 0 to 1.");
  });

  it("pairs 500 with 500 while everything else goes on", async () => {
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const { pairs, leftOver } = await pairUpInThread(problemOf(500));
    delay.disable();
    expect(pairs.length + leftOver.filter(({ side }) => side === "NEED").length).toBeGreaterThanOrEqual(500);
    // The computation takes a second and more: here it would be seen at once. How little it really is, the benchmark says.
    expect(delay.percentile(99) / 1e6).toBeLessThan(250);
  }, 60_000);
});
