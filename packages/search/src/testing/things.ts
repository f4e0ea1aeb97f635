import type { Database } from "@dostyk/db";
import type { SearchKind } from "../document.ts";

/** A made-up type of record, for tests of the index alone: a title, a parent whose title stands in the document too, hidden or not. */
export const thingKind: SearchKind = {
  kind: "THING",
  weight: 1,
  named: true,
  async project(tx, ids) {
    const rows = await tx.$queryRaw<{ id: string; title: string; hidden: boolean; country: string; parent: string | null }[]>`
      SELECT t.id, t.title, t.hidden, t.country, p.title AS parent FROM thing t LEFT JOIN thing p ON p.id = t.parent_id AND NOT p.hidden
      WHERE t.id = ANY(${[...ids]})`;
    return rows.map(({ id, title, hidden, country, parent }) => ({
      id,
      kind: "THING",
      audience: [hidden ? "HIDDEN" : "PUBLIC"],
      titles: { en: title },
      summaries: {},
      bodies: [],
      aliases: [],
      places: parent === null ? [] : [parent],
      tags: [],
      facets: { country: [country] },
      year: 2001,
      point: null,
    }));
  },
  async dependents(tx, ids) {
    const rows = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM thing WHERE parent_id = ANY(${[...ids]})`;
    return rows.map(({ id }) => id);
  },
};

/** Makes their table, with the triggers that every searched table has. */
export async function givenThings({ pool }: Pick<Database, "pool">): Promise<void> {
  await pool.query(`
    CREATE TABLE thing (id text PRIMARY KEY, title text NOT NULL, hidden boolean NOT NULL DEFAULT false, country text NOT NULL DEFAULT 'KZ', parent_id text);
    CREATE TRIGGER search_insert AFTER INSERT ON thing REFERENCING NEW TABLE AS rows_now FOR EACH STATEMENT EXECUTE FUNCTION search.mark_written('id');
    CREATE TRIGGER search_delete AFTER DELETE ON thing REFERENCING OLD TABLE AS rows_before FOR EACH STATEMENT EXECUTE FUNCTION search.mark_written('id');
    CREATE TRIGGER search_update AFTER UPDATE ON thing REFERENCING NEW TABLE AS rows_now OLD TABLE AS rows_before
      FOR EACH STATEMENT EXECUTE FUNCTION search.mark_written('id');`);
}
