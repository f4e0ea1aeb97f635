import pg from "pg";
import type { Database } from "./connect.ts";

/** A connection that hears what is notified on one channel. */
export interface Listening {
  /** Hears nothing any more. Closing twice changes nothing. */
  close(): Promise<void>;
}

const CHECK_EVERY_MS = 10_000;
const CHECK_PATIENCE_MS = 5_000;
const AGAIN_AT_MOST_MS = 10_000;

/**
 * Hears notifications on a channel, over a connection of its own. `again` is called whenever it begins to listen, the
 * first time too: something may have been said before. A connection that breaks, or falls silent, is replaced. Never
 * rejects: where listening is impossible, as behind a pooler of transactions, nothing is ever heard.
 */
export function listen(db: Pick<Database, "pool">, channel: string, hear: (payload: string) => void, again: () => void): Listening {
  let closed = false;
  let failures = 0;
  let end = async (): Promise<void> => {};

  const begin = (): void => {
    const client = new pg.Client({ ...db.pool.options, application_name: "dostyk listens" });
    let timer: NodeJS.Timeout | undefined;
    let over = false;
    end = async () => {
      if (over) return;
      over = true;
      clearTimeout(timer);
      await client.end().catch(() => {});
    };
    const replace = (): void => {
      if (over) return;
      end().catch(() => {});
      failures += 1;
      if (!closed) setTimeout(() => (closed ? undefined : begin()), Math.min(AGAIN_AT_MOST_MS, 100 * 2 ** failures)).unref();
    };
    const check = (): void => {
      // A line that was cut without a word never ends by itself.
      timer = setTimeout(replace, CHECK_PATIENCE_MS).unref();
      client.query("SELECT 1").then(settle, replace);
    };
    const settle = (): void => {
      clearTimeout(timer);
      if (!over) timer = setTimeout(check, CHECK_EVERY_MS).unref();
    };
    client.on("error", replace).on("end", replace);
    client.on("notification", ({ payload = "" }) => hear(payload));
    client
      .connect()
      .then(() => client.query(`LISTEN ${client.escapeIdentifier(channel)}`))
      .then(() => {
        failures = 0;
        settle();
        again();
      })
      .catch(replace);
  };
  begin();

  return {
    async close() {
      closed = true;
      await end();
    },
  };
}
