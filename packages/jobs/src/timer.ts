import type { JsonValue } from "@dostyk/kernel";
import type { PgBoss } from "pg-boss";
import { enclose } from "./enqueue.ts";
import { type Job, JobMisdeclared } from "./job.ts";

/** A job that is run by the clock. */
export type Timer = {
  readonly job: Job<never>;
  /** Five fields, such as `17 3 * * *`. */
  readonly cron: string;
  /** An IANA name, such as `Asia/Almaty`: the fields are this place's clock. */
  readonly timeZone: string;
  readonly payload: JsonValue;
};

/** Runs a job by the clock, once however many workers there are. What came due while none ran is done once at the start. */
export function timer<Payload extends JsonValue>(
  job: Job<Payload>,
  { cron, timeZone, payload }: { readonly cron: string; readonly timeZone: string; readonly payload: Payload },
): Timer {
  return { job: job as unknown as Job<never>, cron, timeZone, payload };
}

/** Makes the stored timers those that are declared. @throws JobMisdeclared for a cron or a time zone that cannot be read */
export async function setTimers(boss: PgBoss, timers: readonly Timer[]): Promise<void> {
  const declared = new Set(timers.map(({ job }) => job.name));
  for (const { name, key } of await boss.getSchedules()) if (!declared.has(name)) await boss.unschedule(name, key);
  for (const { job, cron, timeZone, payload } of timers) {
    try {
      boss.previewSchedule(cron, { tz: timeZone, count: 1, from: new Date(0) });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new JobMisdeclared(job.name, `has a timer "${cron}" in ${timeZone} that cannot be read (${why})`);
    }
    await boss.schedule(job.name, cron, enclose(payload), { tz: timeZone, missed: "once" });
  }
}
