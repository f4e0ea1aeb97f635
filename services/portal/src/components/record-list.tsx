import type { Child } from "hono/jsx";
import { href, type Page } from "../page.ts";

/** One record of a list. */
export interface RecordItem {
  readonly path: string;
  readonly title: string;
  /** What else tells it apart, one line each. */
  readonly facts: readonly Child[];
}

/** Records one under the other, each with a link; a sentence where there are none. */
export function RecordList({ page, items, level = 2 }: { page: Page; items: readonly RecordItem[]; level?: 2 | 3 }) {
  if (items.length === 0) return <p class="govuk-body">{page.t("list.none")}</p>;
  const Title = level === 2 ? "h2" : "h3";
  return (
    <ul class="records">
      {items.map((item) => (
        <li>
          <Title class="records__title">
            <a class="govuk-link" href={href(page, item.path)}>
              {item.title}
            </a>
          </Title>
          {item.facts
            .filter((fact) => fact !== null && fact !== "" && fact !== undefined)
            .map((fact) => (
              <p class="govuk-body records__facts">{fact}</p>
            ))}
        </li>
      ))}
    </ul>
  );
}

/** Links to records in one line, separated by commas; nothing where there are none. */
export function RecordLinks({ page, records }: { page: Page; records: readonly { readonly path: string; readonly title: string }[] }) {
  return (
    <>
      {records.map(({ path, title }, index) => (
        <>
          {index === 0 ? null : ", "}
          <a class="govuk-link" href={href(page, path)}>
            {title}
          </a>
        </>
      ))}
    </>
  );
}
