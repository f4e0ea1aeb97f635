import type { Transaction } from "@dostyk/db";
import type { SearchKind } from "../document.ts";

const marksAtOnce = 5_000;

/**
 * Moves marks into every target's set, with the records whose documents hold their text: a renamed place reaches its
 * partnerships here and not in the transaction that renames it. Answers how many marks there were.
 *
 * Marks of other writers that are not committed yet are not seen and not waited for; they come next time.
 */
export async function gather(tx: Transaction, kinds: readonly SearchKind[]): Promise<number> {
  const marks = await tx.$queryRaw<{ id: string; hide: boolean; at: Date }[]>`
    DELETE FROM search.mark WHERE n IN (
      SELECT n FROM search.mark ORDER BY hide DESC, n LIMIT ${marksAtOnce} FOR UPDATE SKIP LOCKED)
    RETURNING id, hide, at`;
  if (marks.length === 0) return 0;
  const hidden = new Set(marks.filter(({ hide }) => hide).map(({ id }) => id));
  const since = new Date(Math.min(...marks.map(({ at }) => at.getTime())));
  const hiding = await withDependents(tx, kinds, hidden);
  const written = await withDependents(tx, kinds, new Set(marks.map(({ id }) => id)));
  await mark(tx, [...written], [...hiding], since);
  return marks.length;
}

/** How far a name travels: from a source to the place it names, from there to a partnership, and one step to spare. */
const steps = 3;

async function withDependents(tx: Transaction, kinds: readonly SearchKind[], ids: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  const all = new Set(ids);
  let last: readonly string[] = [...ids];
  for (let step = 0; step < steps && last.length > 0; step += 1) {
    const found: string[] = [];
    for (const kind of kinds) found.push(...(await kind.dependents(tx, last)));
    last = found.filter((id) => !all.has(id));
    for (const id of last) all.add(id);
  }
  return all;
}

/** Adds records to the set of every target. What is on its way to an engine stays so; its answer will not match the new number. */
async function mark(tx: Transaction, ids: readonly string[], hiding: readonly string[], since: Date): Promise<void> {
  if (ids.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO search.dirty (target, id, seq, hide, first_at)
    SELECT target.name, one.id, nextval('search.seq'), one.id = ANY(${hiding}), ${since}
    FROM search.target CROSS JOIN (SELECT DISTINCT unnest(${ids}::text[]) AS id) AS one
    ON CONFLICT (target, id) DO UPDATE SET seq = excluded.seq, hide = dirty.hide OR excluded.hide,
      attempts = 0, next_at = now(), dead = false, error = NULL`;
}
