import { serializable } from "@dostyk/db";
import { testDatabase } from "@dostyk/db/testing";
import { anonymous, InvalidInput, isOperator, system, type Viewer } from "@dostyk/kernel";
import { z } from "zod";
import { beforeAll, describe, expect, it } from "vitest";
import { enqueue, MayNotCauseJob } from "./enqueue.ts";
import { declareJob, handle } from "./job.ts";
import { givenQueues } from "./testing.ts";
import { sampleJobs, write, writeKeyed } from "./testing/sample-jobs.ts";

const operator: Viewer = {
  kind: "person",
  accountId: "a",
  sessionId: "s",
  held: [{ bodyId: "node", role: "OPERATOR" }],
  reauthenticatedAt: new Date(0),
};
const db = await testDatabase({ poolSize: 8 });
const operators = declareJob({
  ...write,
  name: "test.operators",
  policy: { mayCause: isOperator, maySee: () => false },
});
beforeAll(() => givenQueues(db, [...sampleJobs, handle(operators, async () => {})]));

async function waiting(name: string): Promise<number> {
  const { rows } = await db.pool.query<{ count: number }>("SELECT count(*)::int FROM jobs.job WHERE name = $1", [name]);
  return rows[0]?.count ?? 0;
}

describe("enqueue()", () => {
  it("wishes for exactly what is committed", async () => {
    const wishes = Array.from({ length: 20 }, (_, index) =>
      serializable(db, async (tx) => {
        await enqueue(tx, write, { what: String(index) }, { by: system("test") });
        if (index % 5 === 4) throw new Error("rolled back");
      }),
    );
    const settled = await Promise.allSettled(wishes);
    expect(settled.filter(({ status }) => status === "rejected")).toHaveLength(4);
    expect(await waiting("test.write")).toBe(16);
  });

  it("wishes once when the command starts over", async () => {
    await db.pool.query("CREATE TABLE seat (id int PRIMARY KEY, taken int NOT NULL)");
    await db.pool.query("INSERT INTO seat VALUES (1, 0)");
    let begun = 0;
    const take = () =>
      serializable(
        db,
        async (tx) => {
          begun += 1;
          const [seat] = await tx.$queryRaw<{ taken: number }[]>`SELECT taken FROM seat WHERE id = 1`;
          await tx.$executeRaw`UPDATE seat SET taken = ${(seat?.taken ?? 0) + 1} WHERE id = 1`;
          await enqueue(tx, operators, { what: "took a seat" }, { by: operator });
        },
        { attempts: 30 },
      );
    await Promise.all([take(), take(), take(), take()]);
    expect(begun).toBeGreaterThan(4);
    expect(await waiting("test.operators")).toBe(4);
  });

  it("takes two wishes with one key for one job, however they meet", async () => {
    const wish = () => serializable(db, (tx) => enqueue(tx, writeKeyed, { what: "same" }, { by: system("test") }));
    const ids = await Promise.all([wish(), wish(), wish()]);
    expect(new Set([...ids, await wish()]).size).toBe(1);
    expect(await waiting("test.write-keyed")).toBe(1);
  });

  it("refuses who may not, and a payload that cannot be meant", async () => {
    const wish = (payload: { what: string }, by: Viewer = operator) =>
      db.prisma.$transaction((tx) => enqueue(tx, operators, payload, { by }));
    await expect(wish({ what: "x" }, anonymous)).rejects.toThrow(MayNotCauseJob);
    await expect(wish({ what: 1 } as never)).rejects.toThrow(InvalidInput);
    await expect(wish({ what: "x".repeat(300_000) })).rejects.toThrow(RangeError);
  });

  it("makes no queue at first use", async () => {
    const unknown = declareJob({ ...write, name: "test.unknown", payload: z.object({ what: z.string() }) });
    await expect(db.prisma.$transaction((tx) => enqueue(tx, unknown, { what: "x" }, { by: system("test") }))).rejects.toThrow(
      "does not exist",
    );
  });
});
