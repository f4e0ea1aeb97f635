import { afterEach, describe, expect, it } from "vitest";
import { foundingNode } from "./src/founding-node.ts";

const { ask, errorsOf, database } = await foundingNode();
const { pool } = database;

type Answer = {
  readonly totalCount: number;
  readonly slugs: readonly string[];
  readonly facets: string;
  readonly didYouMean: string | null;
};

async function found(query: string, more = ""): Promise<Answer> {
  const { search } = await ask(
    `query ($query: String!) { search(query: $query, first: 100${more}) { totalCount didYouMean facets { type count } facetGroups { facet values { value count } } nodes { record { slug } } } }`,
    { query },
  );
  const slugs = (search.nodes as readonly { record: { slug: string } }[]).map(({ record }) => record.slug);
  return { ...search, slugs, facets: JSON.stringify([search.facets, search.facetGroups]) };
}

const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const work of undo.splice(0)) await work();
});

async function hide(table: string, slug: string): Promise<void> {
  const set = async (visibility: string) => {
    await pool.query(`UPDATE registry_entry SET visibility = $2::"Visibility" WHERE slug = $1`, [slug, visibility]);
    await pool.query(`UPDATE ${table} SET visibility = $2::"Visibility" WHERE slug = $1`, [slug, visibility]);
  };
  undo.push(() => set("PUBLIC"));
  await set("HIDDEN");
}

describe("the index", () => {
  it("knows a new name as soon as it is committed, in the records that hold it too", async () => {
    expect((await found("Zhuldyzdykala")).totalCount).toBe(0);
    const rename = (titles: string) =>
      pool.query(`UPDATE registry_entry SET titles = jsonb_set(titles, '{en}', to_jsonb($1::text)) WHERE slug = 'helena'`, [titles]);
    undo.push(() => rename("Helena"));
    await rename("Zhuldyzdykala");
    expect((await found("Zhuldyzdykala")).slugs).toEqual(expect.arrayContaining(["helena", "pavlodar-helena"]));
    await rename("Helena");
    expect((await found("Zhuldyzdykala")).totalCount).toBe(0);
  });

  it("is changed by a write that is committed, not by one that is undone", async () => {
    const client = await pool.connect();
    try {
      await client.query("BEGIN");
      await client.query(`UPDATE registry_entry SET titles = jsonb_set(titles, '{en}', '"Vwxbrytqu"') WHERE slug = 'helena'`);
      expect((await found("Vwxbrytqu")).totalCount).toBe(0);
    } finally {
      await client.query("ROLLBACK");
      client.release();
    }
    expect((await found("Vwxbrytqu")).totalCount).toBe(0);
    expect((await pool.query("SELECT FROM search.mark")).rowCount).toBe(0);
  });

  it("forgets a record that is no more", async () => {
    await pool.query(`INSERT INTO search.doc SELECT 'ghost', kind, audience, facets, year, lat, lng, weight, '', words, head, texts FROM search.doc
      WHERE id = (SELECT id FROM place WHERE slug = 'helena')`);
    await pool.query("UPDATE search.size SET n = n + 1");
    await pool.query(
      "UPDATE search.term SET df = df + 1 WHERE term = ANY (SELECT unnest(tsvector_to_array(words)) FROM search.doc WHERE id = 'ghost')",
    );
    await pool.query("INSERT INTO search.mark (id) VALUES ('ghost')");
    await found("helena");
    expect((await pool.query("SELECT FROM search.doc WHERE id = 'ghost'")).rowCount).toBe(0);
  });

  it("counts in how many documents each word is, and how many there are, without a mistake", async () => {
    const { rows } = await pool.query(`
      SELECT coalesce(t.term, c.term) AS term, t.df, c.df AS counted FROM (SELECT * FROM search.term WHERE df <> 0) t
      FULL JOIN (SELECT word AS term, count(*)::int AS df FROM search.doc, unnest(tsvector_to_array(words)) AS word GROUP BY word) c USING (term)
      WHERE t.df IS DISTINCT FROM c.df`);
    expect(rows).toEqual([]);
    const { rows: size } = await pool.query("SELECT n = (SELECT count(*) FROM search.doc) AS same FROM search.size");
    expect(size).toEqual([{ same: true }]);
  });
});

