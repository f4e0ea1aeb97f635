/** A claim's value in words. Values are JSON in the shape their property has; dates in them are EDTF. */
import { formatPartialDate, isProblem, parsePartialDate } from "@dostyk/kernel";
import { isMessageKey } from "../locales/catalogue.ts";
import { numberText, type Page, word } from "../page.ts";

/** The value for a reader; words are joined by commas, names and numbers stay as the source has them. */
export function claimValueText(page: Page, value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return page.t(value ? "value.yes" : "value.no");
  if (typeof value === "number") return numberText(page, value);
  if (typeof value === "string") return stringText(page, value);
  if (Array.isArray(value)) return value.map((item) => claimValueText(page, item)).join(", ");
  if (typeof value === "object") return objectText(page, value as Readonly<Record<string, unknown>>);
  return "";
}

const localeTag = /^(?:en|ru|kk|ky)$/u;

function objectText(page: Page, value: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(value).filter(([, part]) => part !== null && part !== "" && part !== undefined);
  if (entries.length > 0 && entries.every(([key, part]) => localeTag.test(key) && typeof part === "string")) {
    return localized(page, value);
  }
  if (typeof value["text"] === "string") return value["text"];
  if (typeof value["days"] === "number") return page.t("activity.days", { count: value["days"] });
  if (typeof value["total"] === "number") return totalText(page, value["total"], value["parts"], value["label"]);
  if (typeof value["number"] === "number") {
    const number = countText(page, value["number"], typeof value["qualifier"] === "string" ? value["qualifier"] : "EXACT");
    const label = value["label"] ?? value["unit"];
    return label === undefined || label === null ? number : `${claimValueText(page, label)}: ${number}`;
  }
  return entries
    .filter(([key]) => key !== "group" && key !== "key")
    .map(([, part]) => claimValueText(page, part))
    .filter((text) => text !== "")
    .join(", ");
}

function totalText(page: Page, total: number, parts: unknown, label: unknown): string {
  const text = page.t("number.parts", { total: numberText(page, total), parts: claimValueText(page, parts) });
  return label === undefined ? text : `${claimValueText(page, label)}: ${text}`;
}

function localized(page: Page, value: Readonly<Record<string, unknown>>): string {
  const order = [page.locale, "ru", "en", ...Object.keys(value)];
  const found = order.map((tag) => value[tag]).find((text) => typeof text === "string" && text !== "");
  return typeof found === "string" ? found : "";
}

function stringText(page: Page, value: string): string {
  const title = page.names?.get(value);
  if (title !== undefined) return title;
  // Only what looks like a date is tried as one: a task order's number must stay a number.
  if (/^[\dX]{4}(?:-|$|\/)|^\.\.\//u.test(value) && !isProblem(parsePartialDate(value))) {
    const date = parsePartialDate(value);
    if (!isProblem(date)) return formatPartialDate(date, page.locale);
  }
  return /^[A-Z][A-Z_]+$/u.test(value) ? codeText(page, value) : value;
}

const codeTypes = [
  "PartnershipStatus",
  "PartnershipKind",
  "ActivityStatus",
  "PostponementReason",
  "ParticipationRole",
  "OrganizationRole",
  "OutputStepKind",
  "ContributionRole",
  "NumberQualifier",
  "Stance",
];

function codeText(page: Page, code: string): string {
  const type = codeTypes.find((one) => isMessageKey(`${one}.${code}`));
  // An acronym is a name, not a code.
  return type === undefined ? code : word(page, type, code);
}

/** A number as the source qualifies it: "about 70", "more than 2,000". */
export function countText(page: Page, number: number, qualifier: string): string {
  const value = numberText(page, number);
  switch (qualifier) {
    case "ABOUT":
      return page.t("number.about", { value });
    case "OVER":
      return page.t("number.over", { value });
    case "AT_LEAST":
      return page.t("number.atLeast", { value });
    default:
      return value;
  }
}
