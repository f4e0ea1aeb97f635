import type { Child } from "hono/jsx";
import { script } from "../islands/script.ts";
import { locales } from "../locales/locale.ts";
import { href, type Crumb, type Page, type View } from "../page.ts";
import { stylesheet } from "../styles/stylesheet.ts";
import type { Reader } from "../visit.ts";
import { Footer } from "./footer.tsx";
import { Header } from "./header.tsx";

interface FrameProps {
  readonly page: Page;
  readonly view: View;
  /** Says above the page that nothing here is meant to last. */
  readonly trial: boolean;
  /** Whether search engines may list it. */
  readonly listed: boolean;
  /** Who is signed in, null for nobody; left out where nobody can sign in. */
  readonly reader?: Reader | null;
}

/** The whole document around a page's content: head, header, way from home, content, footer. */
export function Frame({ page, view, trial, listed, reader }: FrameProps) {
  const { t, locale, origin } = page;
  const named = page.path === "/" ? view.title : `${view.title} – ${t("site.name")}`;
  const title = view.status === 422 ? t("form.errorTitle", { title: named }) : named;
  const search = canonicalSearch(page);
  return (
    <html class="govuk-template" lang={locale}>
      <head>
        <meta charset="utf-8" />
        <title>{title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="description" content={view.description} />
        <meta name="theme-color" content="#0b5563" />
        <meta property="og:title" content={view.title} />
        <meta property="og:description" content={view.description} />
        {listed ? (
          <>
            <link rel="canonical" href={origin + href(page, page.path) + search} />
            {locales.map((other) => (
              <link rel="alternate" hreflang={other} href={origin + href({ ...page, locale: other }, page.path) + search} />
            ))}
            <link
              rel="alternate"
              hreflang="x-default"
              href={page.path === "/" ? `${origin}/` : origin + href({ ...page, locale: "en" }, page.path) + search}
            />
          </>
        ) : (
          <meta name="robots" content="noindex" />
        )}
        {view.onwardTo === undefined ? null : <meta http-equiv="refresh" content={`0;url=${view.onwardTo}`} />}
        <link rel="icon" type="image/svg+xml" href="/favicon.svg" />
        <link rel="stylesheet" href={stylesheet().path} />
        <script type="module" src={script.path} />
      </head>
      <body class="govuk-template__body">
        <a href="#main" class="govuk-skip-link">
          {t("site.skip")}
        </a>
        {trial ? (
          <p class="trial" role="note">
            {t("site.trialNode")}
          </p>
        ) : null}
        <Header page={page} reader={reader} />
        <div class="page-body">
          <div class="govuk-width-container">
            {view.trail === undefined ? null : <Trail page={page} trail={view.trail} title={view.title} />}
            <main class="govuk-main-wrapper" id="main" tabindex={-1}>
              {view.body}
            </main>
          </div>
        </div>
        <Footer page={page} />
      </body>
    </html>
  );
}

// Filters and page markers make other pages of the same address; anything else a link may carry does not.
function canonicalSearch(page: Page): string {
  const query = new URLSearchParams(page.query);
  for (const place of ["line", "statement"]) query.delete(place);
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

function Trail({ page, trail, title }: { page: Page; trail: readonly Crumb[]; title: string }): Child {
  return (
    <nav class="govuk-breadcrumbs" aria-label={page.t("site.trail")}>
      <ol class="govuk-breadcrumbs__list">
        {[{ text: page.t("site.home"), path: "/" }, ...trail].map((crumb) => (
          <li class="govuk-breadcrumbs__list-item">
            <a class="govuk-breadcrumbs__link" href={href(page, crumb.path)}>
              {crumb.text}
            </a>
          </li>
        ))}
        <li class="govuk-breadcrumbs__list-item" aria-current="page">
          {title}
        </li>
      </ol>
    </nav>
  );
}
