/** The website of a node: takes a way to ask the API, gives a Hono app. It knows nothing of the node but its answers. */
import { type Context, Hono } from "hono";
import type { Ask } from "./ask.ts";
import { deliver, securityHeaders } from "./delivery.ts";
import { ApiFault, ApiUnavailable, BadRequest, Moved, NoSuchPage } from "./faults.ts";
import { badRequestView, faultView, notFoundView, turnedAwayView, unavailableView } from "./layout/error-page.tsx";
import { favicon } from "./layout/favicon.ts";
import { Frame } from "./layout/frame.tsx";
import { translator } from "./locales/catalogue.ts";
import { isLocale, type Locale, preferredLocale } from "./locales/locale.ts";
import { askFor, href, type Page, type PageHandler, type View } from "./page.ts";
import { pagePathOfUri } from "./record-address.ts";
import { routes } from "./routes.ts";
import { securityText } from "./security-text.ts";
import { robots, sitemapOf } from "./sitemap.ts";
import { stylesheet } from "./styles/stylesheet.ts";

/** What a portal needs from outside itself. */
export interface PortalOptions {
  /** Asks the API: in one process its `fetch` called in memory, otherwise HTTP (see askOverHttp). */
  readonly ask: Ask;
  /** The public origin of the site, such as `https://dostyk.example`; absolute links are made of it. */
  readonly origin: string;
  /** Origin with which the URIs of the node's own records begin; left out, the public origin. */
  readonly homeNode?: string;
  /** Whether the node is on trial: every page says so. Default: no. */
  readonly trial?: boolean;
  /** The time, for how long the sitemap is kept and for the numbers of fault pages. */
  readonly clock: () => Date;
  /** How somebody who found a hole reaches the operator, for security.txt: a URI. Default: there is no such file. */
  readonly securityContact?: string | undefined;
  /** Told of every fault a reader saw as a 500 or 503 and of every text that could not be formatted. */
  readonly onFault?: (fault: PortalFault) => void;
}

/** A fault as the log should have it. */
export interface PortalFault {
  /** The number the reader was shown, where one was. */
  readonly traceId?: string;
  readonly path: string;
  readonly error: unknown;
}

const html = "text/html; charset=utf-8";
const publicMinute = "public, max-age=60";
const immutable = "public, max-age=31536000, immutable";

/** The website, and what is shown of it to those who do not get as far. */
export type Portal = Hono & {
  /** The page for a request that was turned away before it reached the website, in the language of its path or of its reader. */
  readonly turnedAway: (status: 408 | 413 | 429, request: Request) => Response | Promise<Response>;
};

