import { isProblem, type Problem } from "./refusal.ts";

/** A language by its BCP 47 tag in canonical form: `kk`, `zh-Hant`, `kk-Latn`. */
export type LanguageTag = string;

/** A text by language: `{ en: "…", ru: "…", kk: "…" }`. Keys are canonical BCP 47 tags. */
export type LocalizedText = Readonly<Record<LanguageTag, string>>;

/** The languages the node itself speaks. Records may hold texts in any language. */
export const LOCALES = ["en", "ru", "kk", "ky"] as const;

/** One of the languages the node itself speaks. */
export type Locale = (typeof LOCALES)[number];

/** Where a language lacks a text, readers of it are likeliest to understand these, in this order. */
const fallbacks: Readonly<Record<Locale, readonly Locale[]>> = {
  en: ["en", "ru", "kk", "ky"],
  ru: ["ru", "en", "kk", "ky"],
  kk: ["kk", "ru", "en", "ky"],
  ky: ["ky", "ru", "en", "kk"],
};

const longestTag = 35;

/** A BCP 47 tag in canonical form (`KK-cyrl` gives `kk-Cyrl`), or what is wrong with it. */
export function parseLanguageTag(text: string): LanguageTag | Problem {
  // RFC 5646 §4.4.1: 35 characters hold every tag without extensions.
  if (text.length > longestTag) return { path: [], message: `A language tag has at most ${longestTag} characters.` };
  try {
    const [tag] = Intl.getCanonicalLocales(text);
    if (tag !== undefined) return tag;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return { path: [], message: `"${text}" is no language tag. Write it as BCP 47 does: kk, ru, zh-Hant.` };
}

/** Whether the node speaks this language itself. */
export function isLocale(text: string): text is Locale {
  return LOCALES.some((locale) => locale === text);
}

/** Reads a localized text out of stored JSON or outside input: an object of texts by language tag. */
export function parseLocalizedText(value: unknown): LocalizedText | Problem {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { path: [], message: "Write a text for each language: { en: …, ru: …, kk: … }." };
  }
  const texts: Record<LanguageTag, string> = {};
  for (const [key, text] of Object.entries(value)) {
    const tag = parseLanguageTag(key);
    if (isProblem(tag)) return { path: [key], message: tag.message };
    if (typeof text !== "string") return { path: [key], message: "The text of a language is a string." };
    texts[tag] = text;
  }
  return texts;
}

/** A text with the language it really is in, for the page's `lang`, and its ISO 15924 script where known. */
export type TextInLanguage = { readonly text: string; readonly language: LanguageTag; readonly script: string | null };

/**
 * The text for a reader of `locale`. The order: the very tag; the language without script and region; another variety
 * of the same language; then for kk and ky Russian before English, for ru English, for en Russian, then the
 * others; at last any language at all, by its tag. A blank text counts as missing. Where there is nothing, the text is
 * empty and the language is `und`, never an error. An unknown or broken locale reads as en.
 */
export function textIn(text: LocalizedText, locale: string): TextInLanguage {
  const languages = languagesOf(text);
  const asked = parseLanguageTag(locale);
  const tag = isProblem(asked) ? "en" : asked;
  const chain = fallbacks[localeOf(tag)];
  const language =
    languages.find((one) => one === tag) ??
    languages.find((one) => one === baseOf(tag)) ??
    languages.find((one) => baseOf(one) === baseOf(tag)) ??
    chain.map((next) => languages.find((one) => baseOf(one) === next)).find((one) => one !== undefined) ??
    languages[0];
  if (language === undefined) return { text: "", language: "und", script: null };
  return { text: text[language] ?? "", language, script: scriptOf(language) };
}

/** The languages that have a text which is not blank, sorted by tag (a plain tag stands before its varieties). */
export function languagesOf(text: LocalizedText): readonly LanguageTag[] {
  return Object.keys(text)
    .filter((language) => (text[language] ?? "").trim() !== "")
    .toSorted();
}

/** ISO 15924 code of the script the language is written in unless said otherwise: `Cyrl` for kk. Null where unknown. */
export function scriptOf(language: LanguageTag): string | null {
  try {
    return new Intl.Locale(language).maximize().script ?? null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The node's own language nearest to a tag: `kk-Latn` gives kk, what it does not speak gives en. */
export function localeOf(tag: LanguageTag): Locale {
  const base = baseOf(tag);
  return isLocale(base) ? base : "en";
}

function baseOf(tag: LanguageTag): string {
  return tag.split("-", 1)[0] ?? tag;
}
