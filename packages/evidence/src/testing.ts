import { type Database, serializable, type Transaction } from "@dostyk/db";
import { type CommandContext, type LocalizedText, newId } from "@dostyk/kernel";
import type { ClaimInput, StoredClaim } from "./claim.ts";
import { recordSources, type SourceInput } from "./commands/record-sources.ts";

/** A clock a test moves by hand, new ids in order, and somebody who asserts. */
export type TestContext = CommandContext & { readonly advance: (milliseconds: number) => void };

/** A command's context whose time stands still until a test moves it. */
export function testContext(asserter = "editors"): TestContext {
  let now = Date.parse("2026-01-01T00:00:00Z");
  let made = 0;
  return {
    now: () => new Date(now),
    // The time in an id counts the ids, so that they sort by age; its random part tells contexts apart.
    newId: () => newId(new Date((made += 1)), Math.random),
    homeNode: "https://dostyk.example",
    asserter,
    advance: (milliseconds) => {
      now += milliseconds;
    },
  };
}

/** A text of the same words in the three languages editors write. */
export function inThree(text: string): LocalizedText {
  return { en: text, ru: `${text} (ru)`, kk: `${text} (kk)` };
}

/** A claim of the source `report`, or of another; on line 1, or on another. */
export function claim(property: string, value: unknown, { line = 1, ...more }: Partial<ClaimInput> & { line?: number } = {}): ClaimInput {
  return { property, value, source: "report", lineStart: line, lineEnd: line, ...more };
}

/** A source of a hundred lines. */
export function aSource(slug: string, more: Partial<SourceInput> = {}): SourceInput {
  return {
    slug,
    title: inThree(slug),
    kind: "ARTICLE",
    file: `${slug}.txt`,
    sha256: slug.padEnd(64, "0"),
    lines: 100,
    language: "en",
    publisher: "Someone",
    claims: [],
    ...more,
  };
}

/** Records the sources `report` (2001) and `article` (2002). */
export async function givenSources(db: Pick<Database, "prisma">, context: CommandContext): Promise<void> {
  const sources = [aSource("report", { published: "2001-10" }), aSource("article", { published: "2002-07" })];
  await serializable(db, (tx) => recordSources(tx, context, sources));
}

/** Every row of the tables, in one order: what a database holds, to be compared. */
export async function rowsOf(db: Pick<Database, "pool">, ...tables: readonly string[]): Promise<readonly unknown[]> {
  const rows: unknown[] = [];
  for (const table of tables) {
    const answer = await db.pool.query<{ row: unknown }>(`SELECT to_jsonb(t) AS row FROM "${table}" t ORDER BY to_jsonb(t)::text`);
    rows.push(...answer.rows.map(({ row }) => row));
  }
  return rows;
}

/** Runs a command in a transaction of its own. */
export function inTransaction<T>(db: Pick<Database, "prisma">, command: (tx: Transaction) => Promise<T>): Promise<T> {
  return serializable(db, command);
}

/** A claim as it is stored, for the pure rules: of source `a`, which came out in 2001, on line 1, unless the test says otherwise. */
export function aStoredClaim(property: string, value: unknown, more: Partial<StoredClaim> = {}): StoredClaim {
  const place = { sourceId: "a", sourcePublished: "2001", lineStart: 1, lineEnd: 1, ...more };
  const id = `${place.sourceId} ${place.lineStart} ${JSON.stringify(value)}`;
  return { id, property, qualifier: "", value, raw: null, rank: "NORMAL", ...place };
}
