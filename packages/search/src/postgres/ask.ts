import type { Transaction } from "@dostyk/db";
import { otherLayout } from "../keyboard.ts";
import type { FacetCounts, SearchQuestion } from "../question.ts";
import { joined } from "../skeleton.ts";
import { type Token, tokensOf } from "../words.ts";
import { correctionOf } from "./correction.ts";
import { countMatching, everything, matchingAll, matchingThese } from "./count.ts";
import { beginnings, type LookedUp, lookUp, type Neighbour, preferIndexes } from "./look-up.ts";
import { listing, rank, type Ranked } from "./rank.ts";
import { allOf, type Wanted, wantedOf } from "./variants.ts";

/** What the recipe answers, without what is said of the state of the index. */
export type Found = {
  readonly hits: readonly Ranked[];
  readonly total: number;
  readonly facets: readonly FacetCounts[];
  readonly correction: string | null;
  readonly tokens: readonly string[];
};

/** Asks the index in one transaction: look-up, rank, and the counts where they are wanted. */
export async function ask(tx: Transaction, question: SearchQuestion): Promise<Found> {
  const tokens = tokensOf(question.text);
  if (tokens.length === 0) return question.text.trim() === "" ? listed(tx, question) : nothing;
  const understood = await understand(tx, tokens);
  const found = await answer(tx, understood, question);
  if (found.hits.length > 0) return found;
  const swapped = otherLayout(question.text);
  if (swapped === null) return found;
  const meant = await understand(tx, tokensOf(swapped));
  const anyKnown = meant.wanted.some(
    ({ token }) => token.length >= shortestTelling && (meant.looked.known.has(token) || meant.neighboursOf(token).length > 0),
  );
  if (!anyKnown) return found;
  const onOtherKeys = await answer(tx, meant, question);
  return onOtherKeys.hits.length === 0 ? found : { ...onOtherKeys, correction: onOtherKeys.correction ?? swapped.trim() };
}

/** What one or two letters stand for on other keys is a word of some text, and means nothing. */
const shortestTelling = 3;

const nothing: Found = { hits: [], total: 0, facets: [], correction: null, tokens: [] };

async function listed(tx: Transaction, question: SearchQuestion): Promise<Found> {
  await tx.$executeRaw`SELECT ${preferIndexes}`;
  const hits = await listing(tx, question);
  const counts = question.counts ? await countMatching(tx, everything, question) : { total: hits.length, facets: [] };
  return { ...nothing, hits, ...counts };
}

/** What the words of a question may mean in this index. */
export type Understood = {
  readonly wanted: readonly Wanted[];
  /** The words that are asked for, each as it was typed. */
  readonly asked: readonly { readonly token: string; readonly text: string }[];
  readonly looked: LookedUp;
  readonly neighboursOf: (token: string) => readonly Neighbour[];
};

async function understand(tx: Transaction, tokens: readonly Token[]): Promise<Understood> {
  const forms = [...new Set(tokens.flatMap(({ token, parts }) => [token, ...parts]))];
  const looked = await lookUp(tx, forms, joined(tokens.map(({ token }) => token)));
  const near = (token: string) => looked.neighbours.get(token) ?? [];
  const isKnown = (token: string) => looked.known.has(token) || near(token).length > 0;
  const asked = tokens.flatMap(({ token, parts, text }) =>
    parts.length > 0 && !isKnown(token) && looked.named.size === 0
      ? parts.map((part, index) => ({ token: part, text: text.split(/[-‐‑]/u)[index] ?? part }))
      : [{ token, text }],
  );
  const further = new Map<string, readonly Neighbour[]>();
  for (const { token } of asked) if (!isKnown(token)) further.set(token, await beginnings(tx, token));
  const neighboursOf = (token: string) => further.get(token) ?? near(token);
  const distinct = [...new Set(asked.map(({ token }) => token))];
  return { asked, looked, neighboursOf, wanted: wantedOf(distinct, looked, neighboursOf) };
}

async function answer(tx: Transaction, understood: Understood, question: SearchQuestion): Promise<Found> {
  const { wanted, looked } = understood;
  const hits = await rank(tx, wanted, looked.named, question, question.offset + question.limit + 1);
  const whole = hits.every((hit) => hit.whole);
  const matching = whole ? matchingAll(allOf(wanted), [...looked.named.keys()]) : matchingThese(hits.map(({ id }) => id));
  const counts = question.counts ? await countMatching(tx, matching, question) : { total: hits.length, facets: [] };
  const correction = await correctionOf(tx, understood, question);
  return { hits, ...counts, correction, tokens: wanted.map(({ token }) => token) };
}
