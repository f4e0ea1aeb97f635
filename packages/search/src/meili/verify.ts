import type { PrismaClient } from "@dostyk/db";
import type { SearchKind } from "../document.ts";
import { digestOf } from "../postgres/layout.ts";
import { catchUp } from "../sync/catch-up.ts";
import { projectAll } from "../sync/project.ts";
import { everybody } from "./document.ts";
import type { Engine } from "./engine.ts";

/** Records of which an index had nothing, something old, or something it should not have. They are marked, so the next step mends them. */
export type Drift = {
  readonly target: string;
  readonly missing: readonly string[];
  readonly stale: readonly string[];
  readonly ghosts: readonly string[];
};

const recordsAtOnce = 500;
const documentsAtOnce = 1_000;

/**
 * Compares the Postgres index with documents made anew from the rows, and each generation of the engine with the Postgres
 * index, by their digests. What differs is marked. Changes that are on their way are no drift.
 */
export async function verifySearch(prisma: PrismaClient, kinds: readonly SearchKind[], engine: Engine | null): Promise<readonly Drift[]> {
  await catchUp(prisma, kinds);
  const own = await verifyOwn(prisma, kinds);
  if (engine === null) return [own];
  await catchUp(prisma, kinds);
  const targets = await prisma.$queryRaw<{ name: string; index_uid: string }[]>`
    SELECT name, index_uid FROM search.target WHERE name <> 'pg' AND state IN ('active', 'building') ORDER BY name`;
  const drifts = [own];
  for (const { name, index_uid: uid } of targets) drifts.push(await verifyEngine(prisma, engine, name, uid));
  return drifts;
}

async function verifyOwn(prisma: PrismaClient, kinds: readonly SearchKind[]): Promise<Drift> {
  const stored = await prisma.$queryRaw<{ id: string; digest: string | null; exists: boolean }[]>`
    SELECT coalesce(d.id, r.id) AS id, d.digest, r.id IS NOT NULL AS exists
    FROM search.doc d FULL JOIN registry_entry r ON r.id = d.id ORDER BY 1`;
  const drift = { target: "pg", missing: [] as string[], stale: [] as string[], ghosts: [] as string[] };
  for (let at = 0; at < stored.length; at += recordsAtOnce) {
    const some = stored.slice(at, at + recordsAtOnce);
    const ids = some.map(({ id }) => id);
    const documents = await prisma.$transaction((tx) => projectAll(tx, kinds, ids), { isolationLevel: "RepeatableRead", timeout: 60_000 });
    for (const { id, digest } of some) {
      const document = documents.get(id);
      if (document === undefined && digest !== null) drift.ghosts.push(id);
      else if (document !== undefined && digest === null) drift.missing.push(id);
      else if (document !== undefined && digest !== digestOf(document)) drift.stale.push(id);
    }
  }
  const differing = [...drift.missing, ...drift.stale, ...drift.ghosts];
  if (differing.length > 0) await prisma.$executeRaw`INSERT INTO search.mark (id) SELECT unnest(${differing}::text[])`;
  return drift;
}

async function verifyEngine(prisma: PrismaClient, { writer }: Engine, target: string, uid: string): Promise<Drift> {
  const there = new Map<string, string>();
  for (let offset = 0; ; offset += documentsAtOnce) {
    // An answer to this question is not cut at the most hits a search gives.
    const page = await writer.httpRequest.post<{ results: { id: string; digest: string }[] }>({
      path: `indexes/${uid}/documents/fetch`,
      body: { fields: ["id", "digest"], limit: documentsAtOnce, offset },
    });
    for (const { id, digest } of page.results) there.set(id, digest);
    if (page.results.length < documentsAtOnce) break;
  }
  const expected = await prisma.$queryRaw<{ id: string; digest: string }[]>`
    SELECT id, digest FROM search.doc WHERE audience && ARRAY[${everybody}]`;
  const underWay = await prisma.$queryRaw<{ id: string }[]>`SELECT id FROM search.dirty WHERE target = ${target}`;
  const waiting = new Set(underWay.map(({ id }) => id));
  const here = new Map(expected.map(({ id, digest }) => [id, digest]));
  const settled = (ids: Iterable<string>) => [...ids].filter((id) => !waiting.has(id)).toSorted();
  const missing = settled([...here.keys()].filter((id) => !there.has(id)));
  const stale = settled([...here].filter(([id, digest]) => there.has(id) && there.get(id) !== digest).map(([id]) => id));
  const ghosts = settled([...there.keys()].filter((id) => !here.has(id)));
  const differing = [...missing, ...stale, ...ghosts];
  if (differing.length > 0)
    await prisma.$executeRaw`
      INSERT INTO search.dirty (target, id, seq, first_at)
      SELECT ${target}, id, nextval('search.seq'), now() FROM unnest(${differing}::text[]) AS id
      ON CONFLICT (target, id) DO UPDATE SET seq = excluded.seq, attempts = 0, next_at = now(), dead = false`;
  return { target, missing, stale, ghosts };
}
