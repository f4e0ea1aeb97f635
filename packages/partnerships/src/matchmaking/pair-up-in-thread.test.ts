import process from "node:process";
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
    const computed = () => {
      const { user, system } = process.threadCpuUsage();
      return (user + system) / 1000;
    };
    // Other processes make the event loop late too: what this thread computes between two turns of it is its own doing.
    let last = computed();
    let longestMs = 0;
    let turns = 0;
    const watch = setInterval(() => {
      const now = computed();
      longestMs = Math.max(longestMs, now - last);
      last = now;
      turns += 1;
    }, 1);
    const { pairs, leftOver } = await pairUpInThread(problemOf(500));
    clearInterval(watch);
    expect(pairs.length + leftOver.filter(({ side }) => side === "NEED").length).toBeGreaterThanOrEqual(500);
    expect(turns).toBeGreaterThan(20);
    expect(longestMs).toBeLessThan(50);
  }, 60_000);
});
