import { testDatabase } from "@dostyk/db/testing";
import type { JsonValue } from "@dostyk/kernel";
import { system } from "@dostyk/kernel";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { deadLetters, discardDeadLetter, failLostProgress, NoSuchDeadLetter, retryDeadLetter, visibleJobs } from "./dead-letters.ts";
import { enqueue } from "./enqueue.ts";
import { tidyUpJob } from "./housekeeping.ts";
import { declareJob, handle, type Job, JobMisdeclared } from "./job.ts";
import { progressOf } from "./progress.ts";
import { queueStates } from "./queue-states.ts";
import { type Pace, type RunningJobs, startJobs } from "./start-jobs.ts";
import { runTwice } from "./testing.ts";
import { done, fail, givenDoneTable, hang, heed, heedJob, sampleJobs, write, writeJob } from "./testing/sample-jobs.ts";
import { timer, type Timer } from "./timer.ts";

const db = await testDatabase({ poolSize: 10 });
const silent = { info() {}, warn() {}, error() {} };
const now = (): Date => new Date();
const pace = { pollSeconds: 0.5, superviseSeconds: 1 };
const patience = { timeout: 15_000, interval: 50 };
const names = sampleJobs.map(({ job }) => job.name);

const running: RunningJobs[] = [];
async function started(options: { jobs?: typeof sampleJobs; timers?: readonly Timer[]; pace?: Pace } = {}): Promise<RunningJobs> {
  const begun = await startJobs({ database: db, jobs: sampleJobs, timers: [], now, logger: silent, pace, ...options });
  running.push(begun);
  return begun;
}
const wish = <P extends JsonValue>(job: Job<P>, payload: P): Promise<string> =>
  db.prisma.$transaction((tx) => enqueue(tx, job, payload, { by: system("test") }));
const stateOf = async (job: string) => (await queueStates(db.prisma, [job]))[0];

beforeAll(() => givenDoneTable(db));
beforeEach(() => db.pool.query("DELETE FROM done"));
afterEach(async () => {
  for (const each of running.splice(0)) await each.stop(0);
});

describe("jobs", () => {
  it("are run once they are wished, and say how they fare", async () => {
    const begun = await started();
    for (const what of ["a", "b", "c"]) await wish(write, { what });
    await vi.waitFor(async () => expect(await done(db)).toEqual(["a", "b", "c"]), patience);
    await vi.waitFor(async () => expect(await stateOf("test.write")).toMatchObject({ waiting: 0, running: 0, done: 3, dead: 0 }), patience);
    expect(begun.queuesAt?.getTime()).toBeLessThanOrEqual(Date.now());
  });

  it("that came all together are run without a pause between them", async () => {
    await started({ pace: { pollSeconds: 30 } });
    const many = Array.from({ length: 60 }, (_, index) => String(index).padStart(2, "0"));
    for (const what of many) await wish(write, { what });
    // With a pause after each, the four at a time would take half a minute.
    await vi.waitFor(async () => expect(await done(db)).toEqual(many), patience);
  });

  it("that wait from before the start are run after it", async () => {
    await (await started()).stop(0);
    await wish(write, { what: "early" });
    expect(await stateOf("test.write")).toMatchObject({ waiting: 1 });
    await started();
    await vi.waitFor(async () => expect(await done(db)).toEqual(["early"]), patience);
  });

  it("end the same when they are run twice", async () => {
    const [first, second] = await runTwice(db, writeJob, { what: "twice" }, () => done(db));
    expect(second).toEqual(first);
    expect(second).toEqual({ outcome: { status: "completed", result: null }, seen: ["twice"] });
    const [tidied, again] = await runTwice(db, tidyUpJob, null, () => done(db));
    expect(again).toEqual(tidied);
  });

  it("that cannot be done wait among the dead letters with their reason, and can be tried again", async () => {
    await started();
    const id = await wish(fail, { remedy: "herbs" });
    await vi.waitFor(async () => expect(await deadLetters(db.prisma, { jobs: names, first: 10 })).toHaveLength(1), patience);
    const [letter] = await deadLetters(db.prisma, { jobs: names, first: 10 });
    expect(letter).toMatchObject({
      job: "test.fail",
      jobId: id,
      payload: { remedy: "herbs" },
      reason: "The remedy herbs is missing.",
      attempts: 3,
    });
    expect(await progressOf(db.prisma, id)).toMatchObject({ state: "FAILED", percent: 40, reason: "The remedy herbs is missing." });
    expect(await deadLetters(db.prisma, { jobs: ["test.write"], first: 10 })).toEqual([]);
    expect(await deadLetters(db.prisma, { jobs: names, first: 10, after: letter?.id ?? "" })).toEqual([]);

    // As a worker leaves it that is killed at the last attempt.
    await db.prisma.progress.update({ where: { id }, data: { state: "RUNNING", reason: null } });
    await failLostProgress(db.prisma, now());
    expect(await progressOf(db.prisma, id)).toMatchObject({ state: "FAILED", reason: "The worker that ran it died." });

    await db.pool.query("INSERT INTO done (what) VALUES ('herbs')");
    await db.prisma.$transaction((tx) => retryDeadLetter(tx, letter?.id ?? ""));
    await vi.waitFor(async () => expect(await progressOf(db.prisma, id)).toMatchObject({ state: "DONE", percent: 100 }), patience);
    expect(await progressOf(db.prisma, id)).toMatchObject({ result: { cured: true }, reason: null });
    expect(await deadLetters(db.prisma, { jobs: names, first: 10 })).toEqual([]);
    await expect(db.prisma.$transaction((tx) => retryDeadLetter(tx, letter?.id ?? ""))).rejects.toThrow(NoSuchDeadLetter);
  });

  it("that are hopeless are tried once, and an operator may give them up", async () => {
    await started();
    await wish(fail, { remedy: "hopeless" });
    await vi.waitFor(async () => expect(await deadLetters(db.prisma, { jobs: names, first: 10 })).toHaveLength(1), patience);
    const [letter] = await deadLetters(db.prisma, { jobs: names, first: 10 });
    expect(letter).toMatchObject({ attempts: 1, reason: "There is no remedy. Discard it." });
    await db.prisma.$transaction((tx) => discardDeadLetter(tx, letter?.id ?? ""));
    expect(await deadLetters(db.prisma, { jobs: names, first: 10 })).toEqual([]);
    await expect(db.prisma.$transaction((tx) => discardDeadLetter(tx, "nonsense"))).rejects.toThrow(NoSuchDeadLetter);
  });

  it("whose payload is of another release go to the dead letters unread", async () => {
    await started();
    await wish({ ...write, payload: fail.payload as never }, { remedy: "x" } as never);
    await vi.waitFor(async () => expect(await stateOf("test.write")).toMatchObject({ dead: 1 }), patience);
    const [letter] = await deadLetters(db.prisma, { jobs: names, first: 1 });
    expect(letter?.reason).toMatch(/^The payload cannot be read: /u);
    await db.prisma.$transaction((tx) => discardDeadLetter(tx, letter?.id ?? ""));
  });

  it("are seen by whom their policy lets", () => {
    expect(visibleJobs(sampleJobs, system("test"))).toEqual(names);
    expect(visibleJobs(sampleJobs, { kind: "anonymous" })).toEqual([]);
  });
});

