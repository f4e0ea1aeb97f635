import { type Database, serializable } from "@dostyk/db";
import { z } from "zod";
import { subscribe, toldEvent } from "../event-subscription.ts";
import { CannotBeDone } from "../handler.ts";
import { declareJob, handle, nodeOnly } from "../job.ts";
import { once } from "../once.ts";

// Jobs for tests of this room, in their own processes too. What they do is a row in the table `done`.

const quick = { policy: nodeOnly, retry: { limit: 2, delaySeconds: 0, delayAtMostSeconds: 1 } } as const;

/** Where the jobs write what they did; a row for each time. */
export async function givenDoneTable(database: Database): Promise<void> {
  await database.pool.query("CREATE TABLE done (what text NOT NULL, pid int NOT NULL DEFAULT 0)");
}

/** What was done so far. */
export async function done(database: Database): Promise<readonly string[]> {
  const { rows } = await database.pool.query<{ what: string }>("SELECT what FROM done ORDER BY what");
  return rows.map(({ what }) => what);
}

const noteWhat = (database: Database, key: string, what: string, now: Date): Promise<unknown> =>
  serializable(database, (tx) =>
    once(tx, key, now, async () => {
      await tx.$executeRaw`INSERT INTO done (what, pid) VALUES (${what}, ${process.pid})`;
    }),
  );

/** Writes what it is told, once. */
export const write = declareJob({ ...quick, name: "test.write", payload: z.object({ what: z.string() }), expireSeconds: 5, atOnce: 4 });
export const writeJob = handle(write, ({ id, payload, database, now }) =>
  noteWhat(database, id, payload.what, now()).then(() => undefined),
);

/** One job for one key. */
export const writeKeyed = declareJob({ ...write, name: "test.write-keyed", idempotencyKey: ({ what }) => what });
export const writeKeyedJob = handle(writeKeyed, writeJob.run as never);

/** Writes what an event is about, once. */
export const hear = declareJob({
  ...quick,
  name: "test.hear",
  payload: toldEvent("test.happened", z.object({ writer: z.number() })),
  expireSeconds: 5,
  atOnce: 4,
});
export const hearJob = handle(hear, ({ id, payload, database, now }) =>
  noteWhat(database, id, payload.subject, now()).then(() => undefined),
);
export const hearing = subscribe(hear, ["test.happened"]);

/** Writes, and the first time never gets any further: its worker is to be killed. */
export const linger = declareJob({ ...quick, name: "test.linger", payload: z.object({ what: z.string() }), expireSeconds: 2 });
export const lingerJob = handle(linger, async ({ id, payload, database, now, attempt }) => {
  await noteWhat(database, id, payload.what, now());
  await database.pool.query("INSERT INTO done (what, pid) VALUES ($1, $2)", [`attempt ${attempt}`, process.pid]);
  if (attempt === 1) await new Promise<never>(() => {});
  await database.pool.query("INSERT INTO done (what, pid) VALUES ('through', $1)", [process.pid]);
});

/** Fails until the table has the remedy; `hopeless` is not worth a second attempt. */
export const fail = declareJob({ ...quick, name: "test.fail", payload: z.object({ remedy: z.string() }), expireSeconds: 20, long: true });
export const failJob = handle(fail, async ({ payload, database, progress }) => {
  await progress({ percent: 40, phase: "looking" });
  if (payload.remedy === "hopeless") throw new CannotBeDone("There is no remedy. Discard it.");
  if (!(await done(database)).includes(payload.remedy))
    throw new Error(`Invalid call\n\n  at here\nThe remedy ${payload.remedy} is missing.`);
  return { cured: true };
});

/** Never ends and heeds nobody. */
export const hang = declareJob({ ...quick, name: "test.hang", payload: z.null(), expireSeconds: 600 });
export const hangJob = handle(hang, () => new Promise<never>(() => {}));

/** Ends when it is told to. */
export const heed = declareJob({ ...quick, name: "test.heed", payload: z.null(), expireSeconds: 600 });
export const heedJob = handle(
  heed,
  ({ signal }) => new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(new Error("told to stop")))),
);

/** All of them. */
export const sampleJobs = [writeJob, writeKeyedJob, hearJob, lingerJob, failJob, hangJob, heedJob];
