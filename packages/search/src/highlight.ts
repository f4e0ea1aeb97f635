import { slips } from "./distance.ts";
import { budgetOf, indexedForms, tokensOf, type Word, wordsOf } from "./words.ts";

/** A piece of a text, and whether a word of the question stands there. The pieces together are the text. */
export type Piece = { readonly text: string; readonly matched: boolean };

const shortestBeginning = 3;

/** How well a word answers a token: 1 the same, less for a beginning and a slip, 0 not at all. */
function likeness(word: Word, token: string): number {
  const best = indexedForms(word).map((form) => {
    if (form === token) return 1;
    if (token.length >= shortestBeginning && form.startsWith(token)) return 0.7;
    const budget = budgetOf(token);
    return budget > 0 && Math.abs(form.length - token.length) <= budget && slips(form, token) <= budget ? 0.5 : 0;
  });
  return Math.max(0, ...best);
}

/** How well a name answers the tokens of a question: from 0, none of its words does, to 1, they are the same words. */
export function nameLikeness(name: string, tokens: readonly string[]): number {
  const words = wordsOf(name);
  if (words.length === 0 || tokens.length === 0) return 0;
  const found = tokens.map((token) => Math.max(...words.map((word) => likeness(word, token)), likeness(wholeWord(words), token)));
  const sum = found.reduce((all, one) => all + one, 0) / tokens.length;
  // Of two names that hold the words, the one that holds less besides.
  return sum * (0.9 + 0.1 * Math.min(1, tokens.length / Math.max(1, tokensOf(name).length)));
}

function wholeWord(words: readonly Word[]): Word {
  return { text: "", start: 0, end: 0, parts: words.flatMap(({ parts }) => parts) };
}

/** A text in pieces, with the words marked that a token of the question found. Works for any script, as the search does. */
export function highlight(text: string, tokens: readonly string[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  for (const word of wordsOf(text)) {
    if (!tokens.some((token) => likeness(word, token) > 0)) continue;
    if (word.start > done) pieces.push({ text: text.slice(done, word.start), matched: false });
    pieces.push({ text: word.text, matched: true });
    done = word.end;
  }
  if (done < text.length) pieces.push({ text: text.slice(done), matched: false });
  return pieces;
}

/**
 * The part of a text, about `length` UTF-16 units at whole words, where most words of the question stand together; null
 * where none does. Cut ends are marked by an ellipsis.
 */
export function snippet(text: string, tokens: readonly string[], length: number): readonly Piece[] | null {
  const words = wordsOf(text);
  const places = words.filter((word) => tokens.some((token) => likeness(word, token) > 0));
  const [first] = places;
  if (first === undefined) return null;
  let best = { start: first.start, count: 0 };
  for (const { start } of places) {
    const count = places.filter((other) => other.start >= start && other.end <= start + length).length;
    if (count > best.count) best = { start, count };
  }
  const lead = Math.max(0, best.start - Math.floor(length / 4));
  const begin = lead === 0 ? 0 : (words.find(({ start }) => start >= lead)?.start ?? 0);
  const last = words.findLast(({ end }) => end <= begin + length)?.end ?? begin + length;
  const end = begin + length >= text.length ? text.length : last;
  const cut = `${begin > 0 ? "… " : ""}${text.slice(begin, end).trim()}${end < text.length ? " …" : ""}`;
  return highlight(cut, tokens);
}

const escaped: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Pieces as HTML: every piece escaped, what matched inside `<mark>`. There is no other tag and no attribute in it. */
export function markup(pieces: readonly Piece[]): string {
  return pieces
    .map(({ text, matched }) => {
      const safe = text.replaceAll(/[&<>"']/gu, (sign) => escaped[sign] ?? "");
      return matched ? `<mark>${safe}</mark>` : safe;
    })
    .join("");
}
