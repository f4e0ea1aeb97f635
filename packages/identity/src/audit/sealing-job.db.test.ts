import { testDatabase } from "@dostyk/db/testing";
import { runTwice } from "@dostyk/jobs/testing";
import { expect, it } from "vitest";
import { perform } from "./perform.ts";
import { verifyAuditLog } from "./read-log.ts";
import { sealingJob } from "./sealing-job.ts";
import { actingAs } from "./testing.ts";

const db = await testDatabase();

it("seals each line once, however often it is run", async () => {
  for (const command of ["identity.a", "identity.b"]) await perform(db, actingAs(), { command }, async () => null);
  const [first, second] = await runTwice(db, sealingJob, {}, () => verifyAuditLog(db));
  expect(first.seen).toMatchObject({ whole: true, lines: 2 });
  expect(second).toEqual(first);
});
