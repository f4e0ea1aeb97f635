import { BadRequest } from "../faults.ts";
import { href, type Page } from "../page.ts";

/**
 * One filter of a list: a choice among options, "" for all. Without options it is the slug of a record, which other
 * pages link with: it is shown only while it is set, so that the reader can take it away. `free` is a line of text.
 */
export interface Filter {
  readonly name: string;
  readonly label: string;
  readonly options?: readonly { readonly value: string; readonly text: string }[];
  readonly free?: boolean;
}

/** A form of choices over a list; works as a plain GET. */
export function Filters({ page, filters }: { page: Page; filters: readonly Filter[] }) {
  return (
    <form class="filters" method="get" action={href(page, page.path)} aria-label={page.t("filter.label")}>
      {filters
        .filter((filter) => shown(page, filter))
        .map((filter) => (
          <div class="govuk-form-group">
            <label class="govuk-label" for={`filter-${filter.name}`}>
              {filter.label}
            </label>
            {filter.free === true ? (
              <input
                class="govuk-input"
                id={`filter-${filter.name}`}
                name={filter.name}
                value={page.query.get(filter.name) ?? ""}
                autocomplete="off"
              />
            ) : (
              <select class="govuk-select" id={`filter-${filter.name}`} name={filter.name}>
                <option value="">{page.t("filter.all")}</option>
                {optionsOf(page, filter).map(({ value, text }) => (
                  <option value={value} selected={page.query.get(filter.name) === value}>
                    {text}
                  </option>
                ))}
              </select>
            )}
          </div>
        ))}
      <button class="govuk-button govuk-button--secondary" type="submit">
        {page.t("filter.apply")}
      </button>
    </form>
  );
}

/** The chosen value of a filter, undefined for all. Throws BadRequest for a value that is not among the options. */
export function chosen(page: Page, { name, options, free = false }: Filter): string | undefined {
  const value = page.query.get(name) ?? "";
  if (value === "") return undefined;
  if (free) return value.trim().slice(0, 200) || undefined;
  if (options === undefined) return slugForm.test(value) ? value : refused(name);
  if (!options.some((option) => option.value === value)) return refused(name);
  return value;
}

const slugForm = /^[a-z0-9]+(?:-[a-z0-9]+)*$/u;

function refused(name: string): never {
  throw new BadRequest(`"${name}" has no such choice.`);
}

function shown(page: Page, filter: Filter): boolean {
  return filter.free === true || filter.options !== undefined || (page.query.get(filter.name) ?? "") !== "";
}

function optionsOf(page: Page, { name, options }: Filter): NonNullable<Filter["options"]> {
  const value = page.query.get(name) ?? "";
  return options ?? [{ value, text: page.names?.get(value) ?? value }];
}
