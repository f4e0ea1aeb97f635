import type { Task } from "meilisearch";
import type { Feeding } from "./feed.ts";
import type { Leased } from "./lease.ts";

/** After so many failures alone a record is set aside: its old version stays, and the operator is told. */
const failuresAlone = 3;
const tasksAtOnce = 100;

/** Looks at the tasks under way. Answers how many records have arrived. */
export async function settle(target: Leased, { prisma, engine, now }: Feeding): Promise<number> {
  const under = await prisma.$queryRaw<{ task: bigint; records: number }[]>`
    SELECT task, count(*)::int AS records FROM search.dirty WHERE target = ${target.name} AND task IS NOT NULL
    GROUP BY task ORDER BY task LIMIT ${tasksAtOnce}`;
  if (under.length === 0) return 0;
  let tasks: readonly Task[];
  try {
    ({ results: tasks } = await engine.writer.tasks.getTasks({ uids: under.map(({ task }) => Number(task)), limit: tasksAtOnce }));
  } catch {
    // Whatever became of them, they are asked for again.
    return 0;
  }
  const byUid = new Map(tasks.map((task) => [task.uid, task]));
  let arrived = 0;
  for (const { task: uid, records } of under) {
    const task = byUid.get(Number(uid));
    if (task?.status === "enqueued" || task?.status === "processing") continue;
    if (task?.status === "succeeded") {
      // A record that changed again meanwhile has another number and stays.
      arrived += await prisma.$executeRaw`DELETE FROM search.dirty WHERE target = ${target.name} AND task = ${uid} AND seq = sent`;
      await prisma.$executeRaw`UPDATE search.dirty SET task = NULL, sent = NULL WHERE target = ${target.name} AND task = ${uid}`;
      continue;
    }
    // A task the engine has forgotten, or lost with its index, is unknown: sent again, and nobody is blamed.
    const failed = task?.status === "failed";
    const told = failed ? (task.error?.message ?? "failed") : "The engine does not know what became of it.";
    const alone = failed && records === 1;
    await prisma.$executeRaw`
      UPDATE search.dirty SET task = NULL, sent = NULL, error = ${told.slice(0, 300)},
        attempts = CASE WHEN seq <> sent THEN 0 WHEN ${failed} THEN attempts + 1 ELSE attempts END,
        next_at = CASE WHEN ${failed} THEN ${now()}::timestamptz + make_interval(secs => least(60, 2 ^ attempts)) ELSE ${now()}::timestamptz END,
        dead = ${alone} AND seq = sent AND attempts >= ${failuresAlone}
      WHERE target = ${target.name} AND task = ${uid}`;
  }
  return arrived;
}
