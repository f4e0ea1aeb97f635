import { localeNames, locales } from "../locales/locale.ts";
import { Suggestions } from "../components/suggestions.tsx";
import { href, ownAddress, type Page } from "../page.ts";
import type { Reader } from "../visit.ts";

const sections = [
  ["places", "/places"],
  ["partnerships", "/partnerships"],
  ["activities", "/activities"],
  ["practices", "/practices"],
  ["programmes", "/programmes"],
  ["reports", "/reports"],
  ["disputes", "/disputes"],
] as const;

/** The brand, the languages, who is signed in, the main sections and the search box. */
export function Header({ page, reader }: { readonly page: Page; readonly reader: Reader | null | undefined }) {
  const { t } = page;
  return (
    <header>
      <div class="govuk-generic-header">
        <div class="govuk-generic-header__container govuk-width-container header-bar">
          <div class="govuk-generic-header__logo">
            <a href={href(page, "/")} class="govuk-generic-header__homepage-link">
              <BrandMark />
              {t("site.name")}
            </a>
          </div>
          <div class="header-bar__end">
            {reader === undefined ? null : <ReaderNavigation page={page} reader={reader} />}
            <LanguageNavigation page={page} />
          </div>
        </div>
      </div>
      <div class="site-nav">
        <div class="govuk-width-container">
          <div class="site-nav__inner">
            <nav aria-label={t("site.sections")}>
              <ul class="site-nav__list">
                {sections.map(([name, path]) => {
                  const here = page.path === path || page.path.startsWith(`${path}/`);
                  return (
                    <li>
                      <a
                        class="site-nav__link"
                        href={href(page, path)}
                        aria-current={here ? (page.path === path ? "page" : "true") : undefined}
                      >
                        {t(`nav.${name}`)}
                      </a>
                    </li>
                  );
                })}
              </ul>
            </nav>
            {page.path === "/search" ? null : <SearchBox page={page} />}
          </div>
        </div>
      </div>
    </header>
  );
}

function SearchBox({ page }: { page: Page }) {
  return (
    <search>
      <form class="search-form" action={href(page, "/search")} method="get">
        <label class="govuk-visually-hidden" for="site-search">
          {page.t("search.label")}
        </label>
        <Suggestions page={page}>
          <input class="govuk-input" id="site-search" name="q" type="search" maxlength={200} autocomplete="off" />
        </Suggestions>
        <button class="govuk-button govuk-button--secondary" type="submit">
          {page.t("search.button")}
        </button>
      </form>
    </search>
  );
}

/** The way in, or the person's own pages and the way out. */
function ReaderNavigation({ page, reader }: { readonly page: Page; readonly reader: Reader | null }) {
  const { t } = page;
  return (
    <nav class="reader-nav" aria-label={t("account.navigation")}>
      {reader === null ? (
        <a class="reader-nav__link" href={href(page, "/sign-in", { next: cameFrom(page) })}>
          {t("signIn.title")}
        </a>
      ) : (
        <>
          <a class="reader-nav__link" href={href(page, "/account")} aria-current={page.path === "/account" ? "page" : undefined}>
            {reader.name}
          </a>
          {reader.operator ? (
            <a class="reader-nav__link" href={href(page, "/operator")} aria-current={page.path === "/operator" ? "page" : undefined}>
              {t("operator.link")}
            </a>
          ) : null}
          <form method="post" action={href(page, "/sign-out")}>
            <button class="reader-nav__link" type="submit">
              {t("account.signOut")}
            </button>
          </form>
        </>
      )}
    </nav>
  );
}

/** Where signing in leads back to; the home page needs no saying, and pages about signing in are left for good. */
function cameFrom(page: Page): string | undefined {
  return page.path === "/" || /^\/(?:sign-|two-factor|forgot-|set-password|not-found)/u.test(page.path) ? undefined : ownAddress(page);
}

function LanguageNavigation({ page }: { page: Page }) {
  const search = page.query.toString();
  return (
    <nav class="govuk-language-navigation govuk-language-navigation--inverse" aria-label={page.t("site.languages")}>
      <ul class="govuk-language-navigation__list">
        {locales.map((locale) => (
          <li class="govuk-language-navigation__list-item">
            {locale === page.locale ? (
              <span class="govuk-language-navigation__text" aria-current="true" lang={locale}>
                {localeNames[locale]}
              </span>
            ) : (
              <a
                class="govuk-language-navigation__link"
                href={href({ ...page, locale }, page.path) + (search === "" ? "" : `?${search}`)}
                rel="alternate"
                lang={locale}
                hreflang={locale}
              >
                {localeNames[locale]}
              </a>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Two shores and the arc between them. */
function BrandMark() {
  return (
    <svg class="brand-mark" viewBox="0 0 38 28" aria-hidden="true" focusable="false">
      <path d="M5 21C9 4 29 4 33 21" fill="none" stroke="currentColor" stroke-width="3" />
      <circle cx="5" cy="22" r="5" fill="currentColor" />
      <circle cx="33" cy="22" r="5" fill="#ffb84d" />
    </svg>
  );
}
