import type { Child } from "hono/jsx";

interface DataTableProps {
  readonly caption: string;
  readonly head: readonly string[];
  /** Cells row by row; the first of each row names it. */
  readonly rows: readonly (readonly Child[])[];
  /** Many columns: the table keeps its width and its region scrolls. A log has long names in them, which want more. */
  readonly wide?: boolean | "log";
  readonly captionHidden?: boolean;
}

/** A table in a named region that can take the focus, so that the keyboard can scroll it on a narrow screen. */
export function DataTable({ caption, head, rows, wide = false, captionHidden = false }: DataTableProps) {
  return (
    <div class="table-region" role="region" aria-label={caption} tabindex={0}>
      <table class={wide === "log" ? "govuk-table table--wide table--log" : wide ? "govuk-table table--wide" : "govuk-table"}>
        <caption class={captionHidden ? "govuk-visually-hidden" : "govuk-table__caption govuk-table__caption--s"}>{caption}</caption>
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            {head.map((text) => (
              <th scope="col" class="govuk-table__header">
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody class="govuk-table__body">
          {rows.map(([first, ...others]) => (
            <tr class="govuk-table__row">
              <th scope="row" class="govuk-table__header">
                {first}
              </th>
              {others.map((cell) => (
                <td class="govuk-table__cell">{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
