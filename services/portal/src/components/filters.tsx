import { BadRequest } from "../faults.ts";
import { href, type Page } from "../page.ts";

/** One filter of a list: a choice among options, "" for all. */
export interface Filter {
  readonly name: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
}

/** A form of choices over a list; works as a plain GET. */
export function Filters({ page, filters }: { page: Page; filters: readonly Filter[] }) {
  return (
    <form class="filters" method="get" action={href(page, page.path)} aria-label={page.t("filter.label")}>
      {filters.map((filter) => (
        <div class="govuk-form-group">
          <label class="govuk-label" for={`filter-${filter.name}`}>
            {filter.label}
          </label>
          <select class="govuk-select" id={`filter-${filter.name}`} name={filter.name}>
            <option value="">{page.t("filter.all")}</option>
            {filter.options.map(({ value, text }) => (
              <option value={value} selected={page.query.get(filter.name) === value}>
                {text}
              </option>
            ))}
          </select>
        </div>
      ))}
      <button class="govuk-button govuk-button--secondary" type="submit">
        {page.t("filter.apply")}
      </button>
    </form>
  );
}

/** The chosen value of a filter, undefined for all. Throws BadRequest for a value that is not among the options. */
export function chosen(page: Page, { name, options }: Filter): string | undefined {
  const value = page.query.get(name) ?? "";
  if (value === "") return undefined;
  if (!options.some((option) => option.value === value)) throw new BadRequest(`"${name}" has no such choice.`);
  return value;
}
