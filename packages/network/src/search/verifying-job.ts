import { declareJob, handle, nodeOnly, timer } from "@dostyk/jobs";
import { type Engine, verifySearch } from "@dostyk/search";
import { z } from "zod";
import { searchKinds } from "./kinds.ts";

// What differs is marked and mended by whoever looks next, so a run that was cut off loses nothing.
const verifying = declareJob({
  name: "search.verify",
  payload: z.strictObject({}),
  policy: nodeOnly,
  retry: { limit: 2, delaySeconds: 60, delayAtMostSeconds: 600 },
  expireSeconds: 1_800,
});

/** Compares the indexes with the record, marks what differs, and tells how much that was: more than nothing is a fault of ours. */
export function verifySearchJob(engine: Engine | null, onDrift: (drift: { readonly target: string; readonly records: number }) => void) {
  return handle(verifying, async ({ database }) => {
    for (const { target, missing, stale, ghosts } of await verifySearch(database.prisma, searchKinds, engine)) {
      const records = missing.length + stale.length + ghosts.length;
      if (records > 0) onDrift({ target, records });
    }
  });
}

/** Each night: a table that nobody watches would show. */
export const verifySearchTimer = timer(verifying, { cron: "23 2 * * *", timeZone: "UTC", payload: {} });
