/** Texts of the website by key, in ICU MessageFormat 1. Parsed once each; formatting happens on the server only. */
import { IntlMessageFormat } from "intl-messageformat";
import en from "./en.json" with { type: "json" };
import kk from "./kk.json" with { type: "json" };
import ru from "./ru.json" with { type: "json" };
import type { Locale } from "./locale.ts";
import type { MessageArguments } from "./messages.ts";

/** Every key of the catalogues. */
export type MessageKey = keyof MessageArguments;

/** A text in the page's language. Messages with arguments demand them by type. */
export type Translate = <Key extends MessageKey>(
  key: Key,
  ...values: keyof MessageArguments[Key] extends never ? [] : [MessageArguments[Key]]
) => string;

/** The catalogues as they are written, for tests and for the page that lists what is missing. */
export const catalogues: Readonly<Record<Locale, Readonly<Record<string, string>>>> = { en, ru, kk };

const parsed = new Map<string, IntlMessageFormat>();

/** The text of a key in a language. A text that cannot be formatted falls back to English, and says so to `onFault`. */
export function translator(locale: Locale, onFault: (key: string, error: unknown) => void): Translate {
  return (key, ...values) => {
    try {
      return formatted(locale, key, values[0]);
    } catch (error) {
      onFault(key, error);
      return catalogues.en[key] ?? key;
    }
  };
}

/** Whether the catalogues have the key: what an enum value of a newer API may lack. */
export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(en, key);
}

function formatted(locale: Locale, key: string, values: Record<string, string | number> | undefined): string {
  const id = `${locale} ${key}`;
  let message = parsed.get(id);
  if (message === undefined) {
    const text = catalogues[locale][key];
    if (text === undefined) throw new Error(`No text for ${key} in ${locale}`);
    message = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });
    parsed.set(id, message);
  }
  const result = message.format(values);
  return typeof result === "string" ? result : String(result);
}
