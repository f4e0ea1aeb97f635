import { href, type Page } from "../page.ts";

const links = [
  ["organizations", "/organizations"],
  ["people", "/people"],
  ["outputs", "/outputs"],
  ["competitions", "/competitions"],
  ["statements", "/statements"],
  ["sources", "/sources"],
  ["developers", "/developers"],
] as const;

/** The other sections, and what the site is. */
export function Footer({ page }: { page: Page }) {
  const { t } = page;
  return (
    <footer class="site-footer">
      <div class="govuk-width-container">
        <nav aria-label={t("site.more")}>
          <ul class="site-footer__list">
            {links.map(([name, path]) => (
              <li>
                <a class="govuk-link" href={href(page, path)} aria-current={page.path === path ? "page" : undefined}>
                  {t(`nav.${name}`)}
                </a>
              </li>
            ))}
            <li>
              <a class="govuk-link" href="/graphql">
                GraphQL
              </a>
            </li>
          </ul>
        </nav>
        <p class="govuk-body-s">{t("site.about")}</p>
      </div>
    </footer>
  );
}
