// How long pairing many with many takes, what it needs, and whether anything else has to wait for it:
//   node tests/load/src/matchmaking/main.ts [--size 500] [--rounds 3]
import { monitorEventLoopDelay } from "node:perf_hooks";
import process from "node:process";
import { parseArgs } from "node:util";
import { pairUpInThread, usualWeights } from "@dostyk/partnerships/matchmaking";
import { inventedSides } from "@dostyk/partnerships/matchmaking/invented";

const { values } = parseArgs({ options: { size: { type: "string", default: "500" }, rounds: { type: "string", default: "3" } } });
const size = Number(values.size);

function threadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

async function bench(fair: boolean): Promise<void> {
  const sides = inventedSides(size);
  for (let round = 1; round <= Number(values.rounds); round += 1) {
    const delay = monitorEventLoopDelay({ resolution: 2 });
    const before = process.cpuUsage();
    let mostMemory = 0;
    // Other processes make the loop late too; what this thread computes between two turns of it is its own doing.
    let longestTurn = 0;
    let computed = threadMs();
    const watch = setInterval(() => {
      const now = threadMs();
      longestTurn = Math.max(longestTurn, now - computed);
      computed = now;
      mostMemory = Math.max(mostMemory, process.memoryUsage.rss());
    }, 1);
    delay.enable();
    const began = performance.now();
    const { pairs, total, smallest, leftOver } = await pairUpInThread({ ...sides, weights: usualWeights, fair });
    const seconds = (performance.now() - began) / 1000;
    delay.disable();
    clearInterval(watch);
    const { user, system } = process.cpuUsage(before);
    console.log(
      `${fair ? "fair    " : "greatest"} ${seconds.toFixed(2)} s (processor ${((user + system) / 1e6).toFixed(2)} s), ` +
        `${Math.round(mostMemory / 1e6)} MB, this thread at most ${longestTurn.toFixed(1)} ms at a stretch, its event loop late by ${(delay.percentile(99) / 1e6).toFixed(1)} ms (p99), ${(delay.max / 1e6).toFixed(1)} ms at most; ` +
        `${pairs.length} pairs, total ${total.toFixed(3)}, smallest ${(smallest ?? 0).toFixed(3)}, ${leftOver.length} left over`,
    );
  }
}

console.log(`Matchmaking: ${size} seekers with ${size} donors, in a worker thread`);
await bench(false);
await bench(true);
