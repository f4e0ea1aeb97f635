import { BadRequest } from "../../faults.ts";
import { isMessageKey } from "../../locales/catalogue.ts";
import { type Page, word } from "../../page.ts";
import { capitalized } from "../list.tsx";

/** What the answer can be narrowed by, as the API counts it. */
export interface Narrowing {
  readonly facets: readonly { readonly type: string; readonly count: number }[];
  readonly facetGroups: readonly {
    readonly facet: string;
    readonly values: readonly { readonly value: string; readonly label: string; readonly count: number }[];
  }[];
}

interface Choice {
  readonly name: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly text: string; readonly count: number }[];
}

/** The names of the choices in the page's address, and the facet each stands for. */
const facetOf = { country: "COUNTRY", theme: "THEME", sdg: "SDG", year: "YEAR", language: "LANGUAGE", status: "STATUS" } as const;

/** What the reader chose, as variables of the page's document; null where nothing is. @throws BadRequest for a year that is none */
export function chosenOf(page: Page): { readonly types: readonly string[] | null; readonly filter: object } | null {
  const of = (name: string) => {
    const value = page.query.get(name) ?? "";
    return value === "" ? null : [value];
  };
  const [year] = of("year") ?? [];
  if (year !== undefined && !/^\d{1,4}$/u.test(year)) throw new BadRequest('"year" has no such choice.');
  const types = of("type");
  if (types?.some((type) => !/^[A-Z_]{1,40}$/u.test(type))) throw new BadRequest('"type" has no such choice.');
  const filter = {
    countries: of("country"),
    themes: of("theme"),
    sdgs: of("sdg"),
    years: year === undefined ? null : [Number(year)],
    languages: of("language"),
    statuses: of("status"),
  };
  return types === null && Object.values(filter).every((values) => values === null) ? null : { types, filter };
}

/** Choices that narrow a search: part of its form, so that they work by sending it. Nothing where there is nothing to choose. */
export function NarrowingFields({ page, found }: { page: Page; found: Narrowing }) {
  const shown = choicesOf(page, found).filter(({ name, options }) => options.length > 1 || (page.query.get(name) ?? "") !== "");
  if (shown.length === 0) return null;
  return (
    <fieldset class="filters govuk-fieldset">
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{page.t("search.narrow")}</legend>
      {shown.map(({ name, label, options }) => (
        <div class="govuk-form-group">
          <label class="govuk-label" for={`narrow-${name}`}>
            {label}
          </label>
          <select class="govuk-select" id={`narrow-${name}`} name={name}>
            <option value="">{page.t("filter.all")}</option>
            {withChosen(options, page.query.get(name) ?? "").map(({ value, text, count }) => (
              <option value={value} selected={page.query.get(name) === value}>
                {`${text} (${count})`}
              </option>
            ))}
          </select>
        </div>
      ))}
      <button class="govuk-button govuk-button--secondary" type="submit">
        {page.t("filter.apply")}
      </button>
    </fieldset>
  );
}

/** What was chosen stays among the options even where it leaves nothing. */
function withChosen(options: Choice["options"], value: string): Choice["options"] {
  return value === "" || options.some((option) => option.value === value) ? options : [...options, { value, text: value, count: 0 }];
}

function choicesOf(page: Page, { facets, facetGroups }: Narrowing): readonly Choice[] {
  const { t } = page;
  const labels = {
    country: t("field.country"),
    theme: t("field.themes"),
    sdg: t("search.sdg"),
    year: t("field.year"),
    language: t("field.language"),
    status: t("field.status"),
  };
  const types = facets.map(({ type, count }) => ({
    value: type,
    text: capitalized(page, word(page, "RecordType", typename(type))),
    count,
  }));
  const groups = Object.entries(facetOf).map(([name, facet]): Choice => {
    const values = facetGroups.find((group) => group.facet === facet)?.values ?? [];
    const options = values.map(({ value, label, count }) => ({ value, text: facet === "STATUS" ? statusWord(page, value) : label, count }));
    const sorted = facet === "YEAR" ? options.toSorted((a, b) => b.value.localeCompare(a.value)) : options;
    return { name, label: labels[name as keyof typeof labels], options: sorted };
  });
  return [{ name: "type", label: t("search.type"), options: types }, ...groups];
}

/** EXTERNAL_EVENT -> ExternalEvent */
function typename(type: string): string {
  return type
    .toLowerCase()
    .split("_")
    .map((part) => `${part.charAt(0).toUpperCase()}${part.slice(1)}`)
    .join("");
}

function statusWord(page: Page, value: string): string {
  const owner = ["ActivityStatus", "PartnershipStatus"].find((type) => isMessageKey(`${type}.${value}`)) ?? "PracticeStatus";
  return capitalized(page, word(page, owner, value));
}