describe("stopping", () => {
  it("ends in time although a job hangs, and hands it back", async () => {
    const begun = await started();
    await wish(hang, null);
    await vi.waitFor(async () => expect(await stateOf("test.hang")).toMatchObject({ running: 1 }), patience);
    const began = performance.now();
    await begun.stop(300);
    expect(performance.now() - began).toBeLessThan(3_000);
    expect(await stateOf("test.hang")).toMatchObject({ running: 0, waiting: 1, dead: 0 });
    await db.pool.query("DELETE FROM jobs.job WHERE name = 'test.hang'");
  });

  it("aborts a job that listens, without counting that as a failure", async () => {
    const begun = await started({ jobs: [{ ...heedJob, job: { ...heedJob.job, retry: { ...heedJob.job.retry, limit: 0 } } }] });
    await wish(heed, null);
    await vi.waitFor(async () => expect(await stateOf("test.heed")).toMatchObject({ running: 1 }), patience);
    await begun.stop(0);
    expect(await stateOf("test.heed")).toMatchObject({ running: 0, waiting: 1, dead: 0 });
    await db.pool.query("DELETE FROM jobs.job WHERE name = 'test.heed'");
  });
});

describe("timers", () => {
  const everyMinute = timer(write, { cron: "* * * * *", timeZone: "Asia/Almaty", payload: { what: "ticked" } });

  it("are those that are declared, and no other", async () => {
    const stored = async () => (await db.pool.query("SELECT name, cron, timezone FROM jobs.schedule")).rows;
    await (await started({ timers: [everyMinute] })).stop(0);
    expect(await stored()).toEqual([{ name: "test.write", cron: "* * * * *", timezone: "Asia/Almaty" }]);
    await (await started()).stop(0);
    expect(await stored()).toEqual([]);
  });

  it("that cannot be read stop the start, by their job's name", async () => {
    await expect(started({ timers: [{ ...everyMinute, cron: "at noon" }] })).rejects.toThrow(JobMisdeclared);
    await expect(started({ timers: [{ ...everyMinute, timeZone: "Asia/Nowhere" }] })).rejects.toThrow(/test\.write.*Asia\/Nowhere/u);
  });

  it("that came due while no worker ran are run at the start", async () => {
    await (await started({ timers: [everyMinute] })).stop(0);
    await db.pool.query("UPDATE jobs.schedule SET created_on = now() - interval '1 hour', updated_on = now() - interval '1 hour'");
    await db.pool.query("UPDATE jobs.version SET cron_on = now() - interval '1 hour'");
    await started({ timers: [everyMinute] });
    await vi.waitFor(async () => expect(new Set(await done(db))).toEqual(new Set(["ticked"])), patience);
  });

  it("and jobs follow a declaration that changed", async () => {
    await (await started()).stop(0);
    const slower = handle(declareJob({ ...write, expireSeconds: 77, heartbeatSeconds: 30 }), async () => {});
    await (await started({ jobs: [slower] })).stop(0);
    const { rows } = await db.pool.query("SELECT expire_seconds, heartbeat_seconds FROM jobs.queue WHERE name = 'test.write'");
    expect(rows).toEqual([{ expire_seconds: 77, heartbeat_seconds: 30 }]);
  });
});
