import { declareJob, handle, nodeOnly, timer } from "@dostyk/jobs";
import { z } from "zod";
import { sealAuditLog } from "./seal.ts";

// Sealing goes on where it stood, so one that was cut off needs no word about it: the next minute does the rest.
const sealing = declareJob({
  name: "identity.seal-audit-log",
  payload: z.strictObject({}),
  policy: nodeOnly,
  retry: { limit: 3, delaySeconds: 5, delayAtMostSeconds: 30 },
  expireSeconds: 300,
});

/** Seals what the log has gained. */
export const sealingJob = handle(sealing, async ({ database, now }) => {
  await sealAuditLog(database, now);
});

/** Every minute: for so long a line can be changed without anybody noticing. */
export const sealingTimer = timer(sealing, { cron: "* * * * *", timeZone: "UTC", payload: {} });
