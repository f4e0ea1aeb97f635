import { testDatabase } from "@dostyk/db/testing";
import { ask } from "@dostyk/graphql/testing";
import { givenHouse } from "@dostyk/identity/testing";
import { givenQueues } from "@dostyk/jobs/testing";
import { anonymous, type Viewer } from "@dostyk/kernel";
import { beforeAll, describe, expect, it } from "vitest";
import { shownJobs } from "./house-jobs.ts";
import "./work.ts";

const db = await testDatabase();
const { people } = await givenHouse(db);
const others: readonly (readonly [string, Viewer])[] = [
  ["an anonymous reader", anonymous],
  ["an association's officer", people.ASSOCIATION_OFFICER],
  ["a donor", people.DONOR],
];
const dead = "00000000-0000-4000-8000-000000000001";

beforeAll(async () => {
  await givenQueues(db, shownJobs);
  await db.pool.query(
    `INSERT INTO jobs.job (id, name, data, source_name, source_id, source_output, source_retry_count, source_created_on)
     VALUES ($1, (SELECT dead_letter FROM jobs.queue WHERE dead_letter IS NOT NULL LIMIT 1), '{"payload":{}}', 'identity.forget', $1,
       '{"message":"The disk is full."}', 3, now())`,
    [dead],
  );
});

describe("the node's work", () => {
  const question = "{ jobQueues { job dead } deadLetters { id job reason attempts } workerTroubles }";

  it("is shown to operators with the reason of what failed", async () => {
    const answer = await ask(db, question, { viewer: people.OPERATOR, now: new Date() });
    expect(answer["deadLetters"]).toEqual([{ id: dead, job: "identity.forget", reason: "The disk is full.", attempts: 4 }]);
    expect(answer["jobQueues"]).toContainEqual({ job: "identity.forget", dead: 1 });
    expect(answer["workerTroubles"]).toEqual(["No worker runs: events and jobs wait."]);
  });

  it.each(others)("is empty for %s", async (_who, viewer) => {
    expect(await ask(db, question, { viewer })).toEqual({ jobQueues: [], deadLetters: [], workerTroubles: [] });
  });

  it.each(others)("is not ordered by %s", async (_who, viewer) => {
    const wish = `mutation { discardDeadLetter(input: { id: "${dead}" }) { __typename } }`;
    expect(await ask(db, wish, { viewer })).toEqual({ discardDeadLetter: { __typename: "OnlyOperatorsOrderWork" } });
  });

  it("is tried again once, and the audit log says by whom", async () => {
    const wish = `mutation { retryDeadLetter(input: { id: "${dead}" }) { __typename } }`;
    const viewer = people.OPERATOR;
    expect(await ask(db, wish, { viewer })).toEqual({ retryDeadLetter: { __typename: "RetryDeadLetterPayload" } });
    expect(await ask(db, wish, { viewer })).toEqual({ retryDeadLetter: { __typename: "NoSuchDeadLetter" } });
    const lines = await db.prisma.auditLine.findMany({ where: { command: "operations.retry-dead-letter" }, orderBy: { id: "asc" } });
    expect(lines.map(({ viewerId, decision }) => ({ viewerId, decision }))).toEqual([
      { viewerId: viewer.accountId, decision: "ALLOWED" },
      { viewerId: viewer.accountId, decision: "REFUSED" },
    ]);
  });
});

describe("how far a long job is", () => {
  const id = "00000000-0000-4000-8000-000000000002";
  const question = `{ jobProgress(id: "${id}") { state percent phase } }`;

  beforeAll(() =>
    db.prisma.progress.create({
      data: {
        id,
        job: "identity.forget",
        ownerId: people.DONOR.accountId,
        state: "RUNNING",
        percent: 40,
        phase: "reading",
        createdAt: new Date(),
        updatedAt: new Date(),
      },
    }),
  );

  it.each([people.DONOR, people.OPERATOR])("is told to whoever wished for it, and to operators", async (viewer) => {
    expect(await ask(db, question, { viewer })).toEqual({ jobProgress: { state: "RUNNING", percent: 40, phase: "reading" } });
  });

  it.each([anonymous, people.ASSOCIATION_OFFICER])("is told to nobody else, as if there were none", async (viewer) => {
    expect(await ask(db, question, { viewer })).toEqual({ jobProgress: null });
  });
});
