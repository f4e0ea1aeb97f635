import { followsEdtf } from "./edtf-grammar.ts";
import type { Problem } from "./refusal.ts";

/** How much of a date is known. WEEK is "the week of" a day; SEASON is also a quarter of a year. */
export type DatePrecision = "DAY" | "WEEK" | "MONTH" | "SEASON" | "YEAR" | "DECADE" | "INTERVAL" | "UNKNOWN_YEAR";

/**
 * A date as far as it is known, written in EDTF (ISO 8601-2). `earliest` and `latest` are the first and the last day it
 * may mean, as ISO days. Both are null for an unknown year; one is null where an interval is open on that side.
 */
export type PartialDate = {
  readonly edtf: string;
  readonly precision: DatePrecision;
  readonly earliest: string | null;
  readonly latest: string | null;
};

const longestDate = 64;

/**
 * Reads an EDTF text. The forms understood: `2001-09-18`, `2001-07`, `2001`, `200X` (decade), `2001-21` to `2001-24`
 * (spring to winter), `2001-33` to `2001-36` (quarters), `XXXX-04-19` and `XXXX-04` (year not stated), `2001-10-27~`
 * (the week of), and intervals of days, months or years, one end of which may be open: `2001-07/..`.
 * Never throws. Anything else, however good EDTF it is, is a problem: what we cannot print we do not store.
 */
export function parsePartialDate(text: string): PartialDate | Problem {
  if (text.length > longestDate) return problem(`A date has at most ${longestDate} characters.`);
  const date = text.includes("/") ? interval(text) : point(text);
  // Our forms are stricter than the grammar except where an interval runs backwards; asking both keeps us inside EDTF.
  if (date === null || !followsEdtf(text)) {
    return problem(
      `"${text}" is no date we can read. Write 2001-09-18, 2001-07, 2001, 200X, 2001-23 (autumn), XXXX-04-19 (year not stated), 2001-10-27~ (week of) or 2001-07-16/2001-07-20.`,
    );
  }
  return date;
}

/**
 * A date as the two ends of a period: a closed interval is split, anything else is its own start. An interval open on one
 * side stays whole, for the open side is no date.
 */
export function periodEnds(edtf: string): { readonly start: string; readonly end: string | null } {
  const [start = edtf, end] = edtf.split("/");
  return end === undefined || start === ".." || end === ".." ? { start: edtf, end: null } : { start, end };
}

/** The first and the last day that several dates together may mean; null on an open side. */
export type DayRange = { readonly earliest: string | null; readonly latest: string | null };

/** The range that holds all the dates; null where there are none or a year is not stated. */
export function rangeOf(dates: readonly PartialDate[]): DayRange | null {
  if (dates.length === 0 || dates.some(yearless)) return null;
  const starts = dates.map(({ earliest }) => earliest ?? dawn).toSorted();
  const ends = dates.map(({ latest }) => latest ?? dusk).toSorted();
  const [earliest = dawn] = starts;
  const latest = ends.at(-1) ?? dusk;
  return { earliest: earliest === dawn ? null : earliest, latest: latest === dusk ? null : latest };
}

/**
 * Whether two ways of dating one thing can both be right.
 *
 * Each side is taken as one range, from its earliest to its latest day. They agree where one range contains the other:
 * July says less than 16-20 July and nothing against it. Ranges that are apart, or overlap only in part, disagree.
 * A side with a "week of" is approximate at its edges (six days before to six days after, so that it holds the week
 * whichever weekday was named); for it an overlap is enough. Where a year is not stated, month and day decide: the sides
 * agree if there is a year in which they would. A side without any date says nothing and agrees with all.
 */
export function agree(a: readonly PartialDate[], b: readonly PartialDate[]): boolean {
  if (a.length === 0 || b.length === 0) return true;
  const loose = [...a, ...b].some(({ precision }) => precision === "WEEK");
  return candidateYears([...a, ...b]).some((year) => {
    const left = rangeIn(a, year);
    const right = rangeIn(b, year);
    if (left === null || right === null) return false;
    return contains(left, right) || contains(right, left) || (loose && overlap(left, right));
  });
}

// Sort before and after every day of the years 1000 to 9999.
const dawn = "0000-01-01";
const dusk = "9999-99-99";
const dayMs = 86_400_000;

type ClosedRange = { readonly earliest: string; readonly latest: string };

function contains(outer: ClosedRange, inner: ClosedRange): boolean {
  return outer.earliest <= inner.earliest && inner.latest <= outer.latest;
}

function overlap(a: ClosedRange, b: ClosedRange): boolean {
  return a.earliest <= b.latest && b.earliest <= a.latest;
}

function yearless({ precision }: PartialDate): boolean {
  return precision === "UNKNOWN_YEAR";
}

