// A thread that makes one plan and ends: started by pairUpInThread, never imported.
import { parentPort, workerData } from "node:worker_threads";
import { runNow } from "@dostyk/scoring";
import type { PairingProblem } from "./pairing-problem.ts";
import type { PairingMessage } from "./pair-up-in-thread.ts";
import { pairUp } from "./pair-up.ts";

const say = (message: PairingMessage) => parentPort?.postMessage(message);

let toldAt = 0;
// What the thread is started with is typed where it is started.
const pairings = runNow(pairUp(workerData as PairingProblem), {
  onProgress: (fraction) => {
    // Steps take less than a millisecond; a listener needs some ten a second.
    const now = performance.now();
    if (fraction < 1 && now - toldAt < 100) return;
    toldAt = now;
    say({ kind: "PROGRESS", fraction });
  },
});
say({ kind: "DONE", pairings });
