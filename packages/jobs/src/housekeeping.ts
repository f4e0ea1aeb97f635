import { deleteSentBefore } from "@dostyk/db";
import { z } from "zod";
import { declareJob, handle, nodeOnly } from "./job.ts";
import { timer } from "./timer.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** How long what is over is kept, in days. */
export const keptDays = {
  /** Longer than any job is tried, so that a restored node can relay them again. */
  sentEvents: 30,
  /** For who comes back to a page. */
  finishedProgress: 7,
  /** Longer than a dead letter lies, which may be tried again. */
  effects: 400,
  workers: 1,
} as const;

/** Deletes what is over: events that were sent, progress that ended, notes of effects, beats of dead workers. */
export const tidyUp = declareJob({
  name: "jobs.tidy-up",
  payload: z.null(),
  policy: nodeOnly,
  retry: { limit: 3, delaySeconds: 60, delayAtMostSeconds: 600 },
  expireSeconds: 300,
});

/** What is done to tidy up; it answers how much was deleted. */
export const tidyUpJob = handle(tidyUp, async ({ database: { prisma }, now }) => {
  const before = (days: number): Date => new Date(now().getTime() - days * DAY_MS);
  const events = await deleteSentBefore(prisma, before(keptDays.sentEvents));
  const over = { state: { in: ["DONE", "FAILED"] as ("DONE" | "FAILED")[] }, updatedAt: { lt: before(keptDays.finishedProgress) } };
  const progress = await prisma.progress.deleteMany({ where: over });
  const effects = await prisma.effect.deleteMany({ where: { at: { lt: before(keptDays.effects) } } });
  const workers = await prisma.workerBeat.deleteMany({ where: { beatAt: { lt: before(keptDays.workers) } } });
  return { events, progress: progress.count, effects: effects.count, workers: workers.count };
});

/** Every hour. */
export const tidyUpTimer = timer(tidyUp, { cron: "17 * * * *", timeZone: "UTC", payload: null });
