import { ClaimSaid } from "../../components/claim-said.tsx";
import type { ClaimParts, DateParts } from "../../components/evidence.ts";
import { Fact, Facts } from "../../components/facts.tsx";
import { Heading, Section } from "../../components/head.tsx";
import { languageName } from "../../components/language-name.ts";
import { linesText } from "../../components/origin.tsx";
import { type PageInfo, Pagination, windowOf } from "../../components/pagination.tsx";
import { RecordLinks } from "../../components/record-list.tsx";
import { DateOrAbsent } from "../../components/when.tsx";
import { documentBeside } from "../../document.ts";
import { type Page, type PageHandler, word } from "../../page.ts";
import { knowReferences } from "../../reference-names.ts";
import { linksTo, type RecordLink, required } from "../../records.ts";

type Said = Omit<ClaimParts, "source"> & { readonly record: RecordLink | null };

interface Source {
  readonly slug: string;
  readonly title: string;
  readonly uri: string;
  readonly kind: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly lineCount: number;
  readonly language: string;
  readonly publisher: string;
  readonly published: DateParts | null;
  readonly reports: { readonly nodes: readonly { readonly slug: string; readonly title: string }[] };
  readonly supports: { readonly totalCount: number; readonly nodes: readonly Said[]; readonly pageInfo: PageInfo };
}

interface Lines {
  readonly source: {
    readonly supports: {
      readonly nodes: readonly { readonly lines: { readonly start: number } }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    };
  } | null;
}

const document = documentBeside(import.meta.url, "record.graphql");
const linesDocument = documentBeside(import.meta.url, "lines.graphql");
const claimsOnAPage = 100;

/** A document and what it says, line by line. `?line=88` opens the page of the list on which line 88 stands. */
export const sourcePage: PageHandler = async (asking, slug) => {
  const data = await asking.ask<{ readonly source: Source | null }>(document, { slug, ...(await windowAt(asking, slug)) });
  const source = required(asking, data.source, "sources", slug);
  const claims = source.supports.nodes.map((said) => ({ ...said, source }));
  const page = await knowReferences(asking, data, claims, "Source");
  const { t } = page;
  return {
    title: source.title,
    description: t("source.description", { title: source.title }),
    trail: [{ text: t("nav.sources"), path: "/sources" }],
    body: (
      <>
        <Heading caption={word(page, "SourceKind", source.kind)}>{source.title}</Heading>
        <p class="govuk-body-l">{t("source.note")}</p>
        <Facts>
          <Fact page={page} name={t("field.publisher")}>
            {source.publisher}
          </Fact>
          <Fact page={page} name={t("field.published")}>
            <DateOrAbsent page={page} date={source.published} />
          </Fact>
          <Fact page={page} name={t("field.language")}>
            {languageName(page, source.language)}
          </Fact>
          <Fact page={page} name={t("field.lines")}>
            {String(source.lineCount)}
          </Fact>
          <Fact page={page} name={t("field.file")}>
            <code>{source.fileName}</code>
          </Fact>
          <Fact page={page} name={t("field.sha256")}>
            <code>{source.sha256}</code>
          </Fact>
          {source.reports.nodes.length === 0 ? null : (
            <Fact page={page} name={t("nav.reports")}>
              <RecordLinks page={page} records={source.reports.nodes.map((report) => ({ ...report, path: `/reports/${report.slug}` }))} />
            </Fact>
          )}
          <Fact page={page} name={t("field.uri")}>
            <code>{source.uri}</code>
          </Fact>
        </Facts>
        <Section id="claims" title={t("source.claims")}>
          <p class="govuk-body">{t("source.claimCount", { count: source.supports.totalCount })}</p>
          <ByLine page={page} claims={claims} />
          <Pagination page={withoutLine(page)} info={source.supports.pageInfo} />
        </Section>
      </>
    ),
  };
};

function ByLine({ page, claims }: { page: Page; claims: readonly (ClaimParts & Said)[] }) {
  const lines = Map.groupBy(claims, ({ lines: { start } }) => start);
  return (
    <dl class="govuk-summary-list">
      {[...lines].map(([start, said]) => (
        <div class="govuk-summary-list__row" id={`line-${start}`}>
          <dt class="govuk-summary-list__key">{said[0] === undefined ? String(start) : linesText(page, said[0].lines)}</dt>
          <dd class="govuk-summary-list__value">
            <ul class="plain-list">
              {said.map((claim) => (
                <li>
                  <RecordLinks page={page} records={linksTo([claim.record])} />
                  {linksTo([claim.record]).length === 0 ? (claim.record?.title ?? "") : ""}
                  {" – "}
                  {word(page, "Property", claim.property)}: <ClaimSaid page={page} claim={claim} />
                </li>
              ))}
            </ul>
          </dd>
        </div>
      ))}
    </dl>
  );
}

async function windowAt(page: Page, slug: string): Promise<Readonly<Record<string, string | number>>> {
  const line = Number(page.query.get("line") ?? "");
  const paging = (page.query.get("after") ?? page.query.get("before") ?? "") !== "";
  return paging || !Number.isInteger(line) || line < 1 ? windowOf(page, claimsOnAPage) : await windowOfLine(page, slug, line);
}

// Claims have no page numbers: the way to a line leads over the pages before it.
async function windowOfLine(page: Page, slug: string, line: number): Promise<Readonly<Record<string, string | number>>> {
  for (let after: string | null = null; ;) {
    const found: Lines = await page.ask<Lines>(linesDocument, { slug, after });
    const supports = found.source?.supports;
    const here = after === null ? { first: claimsOnAPage } : { first: claimsOnAPage, after };
    if (supports === undefined || !supports.pageInfo.hasNextPage) return here;
    if ((supports.nodes.at(-1)?.lines.start ?? 0) >= line) return here;
    after = supports.pageInfo.endCursor;
  }
}

function withoutLine(page: Page): Page {
  const query = new URLSearchParams(page.query);
  query.delete("line");
  return { ...page, query };
}
