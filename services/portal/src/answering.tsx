/** From a request to a page that can ask, and from a page's view to the answer. */
import type { Context } from "hono";
import type { PortalOptions } from "./app.tsx";
import { authAnswerOf, authRequest } from "./auth.ts";
import { deliver, securityHeaders } from "./delivery.ts";
import { ApiFault, ApiUnavailable, BadRequest, Moved, NoSuchPage } from "./faults.ts";
import { badRequestView, faultView, notFoundView, unavailableView } from "./layout/error-page.tsx";
import { Frame } from "./layout/frame.tsx";
import { translator } from "./locales/catalogue.ts";
import type { Locale } from "./locales/locale.ts";
import { askFor, href, type View } from "./page.ts";
import { askReader } from "./reader.ts";
import type { Reader, Visit } from "./visit.ts";
import { type Visitor, visitorOf } from "./visitor.ts";

export const html = "text/html; charset=utf-8";
export const publicMinute = "public, max-age=60";

/** A request under way: what its page knows, and what its answer carries. */
export interface Asked {
  readonly context: Context;
  readonly visit: Visit;
  readonly visitor: Visitor;
  /** The page is a person's own: nobody keeps it, and no search engine lists it. */
  readonly own: boolean;
}

/** What a page of a person's own has besides its address. */
interface OwnPage {
  readonly params: Readonly<Record<string, string>>;
  readonly fields: URLSearchParams;
}

/** What routes are made of. */
export interface Answering {
  /** Reads a request; `own` where the page is a person's own. */
  readonly asked: (context: Context, locale: Locale, own?: OwnPage) => Asked;
  /** The view in its frame. */
  readonly shown: (asked: Asked, view: View) => Promise<Response>;
  /** The page for what went wrong. */
  readonly failed: (asked: Asked, error: unknown) => Promise<Response>;
  /** Sends the reader on, with the cookies that were set meanwhile. */
  readonly sentOn: (asked: Asked, location: string) => Response;
}

export function answering(options: PortalOptions, origin: string): Answering {
  let faults = 0;

  function asked(context: Context, locale: Locale, own?: OwnPage): Asked {
    const url = new URL(context.req.url);
    const requestId = requestIdOf(context);
    const path = decodedPath(url.pathname).replace(/^\/[^/]*/u, "");
    const visitor = visitorOf(context.req.header("cookie"));
    const forWhom = () => ({ locale, requestId, cookie: visitor.cookie() });
    const ask: PortalOptions["ask"] = async (document, variables, given) => {
      const answer = await options.ask(document, variables, given);
      visitor.keep(answer.setCookie ?? []);
      return answer;
    };
    let reader: Promise<Reader | null> | undefined;
    const visit: Visit = {
      locale,
      t: translator(locale, (key, error) => options.onFault?.({ path: `${url.pathname} ${key}`, error })),
      path: path === "" ? "/" : path,
      query: url.searchParams,
      origin,
      ask: (document, variables = {}) => askFor(ask, forWhom(), document, variables),
      // What the page of examples shows is what anybody would be answered.
      askPlainly: (document, variables = {}) => options.ask(document, variables, { locale, requestId }),
      params: own?.params ?? {},
      fields: own?.fields ?? new URLSearchParams(),
      providers: options.providers ?? [],
      now: options.clock,
      async auth(route, fields) {
        if (options.auth === undefined) throw new NoSuchPage(route);
        const response = await options.auth(authRequest(origin, route, fields, context.req.raw.headers, visitor.cookie()));
        visitor.keep(response.headers.getSetCookie());
        reader = undefined;
        return authAnswerOf(response);
      },
      reader() {
        if (!visitor.signedIn()) return Promise.resolve(null);
        reader ??= askReader(visit);
        return reader;
      },
    };
    return { context, visit, visitor, own: own !== undefined };
  }

  async function shown({ context, visit, visitor, own }: Asked, view: View): Promise<Response> {
    // The header can do without the name; a page that cannot has asked for it itself.
    const reader = await visit.reader().catch(() => null);
    const frame = (
      <Frame
        page={visit}
        view={view}
        trial={options.trial ?? false}
        listed={!own && (view.status ?? 200) === 200}
        {...(options.auth === undefined ? {} : { reader })}
      />
    );
    const status = view.status ?? 200;
    const forNobodyElse = own || visitor.signedIn() || visitor.kept().length > 0;
    return deliver(context, {
      text: `<!DOCTYPE html>${await frame.toString()}`,
      type: html,
      cacheControl: forNobodyElse ? "private, no-store" : status === 200 ? publicMinute : "no-store",
      status,
      language: visit.locale,
      vary: "Cookie",
      cookies: visitor.kept(),
    });
  }

  async function failed(of: Asked, error: unknown): Promise<Response> {
    const { context, visit } = of;
    if (error instanceof Moved) return redirect(href(visit, error.path), 301);
    if (error instanceof NoSuchPage) return await shown(of, notFoundView(visit));
    if (error instanceof BadRequest) return await shown(of, badRequestView(visit, error.message));
    if (error instanceof ApiUnavailable) {
      options.onFault?.({ path: context.req.path, error });
      return await shown(of, unavailableView(visit));
    }
    faults += 1;
    const apiId = error instanceof ApiFault ? error.requestId : undefined;
    const traceId = requestIdOf(context) ?? apiId ?? `${options.clock().getTime().toString(36)}-${faults}`;
    options.onFault?.({ traceId, path: context.req.path, error });
    return await shown(of, faultView(visit, traceId));
  }

  function sentOn({ visitor }: Asked, location: string): Response {
    const response = redirect(location, 303, { "cache-control": "no-store" });
    for (const cookie of visitor.kept()) response.headers.append("set-cookie", cookie);
    return response;
  }

  return { asked, shown, failed, sentOn };
}

/** Sends a reader to another address. */
export function redirect(location: string, status: 301 | 302 | 303, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, { status, headers: { ...securityHeaders, ...headers, location } });
}

/** The id under which the request stands in the log of whoever passed it on. */
function requestIdOf(context: Context): string | undefined {
  const given = context.req.header("x-request-id") ?? "";
  return /^[\w-]{8,64}$/u.test(given) ? given : undefined;
}

// A percent sign that starts no escape is part of an address nobody has; it must not break the answer.
function decodedPath(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}
