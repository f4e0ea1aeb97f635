import type { PrismaClient } from "@dostyk/db";
import type { SearchKind } from "../document.ts";
import { catchUp } from "../sync/catch-up.ts";
import { projectAll } from "../sync/project.ts";
import { engineDocument, isPublic } from "./document.ts";
import type { Engine } from "./engine.ts";
import { lease, type Leased } from "./lease.ts";
import { settle } from "./settle.ts";

/** What a step of the sender came to. */
export type Fed = { readonly sent: number; readonly settled: number; readonly held: boolean };

/** What the sender works with. Time comes in, so that tests can let it pass. */
export type Feeding = {
  readonly prisma: PrismaClient;
  readonly kinds: readonly SearchKind[];
  readonly engine: Engine;
  readonly now: () => Date;
  /** Names this process among those that may send. */
  readonly holder: string;
};

const recordsAtOnce = 1_000;

type Waiting = { readonly id: string; readonly seq: bigint; readonly attempts: number };

/**
 * One step of the sender to every generation that is fed: asks what became of what was sent, then sends what is next.
 * A record is in one task at most, its state is read when it is sent, and it leaves the set only when the task that held
 * its last change has succeeded. Called by a timer; two that call at once do not both send.
 */
export async function feed(feeding: Feeding): Promise<readonly Fed[]> {
  const { prisma, kinds } = feeding;
  await catchUp(prisma, kinds);
  const targets = await prisma.$queryRaw<{ name: string }[]>`SELECT name FROM search.target WHERE name <> 'pg' ORDER BY name`;
  const fed: Fed[] = [];
  for (const { name } of targets) fed.push(await feedOne(name, feeding));
  return fed;
}

async function feedOne(name: string, feeding: Feeding): Promise<Fed> {
  const held = await lease(name, feeding);
  if (held === null) return { sent: 0, settled: 0, held: false };
  const settled = await settle(held, feeding);
  const sent = await send(held, feeding);
  return { sent, settled, held: true };
}

async function send(target: Leased, feeding: Feeding): Promise<number> {
  const { prisma, now } = feeding;
  const waiting = await prisma.$queryRaw<Waiting[]>`
    SELECT id, seq, attempts FROM search.dirty
    WHERE target = ${target.name} AND task IS NULL AND NOT dead AND next_at <= ${now()}
    ORDER BY attempts, seq LIMIT ${recordsAtOnce}`;
  const fresh = waiting.filter(({ attempts }) => attempts === 0);
  if (fresh.length > 0) return sendTogether(target, fresh, feeding);
  const [suspect] = waiting;
  if (suspect === undefined) return 0;
  // The engine merges neighbours of its queue into one batch, which fails as a whole: blame needs an empty queue.
  const [busy] = await prisma.$queryRaw<object[]>`SELECT 1 FROM search.dirty WHERE target = ${target.name} AND task IS NOT NULL LIMIT 1`;
  return busy === undefined ? sendTogether(target, [suspect], feeding) : 0;
}

/** Sends one replacement and one deletion. An answer that does not come leaves the records as they are: they are sent again. */
async function sendTogether(target: Leased, rows: readonly Waiting[], { prisma, kinds, engine }: Feeding): Promise<number> {
  const ids = rows.map(({ id }) => id);
  const documents = await prisma.$transaction((tx) => projectAll(tx, kinds, ids), { isolationLevel: "RepeatableRead", timeout: 60_000 });
  const shown = rows.filter(({ id }) => {
    const document = documents.get(id);
    return document !== undefined && isPublic(document);
  });
  const gone = rows.filter((row) => !shown.includes(row));
  const index = engine.writer.index(target.indexUid);
  const metadata = { customMetadata: `${target.epoch}` };
  let sent = 0;
  if (shown.length > 0) {
    const bodies = shown.flatMap(({ id }) => {
      const document = documents.get(id);
      return document === undefined ? [] : [engineDocument(document)];
    });
    sent += await underWay(target.name, shown, () => index.addDocuments(bodies, { primaryKey: "id", ...metadata }), prisma);
  }
  if (gone.length > 0)
    sent += await underWay(
      target.name,
      gone,
      () =>
        index.deleteDocuments(
          gone.map(({ id }) => id),
          metadata,
        ),
      prisma,
    );
  return sent;
}

async function underWay(
  target: string,
  rows: readonly Waiting[],
  enqueue: () => PromiseLike<{ readonly taskUid: number }>,
  prisma: PrismaClient,
): Promise<number> {
  let task: number;
  try {
    task = (await enqueue()).taskUid;
  } catch (error) {
    const told = String(error).slice(0, 300);
    await prisma.$executeRaw`UPDATE search.dirty SET error = ${told} WHERE target = ${target} AND id = ANY(${rows.map(({ id }) => id)})`;
    return 0;
  }
  // The number is that of the state that was read, not of the row as it is by now.
  await prisma.$executeRaw`
    UPDATE search.dirty SET task = ${task}, sent = given.seq
    FROM unnest(${rows.map(({ id }) => id)}::text[], ${rows.map(({ seq }) => seq)}::bigint[]) AS given (id, seq)
    WHERE dirty.target = ${target} AND dirty.id = given.id`;
  return rows.length;
}
