import { monitorEventLoopDelay } from "node:perf_hooks";
import process from "node:process";
import type { AssignmentProblem } from "../assignment-problem.ts";
import { dealtPairs, madeUpRound } from "../made-up-round.ts";
import { randomStream } from "../random.ts";
import { runInWorker } from "../run-in-worker.ts";
import { countingTotals, scorecards } from "../scorecards.ts";
import { fiveCriteria } from "./recovery.ts";

export const longComputations = ["fit", "fit, 2,000 draws, expected ranks", "Rasch", "assignment, mixed"] as const;
export type LongComputation = (typeof longComputations)[number];

export type Timing = {
  readonly seconds: number;
  /** Of all threads, the collector's included: what a busy computer does not stretch. */
  readonly cpuSeconds: number;
  /** What the process held before, with the input, and the most while it ran, the thread included. */
  readonly beforeMb: number;
  readonly peakMb: number;
  /** The longest time that this thread's event loop stood still. */
  readonly blockedMs: number;
};

/** Times one long computation at a size, three ballots an entry, in a worker thread. Memory is the process's: measure each in a fresh one. */
export async function timing(what: LongComputation, entries: number, judges: number): Promise<Timing> {
  const run = prepared(what, entries, judges);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  const held = () => process.memoryUsage.rss() / 2 ** 20;
  const beforeMb = held();
  let peakMb = beforeMb;
  const watch = setInterval(() => (peakMb = Math.max(peakMb, held())), 20);
  delay.enable();
  const start = performance.now();
  const cpu = process.cpuUsage();
  await run();
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  delay.disable();
  clearInterval(watch);
  return { seconds, cpuSeconds: (user + system) / 1e6, beforeMb, peakMb, blockedMs: delay.max / 1e6 };
}

function prepared(what: LongComputation, entries: number, judges: number): () => Promise<unknown> {
  if (what === "assignment, mixed") {
    const problem = candidateProblem(entries, judges);
    return () => runInWorker("assignment", { problem, goals: { seed: "speed" } });
  }
  const { round } = madeUpRound(dealtPairs(entries, judges, 3, "speed"), { severity: 0.7, rubric: fiveCriteria, seed: "speed" });
  if (what === "Rasch") return () => runInWorker("rasch", { rubric: round.rubric, scores: round.scores });
  const rows = countingTotals(scorecards(round.rubric, round.scores));
  if (what === "fit") return () => runInWorker("crossed-effects", { rows });
  return () => runInWorker("ranks", { rows, seed: "speed", top: [10] });
}

/** Up to 40 judges who may judge each entry, drawn at random, with expertise from 0 to 100. */
function candidateProblem(entries: number, judges: number): AssignmentProblem {
  const draw = randomStream("speed", "candidates");
  const even = (3 * entries) / judges;
  const judgeIds = Array.from({ length: judges }, (_, j) => `j${j}`);
  return {
    reviews: 3,
    unlisted: "FORBIDDEN",
    entries: Array.from({ length: entries }, (_, i) => ({ id: `e${i}` })),
    judges: judgeIds.map((id) => ({ id, min: Math.floor(even) - 2, max: Math.ceil(even) + 2 })),
    pairs: Array.from({ length: entries }, (_, i) => {
      const first = draw.below(judges);
      const candidates = new Set(Array.from({ length: Math.min(40, judges) }, (__, n) => `j${(first + n * 7) % judges}`));
      return [...candidates].map((judge) => ({ entry: `e${i}`, judge, expertise: draw.below(101) }));
    }).flat(),
  };
}
