import { publish } from "@dostyk/db";
import { testDatabase } from "@dostyk/db/testing";
import { declareJob, handle, JobWithoutPolicy, nodeOnly, SubscriberMissing, subscribe, toldEvent, workerTroubles } from "@dostyk/jobs";
import { newId } from "@dostyk/kernel";
import { afterAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { createWorker, type Worker } from "./worker.ts";

const database = await testDatabase({ poolSize: 8 });
const warnings: string[] = [];
const logger = { info() {}, warn: (_: object, message: string) => void warnings.push(message), error() {} };
const patience = { timeout: 15_000, interval: 50 };
const heard: string[] = [];
const hear = declareJob({
  name: "test.hear",
  payload: toldEvent("test.happened", z.null()),
  policy: nodeOnly,
  retry: { limit: 0, delaySeconds: 0, delayAtMostSeconds: 0 },
  expireSeconds: 10,
});
const hearJob = handle(hear, async ({ payload }) => {
  heard.push(payload.subject);
});
const workers: Worker[] = [];
const worker = (options: Partial<Parameters<typeof createWorker>[0]>): Worker => {
  const made = createWorker({ database, logger, ...options });
  workers.push(made);
  return made;
};
afterAll(async () => {
  for (const each of workers) await each.stop(0);
});

describe("a worker", () => {
  it("takes an event from its wish to the job that waits for it, and lives until it is stopped", async () => {
    expect(await workerTroubles(database.prisma, new Date())).toEqual(["No worker runs: events and jobs wait."]);
    const living = worker({ jobs: [hearJob], subscriptions: [subscribe(hear, ["test.happened"])] });
    await living.start();
    await living.start();
    const at = new Date();
    await database.prisma.$transaction((tx) =>
      publish(tx, { id: newId(at, Math.random), type: "test.happened", subject: "x", payload: null, at }),
    );
    await vi.waitFor(() => expect(heard).toEqual(["x"]), patience);
    await vi.waitFor(async () => expect(await workerTroubles(database.prisma, new Date())).toEqual([]), patience);
    expect(await workerTroubles(database.prisma, new Date(Date.now() + 60_000))).toEqual(["No worker runs: events and jobs wait."]);

    await living.stop();
    await living.stop();
    expect(warnings).toEqual([]);
    expect(await workerTroubles(database.prisma, new Date())).toEqual(["No worker runs: events and jobs wait."]);
  });

  it("does not begin with what is declared wrong", async () => {
    await expect(worker({ subscriptions: [subscribe(hear, ["test.happened"])] }).start()).rejects.toThrow(SubscriberMissing);
    const smuggled = { job: { ...hearJob.job, policy: undefined as never }, run: hearJob.run };
    await expect(worker({ jobs: [smuggled] }).start()).rejects.toThrow(JobWithoutPolicy);
    expect(await database.prisma.workerBeat.count()).toBe(0);
  });

  it("that never began can be stopped", async () => {
    await expect(worker({}).stop()).resolves.toBeUndefined();
  });
});
