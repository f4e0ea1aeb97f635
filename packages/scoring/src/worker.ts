// The door for long computations. Apart from the main one, because threads are Node's and the rest of the room also runs in a browser.
export type { ComputationName, Computations } from "./computations.ts";
export { runInWorker, type WorkerOptions } from "./run-in-worker.ts";
