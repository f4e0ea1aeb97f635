import { type LocalizedText, languagesOf, scriptOf, textIn } from "@dostyk/kernel";
import { builder } from "./builder.ts";

/** Reads a localized text out of a JSON column. The slices' commands have checked it when it was written. */
export function localizedText(column: unknown): LocalizedText {
  return (column ?? {}) as LocalizedText;
}

/** The text of a JSON column in the asked language, by the documented order of fallbacks. */
export function textOf(column: unknown, locale: string): string {
  const texts = localizedText(column);
  // Nearly every text is there in the reader's own language, and lists ask for hundreds: only the others are searched for.
  const own: unknown = texts[locale];
  return typeof own === "string" && own.trim() !== "" ? own : textIn(texts, locale).text;
}

/** A text of a JSON column, or null where the column is empty. */
export function textOrNull(column: unknown, locale: string): string | null {
  const text = textOf(column, locale);
  return text === "" ? null : text;
}

export const TextRef = builder.objectRef<{ readonly text: string; readonly language: string; readonly script: string | null }>("Text");

builder.objectType(TextRef, {
  description: "A text together with the language it really is in.",
  fields: (t) => ({
    text: t.exposeString("text", { description: "The text itself." }),
    language: t.field({ type: "LanguageTag", description: "Language of the text; for `lang` in HTML.", resolve: (text) => text.language }),
    script: t.exposeString("script", { nullable: true, description: "ISO 15924 script, such as Cyrl. Null where it is not known." }),
  }),
});

/** Every language a column has, as the `Text` type shows it. */
export function allTexts(column: unknown): { text: string; language: string; script: string | null }[] {
  const texts = localizedText(column);
  return languagesOf(texts).map((language) => ({ text: texts[language] ?? "", language, script: scriptOf(language) }));
}

/** The argument every localized field takes. */
export const localeDescription =
  "Language of the answer. Falls back to the nearest language that has a text; left out, the request's Accept-Language decides.";
