// The simulation and the speed of judging: `pnpm --filter @dostyk/scoring bench`. The README says how to read it.
import { execFileSync } from "node:child_process";
import process from "node:process";
import { parseArgs } from "node:util";
import { recovery } from "./recovery.ts";
import { longComputations, timing } from "./speed.ts";

const { values: options } = parseArgs({
  options: {
    /** Simulated rounds for each kind of panel. */
    replications: { type: "string", default: "40" },
    /** "recovery", "speed", or both when absent. */
    only: { type: "string" },
    /** Times one computation alone and prints it: a process for each, so that memory is its own. With --entries and --judges. */
    time: { type: "string" },
    entries: { type: "string" },
    judges: { type: "string" },
  },
});
const say = (line: string) => process.stdout.write(`${line}\n`);

const what = longComputations.find((one) => one === options.time);
if (what === undefined) printAll();
else {
  const { seconds, cpuSeconds, beforeMb, peakMb, blockedMs } = await timing(what, Number(options.entries), Number(options.judges));
  const memory = `${beforeMb.toFixed(0).padStart(4)} MB before, ${peakMb.toFixed(0).padStart(4)} MB at most`;
  say(
    `  ${what.padEnd(34)} ${seconds.toFixed(2).padStart(6)} s (processor ${cpuSeconds.toFixed(2).padStart(5)} s), ${memory}, event loop blocked ${blockedMs.toFixed(0)} ms at most`,
  );
}

function printAll(): void {
  if (options.only !== "speed") printRecovery(Number(options.replications));
  if (options.only === "recovery") return;
  for (const [entries, judges] of [
    [200, 30],
    [5_000, 300],
  ] as const) {
    // prettier-ignore
    say(`\n${entries} entries, ${judges} judges, 3 ballots each, in a worker thread`);
    for (const one of longComputations) {
      execFileSync(process.execPath, [import.meta.filename, "--time", one, "--entries", `${entries}`, "--judges", `${judges}`], {
        stdio: "inherit",
      });
    }
  }
}

function printRecovery(replications: number): void {
  say(`How many of the true top ten are found: 200 entries, 30 judges, 3 ballots each, ${replications} rounds`);
  for (const [said, severity] of [
    ["judges who do not differ", 0],
    ["judges who differ (severity .7 of a step)", 0.7],
  ] as const) {
    // prettier-ignore
    say(`\n${said}`);
    for (const { method, found, standardError, winner } of recovery({ entries: 200, judges: 30, reviews: 3, severity, replications })) {
      const first = `the best is first in ${(100 * winner).toFixed(0)} %`;
      say(`  ${method.padEnd(9)} ${found.toFixed(2)} of 10 (+- ${standardError.toFixed(2)}), ${first}`);
    }
  }
}