describe("a hidden record", () => {
  it("is in no hit, count, facet, correction, suggestion or likeness, asked for by its exact name", async () => {
    const before = await found("Great Falls", ", types: [PLACE]");
    expect(before.slugs).toContain("great-falls");
    const { place } = await ask(`{ place(slug: "great-falls") { id } }`);
    const { similar } = await ask(`query ($id: ID!) { similar(id: $id) { record { slug } } }`, { id: place.id });
    expect(similar.length).toBeGreaterThan(0);
    await hide("place", "great-falls");
    const after = await found("Great Falls", ", types: [PLACE]");
    expect(after).toMatchObject({ totalCount: 0, slugs: [], didYouMean: null });
    expect(after.facets).not.toContain('"PLACE"');
    expect((await found("Grate Fals", ", types: [PLACE]")).didYouMean).toBeNull();
    const { suggest, similar: now } = await ask(`query ($id: ID!) { suggest(prefix: "great f") { title } similar(id: $id) { title } }`, {
      id: place.id,
    });
    expect(JSON.stringify(suggest)).not.toContain('"Great Falls"');
    expect(now).toEqual([]);
  });

  it("leaves every answer in the transaction that hides it, while nothing catches up", async () => {
    await found("Tucson");
    await hide("place", "tucson");
    const { rows } = await pool.query(`SELECT audience FROM search.doc WHERE id = (SELECT id FROM place WHERE slug = 'tucson')`);
    expect(rows).toEqual([{ audience: [] }]);
  });

  it("takes its name out of the records that held it", async () => {
    const kept = (await found("Naryn", ", types: [PARTNERSHIP]")).slugs;
    expect(kept).toContain("naryn-great-falls");
    const alias = "Plimfoxwug";
    await pool.query(`UPDATE registry_entry SET titles = jsonb_set(titles, '{fr}', to_jsonb($1::text)) WHERE slug = 'naryn'`, [alias]);
    undo.push(() => pool.query(`UPDATE registry_entry SET titles = titles - 'fr' WHERE slug = 'naryn'`));
    expect((await found(alias)).slugs).toContain("naryn-great-falls");
    await hide("place", "naryn");
    expect((await found(alias)).totalCount).toBe(0);
  });

  it("takes back the names that only a hidden source attests", async () => {
    expect((await found("Uskaman", ", types: [PLACE]")).slugs[0]).toBe("oskemen");
    const { rows } = await pool.query<{ slug: string }>(
      `SELECT DISTINCT source.slug FROM claim JOIN source ON source.id = claim.source_id WHERE claim.value ->> 'text' = 'Uskaman'`,
    );
    for (const { slug } of rows) await hide("source", slug);
    const { nodes } = (await ask(`{ search(query: "Uskaman") { nodes { title matchedAs { text } } } }`)).search;
    expect(JSON.stringify(nodes)).not.toContain("Uskaman");
    const { rows: words } = await pool.query("SELECT df FROM search.term WHERE term = 'uskaman' AND df > 0");
    expect(words).toEqual([]);
  });
});

describe("a search is narrowed", () => {
  it("by facets, each counted as if nothing of it were chosen", async () => {
    const { all, chosen } = await ask(`{
      all: search(query: "almaty") { facetGroups { facet values(first: 100) { value label count } } }
      chosen: search(query: "almaty", filter: { countries: ["KZ"] }) { totalCount facetGroups { facet values(first: 100) { value count } } } }`);
    const of = (
      answer: { facetGroups: readonly { facet: string; values: readonly { value: string; label?: string; count: number }[] }[] },
      facet: string,
    ) => answer.facetGroups.find((group) => group.facet === facet)?.values ?? [];
    expect(of(all, "COUNTRY").find(({ value }) => value === "KZ")?.label).toBe("Kazakhstan");
    expect(of(chosen, "COUNTRY").map(({ value, count }) => [value, count])).toEqual(
      of(all, "COUNTRY").map(({ value, count }) => [value, count]),
    );
    expect(chosen.totalCount).toBe(of(all, "COUNTRY").find(({ value }) => value === "KZ")?.count);
    expect(of(all, "THEME").find(({ value }) => value === "solid-waste")?.label).toBe("Solid waste management");
    for (const facet of ["YEAR", "LANGUAGE", "STATUS"]) expect(of(all, facet), facet).not.toEqual([]);
  });

  it("by years and by distance", async () => {
    const in2001 = await found("", ", types: [ACTIVITY], filter: { yearFrom: 2001, yearTo: 2001 }");
    const all = await found("", ", types: [ACTIVITY]");
    expect(in2001.totalCount).toBeGreaterThan(0);
    expect(in2001.totalCount).toBeLessThan(all.totalCount);
    const near = await found("", ", filter: { near: { latitude: 46.6, longitude: -112.0, km: 50 } }");
    expect(near.slugs).toContain("helena");
    expect(near.slugs).not.toContain("pavlodar");
    expect(await errorsOf(`{ search(query: "a", filter: { near: { latitude: 91, longitude: 0, km: 1 } }) { totalCount } }`)).toEqual([
      "BAD_FILTER",
    ]);
    expect(await errorsOf(`{ search(query: "a", filter: { near: { latitude: 1, longitude: 0, km: 0 } }) { totalCount } }`)).toEqual([
      "BAD_FILTER",
    ]);
  });

  it("lists what a filter leaves where nothing is asked, and nothing where nothing is chosen either", async () => {
    expect((await found("", ", types: [COMPETITION]")).slugs).toContain("best-practices-2001");
    expect((await found("")).totalCount).toBe(0);
  });
});

