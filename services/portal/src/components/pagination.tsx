import { href, type Page } from "../page.ts";

/** Where a list's page stands, as Relay says it. */
export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

/** How many records a page of a list shows. */
export const pageSize = 20;

/** The window of a list the reader's address asks for, as variables of the page's document. */
export function windowOf(page: Page, size: number = pageSize): Readonly<Record<string, string | number>> {
  const before = page.query.get("before");
  const after = page.query.get("after");
  if (before !== null && before !== "") return { last: size, before };
  return after === null || after === "" ? { first: size } : { first: size, after };
}

/** Links to the pages before and after, keeping the filters. Nothing where the list fits on one page. */
export function Pagination({ page, info }: { page: Page; info: PageInfo }) {
  const { t } = page;
  if (!info.hasNextPage && !info.hasPreviousPage) return null;
  const kept = Object.fromEntries([...page.query].filter(([name]) => name !== "after" && name !== "before"));
  return (
    <nav class="govuk-pagination govuk-pagination--block" aria-label={t("pages.label")}>
      {info.hasPreviousPage && info.startCursor !== null ? (
        <div class="govuk-pagination__prev">
          <a class="govuk-link govuk-pagination__link" href={href(page, page.path, { ...kept, before: info.startCursor })} rel="prev">
            <Arrow direction="prev" />
            <span class="govuk-pagination__link-title govuk-pagination__link-title--decorated">{t("pages.previous")}</span>
          </a>
        </div>
      ) : null}
      {info.hasNextPage && info.endCursor !== null ? (
        <div class="govuk-pagination__next">
          <a class="govuk-link govuk-pagination__link" href={href(page, page.path, { ...kept, after: info.endCursor })} rel="next">
            <Arrow direction="next" />
            <span class="govuk-pagination__link-title govuk-pagination__link-title--decorated">{t("pages.next")}</span>
          </a>
        </div>
      ) : null}
    </nav>
  );
}

function Arrow({ direction }: { direction: "prev" | "next" }) {
  const path =
    direction === "prev"
      ? "m6.6 0-6.7 6.7 6.7 6.4 1.4-1.4-4.2-4h12.9v-2H3.8l4.2-4.3z"
      : "m8.1 0-1.4 1.4 4.3 4.3H-2v2h12.9l-4.2 4 1.4 1.4 6.7-6.4z";
  return (
    <svg
      class={`govuk-pagination__icon govuk-pagination__icon--${direction}`}
      height="13"
      width="15"
      aria-hidden="true"
      focusable="false"
      viewBox="0 0 15 13"
    >
      <path d={path} />
    </svg>
  );
}
