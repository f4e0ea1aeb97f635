/** The languages the website speaks. A new one is a line in `locales`, a name below and a catalogue beside this file. */
export const locales = ["en", "ru", "kk"] as const;

/** One of the languages the website speaks, as it stands first in every path. */
export type Locale = (typeof locales)[number];

/** What each language calls itself; these words are never translated. */
export const localeNames: Readonly<Record<Locale, string>> = { en: "English", ru: "Русский", kk: "Қазақша" };

/** Whether a path's first part is a language of the website. */
export function isLocale(text: string | undefined): text is Locale {
  return locales.some((locale) => locale === text);
}

/**
 * The language to greet a reader in, from the Accept-Language header (RFC 9110 §12.5.4). Kyrgyz readers, whom no
 * catalogue serves yet, get Russian. English where nothing fits or nothing is said.
 */
export function preferredLocale(acceptLanguage: string | undefined): Locale {
  const wishes = (acceptLanguage ?? "")
    .slice(0, 500)
    .split(",")
    .map((wish, position) => {
      const [tag = "", ...parameters] = wish.trim().split(";");
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/u.exec(parameter)?.[1]).find(Boolean);
      return { base: (tag.toLowerCase().split("-", 1)[0] ?? "").trim(), weight: Number(quality ?? 1), position };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((one, other) => other.weight - one.weight || one.position - other.position);
  for (const { base } of wishes) {
    const locale = base === "ky" ? "ru" : base;
    if (isLocale(locale)) return locale;
  }
  return "en";
}
