import { monitorEventLoopDelay } from "node:perf_hooks";
import process from "node:process";
import type { AssignmentProblem } from "../assignment-problem.ts";
import { dealtPairs, madeUpRound } from "../made-up-round.ts";
import { randomStream } from "../random.ts";
import { countingTotals, scorecards } from "../scorecards.ts";
import { runInWorker } from "../run-in-worker.ts";
import { fiveCriteria } from "./recovery.ts";

export type Timing = {
  readonly what: string;
  readonly seconds: number;
  /** The most the process held while it ran, the thread included. */
  readonly peakMb: number;
  /** The longest time that this thread's event loop stood still. */
  readonly blockedMs: number;
};

/** Times the long computations at a size, each in a worker thread, one after the other. */
export async function timings(entries: number, judges: number, told: (timing: Timing) => void): Promise<void> {
  const { round } = madeUpRound(dealtPairs(entries, judges, 3, "speed"), { severity: 0.7, rubric: fiveCriteria, seed: "speed" });
  const rows = countingTotals(scorecards(round.rubric, round.scores));
  const problem = candidateProblem(entries, judges);
  const goals = { seed: "speed" };
  told(await timed("fit", () => runInWorker("crossed-effects", { rows })));
  told(await timed("fit, 2,000 draws, expected ranks", () => runInWorker("ranks", { rows, seed: "speed", top: [10] })));
  told(await timed("Rasch", () => runInWorker("rasch", { rubric: round.rubric, scores: round.scores })));
  told(await timed("assignment, mixed", () => runInWorker("assignment", { problem, goals })));
}

/** Up to 40 judges who may judge each entry, drawn at random, with expertise from 0 to 100. */
function candidateProblem(entries: number, judges: number): AssignmentProblem {
  const draw = randomStream("speed", "candidates");
  const even = (3 * entries) / judges;
  return {
    reviews: 3,
    unlisted: "FORBIDDEN",
    entries: Array.from({ length: entries }, (_, i) => ({ id: `e${i}` })),
    judges: Array.from({ length: judges }, (_, j) => ({ id: `j${j}`, min: Math.floor(even) - 2, max: Math.ceil(even) + 2 })),
    pairs: Array.from({ length: entries }, (_, i) => {
      const first = draw.below(judges);
      return Array.from({ length: Math.min(40, judges) }, (__, n) => ({
        entry: `e${i}`,
        judge: `j${(first + n * 7) % judges}`,
        expertise: draw.below(101),
      })).filter(({ judge }, at, all) => all.findIndex((other) => other.judge === judge) === at);
    }).flat(),
  };
}

async function timed(what: string, run: () => Promise<unknown>): Promise<Timing> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  let peak = process.memoryUsage.rss();
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20);
  delay.enable();
  const start = performance.now();
  await run();
  const seconds = (performance.now() - start) / 1000;
  delay.disable();
  clearInterval(watch);
  return { what, seconds, peakMb: peak / 2 ** 20, blockedMs: delay.max / 1e6 };
}
