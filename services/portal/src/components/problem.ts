import type { Refused } from "../auth.ts";
import { isMessageKey, type MessageKey } from "../locales/catalogue.ts";
import type { Page } from "../page.ts";
import type { Visit } from "../visit.ts";

/** One thing to mend before a form is sent again. */
export interface Problem {
  /** The field to blame; none for what concerns the whole. */
  readonly field?: string;
  readonly text: string;
  /** The language of the text where it is not the page's: a refusal that no catalogue words. */
  readonly lang?: "en";
}

/** Fields that have to be filled in, each with what to say if it is not. A password of blanks is a password. */
export function missing(visit: Visit, needed: Readonly<Record<string, MessageKey & `form.needed.${string}`>>): readonly Problem[] {
  return Object.entries(needed)
    .filter(([field]) => (visit.fields.get(field) ?? "").trim() === "")
    .map(([field, key]) => ({ field, text: plain(visit, key) }));
}

/** A refusal in the page's language, at the field it concerns. What the catalogues do not know is said as it was answered. */
export function problemOf(page: Page, { code, message, waitS }: Refused, field?: string): Problem {
  const key = `refusal.${code}`;
  const at = field === undefined ? {} : { field };
  if (!isMessageKey(key))
    return { ...at, text: message === "" ? page.t("refusal.unknown") : message, ...(message === "" ? {} : { lang: "en" }) };
  const wait = waitS === undefined ? "" : ` ${page.t("form.wait", { minutes: Math.max(1, Math.ceil(waitS / 60)) })}`;
  return { ...at, text: plain(page, key) + wait };
}

// Words of refusals and of what is needed take no arguments; a test holds them to it.
function plain(page: Page, key: MessageKey): string {
  return (page.t as (key: string) => string)(key);
}
