import { createHash } from "node:crypto";
import { canonicalJson, type LocalizedText } from "@dostyk/kernel";
import { facetTokens, type SearchDocument } from "../document.ts";
import { foldVersion } from "../skeleton.ts";
import { indexedForms, nameForm, wordsOf } from "../words.ts";

/** Positions end here, and a lexeme keeps so many: PostgreSQL 18, section 12.11. */
const lastPosition = 16_383;
const positionsOfOne = 255;
const gapBetweenTexts = 5;
/** Of a body this many characters a language are kept for highlights. */
const keptBody = 1_200;

/** A document laid out for the table. */
export type Row = {
  readonly id: string;
  readonly kind: string;
  readonly audience: readonly string[];
  readonly facets: readonly string[];
  readonly year: number | null;
  readonly lat: number | null;
  readonly lng: number | null;
  readonly weight: number;
  readonly digest: string;
  readonly words: string;
  readonly head: string;
  readonly texts: Readonly<Record<string, LocalizedText>>;
  /** Whole names as they are written, each with its words joined. */
  readonly names: readonly { readonly name: string; readonly shown: string }[];
  /** One original spelling of each word, in Latin and in Cyrillic letters. */
  readonly latin: Readonly<Record<string, string>>;
  readonly cyrillic: Readonly<Record<string, string>>;
};

/** The digest of a document: what drift is found by. Of its content and the rules of folding alone. */
export function digestOf(document: SearchDocument): string {
  return createHash("sha256")
    .update(`${foldVersion}${canonicalJson(document)}`)
    .digest("base64url")
    .slice(0, 16);
}

/** Lays a document out: words with class and position, names, facets. */
export function rowOf(document: SearchDocument, kind: { readonly weight: number; readonly named: boolean }): Row {
  const { titles, summaries, bodies, aliases, places, tags } = document;
  const lexemes = new Lexemes();
  for (const text of [...Object.values(titles), ...aliases]) lexemes.add(text, "A");
  for (const text of [...places, ...tags]) lexemes.add(text, "B");
  const head = lexemes.text();
  for (const text of [summaries, ...bodies].flatMap((one) => Object.values(one))) lexemes.add(text, "D");
  const names = kind.named ? [...new Set([...Object.values(titles), ...aliases])] : [];
  return {
    id: document.id,
    kind: document.kind,
    audience: document.audience,
    facets: [`kind:${document.kind}`, ...facetTokens(document.facets)],
    year: document.year,
    lat: document.point?.lat ?? null,
    lng: document.point?.lng ?? null,
    weight: kind.weight,
    digest: digestOf(document),
    words: lexemes.text(),
    head,
    texts: { titles, summaries, ...(bodies.length === 0 ? {} : { bodies: shortened(bodies) }) },
    names: names.map((shown) => ({ name: nameForm(shown), shown })).filter(({ name }) => name !== ""),
    latin: Object.fromEntries(lexemes.latin),
    cyrillic: Object.fromEntries(lexemes.cyrillic),
  };
}

function shortened(bodies: readonly LocalizedText[]): LocalizedText {
  const languages = new Set(bodies.flatMap((body) => Object.keys(body)));
  return Object.fromEntries(
    [...languages].map((language) => [
      language,
      bodies
        .flatMap((body) => body[language] ?? [])
        .join(" ")
        .slice(0, keptBody)
        .toWellFormed(),
    ]),
  );
}

/** A tsvector being written. The only place that knows its text form: lexemes are of `[a-z0-9]` and need no escaping. */
class Lexemes {
  readonly latin = new Map<string, string>();
  readonly cyrillic = new Map<string, string>();
  readonly #places = new Map<string, string[]>();
  #position = 1;

  add(text: string, weight: "A" | "B" | "D"): void {
    for (const word of wordsOf(text)) {
      for (const form of indexedForms(word)) {
        const places = this.#places.get(form) ?? [];
        if (this.#position <= lastPosition && places.length < positionsOfOne) places.push(`${this.#position}${weight}`);
        if (places.length === 0) continue;
        this.#places.set(form, places);
        const spellings = /\p{Script=Cyrillic}/u.test(word.text) ? this.cyrillic : this.latin;
        if (!spellings.has(form)) spellings.set(form, word.text);
      }
      this.#position += 1;
    }
    this.#position += gapBetweenTexts;
  }

  text(): string {
    return [...this.#places].map(([form, places]) => `'${form}':${places.join(",")}`).join(" ");
  }
}
