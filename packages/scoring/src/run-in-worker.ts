import { Worker } from "node:worker_threads";
import type { ComputationName, Computations } from "./computations.ts";
import { unpackedError, type WorkerMessage, type WorkerTask } from "./worker-messages.ts";
import type { WorkOptions } from "./work.ts";

export type WorkerOptions = WorkOptions & {
  /** The most memory for the thread's JavaScript objects, in MB; 512 when absent. The thread that exceeds it ends with an error. */
  readonly memoryLimitMb?: number | undefined;
};

/**
 * Runs a computation by its name in a thread of its own, so that nothing here waits for it: for inputs of which the README says that they take
 * long. Input and output are copied. An aborted signal ends the thread at once, wherever it is, and rejects with the signal's reason; progress
 * is told at most ten times a second, never falling, 1 at the end. Refusals arrive as refusals, of their own class.
 * The same seed gives the same bytes as in this thread.
 */
export async function runInWorker<Name extends ComputationName>(
  name: Name,
  input: Computations[Name]["input"],
  { signal, onProgress, memoryLimitMb = 512 }: WorkerOptions = {},
): Promise<Computations[Name]["output"]> {
  signal?.throwIfAborted();
  const task: WorkerTask = { name, input };
  // Compiled, this file and the thread's are JavaScript.
  const compiled = import.meta.url.endsWith(".js");
  const worker = new Worker(compiled ? new URL("./worker-thread.js", import.meta.url) : new URL("./worker-thread.ts", import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: memoryLimitMb },
  });
  const finished = new AbortController();
  try {
    return await new Promise((resolve, reject) => {
      signal?.addEventListener("abort", () => reject(signal.reason), { signal: finished.signal });
      worker.on("error", reject);
      worker.on("exit", (code) => reject(new Error(`The thread of ${name} ended with code ${code} and no answer.`)));
      worker.on("message", (message: WorkerMessage) => {
        if (message.kind === "PROGRESS") onProgress?.(message.fraction);
        else if (message.kind === "FAILED") reject(unpackedError(message));
        // What the thread computed is what its name says.
        else resolve(message.output as Computations[Name]["output"]);
      });
    });
  } finally {
    finished.abort();
    await worker.terminate();
  }
}
