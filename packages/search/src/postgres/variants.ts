import { synonymsOf } from "../glossary.ts";
import type { LookedUp, Neighbour } from "./look-up.ts";

/** A way to find a word of the question: a tsquery, and how much finding it so counts. */
type Variant = { readonly factor: number; readonly query: string };

/** A word of the question with its ways and its rarity. */
export type Wanted = { readonly token: string; readonly idf: number; readonly variants: readonly Variant[] };

const shortestPrefix = 3;
const factors = {
  exact: 1,
  synonym: 0.6,
  prefix: { last: 0.7, inner: 0.5 },
  unknown: [1, 0.6, 0.4],
  known: [1, 0.25, 0.12],
} as const;

/** The words of a question as they are ranked by. */
export function wantedOf(
  tokens: readonly string[],
  { known, documents }: LookedUp,
  neighboursOf: (token: string) => readonly Neighbour[],
): readonly Wanted[] {
  return tokens.map((token, index) => {
    const neighbours = neighboursOf(token);
    const df = Math.max(known.get(token) ?? 0, ...neighbours.map((one) => one.df));
    const bySlips = known.has(token) ? factors.known : factors.unknown;
    const prefix = index === tokens.length - 1 ? factors.prefix.last : factors.prefix.inner;
    return {
      token,
      // Robertson and Spärck Jones's weight as BM25 uses it, kept from falling to nothing for a word in every record.
      idf: Math.max(0.2, Math.log(1 + Math.max(0, documents - df + 0.5) / (df + 0.5))),
      variants: [
        { factor: factors.exact, query: lexeme(token) },
        ...(token.length >= shortestPrefix ? [{ factor: prefix, query: `${lexeme(token)}:*` }] : []),
        ...neighbours.map(({ term, slips }) => ({ factor: bySlips[slips] ?? 0, query: lexeme(term) })),
        ...synonymsOf(token).map((term) => ({ factor: factors.synonym, query: `(${term.map(lexeme).join(" & ")})` })),
      ],
    };
  });
}

/** A tsquery that needs every word, in any of its ways. */
export function allOf(wanted: readonly Wanted[]): string {
  return wanted.map((one) => `(${anyWay(one)})`).join(" & ");
}

/** A tsquery that needs one word, in any of its ways. */
export function anyOf(wanted: readonly Wanted[]): string {
  return wanted.map(anyWay).join(" | ");
}

function anyWay({ variants }: Wanted): string {
  return variants.map(({ query }) => query).join(" | ");
}

/** A skeleton in a tsquery. It holds nothing that would have to be escaped. */
export function lexeme(skeleton: string): string {
  if (!/^[a-z0-9]+$/u.test(skeleton)) throw new Error(`"${skeleton}" is no skeleton`);
  return `'${skeleton}'`;
}