describe("what is typed", () => {
  it.each([
    ["one letter", "а"],
    ["only stop words", "the of in и на"],
    ["quotes and operators", '"Almaty" -Tucson OR * : & | ! <->'],
    ["an injected filter", 'almaty" OR audience = "HIDDEN'],
    ["an injected tsquery", "almaty':* & !'x"],
    ["SQL", "'); DROP TABLE search.doc; --"],
    ["control and bidi characters", "\u0007\u202Ealmaty\u202C\u2066"],
    ["mixed scripts", "Алmaты"],
    ["half a surrogate pair", "almaty \uD800"],
    ["emoji", "🙂🙂"],
    ["right to left", "أستانا"],
    ["digits", "2001 00000000000000000000"],
  ])("is answered without an error: %s", async (_name, query) => {
    expect(
      await errorsOf(
        `query ($q: String!) { search(query: $q) { totalCount didYouMean facetGroups { facet } nodes { snippetHtml } } suggest(prefix: $q) { title } }`,
        { q: query },
      ),
    ).toEqual([]);
  });

  it("is refused where it is too long, in words that help", async () => {
    expect(await errorsOf(`query ($q: String!) { search(query: $q) { totalCount } }`, { q: "a".repeat(10_000) })).toEqual([
      "QUERY_TOO_LONG",
    ]);
  });

  it("pages by a cursor that is good for the same question alone", async () => {
    const { search } = await ask(`{ search(query: "pavlodar", first: 2) { pageInfo { endCursor } } }`);
    const after = String(search.pageInfo.endCursor);
    expect(await errorsOf(`query ($after: String) { search(query: "helena", after: $after) { totalCount } }`, { after })).toEqual([
      "BAD_CURSOR",
    ]);
    expect(
      await errorsOf(`query ($after: String) { search(query: "pavlodar", types: [PLACE], after: $after) { totalCount } }`, { after }),
    ).toEqual(["BAD_CURSOR"]);
    expect(await errorsOf(`query ($after: String) { search(query: "pavlodar", after: $after) { totalCount } }`, { after })).toEqual([]);
    expect(await errorsOf(`{ search(query: "pavlodar", after: "rubbish") { totalCount } }`)).toEqual(["BAD_CURSOR"]);
  });

  it("takes a language nobody has for one of the reader's, and refuses what is none", async () => {
    const { search } = await ask(`{ search(query: "helena", locale: "sw", types: [PLACE]) { nodes { title } } }`);
    expect(search.nodes[0]).toEqual({ title: "Helena" });
    expect(await errorsOf(`{ search(query: "helena", locale: "no language") { totalCount } }`)).toHaveLength(1);
  });
});

describe("records like one", () => {
  it("share its places and themes", async () => {
    const { practice } = await ask(`{ practice(slug: "pavlodar-drug-prevention-centre") { id } }`);
    const { similar } = await ask(`query ($id: ID!) { similar(id: $id, first: 5) { record { slug } } }`, { id: practice.id });
    expect(similar.length).toBeGreaterThan(0);
    expect(JSON.stringify(similar)).toMatch(/pavlodar|helena|drug/u);
  });
});
