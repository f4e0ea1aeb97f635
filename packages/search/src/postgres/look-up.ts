import { Prisma, type Transaction } from "@dostyk/db";
import { slips } from "../distance.ts";
import { budgetOf } from "../words.ts";

/** A word that documents hold, near to one that was asked for. `slips` 0: the word itself. */
export type Neighbour = { readonly term: string; readonly df: number; readonly slips: number };

/** What the index knows of a question's words, before anything is ranked. */
export type LookedUp = {
  readonly known: ReadonlyMap<string, number>;
  readonly neighbours: ReadonlyMap<string, readonly Neighbour[]>;
  /** Records a whole name of which is the question, nearly is, or begins with it, each with how much that counts. */
  readonly named: ReadonlyMap<string, number>;
  /** Whole names that are nearly the question, nearest first. */
  readonly nearNames: readonly { readonly id: string; readonly shown: string; readonly slips: number }[];
  /** How many documents there are. */
  readonly documents: number;
};

type Found = {
  readonly what: "term" | "name" | "prefix" | "size";
  readonly i: number;
  readonly word: string;
  readonly df: number;
  readonly id: string;
  readonly shown: string;
};

const mostNeighbours = 8;
const boostBySlips = [1, 0.6, 0.35] as const;
const boostOfBeginning = 0.5;

/**
 * For the rest of the transaction: the planner does not know what unpacking a document's words costs, and reads the whole
 * table where an index would do.
 */
export const preferIndexes = Prisma.sql`set_config('enable_seqscan', 'off', true) || set_config('jit', 'off', true)`;

/** Looks up words and the whole name in one statement of fixed text, which also has the next ones prefer indexes. */
export async function lookUp(tx: Transaction, tokens: readonly string[], name: string): Promise<LookedUp> {
  const budgets = tokens.map(budgetOf);
  const nameBudget = name.length === 4 ? 1 : name.length < 3 ? 0 : budgetOf(name);
  const asked = name.length < 3 ? "" : name;
  // Levenshtein counts a swap as two, so one more is let through here and counted again below.
  const found = await tx.$queryRaw<Found[]>`
    WITH q AS (SELECT tok, m, i::int FROM unnest(${tokens}::text[], ${budgets}::int[]) WITH ORDINALITY AS q (tok, m, i)),
    known AS (SELECT q.i, t.term, t.df FROM q JOIN search.term t ON t.term = q.tok COLLATE "C" WHERE t.df > 0)
    SELECT 'term' AS what, i, term AS word, df, NULL AS id, NULL AS shown FROM known
    UNION ALL
    SELECT 'term', q.i, t.term, t.df, NULL, NULL FROM q JOIN search.term t
      ON t.c1 = left(q.tok, 1) COLLATE "C" AND t.len BETWEEN length(q.tok) - q.m AND length(q.tok) + q.m
      WHERE q.m > 0 AND t.df > 0 AND t.term <> q.tok COLLATE "C" AND levenshtein_less_equal(t.term, q.tok, q.m + 1) <= q.m + 1
        AND (length(q.tok) >= 6 OR q.i NOT IN (SELECT i FROM known))
    UNION ALL
    SELECT 'term', q.i, t.term, t.df, NULL, NULL FROM q JOIN search.term t ON t.len BETWEEN length(q.tok) - 1 AND length(q.tok) + 1
      WHERE q.m > 0 AND t.df > 0 AND q.i NOT IN (SELECT i FROM known) AND t.c1 <> left(q.tok, 1) COLLATE "C"
        AND levenshtein_less_equal(t.term, q.tok, 1) <= 1
    UNION ALL
    SELECT 'name', 0, name, 0, id, shown FROM search.name WHERE name = ${asked} COLLATE "C"
    UNION ALL
    SELECT 'name', 0, n.name, 0, n.id, n.shown FROM search.name n
      WHERE ${nameBudget} > 0 AND n.c1 = left(${asked}, 1) COLLATE "C"
        AND n.len BETWEEN length(${asked}) - ${nameBudget} AND length(${asked}) + ${nameBudget} AND n.name <> ${asked} COLLATE "C"
        AND levenshtein_less_equal(n.name, ${asked}, ${nameBudget} + 1) <= ${nameBudget} + 1
    UNION ALL
    SELECT 'name', 0, n.name, 0, n.id, n.shown FROM search.name n
      WHERE ${nameBudget} > 0 AND NOT EXISTS (SELECT FROM known) AND n.c1 <> left(${asked}, 1) COLLATE "C"
        AND n.len BETWEEN length(${asked}) - 1 AND length(${asked}) + 1 AND levenshtein_less_equal(n.name, ${asked}, 1) <= 1
    UNION ALL
    (SELECT 'prefix', 0, name, 0, id, shown FROM search.name
      WHERE ${asked} <> '' AND name >= ${asked} COLLATE "C" AND name < ${asked} || '{' COLLATE "C" ORDER BY length(name) LIMIT 10)
    UNION ALL
    SELECT 'size', 0, ${preferIndexes}, n, NULL, NULL FROM search.size`;
  return {
    known: new Map(found.filter(({ what, i, word }) => what === "term" && tokens[i - 1] === word).map(({ word, df }) => [word, df])),
    neighbours: new Map(
      tokens.map((token, index) => [
        token,
        neighboursIn(
          token,
          found.filter(({ what, i }) => what === "term" && i === index + 1),
        ),
      ]),
    ),
    named: namedIn(asked, nameBudget, found),
    nearNames: found
      .filter(({ what }) => what === "name")
      .map(({ id, shown, word }) => ({ id, shown, slips: slips(word, asked) }))
      .filter((near) => near.slips <= nameBudget)
      .toSorted((a, b) => a.slips - b.slips || a.id.localeCompare(b.id)),
    documents: found.find(({ what }) => what === "size")?.df ?? 0,
  };
}

