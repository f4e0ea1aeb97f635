import { testDatabase } from "@dostyk/db/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { catchUp } from "../sync/catch-up.ts";
import { postgresIndex } from "../postgres/postgres-index.ts";
import type { SearchQuestion } from "../question.ts";
import { searchStatus } from "../sync/status.ts";
import { testEngine } from "../testing/engine.ts";
import { givenThings, thingKind } from "../testing/things.ts";
import { feed, type Feeding } from "./feed.ts";
import { activate, beginGeneration, dropRetired } from "./generation.ts";
import { verifySearch } from "./verify.ts";
import { withFallback } from "./with-fallback.ts";

const db = await testDatabase();
const { prisma, pool } = db;
const { engine, standIn, pause, close } = await testEngine();
afterAll(close);

let seconds = 0;
const now = (): Date => new Date(Date.now() + seconds * 1000);
const kinds = [thingKind];
const feeding: Feeding = { prisma, kinds, engine, now, holder: "test" };
const postgres = postgresIndex(prisma, () => catchUp(prisma, kinds, 5), now);
const faults: unknown[] = [];
const index = withFallback(prisma, engine.search, postgres, now, (error) => faults.push(error));

const question = (text: string, more: Partial<SearchQuestion> = {}): SearchQuestion => ({
  text,
  kinds: null,
  filter: {},
  audience: ["PUBLIC"],
  locale: "en",
  limit: 10,
  offset: 0,
  counts: true,
  ...more,
});

async function settled(): Promise<void> {
  for (let step = 0; step < 400; step += 1) {
    await feed(feeding);
    await pause();
    const { rows } = await pool.query("SELECT FROM search.dirty WHERE target <> 'pg' AND NOT dead LIMIT 1");
    if (rows.length === 0) return;
    seconds += 61;
  }
  throw new Error("The set did not become empty.");
}

async function rebuilt(): Promise<string> {
  const name = await beginGeneration(prisma, engine, pause);
  await settled();
  expect(await activate(prisma, engine, name)).toBe(true);
  return name;
}

beforeAll(async () => {
  await givenThings(db);
  await pool.query(`INSERT INTO thing (id, title, parent_id, country) VALUES
    ('a', 'Pavlodar', NULL, 'KZ'), ('b', 'Great Falls', NULL, 'US'), ('c', 'Friendship of cities', 'a', 'KZ')`);
  await rebuilt();
});

describe("the engine outside", () => {
  it("answers what is public, and says that it did", async () => {
    const { hits, backend, degraded, facets, total } = await index.search(question("Павлодар"));
    expect({ ids: hits.map(({ id }) => id), backend, degraded, total }).toEqual({
      ids: ["a", "c"],
      backend: "meilisearch",
      degraded: false,
      total: 2,
    });
    expect(facets).toContainEqual({ facet: "country", value: "KZ", count: 2 });
  });

  it("takes a filter as values, whatever they hold", async () => {
    for (const value of ['KZ" OR country = "US', "\\", '"', "' OR 1=1", "KZ\n"]) {
      const { hits, backend } = await index.search(question("pavlodar", { filter: { facets: { country: [value] } } }));
      expect({ value, hits }).toEqual({ value, hits: [] });
      // Nothing found is asked of Postgres too.
      expect(backend).toBe("postgres");
    }
    const narrowed = await index.search(question("", { filter: { facets: { country: ["US"] } } }));
    expect(narrowed.hits.map(({ id }) => id)).toEqual(["b"]);
    expect(narrowed.facets).toContainEqual({ facet: "country", value: "KZ", count: 2 });
    expect(faults).toEqual([]);
  });

  it("leaves those who may see more to Postgres", async () => {
    expect(await index.search(question("pavlodar", { audience: ["PUBLIC", "HIDDEN"] }))).toMatchObject({
      backend: "postgres",
      degraded: false,
    });
  });

  it("learns a parent's new name in its children's documents", async () => {
    await pool.query("UPDATE thing SET title = 'Kereku' WHERE id = 'a'");
    await settled();
    const { hits, backend } = await index.search(question("Kereku"));
    expect({ ids: hits.map(({ id }) => id), backend }).toEqual({ ids: ["a", "c"], backend: "meilisearch" });
    await pool.query("UPDATE thing SET title = 'Pavlodar' WHERE id = 'a'");
    await settled();
  });

  it("answers nobody while a hidden record has yet to leave it", async () => {
    await pool.query("UPDATE thing SET hidden = true WHERE id = 'a'; INSERT INTO search.mark (id, hide) VALUES ('a', true)");
    const answer = await index.search(question("pavlodar"));
    expect(answer).toMatchObject({ hits: [], backend: "postgres", degraded: true });
    await settled();
    expect(await index.search(question("cities"))).toMatchObject({ backend: "meilisearch", hits: [{ id: "c" }] });
    await pool.query("UPDATE thing SET hidden = false WHERE id = 'a'");
    await settled();
  });

  it("is rebuilt beside the one that answers, with no moment without an answer", async () => {
    const name = await beginGeneration(prisma, engine, pause);
    expect(await activate(prisma, engine, name)).toBe(false);
    expect(await index.search(question("pavlodar"))).toMatchObject({ backend: "meilisearch", degraded: false });
    await settled();
    expect(await activate(prisma, engine, name)).toBe(true);
    expect(await index.search(question("pavlodar"))).toMatchObject({ backend: "meilisearch", hits: [{ id: "a" }, { id: "c" }] });
    expect(await dropRetired(prisma, engine, now())).toEqual([]);
    expect(await dropRetired(prisma, engine, new Date(now().getTime() + 3_700_000))).toHaveLength(1);
  });

  it("is compared with the rows, and mended", async () => {
    const { rows } = await pool.query<{ index_uid: string }>("SELECT index_uid FROM search.target WHERE state = 'active' AND name <> 'pg'");
    const uid = rows[0]?.index_uid ?? "";
    await engine.writer.index(uid).deleteDocuments(["a"]);
    await engine.writer.index(uid).addDocuments([
      { id: "ghost", kind: "THING", digest: "x" },
      { id: "b", kind: "THING", digest: "old" },
    ]);
    await pause();
    await pool.query("UPDATE search.doc SET digest = 'wrong' WHERE id = 'c'");
    const [own, outside] = await verifySearch(prisma, kinds, engine);
    expect(own).toMatchObject({ target: "pg", stale: ["c"] });
    expect(outside).toMatchObject({ missing: ["a"], stale: ["b"], ghosts: ["ghost"] });
    await settled();
    for (const drift of await verifySearch(prisma, kinds, engine)) expect(drift).toMatchObject({ missing: [], stale: [], ghosts: [] });
  });
});

