import { searchLimits } from "./question.ts";
import { joined, skeleton } from "./skeleton.ts";

/** A word of a text where it stands, in UTF-16 units; a hyphenated one with its parts. */
export type Word = { readonly text: string; readonly start: number; readonly end: number; readonly parts: readonly string[] };

const run = "[\\p{L}\\p{M}\\p{N}]+(?:['’ʼ‘ʻ`][\\p{L}\\p{M}\\p{N}]+)*";
const word = new RegExp(`${run}(?:[-‐‑]${run})*`, "gu");

const stopWords: ReadonlySet<string> = new Set(
  [
    "и в во на с со по из от до для о об к у за не как при",
    "the a an of in on for to and with at is",
    "мен және үшін бен пен",
    "менен жана үчүн",
  ].flatMap((line) => line.split(" ")),
);

/** The words of a text, in order. */
export function wordsOf(text: string): readonly Word[] {
  return [...text.matchAll(word)].map(({ 0: found, index }) => ({
    text: found,
    start: index,
    end: index + found.length,
    parts: found.split(/[-‐‑]/u),
  }));
}

/** What a word is indexed by: its parts, and all of them as one. Djalal-Abad: jalal, abad, jalalabad. */
export function indexedForms({ parts }: Word): readonly string[] {
  const skeletons = parts.map(skeleton).filter((form) => form !== "");
  return skeletons.length > 1 ? [...skeletons, joined(skeletons)] : skeletons;
}

/** A word that is asked for. `parts` are asked for instead where nobody knows the whole of a hyphenated word. */
export type Token = { readonly token: string; readonly parts: readonly string[]; readonly text: string };

/** The words of a question without stop words - with them where nothing else is left - and at most eight. */
export function tokensOf(text: string): readonly Token[] {
  const words = wordsOf(text.slice(0, searchLimits.characters).toWellFormed());
  const telling = words.filter((one) => !stopWords.has(one.text.toLowerCase()));
  return (telling.length > 0 ? telling : words)
    .map(({ text: shown, parts }) => {
      const skeletons = parts.map(skeleton).filter((form) => form !== "");
      return { token: joined(skeletons), parts: skeletons.length > 1 ? skeletons : [], text: shown };
    })
    .filter(({ token }) => token !== "")
    .slice(0, searchLimits.words);
}

/** A whole name as questions are compared with it: without what stands in parentheses and without stop words. */
export function nameForm(name: string): string {
  return joined(tokensOf(name.replaceAll(/\([^)]*\)/gu, " ")).map(({ token }) => token));
}

/** Slips that a word may have: none below five letters, one to seven, two from eight; none where it holds a digit. */
export function budgetOf(token: string): 0 | 1 | 2 {
  if (/\d/u.test(token) || token.length < 5) return 0;
  return token.length < 8 ? 1 : 2;
}