function neighboursIn(token: string, found: readonly Found[]): readonly Neighbour[] {
  const budget = budgetOf(token);
  const near = new Map(
    found
      .filter(({ word }) => word !== token)
      .map(({ word, df }) => [word, { term: word, df, slips: slips(word, token) }] as const)
      .filter(([, one]) => one.slips <= budget),
  );
  const all = [...near.values()].toSorted((a, b) => a.slips - b.slips || b.df - a.df || a.term.localeCompare(b.term));
  const known = found.some(({ word }) => word === token);
  const nearest = known || all[0]?.slips !== 1 ? all : all.filter((one) => one.slips === 1);
  return nearest.slice(0, mostNeighbours);
}

function namedIn(asked: string, budget: number, found: readonly Found[]): ReadonlyMap<string, number> {
  const named = new Map<string, number>();
  for (const { what, word, id } of found) {
    if (what !== "name" && what !== "prefix") continue;
    const distance = what === "prefix" && word !== asked ? null : slips(word, asked);
    if (distance !== null && distance > budget) continue;
    const boost = distance === null ? boostOfBeginning : (boostBySlips[distance] ?? 0);
    named.set(id, Math.max(named.get(id) ?? 0, boost));
  }
  return named;
}

/**
 * Words that begin as a long unknown word does, for its ending may be the slip or the inflection: «землятресение» finds
 * what begins like `zemletrase`. They count as two slips.
 */
export async function beginnings(tx: Transaction, token: string): Promise<readonly Neighbour[]> {
  if (token.length < 8) return [];
  const rest = token.slice(0, -3);
  const found = await tx.$queryRaw<{ term: string; df: number }[]>`
    SELECT term, df FROM search.term
    WHERE c1 = left(${rest}, 1) COLLATE "C" AND len >= length(${rest}) AND df > 0
      AND levenshtein_less_equal(left(term, length(${rest})), ${rest}, ${budgetOf(rest)}) <= ${budgetOf(rest)}
    ORDER BY df DESC, term LIMIT ${mostNeighbours}`;
  return found.map(({ term, df }) => ({ term, df, slips: 2 }));
}
