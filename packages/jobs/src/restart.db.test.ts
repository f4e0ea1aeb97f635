import { connect, migrate, publish, serializable } from "@dostyk/db";
import { startScratchServer } from "@dostyk/db/testing";
import { idSource, system } from "@dostyk/kernel";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, vi } from "vitest";
import { enqueue } from "./enqueue.ts";
import { startRelay } from "./relay.ts";
import { startJobs } from "./start-jobs.ts";
import { done, givenDoneTable, hearing, sampleJobs, write } from "./testing/sample-jobs.ts";

const now = (): Date => new Date();
const logger = { info() {}, warn() {}, error() {} };

// A server outside is not ours to break.
describe.skipIf(Boolean(process.env["DOSTYK_TEST_DATABASE_URL"]))("a database that breaks down under load", () => {
  it("loses nothing that was committed, and everything takes effect once", async () => {
    const server = await startScratchServer();
    await migrate(server.url);
    const db = connect(server.url, { poolSize: 12, connectTimeoutMs: 2_000 });
    // Servers for tests forget the last moment; this one must not.
    await db.pool.query("ALTER DATABASE dostyk SET synchronous_commit = on");
    await db.pool.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'dostyk' AND pid <> pg_backend_pid()");
    await givenDoneTable(db);
    const jobs = await startJobs({
      database: db,
      jobs: sampleJobs,
      timers: [],
      now,
      logger,
      pace: { pollSeconds: 0.5, superviseSeconds: 1 },
    });
    const relay = startRelay({ database: db, subscriptions: [hearing], now, logger });

    const nextId = idSource(now, Math.random);
    const committed = new Set<string>();
    const wish = async (writer: number): Promise<void> => {
      await sleep(Math.random() * 1_000);
      const [event, job] = [`event ${writer}`, `job ${writer}`];
      // Whether a commit that broke in its last moment is there, nobody can say: it is not counted.
      await serializable(db, async (tx) => {
        await publish(tx, { id: nextId(), type: "test.happened", subject: event, payload: { writer }, at: now() });
        await enqueue(tx, write, { what: job }, { by: system("test") });
      }).then(
        () => committed.add(event).add(job),
        () => {},
      );
    };
    const writing = Promise.all(Array.from({ length: 60 }, (_, writer) => wish(writer)));
    await vi.waitFor(() => expect(committed.size).toBeGreaterThan(20), { timeout: 20_000, interval: 10 });
    const { rows } = await db.pool.query<{ pid: number }>(
      "SELECT pid FROM pg_stat_activity WHERE datname = 'dostyk' AND pid <> pg_backend_pid() LIMIT 1",
    );
    // Postgres answers the violent death of one backend by ending all of them and recovering from its log.
    process.kill(rows[0]?.pid ?? 0, "SIGKILL");
    await writing;

    await vi.waitFor(
      async () => {
        const what = await done(db);
        expect(what.filter((one) => committed.has(one))).toEqual([...committed].toSorted());
        expect(new Set(what).size).toBe(what.length);
      },
      { timeout: 40_000, interval: 100 },
    );
    await relay.stop();
    await jobs.stop(0);
    await db.close();
    await server.close();
  });
});
