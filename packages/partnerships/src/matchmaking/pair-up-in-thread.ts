import { Worker } from "node:worker_threads";
import type { WorkOptions } from "@dostyk/scoring";
import type { Pairings } from "./pair-up.ts";
import { type PairingProblem, requirePairing } from "./pairing-problem.ts";

/** What the thread says: how far it has come, and at the end the plan. */
export type PairingMessage =
  | { readonly kind: "PROGRESS"; readonly fraction: number }
  | { readonly kind: "DONE"; readonly pairings: Pairings };

/** The most memory for the thread's JavaScript objects. */
const memoryLimitMb = 512;

/**
 * `pairUp` in a thread of its own, so that nothing here waits for it. Input and output are copied. An aborted signal ends the thread at once,
 * wherever it is, and rejects with the signal's reason; progress is told at most ten times a second, never falling, 1 at the end.
 * @throws InvalidInput, before a thread is started
 */
export async function pairUpInThread(problem: PairingProblem, { signal, onProgress }: WorkOptions = {}): Promise<Pairings> {
  signal?.throwIfAborted();
  requirePairing(problem);
  // Compiled, this file and the thread's are JavaScript.
  const compiled = import.meta.url.endsWith(".js");
  const worker = new Worker(compiled ? new URL("./pairing-thread.js", import.meta.url) : new URL("./pairing-thread.ts", import.meta.url), {
    workerData: problem,
    resourceLimits: { maxOldGenerationSizeMb: memoryLimitMb },
  });
  const finished = new AbortController();
  try {
    return await new Promise((resolve, reject) => {
      signal?.addEventListener("abort", () => reject(signal.reason), { signal: finished.signal });
      worker.on("error", reject);
      worker.on("exit", (code) => reject(new Error(`The thread that pairs ended with code ${code} and no answer.`)));
      worker.on("message", (message: PairingMessage) => {
        if (message.kind === "PROGRESS") onProgress?.(message.fraction);
        else resolve(message.pairings);
      });
    });
  } finally {
    finished.abort();
    await worker.terminate();
  }
}
