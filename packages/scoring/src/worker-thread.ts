// A thread that runs one computation and ends: started by runInWorker, never imported.
import { parentPort, workerData } from "node:worker_threads";
import { computations } from "./computations.ts";
import { packedError, type WorkerMessage, type WorkerTask } from "./worker-messages.ts";

const say = (message: WorkerMessage) => parentPort?.postMessage(message);
const { name, input }: WorkerTask = workerData;

let toldAt = 0;
try {
  // The name and its input were typed together where the thread was started.
  const run = computations[name] as (input: unknown, options: { onProgress: (fraction: number) => void }) => Promise<unknown>;
  const output = await run(input, {
    onProgress: (fraction) => {
      // Steps take microseconds at times; a listener needs some ten a second.
      const now = performance.now();
      if (fraction < 1 && now - toldAt < 100) return;
      toldAt = now;
      say({ kind: "PROGRESS", fraction });
    },
  });
  say({ kind: "DONE", output });
} catch (error) {
  say(packedError(error));
}
