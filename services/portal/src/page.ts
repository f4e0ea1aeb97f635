/** What a page knows of the request it answers, and what it hands back to be framed. */
import type { Child } from "hono/jsx";
import type { Answer, Ask, AskOptions } from "./ask.ts";
import { ApiFault, ApiUnavailable, BadRequest } from "./faults.ts";
import { isMessageKey, type Translate } from "./locales/catalogue.ts";
import type { Locale } from "./locales/locale.ts";

/** A request as a page sees it. */
export interface Page {
  readonly locale: Locale;
  readonly t: Translate;
  /** The path without the language: `/places/pavlodar`; `/` for the home page. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Where the site stands for the world, without a slash at the end. */
  readonly origin: string;
  /** Titles of records by slug, where claims speak of them; see knowReferences(). */
  readonly names?: ReadonlyMap<string, string>;
  /** Asks the API and hands out its data; throws one of the faults that have a page. */
  readonly ask: <Data>(document: string, variables?: Readonly<Record<string, unknown>>) => Promise<Data>;
  /** Asks the API and hands out the whole answer with its errors: for the page that teaches the API. */
  readonly askPlainly: (document: string, variables?: Readonly<Record<string, unknown>>) => Promise<Answer>;
}

/** A page's content before the frame is put around it. */
export interface View {
  readonly title: string;
  /** One sentence for search engines and link previews. */
  readonly description: string;
  readonly body: Child;
  /** The way here from home, outermost first; the page itself is left out. */
  readonly trail?: readonly Crumb[];
  readonly status?: Status;
  /** Where the browser is to go by itself: a provider's page, to which a form must not lead (CSP3 §6.4.1 form-action). */
  readonly onwardTo?: string;
}

/** How a page is answered. 422: the form was read and refused, and the page shows it again with what to mend. */
export type Status = 200 | 400 | 403 | 404 | 408 | 413 | 422 | 429 | 500 | 503;

/** One step of the way to a page. */
export interface Crumb {
  readonly text: string;
  readonly path: string;
}

/** Answers a request with a page's content. */
export type PageHandler = (page: Page, slug: string) => Promise<View>;

/** An address of the site in the page's language; `path` starts with a slash. */
export function href(page: Page, path: string, query: Readonly<Record<string, string | undefined>> = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined && value !== "") search.set(name, value);
  const text = search.toString();
  return `/${page.locale}${path}${text === "" ? "" : `?${text}`}`;
}

/** The address of the page itself, with its language and its query, as a link may carry it. */
export function ownAddress(page: Page): string {
  const search = page.query.toString();
  return encodeURI(href(page, page.path)) + (search === "" ? "" : `?${search}`);
}

/** The word for a value of an API enum. A value newer than the catalogues is shown as it is, in lower case. */
export function word(page: Page, type: string, value: string): string {
  const key = `${type}.${value}`;
  if (!isMessageKey(key)) return value.toLowerCase().replaceAll("_", " ");
  // Words of enums take no arguments; a test holds them to it.
  return (page.t as (key: string) => string)(key);
}

/** A whole number as the page's language writes it. */
export function numberText(page: Page, value: number): string {
  return new Intl.NumberFormat(page.locale).format(value);
}

/** What the API says of a reader's mistake, such as an address that was cut or edited. */
const refusedInput = new Set([
  "BAD_CURSOR",
  "BAD_ID",
  "BAD_LANGUAGE_TAG",
  "BAD_PAGE",
  "BAD_URI",
  "BAD_USER_INPUT",
  "INVALID_INPUT",
  "QUERY_TOO_COSTLY",
  "QUERY_TOO_LONG",
]);
const notAnswering = new Set(["SERVICE_UNAVAILABLE", "TIMEOUT"]);

/** Asks on behalf of a page: turns the ways an answer can fail into the faults that have a page. */
export async function askFor<Data>(
  ask: Ask,
  options: AskOptions,
  document: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<Data> {
  let answer: Answer;
  try {
    answer = await ask(document, variables, options);
  } catch (error) {
    throw new ApiUnavailable({ cause: error });
  }
  const [first] = answer.errors ?? [];
  if (first !== undefined) throw faultOf(first.message, first.extensions ?? {});
  // The documents are validated against the schema by a test; the page names the part of it that it asked for.
  return answer.data as Data;
}

function faultOf(message: string, extensions: Readonly<Record<string, unknown>>): Error {
  const { code, requestId } = extensions;
  if (typeof code === "string" && refusedInput.has(code)) return new BadRequest(message);
  if (typeof code === "string" && notAnswering.has(code)) return new ApiUnavailable();
  return new ApiFault(message, typeof requestId === "string" ? requestId : undefined);
}
