import type { Database } from "@dostyk/db";
import {
  beat,
  BEAT_EVERY_MS,
  failLostProgress,
  type HandledJob,
  lastBeat,
  type Log,
  type Pace,
  type RunningJobs,
  startJobs,
  startRelay,
  type Relay,
  type Subscription,
  SubscriberMissing,
  tidyUpJob,
  tidyUpTimer,
  type Timer,
} from "@dostyk/jobs";
import { type Clock, newId } from "@dostyk/kernel";

/** What a worker needs; all but the first two have a default. */
export type WorkerOptions = {
  /** Stays the caller's: the worker is stopped before it is closed. */
  readonly database: Database;
  readonly logger: Log;
  /** What this node can do. Its own tidying is added. Default: nothing else. */
  readonly jobs?: readonly HandledJob[];
  /** Which of the jobs are run for which events. */
  readonly subscriptions?: readonly Subscription[];
  readonly timers?: readonly Timer[];
  /** Default: the system's clock. */
  readonly now?: Clock;
  /** Default: as a node looks. */
  readonly pace?: Pace;
};

/** Relays events, runs jobs and timers. Several may work beside one database. */
export type Worker = {
  /**
   * Makes queues and timers what is declared, and begins.
   * @throws JobWithoutPolicy, JobMisdeclared, SubscriberMissing, before anything was begun
   */
  start(): Promise<void>;
  /**
   * Takes nothing new, lets jobs under way finish for so long (default 1 500), aborts and hands back the rest, and says
   * that it is gone. Over two seconds after its patience at the latest. Stopping twice, or what never began, changes nothing.
   */
  stop(patienceMs?: number): Promise<void>;
};

/** Makes a worker. It opens nothing by itself. */
export function createWorker(options: WorkerOptions): Worker {
  let running: Promise<Running> | undefined;
  let stopped: Promise<void> | undefined;
  return {
    async start() {
      await (running ??= begin(options));
    },
    stop: (patienceMs = 1_500) =>
      (stopped ??= (async () => {
        const begun = await running?.catch(() => undefined);
        await begun?.stop(patienceMs);
      })()),
  };
}

type Running = { stop(patienceMs: number): Promise<void> };

async function begin(options: WorkerOptions): Promise<Running> {
  const { database, logger, now = () => new Date(), subscriptions = [], pace = {} } = options;
  const jobs = [...(options.jobs ?? []), tidyUpJob];
  const timers = [...(options.timers ?? []), tidyUpTimer];
  const handled = new Set(jobs.map(({ job }) => job.name));
  for (const { job } of [...subscriptions, ...timers]) if (!handled.has(job.name)) throw new SubscriberMissing(job.name);

  const running = await startJobs({ database, jobs, timers, now, logger, pace });
  const relay = startRelay({ database, subscriptions, now, logger });
  const heart = startHeart(options, { running, relay });
  return {
    async stop(patienceMs) {
      await relay.stop();
      await running.stop(patienceMs);
      await heart.stop();
    },
  };
}

function startHeart(
  { database, logger, now = () => new Date() }: WorkerOptions,
  { running, relay }: { readonly running: RunningJobs; readonly relay: Relay },
): { stop(): Promise<void> } {
  const id = newId(now(), Math.random);
  const startedAt = now();
  const once = async (): Promise<void> => {
    try {
      await beat(database.prisma, { id, startedAt, relayedAt: relay.relayedAt, queuesAt: running.queuesAt }, now());
      await failLostProgress(database.prisma, now());
    } catch (err) {
      logger.warn({ err }, "the worker could not say that it lives");
    }
  };
  let beating = once();
  const timer = setInterval(() => {
    beating = beating.then(once);
  }, BEAT_EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      await beating;
      // A database that is gone already misses nobody.
      await lastBeat(database.prisma, id).catch(() => {});
    },
  };
}
