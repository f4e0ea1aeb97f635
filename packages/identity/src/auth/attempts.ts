import type { Database } from "@dostyk/db";
import { createHash } from "node:crypto";
import { type IRateLimiterStoreOptions, RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";

const HOUR_S = 3600;
const DAY_S = 24 * HOUR_S;
const FREE_FAILURES = 5;
const LONGEST_WAIT_S = 15 * 60;

/** How often somebody may try. Everything is counted in Postgres, and in memory while it does not answer. */
export type Attempts = {
  /** Counts one request of this address. Answers with the seconds to wait, or 0. */
  ofAddress(address: string): Promise<number>;
  /** Seconds until the account may be tried again, or 0. Asking counts nothing. */
  waitFor(email: string): Promise<number>;
  /** Counts a wrong password or code. Answers true when this one has closed the account for a while. */
  failed(email: string): Promise<boolean>;
  /** Forgets the failures: the right password came, or a new one was set by mail. */
  succeeded(email: string): Promise<void>;
  /** Takes points off what a key may spend in an hour. `left` falls below 0 where it has spent more. */
  spent(
    keyId: string,
    points: number,
    budget: number,
  ): Promise<{ readonly budget: number; readonly left: number; readonly seconds: number }>;
};

/**
 * Two fences: an address may make `perMinute` requests (default 30); an account whose password was wrong five times in a
 * day waits a minute, then two, four, at most fifteen. A stranger who goes on guessing can slow its owner down, but
 * never locks them out: a password set by mail opens it at once.
 */
export function countAttempts(database: Pick<Database, "pool">, perMinute = 30): Attempts {
  const limiter = (keyPrefix: string, points: number, duration: number): RateLimiterPostgres => {
    const options: IRateLimiterStoreOptions = {
      storeClient: database.pool,
      storeType: "pool",
      tableName: "rate_limit",
      tableCreated: true,
      keyPrefix,
      points,
      duration,
      insuranceLimiter: new RateLimiterMemory({ keyPrefix, points, duration }),
    };
    return new RateLimiterPostgres(options);
  };
  const addresses = limiter("address", perMinute, 60);
  const failures = limiter("failures", FREE_FAILURES, DAY_S);
  const closed = limiter("closed", 1, LONGEST_WAIT_S);
  // Each key has a budget of its own; the counter only counts.
  const costs = limiter("cost", Number.MAX_SAFE_INTEGER, HOUR_S);

  return {
    async ofAddress(address) {
      try {
        await addresses.consume(keyOf(address));
        return 0;
      } catch (over) {
        if (over instanceof RateLimiterRes) return secondsOf(over);
        throw over;
      }
    },
    async waitFor(email) {
      const gate = await closed.get(keyOf(email));
      return gate === null || gate.consumedPoints === 0 ? 0 : secondsOf(gate);
    },
    async failed(email) {
      const { consumedPoints } = await failures.penalty(keyOf(email));
      if (consumedPoints < FREE_FAILURES) return false;
      await closed.block(keyOf(email), Math.min(60 * 2 ** (consumedPoints - FREE_FAILURES), LONGEST_WAIT_S));
      return consumedPoints === FREE_FAILURES;
    },
    async succeeded(email) {
      await Promise.all([failures.delete(keyOf(email)), closed.delete(keyOf(email))]);
    },
    async spent(keyId, points, budget) {
      const counted = await costs.penalty(keyId, Math.max(1, Math.ceil(points)));
      return { budget, left: budget - counted.consumedPoints, seconds: secondsOf(counted) };
    },
  };
}

// The table of limits is no list of who has an account.
function keyOf(text: string): string {
  return createHash("sha256").update(text.trim().toLowerCase()).digest("base64url");
}

function secondsOf({ msBeforeNext }: RateLimiterRes): number {
  return Math.max(1, Math.ceil(msBeforeNext / 1000));
}
