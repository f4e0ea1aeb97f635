import { declareJob, handle, nodeOnly, timer } from "@dostyk/jobs";
import { z } from "zod";

const DAY_MS = 24 * 3_600_000;
/** How long an invitation that nobody answered is kept after it has expired. */
const INVITATION_MS = 30 * DAY_MS;

const tidying = declareJob({
  name: "identity.forget",
  payload: z.strictObject({}),
  policy: nodeOnly,
  retry: { limit: 3, delaySeconds: 60, delayAtMostSeconds: 600 },
  expireSeconds: 300,
});

/**
 * Forgets what is over: login sessions with the address and the browser they were begun from, secrets that were sent and
 * never came back, counters of attempts, and invitations nobody answered within a month of their end.
 */
export const tidyingJob = handle(tidying, async ({ database: { prisma }, now }) => {
  const at = now();
  await prisma.loginSession.deleteMany({ where: { expiresAt: { lt: at } } });
  await prisma.verification.deleteMany({ where: { expiresAt: { lt: at } } });
  await prisma.rateLimit.deleteMany({ where: { expire: { lt: at.getTime() } } });
  await prisma.invitation.deleteMany({ where: { acceptedAt: null, expiresAt: { lt: new Date(at.getTime() - INVITATION_MS) } } });
});

/** Every night, when few are signed in. */
export const tidyingTimer = timer(tidying, { cron: "20 3 * * *", timeZone: "UTC", payload: {} });
