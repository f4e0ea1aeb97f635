import type { PrismaClient } from "@dostyk/db";
import { type Engine, indexPrefix, type Pause, succeeded } from "./engine.ts";
import { everybody } from "./document.ts";
import { settings, settingsHash } from "./settings.ts";

/** Marks every record for one target. */
export async function enqueueAll(prisma: PrismaClient, target: string): Promise<void> {
  await prisma.$executeRaw`
    INSERT INTO search.dirty (target, id, seq, first_at)
    SELECT ${target}, id, nextval('search.seq'), now() FROM (SELECT id FROM registry_entry UNION SELECT id FROM search.doc) AS every
    ON CONFLICT (target, id) DO UPDATE SET seq = excluded.seq, attempts = 0, next_at = now(), dead = false, error = NULL`;
}

/**
 * Begins a new generation beside the one that answers: an index of its own with all settings in place, then every record
 * marked for it. The old one goes on answering, and both are told of what changes. Answers with the target's name.
 */
export async function beginGeneration(prisma: PrismaClient, { admin }: Engine, pause: Pause): Promise<string> {
  const [{ next } = { next: 1 }] = await prisma.$queryRaw<{ next: number }[]>`
    SELECT coalesce(max(substring(name from 'meili:g(\\d+)')::int), 0) + 1 AS next FROM search.target`;
  const name = `meili:g${next}`;
  const indexUid = `${indexPrefix}g${next}`;
  // One that was begun and never known here may stand in the way.
  await succeededOrMissing(admin.deleteIndex(indexUid), admin, pause);
  await succeeded(admin, await admin.createIndex(indexUid, { primaryKey: "id" }), pause);
  await succeeded(admin, await admin.index(indexUid).updateSettings(settings as never), pause);
  const { createdAt } = await admin.getRawIndex(indexUid);
  await prisma.$executeRaw`
    INSERT INTO search.target (name, index_uid, index_created, state, settings_hash)
    VALUES (${name}, ${indexUid}, ${createdAt}, 'building', ${settingsHash})`;
  await enqueueAll(prisma, name);
  return name;
}

async function succeededOrMissing(task: ReturnType<Engine["admin"]["deleteIndex"]>, admin: Engine["admin"], pause: Pause): Promise<void> {
  try {
    await succeeded(admin, await task, pause);
  } catch (error) {
    if (!/not found/iu.test(String(error))) throw error;
  }
}

/**
 * Lets a generation answer once it has been told everything and holds as many documents as Postgres does; false until
 * then. One row is changed: there is no moment without an index, and the one before can be put back.
 */
export async function activate(prisma: PrismaClient, { writer }: Engine, name: string): Promise<boolean> {
  const [target] = await prisma.$queryRaw<{ index_uid: string; waiting: boolean; documents: number }[]>`
    SELECT index_uid, EXISTS (SELECT FROM search.dirty WHERE target = ${name} AND NOT dead) AS waiting,
      (SELECT count(*)::int FROM search.doc WHERE audience && ARRAY[${everybody}])
        - (SELECT count(*)::int FROM search.dirty WHERE target = ${name} AND dead) AS documents
    FROM search.target WHERE name = ${name}`;
  if (target === undefined || target.waiting) return false;
  const { numberOfDocuments } = await writer.index(target.index_uid).getStats();
  if (numberOfDocuments < target.documents) return false;
  await prisma.$executeRaw`
    UPDATE search.target SET state = CASE WHEN name = ${name} THEN 'active' ELSE 'retired' END, since = now()
    WHERE name = ${name} OR (name <> 'pg' AND state IN ('active', 'lost'))`;
  return true;
}

/** Drops generations that have been retired for an hour: until then one may go back. */
export async function dropRetired(prisma: PrismaClient, { admin }: Engine, now: Date): Promise<readonly string[]> {
  const retired = await prisma.$queryRaw<{ name: string; index_uid: string }[]>`
    SELECT name, index_uid FROM search.target WHERE state = 'retired' AND since < ${now}::timestamptz - interval '1 hour'`;
  for (const { name, index_uid: uid } of retired) {
    await admin.deleteIndexIfExists(uid);
    await prisma.$executeRaw`DELETE FROM search.target WHERE name = ${name}`;
  }
  return retired.map(({ name }) => name);
}
