/** The website of a node: takes a way to ask the API, gives a Hono app. It knows nothing of the node but its answers. */
import { type Context, Hono } from "hono";
import { answering, type Asked, publicMinute, redirect } from "./answering.tsx";
import type { Ask } from "./ask.ts";
import type { Auth, Provider } from "./auth.ts";
import { deliver } from "./delivery.ts";
import { NoSuchPage } from "./faults.ts";
import { script } from "./islands/script.ts";
import { turnedAwayView } from "./layout/error-page.tsx";
import { favicon } from "./layout/favicon.ts";
import { isLocale, preferredLocale } from "./locales/locale.ts";
import { href, type PageHandler } from "./page.ts";
import { mountPersonalPages } from "./personal.tsx";
import { pagePathOfUri } from "./record-address.ts";
import { routes } from "./routes.ts";
import { securityText } from "./security-text.ts";
import { robots, sitemapOf } from "./sitemap.ts";
import { stylesheet } from "./styles/stylesheet.ts";

/** What a portal needs from outside itself. */
export interface PortalOptions {
  /** Asks the API: in one process its `fetch` called in memory, otherwise HTTP (see askOverHttp). */
  readonly ask: Ask;
  /** Answers requests below `/auth`: in one process the accounts' own door, otherwise HTTP. Default: nobody signs in here. */
  readonly auth?: Auth;
  /** Providers people may sign in with, a button each. Default: none. */
  readonly providers?: readonly Provider[];
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
  const answers = answering(options, origin);
  const { asked, shown, failed } = answers;

  app.get("/", (context) => {
    const locale = preferredLocale(context.req.header("accept-language"));
    return redirect(`/${locale}/`, 302, { vary: "Accept-Language", "cache-control": publicMinute });
  });
  app.get("/assets/:file", (context) => {
    const { css, path } = stylesheet();
    if (context.req.path === script.path)
      return deliver(context, { text: script.text, type: "text/javascript; charset=utf-8", cacheControl: immutable });
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
      return await failed(asked(context, "en"), error);
    }
  });
  app.get("/id/:type/:id", async (context) => {
    const locale = preferredLocale(context.req.header("accept-language"));
    const of = at(asked(context, locale), "/id");
    try {
      const path = await pagePathOfUri(of.visit, (options.homeNode ?? origin) + context.req.path);
      return redirect(href(of.visit, path), 303, { vary: "Accept-Language" });
    } catch (error) {
      return await failed(of, error);
    }
  });
  if (options.auth !== undefined) mountPersonalPages(app, answers, origin);
  app.get("/:locale", (context) => {
    const locale = context.req.param("locale");
    return isLocale(locale) ? redirect(`/${locale}/`, 301) : lost(context);
  });
  app.get("/:locale/*", async (context) => {
    const locale = context.req.param("locale");
    if (!isLocale(locale)) return await lost(context);
    const of = asked(context, locale);
    const page = of.visit;
    if (page.path !== "/" && page.path.endsWith("/")) {
      return redirect(href(page, page.path.replace(/\/+$/u, ""), Object.fromEntries(page.query)), 301);
    }
    try {
      const { handler, slug } = handlerFor(page.path);
      // Who the reader is, is asked beside the page's own question; the frame waits for both.
      page.reader().catch(() => null);
      return await shown(of, await handler(page, slug));
    } catch (error) {
      return await failed(of, error);
    }
  });
  app.all("*", (context) => lost(context));
  return Object.assign(app, { turnedAway });

  function turnedAway(status: 408 | 413 | 429, request: Request): Response | Promise<Response> {
    const refusing = new Hono();
    refusing.all("*", (context) => {
      const [, first] = context.req.path.split("/");
      const locale = isLocale(first) ? first : preferredLocale(context.req.header("accept-language"));
      const of = at(asked(context, locale), "/");
      return shown(of, turnedAwayView(of.visit, status));
    });
    return refusing.fetch(request);
  }

  function lost(context: Context): Promise<Response> {
    return failed(at(asked(context, "en"), "/not-found"), new NoSuchPage(context.req.path));
  }
}

function handlerFor(path: string): { readonly handler: PageHandler; readonly slug: string } {
  const [, section = "", slug, ...rest] = path.split("/");
  const route = routes.get(section);
  const handler = slug === undefined ? route?.list : route?.record;
  if (handler === undefined || rest.length > 0) throw new NoSuchPage(path);
  return { handler, slug: slug ?? "" };
}

/** The request as if it had been for another page, for links between the languages. */
function at(of: Asked, path: string): Asked {
  return { ...of, visit: { ...of.visit, path } };
}
