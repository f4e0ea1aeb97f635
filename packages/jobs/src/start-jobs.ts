import type { Database } from "@dostyk/db";
import type { Clock } from "@dostyk/kernel";
import type { JobResult, JobWithMetadata, PgBoss } from "pg-boss";
import { bossIn, bossOver, installQueues } from "./boss.ts";
import { type HandledJob, refuseUnfitJobs } from "./job.ts";
import type { Log } from "./log.ts";
import { runJob } from "./run.ts";
import { setTimers, type Timer } from "./timer.ts";
import { wakeable } from "./wakeable.ts";

/** What runs jobs needs. */
export type JobsOptions = {
  readonly database: Database;
  readonly jobs: readonly HandledJob[];
  readonly timers: readonly Timer[];
  readonly now: Clock;
  readonly logger: Log;
  readonly pace?: Pace;
};

/** How often is looked where nobody tells; tests are more impatient than nodes. */
export type Pace = {
  /** For jobs that wait, where a notification was missed. Default: 5. */
  readonly pollSeconds?: number;
  /** For jobs whose worker is dead. Default: 10. */
  readonly superviseSeconds?: number;
};

/** Jobs that are being run. */
export type RunningJobs = {
  /** When the queues last answered; null before. */
  readonly queuesAt: Date | null;
  /**
   * Takes no more jobs, lets those under way finish for so long, then aborts them by their signal and hands them back:
   * another worker runs them at once. Over after the patience and two seconds at most.
   */
  stop(patienceMs: number): Promise<void>;
};

type Attempt = JobWithMetadata<{ readonly payload?: unknown }>;
type UnderWay = { readonly name: string; readonly attempt: Attempt; readonly abort: AbortController; readonly ended: Promise<unknown> };

const GRACE_MS = 250;

/** Makes the queues and timers what is declared, and begins to run jobs. @throws JobWithoutPolicy, JobMisdeclared */
export async function startJobs({ database, jobs, timers, now, logger, pace = {} }: JobsOptions): Promise<RunningJobs> {
  refuseUnfitJobs(jobs);
  const { pollSeconds = 5, superviseSeconds = 10 } = pace;
  const boss = bossOver(database, {
    useListenNotify: true,
    superviseIntervalSeconds: superviseSeconds,
    monitorIntervalSeconds: superviseSeconds,
  });
  boss.on("error", (err) => logger.warn({ err }, "the queues did not answer; jobs wait"));
  boss.on("warning", ({ message, data }) => logger.warn({ data }, message));
  await boss.start();
  const underWay = new Set<UnderWay>();
  let stopping = false;

  const handBack = (name: string, { id, retryCount }: Attempt): Promise<void> =>
    // Cancelled and resumed in one: a failure would count against the job, and the last of them would be its end.
    database.prisma.$transaction(async (tx) => {
      const inside = bossIn(tx);
      await inside.cancel(name, { id, retryCount });
      await inside.resume(name, id);
    });

  const perform = async (handled: HandledJob, attempt: Attempt): Promise<readonly JobResult[]> => {
    const { name } = handled.job;
    if (stopping) return handBack(name, attempt).then(() => []);
    const abort = new AbortController();
    const ran = runJob(handled, {
      id: attempt.sourceRootId ?? attempt.id,
      payload: attempt.data?.payload,
      attempt: attempt.retryCount + 1,
      last: attempt.retryCount >= attempt.retryLimit,
      signal: AbortSignal.any([attempt.signal, abort.signal]),
      database,
      now,
    });
    const entry: UnderWay = { name, attempt, abort, ended: ran };
    underWay.add(entry);
    const outcome = await ran;
    underWay.delete(entry);
    if (outcome.status === "completed") return [{ id: attempt.id, status: "completed" }];
    // Neither outcome nor reason of a run that was cut off says anything of the job.
    if (abort.signal.aborted) return handBack(name, attempt).then(() => []);
    logger.warn({ job: name, id: attempt.id, attempt: attempt.retryCount + 1, reason: outcome.reason }, "a job failed");
    return [{ id: attempt.id, status: outcome.status, output: { message: outcome.reason } }];
  };

  const work = async (handled: HandledJob): Promise<void> => {
    let id = "";
    const options = { ...settling, pollingIntervalSeconds: Math.min(2, pollSeconds), notifyPollingIntervalSeconds: pollSeconds };
    id = await boss.work<Attempt["data"], unknown, typeof options>(handled.job.name, options, async ([attempt]) => {
      // Where one job was there may be another: without this word it would be looked for only at the next poll.
      boss.notifyWorker(id);
      return attempt === undefined ? [] : [...(await perform(handled, attempt))];
    });
  };

  try {
    await installQueues(boss, jobs);
    await setTimers(boss, timers);
    for (const handled of jobs) {
      for (let place = 0; place < (handled.job.atOnce ?? 1); place += 1) await work(handled);
    }
  } catch (error) {
    await boss.stop({ graceful: false });
    throw error;
  }

  const stop = async (patienceMs: number): Promise<void> => {
    stopping = true;
    await Promise.all(jobs.map(({ job }) => boss.offWork(job.name, { wait: false })));
    await settled(underWay, patienceMs);
    for (const { abort } of underWay) abort.abort(new Error("The worker stops; the job is handed back."));
    await settled(underWay, GRACE_MS);
    // Whoever does not heed the signal is left behind; the job goes to somebody else.
    const left = await Promise.allSettled([...underWay].map(({ name, attempt }) => handBack(name, attempt)));
    for (const { status } of left)
      if (status === "rejected") logger.warn({}, "a job could not be handed back; it is given away when it expires");
    await boss.stop({ timeout: 1_000 });
  };
  let stopped: Promise<void> | undefined;
  return {
    get queuesAt() {
      return lastAnswer(boss);
    },
    stop: (patienceMs) => (stopped ??= stop(patienceMs)),
  };
}

// Each run is settled by what came of it, and a failure by its sentence instead of a stack.
const settling = { perJobResults: true, includeMetadata: true } as const;

async function settled(underWay: ReadonlySet<UnderWay>, atMostMs: number): Promise<void> {
  const rest = wakeable();
  const all = Promise.allSettled([...underWay].map(({ ended }) => ended)).then(rest.end);
  await rest.wait(atMostMs);
  if (underWay.size === 0) await all;
}

function lastAnswer(boss: PgBoss): Date | null {
  const times = boss.getWipData().flatMap(({ lastFetchedOn }) => (lastFetchedOn === null ? [] : [lastFetchedOn]));
  return times.length === 0 ? null : new Date(Math.max(...times));
}
