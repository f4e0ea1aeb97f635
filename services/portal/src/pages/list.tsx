/** What every list of records has: filters, a count, the records, the way to the next page. */
import type { Child } from "hono/jsx";
import { chosen, type Filter, Filters } from "../components/filters.tsx";
import { Heading } from "../components/head.tsx";
import { type PageInfo, Pagination, windowOf } from "../components/pagination.tsx";
import { type RecordItem, RecordList } from "../components/record-list.tsx";
import type { MessageKey } from "../locales/catalogue.ts";
import { type Page, type PageHandler, word } from "../page.ts";
import { knowSlugs } from "../reference-names.ts";

/** A page of records as the API hands it out. */
export interface Connection<Node> {
  readonly totalCount: number;
  readonly nodes: readonly Node[];
  readonly pageInfo: PageInfo;
}

interface ListOptions<Data> {
  readonly title: MessageKey & `${string}.title`;
  readonly description: MessageKey & `${string}.description`;
  /** Takes `$filter` and the four window variables. */
  readonly document: string;
  /** Filters by what the page itself knows: enum values and their words. */
  readonly filters?: (page: Page) => readonly Filter[];
  readonly connection: (data: Data) => Connection<unknown>;
  readonly items: (page: Page, data: Data) => readonly RecordItem[];
  /** What stands above the list, such as a map. */
  readonly above?: (page: Page, data: Data) => Child;
}

/** The handler of a list page. */
export function listPage<Data>(options: ListOptions<Data>): PageHandler {
  return async (asking) => {
    const { t } = asking;
    const filters = options.filters?.(asking) ?? [];
    const wanted = Object.fromEntries(filters.map((filter) => [filter.name, chosen(asking, filter)]));
    const filter = Object.values(wanted).some((value) => value !== undefined) ? wanted : null;
    const data = await asking.ask<Data>(options.document, { filter, ...windowOf(asking) });
    const slugs = Object.fromEntries(
      filters.flatMap(({ name, options: choices }) => (choices === undefined ? [[name, wanted[name]]] : [])),
    );
    const page = await knowSlugs(asking, slugs);
    const { totalCount, pageInfo } = options.connection(data);
    // Titles of lists take no arguments.
    const title = (t as (key: string) => string)(options.title);
    const description = (t as (key: string) => string)(options.description);
    return {
      title,
      description,
      trail: [],
      body: (
        <>
          <Heading>{title}</Heading>
          <p class="govuk-body-l">{description}</p>
          {options.above?.(page, data)}
          {filters.length === 0 ? null : <Filters page={page} filters={filters} />}
          <p class="govuk-body" role="status">
            {t("list.count", { count: totalCount })}
          </p>
          <RecordList page={page} items={options.items(page, data)} />
          <Pagination page={page} info={pageInfo} />
        </>
      ),
    };
  };
}

/** A filter over the values of an API enum, in the words of the page's language. */
export function enumFilter(page: Page, name: string, label: string, type: string, values: readonly string[]): Filter {
  return { name, label, options: values.map((value) => ({ value, text: capitalized(page, word(page, type, value)) })) };
}

/** A filter by the slug of a record, for links from that record's page. */
export function slugFilter(name: string, label: string): Filter {
  return { name, label };
}

/** A word as it begins a line. */
export function capitalized(page: Page, text: string): string {
  const [first = "", ...rest] = text;
  return first.toLocaleUpperCase(page.locale) + rest.join("");
}
