import { assertNever } from "./assert-never.ts";
import { type Locale, localeOf } from "./localized-text.ts";
import { type PartialDate, parsePartialDate } from "./partial-date.ts";
import { isProblem } from "./refusal.ts";

/** What CLDR does not say: how each language writes a date that is not quite a date. */
type DateWords = {
  /** BCP 47 tag for Intl. */
  readonly intl: string;
  /** Spring, summer, autumn, winter. */
  readonly seasons: readonly [string, string, string, string];
  readonly season: (season: string, year: string) => string;
  readonly quarter: (quarter: number, year: string) => string;
  readonly decade: (firstYear: string) => string;
  readonly week: (day: string) => string;
  readonly yearNotStated: (date: string) => string;
};

const words: Readonly<Record<Locale, DateWords>> = {
  en: {
    intl: "en-GB",
    seasons: ["spring", "summer", "autumn", "winter"],
    season: (season, year) => `${season} ${year}`,
    quarter: (quarter, year) => `quarter ${quarter} of ${year}`,
    decade: (firstYear) => `${firstYear}s`,
    week: (day) => `week of ${day}`,
    yearNotStated: (date) => `${date}, year not stated`,
  },
  ru: {
    intl: "ru",
    seasons: ["весна", "лето", "осень", "зима"],
    season: (season, year) => `${season} ${year} г.`,
    quarter: (quarter, year) => `${quarter}-й квартал ${year} г.`,
    decade: (firstYear) => `${firstYear}-е годы`,
    week: (day) => `неделя ${day}`,
    yearNotStated: (date) => `${date}, год не указан`,
  },
  kk: {
    intl: "kk",
    seasons: ["көктем", "жаз", "күз", "қыс"],
    season: (season, year) => `${year} ж. ${season}`,
    quarter: (quarter, year) => `${year} ж. ${quarter}-тоқсан`,
    decade: (firstYear) => `${firstYear}-жылдар`,
    week: (day) => `${day} аптасы`,
    yearNotStated: (date) => `${date}, жылы көрсетілмеген`,
  },
  ky: {
    intl: "ky",
    seasons: ["жаз", "жай", "күз", "кыш"],
    season: (season, year) => `${year}-ж. ${season}`,
    quarter: (quarter, year) => `${year}-ж. ${quarter}-квартал`,
    decade: (firstYear) => `${firstYear}-жылдар`,
    week: (day) => `${day} жумасы`,
    yearNotStated: (date) => `${date}, жылы көрсөтүлгөн эмес`,
  },
};

/**
 * The date for a reader: "16–20 July 2001", "autumn 2001", "week of 27 October 2001", "19 April, year not stated".
 * Nothing is printed that the date does not say. A language the node does not speak reads as English; never throws.
 * A PartialDate that no parser made is printed as its EDTF text.
 */
export function formatPartialDate(date: PartialDate, locale: string): string {
  // A reader's locale may carry a region or a script: kk-KZ is written as kk is.
  const language = localeOf(locale.toLowerCase());
  if (isProblem(parsePartialDate(date.edtf))) return date.edtf;
  return evenly(date.precision === "INTERVAL" ? formatInterval(date, language) : formatPoint(date, language));
}

function formatPoint(date: PartialDate, language: Locale): string {
  const { seasons, season, quarter, decade, week, yearNotStated } = words[language];
  const [year = "", code = "", day] = date.edtf.replace("~", "").split("-");
  switch (date.precision) {
    case "DAY":
      return formatter(language, "day").format(utc(date.edtf));
    case "WEEK":
      return week(formatter(language, "day").format(utc(date.edtf)));
    case "MONTH":
      return formatter(language, "month").format(utc(date.edtf));
    case "SEASON":
      return Number(code) > 24 ? quarter(Number(code) - 32, year) : season(seasons[Number(code) - 21] ?? "", year);
    case "YEAR":
      return year;
    case "DECADE":
      return decade(year.replace("X", "0"));
    case "UNKNOWN_YEAR": {
      // In a leap year every day there is can be printed.
      const filled = utc(date.edtf.replace("XXXX", "2000"));
      return yearNotStated(formatter(language, day === undefined ? "yearless-month" : "yearless-day").format(filled));
    }
    case "INTERVAL":
      return date.edtf;
    default:
      return assertNever(date.precision);
  }
}

function formatInterval(date: PartialDate, language: Locale): string {
  const [from = "", to = ""] = date.edtf.split("/");
  const start = parsePartialDate(from);
  const end = parsePartialDate(to);
  // An open end is not "until now": nobody said so. The dots leave it open in every language.
  if (isProblem(start)) return `… – ${isProblem(end) ? to : formatPoint(end, language)}`;
  if (isProblem(end)) return `${formatPoint(start, language)} – …`;
  if (from === to) return formatPoint(start, language);
  if (start.precision === "DAY" && end.precision === "DAY") {
    return formatter(language, "day").formatRange(utc(from), utc(to));
  }
  if (start.precision === "MONTH" && end.precision === "MONTH") return formatMonths(from, to, language);
  if (start.precision === "YEAR" && end.precision === "YEAR") return `${from}–${to}`;
  return `${formatPoint(start, language)} – ${formatPoint(end, language)}`;
}

function formatMonths(from: string, to: string, language: Locale): string {
  // CLDR has no Russian pattern for months that share their year and prints the year twice.
  if (language === "ru" && from.slice(0, 4) === to.slice(0, 4)) {
    return `${formatter(language, "yearless-month").format(utc(from))} – ${formatter(language, "month").format(utc(to))}`;
  }
  return formatter(language, "month").formatRange(utc(from), utc(to));
}

/** A day, or the first day of a month, at midnight UTC. */
function utc(edtf: string): Date {
  const [year, month, day] = edtf.replace("~", "").split("-").map(Number);
  return new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1));
}

const shapes = {
  day: { year: "numeric", month: "long", day: "numeric" },
  month: { year: "numeric", month: "long" },
  "yearless-day": { month: "long", day: "numeric" },
  "yearless-month": { month: "long" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

// Making a formatter costs a hundred times what using it does, and there are only sixteen.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(language: Locale, shape: keyof typeof shapes): Intl.DateTimeFormat {
  const key = `${language} ${shape}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(words[language].intl, { ...shapes[shape], timeZone: "UTC" });
  formatters.set(key, made);
  return made;
}

/**
 * ICU sets thin and unbreakable spaces, in Kyrgyz now and then a hyphen for the dash, and in English a space around it
 * even between two numbers.
 */
function evenly(text: string): string {
  return text
    .replaceAll(/[\u00A0\u2009\u202F]/gu, " ")
    .replaceAll(" - ", " – ")
    .replace(/^(\d{1,2}) – (?=\d{1,2} )/u, "$1–");
}
