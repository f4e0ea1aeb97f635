import { describe, expect, it } from "vitest";
import { crossedEffects } from "./crossed-effects.ts";
import { AssignmentIsImpossible } from "./assignment-refusals.ts";
import { adjustedNormal } from "./joint-normal.ts";
import { rankCertainty } from "./rank-certainty.ts";
import { ScoreIsOffTheScale } from "./refusals.ts";
import { type ScoreRow, scoreTable } from "./score-table.ts";
import { runNow } from "./work.ts";
import { runInWorker } from "./worker.ts";

const rows: ScoreRow[] = Array.from({ length: 240 }, (_, at) => ({
  entry: `e${Math.floor(at / 3)}`,
  judge: `j${(at * 7 + Math.floor(at / 3)) % 8}`,
  score: 40 + ((at * 37) % 41),
})).filter((row, at, all) => all.findIndex(({ entry, judge }) => entry === row.entry && judge === row.judge) === at);

describe("runInWorker()", () => {
  it("computes the same bytes as this thread does, and tells how far it has come", async () => {
    const progress: number[] = [];
    const there = await runInWorker(
      "ranks",
      { rows, seed: "s", draws: 500, top: [3] },
      { onProgress: (fraction) => progress.push(fraction) },
    );
    const fit = runNow(crossedEffects(scoreTable(rows)));
    expect(JSON.stringify(there.fit)).toBe(JSON.stringify(fit));
    expect(JSON.stringify(there.ranks)).toBe(
      JSON.stringify(runNow(rankCertainty(adjustedNormal(fit), { seed: "s", draws: 500, top: [3] }))),
    );
    expect(progress.at(-1)).toBe(1);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
  });

  it("ends at once when asked to, with the reason", async () => {
    const reason = new Error("the chair left");
    const gone = new AbortController();
    const asked = runInWorker(
      "ranks",
      { rows, seed: "s", draws: 1_000_000 },
      { signal: gone.signal, onProgress: () => gone.abort(reason) },
    );
    await expect(asked).rejects.toBe(reason);
    await expect(runInWorker("crossed-effects", { rows }, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  it("refuses as this thread does: by the class, with its fields", async () => {
    const asked = runInWorker("crossed-effects", { rows: [{ entry: "a", judge: "j", score: NaN }] });
    await expect(asked).rejects.toThrow(ScoreIsOffTheScale);
    await expect(asked).rejects.toMatchObject({
      name: "ScoreIsOffTheScale",
      place: { row: 1, entry: "a", judge: "j" },
      path: ["1", "a", "j"],
    });
    const problem = { reviews: 2, entries: [{ id: "e" }], judges: [{ id: "j", min: 0, max: 1 }], pairs: [] };
    const impossible = runInWorker("assignment", { problem, goals: { seed: "s" } });
    await expect(impossible).rejects.toThrow(AssignmentIsImpossible);
    await expect(impossible).rejects.toMatchObject({ because: { kind: "TOO_FEW_FREE_JUDGES", entry: "e", free: ["j"] } });
  });

  it("lets this thread's events pass while it computes", async () => {
    let longest = 0;
    let last = performance.now();
    const clock = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    await runInWorker("sensitivity", {
      round: {
        rubric: [{ id: "c", weight: 1, min: 0, max: 100, required: true }],
        scores: rows.map(({ entry, judge, score }) => ({ entry, judge, criterion: "c", score })),
      },
      method: "ADJUSTED",
      winners: 3,
    });
    clearInterval(clock);
    // The bound is far above the 50 ms of an idle computer, and far below the seconds of the computation itself on a busy one.
    expect(longest).toBeLessThan(1_000);
  });
});
