import { testDatabase } from "@dostyk/db/testing";
import type { Fault } from "@dostyk/kit";
import { afterAll, describe, expect, it } from "vitest";
import { catchUp } from "../sync/catch-up.ts";
import { digestOf } from "../postgres/layout.ts";
import { projectAll } from "../sync/project.ts";
import { testEngine } from "../testing/engine.ts";
import { givenThings, thingKind } from "../testing/things.ts";
import { feed, type Feeding } from "./feed.ts";
import { activate, beginGeneration } from "./generation.ts";

const writes = 10_000;
const things = 120;
const writersAtOnce = 4;
const writesBetweenSteps = 40;

const db = await testDatabase();
const { prisma, pool } = db;
const { engine, standIn, pause, close } = await testEngine();
afterAll(close);

/** Numbers in [0, 1) that are the same in every run (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const random = randomFrom(2001);
const pick = <T>(some: readonly T[]): T => some[Math.floor(random() * some.length)] as T;
const words = ["Pavlodar", "Helena", "Naryn", "Tucson", "Almaty", "Poison", "friendship", "visit"];

/** One random wish: a new record or title, another parent, a hiding, a return, an end. */
async function write(): Promise<void> {
  const id = `t${Math.floor(random() * things)}`;
  const chance = random();
  if (chance < 0.1) await pool.query("DELETE FROM thing WHERE id = $1", [id]);
  else if (chance < 0.2) await pool.query("UPDATE thing SET hidden = NOT hidden WHERE id = $1", [id]);
  else if (chance < 0.3) await pool.query("UPDATE thing SET parent_id = $2 WHERE id = $1", [id, `t${Math.floor(random() * things)}`]);
  else {
    const title = `${pick(words)} ${pick(words)} ${Math.floor(random() * 50)}`;
    await pool.query("INSERT INTO thing (id, title) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET title = excluded.title", [id, title]);
  }
}

describe.skipIf(standIn === null)(`after ${writes} random writes and an engine that fails in every way`, () => {
  it("both sides hold the same, nothing is lost, stale, or shown that is hidden, and only poison is set aside", async () => {
    if (standIn === null) return;
    await givenThings(db);
    await prisma.$executeRaw`SELECT 1`;
    const name = await beginGeneration(prisma, engine, pause);
    standIn.poison = ({ titles }) => JSON.stringify(titles).includes("Poison");
    let seconds = 0;
    const feeding = (holder: string): Feeding => ({
      prisma,
      kinds: [thingKind],
      engine,
      holder,
      now: () => new Date(Date.now() + seconds * 1000),
    });
    const faults: readonly Fault[] = ["html", "busy", "cut", "answer lost"];
    standIn.fault = () => (random() < 0.12 ? pick(faults) : null);
    let holder = 0;
    for (let done = 0; done < writes; done += writesBetweenSteps) {
      // Writers and the sender are at it together.
      const writers = Array.from({ length: writersAtOnce }, async () => {
        for (let count = 0; count < writesBetweenSteps / writersAtOnce; count += 1) await write();
      });
      await Promise.all([...writers, feed(feeding(`sender ${holder}`))]);
      if (random() < 0.7) standIn.tick();
      if (random() < 0.03) standIn.forgetTasks();
      if (random() < 0.01) standIn.wipe();
      // The sender dies now and then, and another takes over when its lease has run out.
      if (random() < 0.03) {
        holder += 1;
        seconds += 31;
      }
      seconds += random() < 0.5 ? 0 : 3;
    }
    standIn.fault = () => null;
    for (let step = 0; step < 1_500; step += 1) {
      await feed(feeding("the last"));
      standIn.tick();
      seconds += 61;
      const { rowCount } = await pool.query("SELECT FROM search.dirty WHERE NOT dead UNION ALL SELECT FROM search.mark LIMIT 1");
      if (rowCount === 0) break;
    }
    await catchUp(prisma, [thingKind]);

    const { rows: ids } = await pool.query<{ id: string }>("SELECT id FROM thing");
    const documents = await prisma.$transaction((tx) =>
      projectAll(
        tx,
        [thingKind],
        ids.map(({ id }) => id),
      ),
    );
    const shown = [...documents.values()].filter(({ audience }) => audience.includes("PUBLIC"));
    const poison = shown.filter(({ titles }) => JSON.stringify(titles).includes("Poison")).map(({ id }) => id);
    const healthy = shown.filter(({ id }) => !poison.includes(id));
    const { rows: dead } = await pool.query<{ id: string }>("SELECT id FROM search.dirty WHERE dead ORDER BY id");
    expect(dead.map(({ id }) => id)).toEqual(poison.toSorted());
    const { rows: target } = await pool.query<{ index_uid: string }>("SELECT index_uid FROM search.target WHERE name = $1", [name]);
    const there = [...standIn.documents(target[0]?.index_uid ?? "")].filter(([id]) => !poison.includes(id));
    expect(new Map(there.map(([id, document]) => [id, document["digest"]]))).toEqual(
      new Map(healthy.map((one) => [one.id, digestOf(one)])),
    );
    const { rows: own } = await pool.query<{ id: string; digest: string }>("SELECT id, digest FROM search.doc");
    expect(new Map(own.map(({ id, digest }) => [id, digest]))).toEqual(new Map([...documents].map(([id, one]) => [id, digestOf(one)])));
    const { rows: miscounted } = await pool.query(`
      SELECT t.term FROM (SELECT * FROM search.term WHERE df <> 0) t
      FULL JOIN (SELECT word AS term, count(*)::int AS df FROM search.doc, unnest(tsvector_to_array(words)) AS word GROUP BY word) c USING (term)
      WHERE t.df IS DISTINCT FROM c.df`);
    expect(miscounted).toEqual([]);
    expect(standIn.broken).toEqual([]);
    expect(await activate(prisma, engine, name)).toBe(true);
  }, 300_000);
});
