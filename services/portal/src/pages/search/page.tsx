import { Heading } from "../../components/head.tsx";
import { type Citation, CitationLink } from "../../components/origin.tsx";
import { type PageInfo, Pagination, pageSize } from "../../components/pagination.tsx";
import { Suggestions } from "../../components/suggestions.tsx";
import { documentBeside } from "../../document.ts";
import { href, type Page, type PageHandler, word } from "../../page.ts";
import { recordPath } from "../../records.ts";
import { capitalized } from "../list.tsx";
import { chosenOf, type Narrowing, NarrowingFields } from "./narrowing.tsx";

interface Piece {
  readonly text: string;
  readonly matched: boolean;
}

interface Hit {
  readonly highlights: readonly Piece[];
  readonly snippet: readonly Piece[] | null;
  readonly matchedAs: { readonly text: string; readonly claim: Citation & { readonly source: { readonly language: string } } } | null;
  readonly record: { readonly __typename: string; readonly slug: string };
}

interface Data {
  readonly search: Narrowing & {
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
  const chosen = chosenOf(page);
  const window = { first: pageSize, after: after === "" ? null : after };
  const asked = query !== "" || chosen !== null;
  const found = asked ? (await page.ask<Data>(document, { query, ...chosen, ...window })).search : null;
  const results = found === null ? null : resultsIn(page, found.totalCount, query);
  return {
    title: results ?? t("search.title"),
    description: t("search.hint"),
    trail: [],
    body: (
      <>
        <Heading>{t("search.title")}</Heading>
        <SearchForm page={page} query={query} found={found} />
        {found === null || results === null ? null : (
          <>
            <div role="status">
              <h2 class="govuk-heading-l">{results}</h2>
            </div>
            {found.degraded ? <p class="govuk-inset-text">{t("search.degraded")}</p> : null}
            {found.didYouMean === null ? null : <Suggestion page={page} name={found.didYouMean} />}
            {found.totalCount === 0 ? <p class="govuk-body">{t(chosen === null ? "search.advice" : "search.adviceNarrowed")}</p> : null}
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

function resultsIn({ t }: Page, count: number, query: string): string {
  return query === "" ? t("search.listed", { count }) : t("search.results", { count, query });
}

function Suggestion({ page, name }: { page: Page; name: string }) {
  return (
    <p class="govuk-body">
      {page.t("search.didYouMean")}{" "}
      <a class="govuk-link" href={href(page, "/search", { ...Object.fromEntries(page.query), after: "", q: name })}>
        {name}
      </a>
    </p>
  );
}

function SearchForm({ page, query, found }: { page: Page; query: string; found: Narrowing | null }) {
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
            <Suggestions page={page}>
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
            </Suggestions>
            <button class="govuk-button" type="submit">
              {t("search.button")}
            </button>
          </div>
        </div>
        {found === null ? null : <NarrowingFields page={page} found={found} />}
      </form>
    </search>
  );
}

function HitItem({ page, hit }: { page: Page; hit: Hit }) {
  const { matchedAs, record } = hit;
  const path = recordPath(record);
  const title = <Marked pieces={hit.highlights} />;
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
      {hit.snippet === null ? null : (
        <p class="govuk-body records__facts">
          <Marked pieces={hit.snippet} />
        </p>
      )}
      {matchedAs === null ? null : (
        <p class="govuk-body records__facts">
          {page.t("search.matchedAs", { name: matchedAs.text })} – <CitationLink page={page} claim={matchedAs.claim} />
        </p>
      )}
    </li>
  );
}

function Marked({ pieces }: { pieces: readonly Piece[] }) {
  return <>{pieces.map(({ text, matched }) => (matched ? <mark>{text}</mark> : text))}</>;
}
