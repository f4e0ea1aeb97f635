import type { Page } from "../page.ts";

/** A moment as the page's language writes it. In UTC, and says so: the server does not know where the reader is. */
export function Moment({ page, at }: { readonly page: Page; readonly at: string }) {
  const format = new Intl.DateTimeFormat(page.locale, { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });
  return <time datetime={at}>{format.format(new Date(at))} UTC</time>;
}
