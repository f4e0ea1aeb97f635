import { Heading } from "../../components/head.tsx";
import { type Citation, CitationLink } from "../../components/origin.tsx";
import { type PageInfo, Pagination, pageSize } from "../../components/pagination.tsx";
import { documentBeside } from "../../document.ts";
import { href, type Page, type PageHandler, word } from "../../page.ts";
import { recordPath } from "../../records.ts";
import { capitalized } from "../list.tsx";

interface Hit {
  readonly title: string;
  readonly highlights: readonly { readonly text: string; readonly matched: boolean }[];
  readonly matchedAs: { readonly text: string; readonly claim: Citation & { readonly source: { readonly language: string } } } | null;
  readonly record: { readonly __typename: string; readonly slug: string };
}

interface Data {
  readonly search: {
    readonly totalCount: number;
    readonly degraded: boolean;
    readonly didYouMean: string | null;
    readonly nodes: readonly Hit[];
    readonly pageInfo: PageInfo;
  };
}

const document = documentBeside(import.meta.url);

/** Finds records by any name they are known by, in any script. */
export const searchPage: PageHandler = async (page) => {
  const { t } = page;
  const query = (page.query.get("q") ?? "").trim();
  const after = page.query.get("after");
  const found =
    query === "" ? null : (await page.ask<Data>(document, { query, first: pageSize, after: after === "" ? null : after })).search;
  const results = found === null ? null : t("search.results", { count: found.totalCount, query });
  return {
    title: results ?? t("search.title"),
    description: t("search.hint"),
    trail: [],
    body: (
      <>
        <Heading>{t("search.title")}</Heading>
        <SearchForm page={page} query={query} />
        {found === null || results === null ? null : (
          <>
            <div role="status">
              <h2 class="govuk-heading-l">{results}</h2>
            </div>
            {found.degraded ? <p class="govuk-inset-text">{t("search.degraded")}</p> : null}
            {found.didYouMean === null ? null : <Suggestion page={page} name={found.didYouMean} />}
            {found.totalCount === 0 ? <p class="govuk-body">{t("search.advice")}</p> : null}
            <ul class="records">
              {found.nodes.map((hit) => (
                <HitItem page={page} hit={hit} />
              ))}
            </ul>
            <Pagination page={page} info={{ ...found.pageInfo, hasPreviousPage: false }} />
          </>
        )}
      </>
    ),
  };
};

function Suggestion({ page, name }: { page: Page; name: string }) {
  return (
    <p class="govuk-body">
      {page.t("search.didYouMean")}{" "}
      <a class="govuk-link" href={href(page, "/search", { q: name })}>
        {name}
      </a>
    </p>
  );
}

function SearchForm({ page, query }: { page: Page; query: string }) {
  const { t } = page;
  return (
    <search>
      <form action={href(page, "/search")} method="get">
        <div class="govuk-form-group">
          <label class="govuk-label" for="q">
            {t("search.label")}
          </label>
          <div class="govuk-hint" id="q-hint">
            {t("search.hint")}
          </div>
          <div class="search-form search-form--large">
            <input
              class="govuk-input"
              id="q"
              name="q"
              type="search"
              value={query}
              maxlength={200}
              autocomplete="off"
              aria-describedby="q-hint"
            />
            <button class="govuk-button" type="submit">
              {t("search.button")}
            </button>
          </div>
        </div>
      </form>
    </search>
  );
}

function HitItem({ page, hit }: { page: Page; hit: Hit }) {
  const { matchedAs, record } = hit;
  const path = recordPath(record);
  const title = hit.highlights.map(({ text, matched }) => (matched ? <mark>{text}</mark> : text));
  return (
    <li>
      <h3 class="records__title">
        {path === null ? (
          title
        ) : (
          <a class="govuk-link" href={`/${page.locale}${path}`}>
            {title}
          </a>
        )}
      </h3>
      <p class="govuk-body records__facts">{capitalized(page, word(page, "RecordType", record.__typename))}</p>
      {matchedAs === null ? null : (
        <p class="govuk-body records__facts">
          {page.t("search.matchedAs", { name: matchedAs.text })} – <CitationLink page={page} claim={matchedAs.claim} />
        </p>
      )}
    </li>
  );
}
