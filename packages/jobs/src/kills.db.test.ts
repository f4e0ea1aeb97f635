import { publish, serializable } from "@dostyk/db";
import { testDatabase } from "@dostyk/db/testing";
import { idSource, system } from "@dostyk/kernel";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { enqueue } from "./enqueue.ts";
import { startJobs } from "./start-jobs.ts";
import { givenQueues } from "./testing.ts";
import { done, givenDoneTable, linger, sampleJobs } from "./testing/sample-jobs.ts";
import { startProcess, type StartedProcess } from "./testing/started-process.ts";

const db = await testDatabase({ poolSize: 10 });
const now = (): Date => new Date();
const nextId = idSource(now, Math.random);
const logger = { info() {}, warn() {}, error() {} };
const patience = { timeout: 30_000, interval: 50 };
const processes: StartedProcess[] = [];

beforeAll(async () => {
  await givenDoneTable(db);
  await givenQueues(db, sampleJobs);
});
beforeEach(() => db.pool.query("DELETE FROM done"));
afterAll(async () => {
  for (const each of processes) await each.kill();
});

async function started(what: "relay" | "work"): Promise<StartedProcess> {
  const begun = await startProcess(what, db.url);
  processes.push(begun);
  return begun;
}

describe("a relay that is killed again and again", () => {
  it("loses no event of 100 writers, tells none that was rolled back, and each takes effect once", async () => {
    const committed: string[] = [];
    const write = async (writer: number): Promise<void> => {
      await sleep(Math.random() * 1_500);
      const subject = `subject ${writer}`;
      const wish = serializable(
        db,
        async (tx) => {
          const at = now();
          await publish(tx, { id: nextId(), type: "test.happened", subject, payload: { writer }, at });
          await publish(tx, { id: nextId(), type: "test.nobody-listens", subject, payload: null, at });
          if (writer % 7 === 0) throw new Error("rolled back");
        },
        { attempts: 20 },
      );
      await wish.then(
        () => committed.push(subject),
        () => {},
      );
    };
    const jobs = await startJobs({
      database: db,
      jobs: sampleJobs,
      timers: [],
      now,
      logger,
      pace: { pollSeconds: 0.5, superviseSeconds: 1 },
    });
    const writing = Promise.all(Array.from({ length: 100 }, (_, writer) => write(writer)));
    // Two beside each other, so that a kill may fall on either while they share the outbox.
    const relays = await Promise.all([started("relay"), started("relay")]);
    for (let kills = 0; kills < 3; kills += 1) {
      await sleep(Math.random() * 60);
      await relays.shift()?.kill();
      relays.push(await started("relay"));
    }
    await writing;
    // On a computer that has other work a writer may give up; what is promised is promised of those who committed.
    expect(committed.length).toBeGreaterThan(60);
    await vi.waitFor(async () => expect(await db.prisma.outboxEvent.count({ where: { sentAt: null } })).toBe(0), patience);
    await vi.waitFor(async () => expect(await done(db)).toEqual(committed.toSorted()), patience);
    for (const relay of relays) await relay.kill();
    await jobs.stop(0);
  });
});

describe("a worker that is killed in the middle of a job", () => {
  it("leaves a job that is run again, and the effect is there once", async () => {
    const first = await started("work");
    await db.prisma.$transaction((tx) => enqueue(tx, linger, { what: "effect" }, { by: system("test") }));
    await vi.waitFor(async () => expect(await done(db)).toEqual(["attempt 1", "effect"]), patience);
    await first.kill();
    await started("work");
    await vi.waitFor(async () => expect(await done(db)).toEqual(["attempt 1", "attempt 2", "effect", "through"]), patience);
  });
});
