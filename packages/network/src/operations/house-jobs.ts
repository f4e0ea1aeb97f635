import { sealingJob, sealingTimer, tidyingJob, tidyingTimer } from "@dostyk/identity";
import { type HandledJob, tidyUpJob, type Timer } from "@dostyk/jobs";

/** Every job of the house: what a worker runs, and what an operator looks at. The worker adds its own tidying. */
export const houseJobs: readonly HandledJob[] = [sealingJob, tidyingJob];

/** What is done by the clock. */
export const houseTimers: readonly Timer[] = [sealingTimer, tidyingTimer];

/** The jobs whose fate is shown, the worker's own among them. */
export const shownJobs: readonly HandledJob[] = [...houseJobs, tidyUpJob];
