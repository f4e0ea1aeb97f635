import { formatPartialDate, isProblem, localeOf, parsePartialDate, periodEnds } from "@dostyk/kernel";
import { builder } from "./builder.ts";
import { enumOf } from "./enums.ts";
import { localeDescription } from "./localized.ts";

const DatePrecision = enumOf("DatePrecision", "How much of a date its source states.", {
  DAY: "A day.",
  WEEK: "The week of a day: the day given lies in it.",
  MONTH: "A month.",
  SEASON: "A season of a year.",
  YEAR: "A year.",
  DECADE: "A decade.",
  INTERVAL: "From one date to another.",
  UNKNOWN_YEAR: "Day and month are stated, the year is not.",
});

/** A date by its EDTF text; stored texts have been checked when they were written. */
export const PartialDateRef = builder.objectRef<string>("PartialDate");

builder.objectType(PartialDateRef, {
  description: "A date that carries its precision (EDTF, ISO 8601-2). Display never invents precision.",
  fields: (t) => ({
    edtf: t.string({ description: "The date as EDTF: 2001-09-18, 2001-07, 2001-10-27~ (week of), XXXX-04-19.", resolve: (edtf) => edtf }),
    precision: t.field({ type: DatePrecision, description: "How much of the date is stated.", resolve: (edtf) => parsed(edtf).precision }),
    earliest: t.string({
      nullable: true,
      description: "First day it can mean, as YYYY-MM-DD. Null where the year is not stated.",
      resolve: (edtf) => parsed(edtf).earliest,
    }),
    latest: t.string({
      nullable: true,
      description: "Last day it can mean, as YYYY-MM-DD. Null where the year is not stated.",
      resolve: (edtf) => parsed(edtf).latest,
    }),
    text: t.string({
      description: "The date in words for a reader.",
      args: { locale: t.arg({ type: "LanguageTag", description: localeDescription }) },
      resolve: (edtf, { locale }, context) => dateInWords(edtf, locale ?? context.locale),
    }),
  }),
});

/** The date in words for a reader of the locale. */
export function dateInWords(edtf: string, locale: string): string {
  return formatPartialDate(parsed(edtf), localeOf(locale));
}

function parsed(edtf: string) {
  const date = parsePartialDate(edtf);
  if (isProblem(date)) throw new Error(`A stored date is no EDTF: ${edtf}`);
  return date;
}

/** A span of time; a single date is its own start and end. */
export const PeriodRef = builder.objectRef<{ readonly start: string; readonly end: string | null; readonly raw: string | null }>("Period");

builder.objectType(PeriodRef, {
  description: "A block of time, planned or actual.",
  fields: (t) => ({
    start: t.field({ type: PartialDateRef, description: "When it begins.", resolve: (period) => period.start }),
    end: t.field({
      type: PartialDateRef,
      nullable: true,
      description: "When it ends. Null: the start says all there is.",
      resolve: (period) => period.end,
    }),
    raw: t.exposeString("raw", { nullable: true, description: "As the source writes it, where that is evidence." }),
    text: t.string({
      description: "The whole block in words.",
      args: { locale: t.arg({ type: "LanguageTag", description: localeDescription }) },
      resolve: ({ start, end }, { locale }, context) => dateInWords(end === null ? start : `${start}/${end}`, locale ?? context.locale),
    }),
  }),
});

/** An EDTF text as a period: a closed interval becomes its two ends. */
export function periodOf(edtf: string, raw: string | null = null) {
  return { ...periodEnds(edtf), raw };
}