describe.skipIf(standIn === null)("when the engine outside fails", () => {
  const failing = async (
    fault: Parameters<NonNullable<typeof standIn>["fault"]> extends never ? never : "hang" | "html" | "busy" | "cut",
  ) => {
    if (standIn === null) return;
    standIn.fault = () => fault;
    try {
      expect(await index.search(question("pavlodar"))).toMatchObject({
        backend: "postgres",
        degraded: true,
        hits: [{ id: "a" }, { id: "c" }],
      });
    } finally {
      standIn.fault = () => null;
    }
    seconds += 60;
  };

  it.each(["hang", "html", "busy", "cut"] as const)("Postgres answers, and says that it stands in: %s", failing);

  it("is left alone for a while after three failures, and tried again", async () => {
    if (standIn === null) return;
    let asked = 0;
    standIn.fault = () => {
      asked += 1;
      return "cut";
    };
    for (let times = 0; times < 5; times += 1) await index.search(question("pavlodar"));
    expect(asked).toBe(3);
    standIn.fault = () => null;
    seconds += 16;
    expect(await index.search(question("pavlodar"))).toMatchObject({ backend: "meilisearch" });
  });

  it("writes go on, and what was written is told when it is back", async () => {
    if (standIn === null) return;
    standIn.fault = () => "cut";
    await pool.query("INSERT INTO thing (id, title) VALUES ('d', 'Written meanwhile')");
    await feed(feeding);
    expect(await index.search(question("meanwhile"))).toMatchObject({ backend: "postgres", hits: [{ id: "d" }] });
    standIn.fault = () => null;
    await settled();
    seconds += 60;
    expect(await index.search(question("meanwhile"))).toMatchObject({ backend: "meilisearch", hits: [{ id: "d" }] });
  });

  it("is told everything again when it was wiped", async () => {
    if (standIn === null) return;
    standIn.wipe();
    await feed(feeding);
    await settled();
    expect(await index.search(question("pavlodar"))).toMatchObject({ backend: "meilisearch", hits: [{ id: "a" }, { id: "c" }] });
  });

  it("sets aside the document that it refuses, and no other", async () => {
    if (standIn === null) return;
    standIn.poison = ({ titles }) => JSON.stringify(titles).includes("Poison");
    await pool.query("INSERT INTO thing (id, title) VALUES ('p', 'Poison'), ('q', 'Innocent'), ('r', 'Innocent too')");
    await settled();
    const { targets } = await searchStatus(prisma);
    expect(targets.find(({ state, name }) => state === "active" && name !== "pg")?.setAside).toMatchObject([{ id: "p" }]);
    expect(await index.search(question("innocent"))).toMatchObject({ backend: "meilisearch", total: 2 });
    standIn.poison = () => false;
    await pool.query("UPDATE thing SET title = 'Cured' WHERE id = 'p'");
    await settled();
    expect(await index.search(question("cured"))).toMatchObject({ hits: [{ id: "p" }] });
  });

  it("speaks and is spoken to as its contract says", () => {
    expect(standIn?.broken).toEqual([]);
  });
});
