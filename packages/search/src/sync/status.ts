import type { PrismaClient } from "@dostyk/db";

/** How an index stands, for people who run the node. */
export type TargetStatus = {
  readonly name: string;
  readonly state: string;
  /** Records it has yet to be told of. */
  readonly waiting: number;
  /** Records it refused three times alone; what it had of them stays. */
  readonly setAside: readonly { readonly id: string; readonly error: string | null }[];
  /** The oldest change it does not know; null where it knows all. */
  readonly behindSince: Date | null;
  /** Records whose hiding it has yet to learn of: while there are any, it answers nobody. */
  readonly hiding: number;
};

/** The state of every index, and how many documents Postgres holds. */
export type SearchStatus = { readonly documents: number; readonly marks: number; readonly targets: readonly TargetStatus[] };

const shownAtMost = 20;

/** Reads how search stands. Nothing is changed. */
export async function searchStatus(prisma: PrismaClient): Promise<SearchStatus> {
  const [size] = await prisma.$queryRaw<{ documents: number; marks: number }[]>`
    SELECT (SELECT n FROM search.size) AS documents, (SELECT count(*)::int FROM search.mark) AS marks`;
  const targets = await prisma.$queryRaw<{ name: string; state: string; waiting: number; hiding: number; since: Date | null }[]>`
    SELECT t.name, t.state, count(d.id) FILTER (WHERE NOT d.dead)::int AS waiting, count(d.id) FILTER (WHERE d.hide)::int AS hiding,
      min(d.first_at) FILTER (WHERE NOT d.dead) AS since
    FROM search.target t LEFT JOIN search.dirty d ON d.target = t.name GROUP BY t.name, t.state ORDER BY t.name`;
  const dead = await prisma.$queryRaw<{ target: string; id: string; error: string | null }[]>`
    SELECT target, id, error FROM search.dirty WHERE dead ORDER BY target, id LIMIT ${shownAtMost}`;
  return {
    documents: size?.documents ?? 0,
    marks: size?.marks ?? 0,
    targets: targets.map(({ name, state, waiting, hiding, since }) => ({
      name,
      state,
      waiting,
      hiding,
      behindSince: since,
      setAside: dead.filter(({ target }) => target === name).map(({ id, error }) => ({ id, error })),
    })),
  };
}
