import fc from "fast-check";

import { parsePartialDate, type PartialDate } from "./partial-date.ts";
import { isProblem } from "./refusal.ts";

/** A date a test writes down itself; throws where the test has a slip. */
export function partialDate(edtf: string): PartialDate {
  const date = parsePartialDate(edtf);
  if (isProblem(date)) throw new Error(date.message);
  return date;
}

const day = fc
  .date({ min: new Date("1900-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const month = day.map((text) => text.slice(0, 7));
const year = day.map((text) => text.slice(0, 4));
const bound = fc.oneof(day, month, year);

/** Any date the kernel can read. */
export function aPartialDate(): fc.Arbitrary<PartialDate> {
  const season = fc.tuple(year, fc.constantFrom(21, 22, 23, 24, 33, 34, 35, 36)).map((parts) => parts.join("-"));
  const interval = fc.tuple(bound, bound).map(([a, b]) => (a <= b ? `${a}/${b}` : `${b}/${a}`));
  const open = fc.oneof(
    bound.map((start) => `${start}/..`),
    bound.map((end) => `../${end}`),
  );
  const decade = year.map((text) => `${text.slice(0, 3)}X`);
  const unknownYear = fc.oneof(day, month).map((text) => `XXXX${text.slice(4)}`);
  const week = day.map((text) => `${text}~`);
  return fc
    .oneof(day, month, year, season, decade, week, unknownYear, interval, open)
    .map(parsePartialDate)
    .filter((date): date is PartialDate => !isProblem(date));
}
