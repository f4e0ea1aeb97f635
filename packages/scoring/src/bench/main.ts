// The simulation and the speed of judging: `pnpm --filter @dostyk/scoring bench`. The README says how to read it.
import process from "node:process";
import { parseArgs } from "node:util";
import { recovery } from "./recovery.ts";
import { timings } from "./speed.ts";

const { values: options } = parseArgs({
  options: {
    /** Simulated rounds for each kind of panel. */
    replications: { type: "string", default: "40" },
    /** "recovery", "speed", or both when absent. */
    only: { type: "string" },
  },
});
const say = (line: string) => process.stdout.write(`${line}\n`);

if (options.only !== "speed") {
  const replications = Number(options.replications);
  say(`How many of the true top ten are found: 200 entries, 30 judges, 3 ballots each, ${replications} rounds`);
  for (const [said, severity] of [
    ["judges who do not differ", 0],
    ["judges who differ (severity .7 of a step)", 0.7],
  ] as const) {
    // prettier-ignore
    say(`\n${said}`);
    for (const { method, found, standardError, winner } of recovery({ entries: 200, judges: 30, reviews: 3, severity, replications })) {
      say(
        `  ${method.padEnd(9)} ${found.toFixed(2)} of 10 (+- ${standardError.toFixed(2)}), the best is first in ${(100 * winner).toFixed(0)} %`,
      );
    }
  }
}
if (options.only !== "recovery") {
  for (const [entries, judges] of [
    [200, 30],
    [5_000, 300],
  ] as const) {
    // prettier-ignore
    say(`\n${entries} entries, ${judges} judges, 3 ballots each, in a worker thread`);
    await timings(entries, judges, ({ what, seconds, peakMb, blockedMs }) => {
      say(
        `  ${what.padEnd(34)} ${seconds.toFixed(2).padStart(6)} s, ${peakMb.toFixed(0).padStart(4)} MB, event loop blocked ${blockedMs.toFixed(0)} ms at most`,
      );
    });
  }
}