/** The website as a Hono app, to be mounted at the root of a host beside the API. */
export function createPortal(options: PortalOptions): Portal {
  const app = new Hono({ strict: true });
  const origin = options.origin.replace(/\/+$/u, "");
  const sitemap = sitemapOf(options.ask, origin, options.clock);
  let faults = 0;

  app.get("/", (context) => {
    const locale = preferredLocale(context.req.header("accept-language"));
    return redirect(`/${locale}/`, 302, { vary: "Accept-Language", "cache-control": publicMinute });
  });
  app.get("/assets/:file", (context) => {
    const { css, path } = stylesheet();
    if (context.req.path !== path) return lost(context);
    return deliver(context, { text: css, type: "text/css; charset=utf-8", cacheControl: immutable });
  });
  app.get("/favicon.svg", (context) => deliver(context, { text: favicon, type: "image/svg+xml", cacheControl: "public, max-age=86400" }));
  app.get("/favicon.ico", () => redirect("/favicon.svg", 301));
  app.get("/robots.txt", (context) =>
    deliver(context, { text: robots(origin), type: "text/plain; charset=utf-8", cacheControl: publicMinute }),
  );
  const { securityContact } = options;
  if (securityContact !== undefined) {
    const text = securityText(securityContact, origin);
    app.get("/.well-known/security.txt", (context) =>
      deliver(context, { text, type: "text/plain; charset=utf-8", cacheControl: publicMinute }),
    );
  }
  app.get("/sitemap.xml", async (context) => {
    try {
      const text = await sitemap();
      return deliver(context, { text, type: "application/xml; charset=utf-8", cacheControl: publicMinute });
    } catch (error) {
      return await failed(context, pageOf(context, "en"), error);
    }
  });
  app.get("/id/:type/:id", async (context) => {
    const locale = preferredLocale(context.req.header("accept-language"));
    const page = { ...pageOf(context, locale), path: "/id" };
    try {
      const path = await pagePathOfUri(page, (options.homeNode ?? origin) + context.req.path);
      return redirect(href(page, path), 303, { vary: "Accept-Language" });
    } catch (error) {
      return await failed(context, page, error);
    }
  });
  app.get("/:locale", (context) => {
    const locale = context.req.param("locale");
    return isLocale(locale) ? redirect(`/${locale}/`, 301) : lost(context);
  });
  app.get("/:locale/*", async (context) => {
    const locale = context.req.param("locale");
    if (!isLocale(locale)) return await lost(context);
    const page = pageOf(context, locale);
    if (page.path !== "/" && page.path.endsWith("/")) {
      return redirect(href(page, page.path.replace(/\/+$/u, ""), Object.fromEntries(page.query)), 301);
    }
    try {
      const { handler, slug } = handlerFor(page.path);
      return await shown(context, page, await handler(page, slug));
    } catch (error) {
      return await failed(context, page, error);
    }
  });
  app.all("*", (context) => lost(context));
  return Object.assign(app, { turnedAway });

  function turnedAway(status: 408 | 413 | 429, request: Request): Response | Promise<Response> {
    const refusing = new Hono();
    refusing.all("*", (context) => {
      const [, first] = context.req.path.split("/");
      const locale = isLocale(first) ? first : preferredLocale(context.req.header("accept-language"));
      const page = { ...pageOf(context, locale), path: "/" };
      return shown(context, page, turnedAwayView(page, status));
    });
    return refusing.fetch(request);
  }

  function pageOf(context: Context, locale: Locale): Page {
    const url = new URL(context.req.url);
    const requestId = requestIdOf(context);
    const path = decodedPath(url.pathname).replace(/^\/[^/]*/u, "");
    return {
      locale,
      t: translator(locale, (key, error) => options.onFault?.({ path: `${url.pathname} ${key}`, error })),
      path: path === "" ? "/" : path,
      query: url.searchParams,
      origin,
      ask: (document, variables = {}) => askFor(options.ask, { locale, requestId }, document, variables),
      askPlainly: (document, variables = {}) => options.ask(document, variables, { locale, requestId }),
    };
  }

  function lost(context: Context): Promise<Response> {
    const page = { ...pageOf(context, "en"), path: "/not-found" };
    return shown(context, page, notFoundView(page));
  }

  async function shown(context: Context, page: Page, view: View): Promise<Response> {
    const rendered = await (<Frame page={page} view={view} trial={options.trial ?? false} />).toString();
    const status = view.status ?? 200;
    return deliver(context, {
      text: `<!DOCTYPE html>${rendered}`,
      type: html,
      cacheControl: status === 200 ? publicMinute : "no-store",
      status,
      language: page.locale,
    });
  }

  async function failed(context: Context, page: Page, error: unknown): Promise<Response> {
    if (error instanceof Moved) return redirect(href(page, error.path), 301);
    if (error instanceof NoSuchPage) return await shown(context, page, notFoundView(page));
    if (error instanceof BadRequest) return await shown(context, page, badRequestView(page, error.message));
    if (error instanceof ApiUnavailable) {
      options.onFault?.({ path: context.req.path, error });
      return await shown(context, page, unavailableView(page));
    }
    faults += 1;
    const apiId = error instanceof ApiFault ? error.requestId : undefined;
    const traceId = requestIdOf(context) ?? apiId ?? `${options.clock().getTime().toString(36)}-${faults}`;
    options.onFault?.({ traceId, path: context.req.path, error });
    return await shown(context, page, faultView(page, traceId));
  }
}

function redirect(location: string, status: 301 | 302 | 303, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, { status, headers: { ...securityHeaders, ...headers, location } });
}

/** The id under which the request stands in the log of whoever passed it on. */
function requestIdOf(context: Context): string | undefined {
  const given = context.req.header("x-request-id") ?? "";
  return /^[\w-]{8,64}$/u.test(given) ? given : undefined;
}

function handlerFor(path: string): { readonly handler: PageHandler; readonly slug: string } {
  const [, section = "", slug, ...rest] = path.split("/");
  const route = routes.get(section);
  const handler = slug === undefined ? route?.list : route?.record;
  if (handler === undefined || rest.length > 0) throw new NoSuchPage(path);
  return { handler, slug: slug ?? "" };
}

// A percent sign that starts no escape is part of an address nobody has; it must not break the answer.
function decodedPath(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}
