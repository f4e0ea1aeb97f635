import { z } from "zod";
import { describe, expect, it } from "vitest";
import { jobId } from "./enqueue.ts";
import { CannotBeDone, reasonOf } from "./handler.ts";
import { declareJob, handle, JobMisdeclared, JobWithoutPolicy, nodeOnly, refuseUnfitJobs } from "./job.ts";

const sound = {
  name: "test.job",
  payload: z.null(),
  policy: nodeOnly,
  retry: { limit: 1, delaySeconds: 1, delayAtMostSeconds: 10 },
  expireSeconds: 60,
};

describe("declareJob()", () => {
  it("refuses a job that does not say who may, also past the compiler", () => {
    const { policy: _, ...silent } = sound;
    // @ts-expect-error a job without a policy is no declaration
    expect(() => declareJob(silent)).toThrow(JobWithoutPolicy);
    expect(() => declareJob({ ...sound, policy: { mayCause: () => true } as never })).toThrow(/"test\.job" does not say who/u);
    const smuggled = { job: { ...silent, declared: true } as never, run: async () => {} };
    expect(() => refuseUnfitJobs([smuggled])).toThrow(JobWithoutPolicy);
  });

  it.each([
    [{ name: "Job" }, /does not read room\.what-is-done|name that does not read/u],
    [{ expireSeconds: 0 }, /expire/u],
    [{ heartbeatSeconds: 5 }, /heartbeat/u],
    [{ atOnce: 0 }, /at once/u],
    [{ retry: { limit: -1, delaySeconds: 1, delayAtMostSeconds: 1 } }, /retries/u],
    [{ retry: { limit: 1, delaySeconds: 9, delayAtMostSeconds: 1 } }, /pause/u],
  ])("refuses %o", (change, sentence) => {
    expect(() => declareJob({ ...sound, ...change })).toThrow(JobMisdeclared);
    expect(() => declareJob({ ...sound, ...change })).toThrow(sentence);
  });

  it("lets a job have one handler", () => {
    const handled = handle(declareJob(sound), async () => {});
    expect(() => refuseUnfitJobs([handled, handled])).toThrow(/two handlers/u);
  });
});

describe("reasonOf()", () => {
  it.each([
    [new CannotBeDone("No such city. Correct it."), "No such city. Correct it."],
    [new Error("\nInvalid call in\n  some/file.ts:3\n\nThe record was not found.\n    at here (file.ts:1)"), "The record was not found."],
    ["told as text", "told as text"],
    [new TypeError(""), "Something went wrong that says nothing of itself (TypeError)."],
    [null, "Something went wrong that says nothing of itself (object)."],
  ])("makes one sentence of %o", (error, sentence) => {
    expect(reasonOf(error)).toBe(sentence);
  });

  it("ends somewhere", () => {
    expect(reasonOf(new Error("x".repeat(10_000)))).toHaveLength(500);
  });
});

describe("jobId()", () => {
  it("is a UUID of job and key together", () => {
    expect(jobId("a.b", "key")).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/u);
    expect(new Set([jobId("a.b", "key"), jobId("a.c", "key"), jobId("a.b", "yek")]).size).toBe(3);
    expect(jobId("a.b", "key")).toBe(jobId("a.b", "key"));
  });
});
