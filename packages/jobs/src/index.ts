export {
  type DeadLetter,
  deadLetters,
  type DeadLetterWindow,
  discardDeadLetter,
  failLostProgress,
  NoSuchDeadLetter,
  retryDeadLetter,
  visibleJobs,
} from "./dead-letters.ts";
export { enqueue, type EnqueueOptions, MayNotCauseJob } from "./enqueue.ts";
export { subscribe, SubscriberMissing, type Subscription, type ToldEvent, toldEvent } from "./event-subscription.ts";
export { CannotBeDone, type Handler, type Work } from "./handler.ts";
export { tidyUpJob, tidyUpTimer } from "./housekeeping.ts";
export {
  declareJob,
  handle,
  type HandledJob,
  type Job,
  type JobDeclaration,
  JobMisdeclared,
  type JobPolicy,
  JobWithoutPolicy,
  nodeOnly,
  type Retry,
} from "./job.ts";
export type { Log } from "./log.ts";
export { once } from "./once.ts";
export { isOver, type Progress, type ProgressNote, progressOf } from "./progress.ts";
export { queueStates, type QueueState } from "./queue-states.ts";
export { type Relay, startRelay } from "./relay.ts";
export { type JobsOptions, type Pace, type RunningJobs, startJobs } from "./start-jobs.ts";
export { timer, type Timer } from "./timer.ts";
export { type ProgressWatcher, watchProgress } from "./watch-progress.ts";
export { beat, BEAT_EVERY_MS, lastBeat, type WorkerBeat, workerTroubles } from "./worker-beat.ts";
