import { type Database, listen, OUTBOX_CHANNEL, takeUnsent } from "@dostyk/db";
import type { Clock, DomainEvent } from "@dostyk/kernel";
import { bossIn } from "./boss.ts";
import { enclose, jobId } from "./enqueue.ts";
import { type Subscription, tell } from "./event-subscription.ts";
import type { Log } from "./log.ts";
import { wakeable } from "./wakeable.ts";

/** A relay that runs. */
export type Relay = {
  /** When it last looked at the outbox without a fault; null before. */
  readonly relayedAt: Date | null;
  /** Finishes the round it is in. Stopping twice changes nothing. */
  stop(): Promise<void>;
};

const AT_ONCE = 100;
const LOOK_EVERY_MS = 1_000;
const AGAIN_AT_MOST_MS = 10_000;

/**
 * Hands events that were not sent to the jobs that subscribe to them, in one transaction: an event is marked as sent and
 * its jobs are there, or neither. Answers with how many events it took, one of each subject at most.
 */
export async function relayOnce(database: Pick<Database, "prisma">, subscriptions: readonly Subscription[], now: Clock): Promise<number> {
  return database.prisma.$transaction(
    async (tx) => {
      const events = await takeUnsent(tx, AT_ONCE, now());
      const boss = bossIn(tx);
      for (const { job, types } of subscriptions) {
        const wanted = events.filter(({ type }) => types.includes(type));
        // pg-boss skips an id that is there: an event that is relayed again, as after a restore, is one job.
        if (wanted.length > 0)
          await boss.insert(
            job.name,
            wanted.map((event) => jobOf(job.name, event)),
          );
      }
      return events.length;
    },
    { timeout: 30_000, maxWait: 10_000 },
  );
}

function jobOf(name: string, event: DomainEvent): { id: string; data: object } {
  return { id: jobId(name, event.id), data: enclose(tell(event)) };
}

/** Relays until it is stopped: at once when told that there is something, and in any case every second. */
export function startRelay(options: {
  readonly database: Database;
  readonly subscriptions: readonly Subscription[];
  readonly now: Clock;
  readonly logger: Log;
}): Relay {
  const { database, subscriptions, now, logger } = options;
  const rest = wakeable();
  const ear = listen(database, OUTBOX_CHANNEL, rest.wake, rest.wake);
  let relayedAt: Date | null = null;
  let stopped = false;

  const go = async (): Promise<void> => {
    for (let failures = 0; !stopped;) {
      try {
        const taken = await relayOnce(database, subscriptions, now);
        relayedAt = now();
        failures = 0;
        // A subject may have more than one event waiting.
        if (taken === 0) await rest.wait(LOOK_EVERY_MS);
      } catch (err) {
        failures += 1;
        logger.warn({ err, failures }, "events could not be relayed; they wait in the outbox");
        await rest.wait(Math.min(AGAIN_AT_MOST_MS, 100 * 2 ** failures), { deaf: !stopped });
      }
    }
  };
  const going = go();
  return {
    get relayedAt() {
      return relayedAt;
    },
    async stop() {
      stopped = true;
      rest.end();
      await ear.close();
      await going;
    },
  };
}
