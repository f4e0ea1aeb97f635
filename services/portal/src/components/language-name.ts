import type { Page } from "../page.ts";

/** A language's name in the page's language; its tag where Unicode knows none. */
export function languageName(page: Page, tag: string): string {
  return new Intl.DisplayNames([page.locale, "en"], { type: "language" }).of(tag) ?? tag;
}

/** A script's name in the page's language; left out, the one the language is usually written in. */
export function scriptName(page: Page, script: string | null, language: string): string {
  const code = script ?? new Intl.Locale(language).maximize().script;
  if (code === undefined) return page.t("absent.not-stated");
  return new Intl.DisplayNames([page.locale, "en"], { type: "script" }).of(code) ?? code;
}