/** The range of the dates with every missing year filled in; null where the day does not exist in that year. */
function rangeIn(dates: readonly PartialDate[], year: number): ClosedRange | null {
  const filled = dates.map((date) => (yearless(date) ? point(date.edtf.replace("XXXX", String(year))) : date));
  const known = filled.filter((date) => date !== null);
  if (known.length < dates.length) return null;
  const range = rangeOf(known);
  return range && { earliest: range.earliest ?? dawn, latest: range.latest ?? dusk };
}

/** The years worth trying for a date without one: those its counterpart touches, a leap year where it has none either. */
function candidateYears(dates: readonly PartialDate[]): readonly number[] {
  const leapYear = 2000;
  const range = rangeOf(dates.filter((date) => !yearless(date)));
  if (range === null || !dates.some(yearless)) return [leapYear];
  // Any year inside is as good as another, and eight in a row hold a leap year, but for those around 1900: no need for all.
  const enough = 8;
  const first = range.earliest === null ? yearOf(range.latest ?? dusk) - enough : yearOf(range.earliest);
  const last = range.latest === null ? first + enough : yearOf(range.latest);
  const tried = Array.from({ length: Math.min(last - first, enough) + 1 }, (_, step) => first + step);
  return [...tried, last];
}

function yearOf(day: string): number {
  return Number(day.slice(0, 4));
}

function problem(message: string): Problem {
  return { path: [], message };
}

function interval(text: string): PartialDate | null {
  const [from = "", to = "", more] = text.split("/");
  if (more !== undefined) return null;
  const start = from === ".." ? null : point(from);
  const end = to === ".." ? null : point(to);
  if (from !== ".." && !mayBound(start)) return null;
  if (to !== ".." && !mayBound(end)) return null;
  if (start === null && end === null) return null;
  const earliest = start?.earliest ?? null;
  const latest = end?.latest ?? null;
  if (earliest !== null && latest !== null && earliest > latest) return null;
  return { edtf: text, precision: "INTERVAL", earliest, latest };
}

function mayBound(date: PartialDate | null): boolean {
  return date !== null && ["DAY", "MONTH", "YEAR"].includes(date.precision);
}

const pointForm = /^([1-9]\d{3}|[1-9]\d{2}X|XXXX)(?:-(\d{2})(?:-(\d{2})(~)?)?)?$/u;

/** Anything but an interval; null where the form is not ours or the day is in no calendar. */
function point(text: string): PartialDate | null {
  const [, year, month, day, tilde] = pointForm.exec(text) ?? [];
  if (year === undefined) return null;
  if (year === "XXXX") return tilde === undefined ? withoutYear(text, month, day) : null;
  if (year.endsWith("X")) {
    if (month !== undefined) return null;
    const decade = year.slice(0, 3);
    return { edtf: text, precision: "DECADE", earliest: `${decade}0-01-01`, latest: `${decade}9-12-31` };
  }
  if (month === undefined) return { edtf: text, precision: "YEAR", earliest: `${year}-01-01`, latest: `${year}-12-31` };
  if (day === undefined) return monthOrSeason(text, Number(year), Number(month));
  if (!exists(Number(year), Number(month), Number(day))) return null;
  if (tilde === undefined) return { edtf: text, precision: "DAY", earliest: text, latest: text };
  const middle = Date.UTC(Number(year), Number(month) - 1, Number(day));
  return { edtf: text, precision: "WEEK", earliest: isoDay(middle - 6 * dayMs), latest: isoDay(middle + 6 * dayMs) };
}

function withoutYear(text: string, month: string | undefined, day: string | undefined): PartialDate | null {
  if (month === undefined) return null;
  // 29 February is a day, though not in every year.
  if (!exists(2000, Number(month), Number(day ?? 1))) return null;
  return { edtf: text, precision: "UNKNOWN_YEAR", earliest: null, latest: null };
}

function monthOrSeason(text: string, year: number, code: number): PartialDate | null {
  const start = firstMonthOf(code);
  if (start === null) return null;
  const season = code > 12;
  const earliest = isoDay(Date.UTC(year, start - 1, 1));
  // Day 0 of a month is the last day of the one before it.
  const latest = isoDay(Date.UTC(year, start - 1 + (season ? 3 : 1), 0));
  return { edtf: text, precision: season ? "SEASON" : "MONTH", earliest, latest };
}

/**
 * ISO 8601-2 §4.8 leaves it open when a season begins. Ours are the northern, meteorological ones: autumn is September
 * to November, and winter begins in the December of its year.
 */
function firstMonthOf(code: number): number | null {
  if (code >= 1 && code <= 12) return code;
  if (code >= 21 && code <= 24) return (code - 20) * 3;
  if (code >= 33 && code <= 36) return (code - 33) * 3 + 1;
  return null;
}

function exists(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function isoDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
