import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { agree, parsePartialDate, periodEnds, type PartialDate, rangeOf } from "./partial-date.ts";
import { isProblem } from "./refusal.ts";
import { aPartialDate, partialDate } from "./testing.ts";

function dates(...texts: string[]): PartialDate[] {
  return texts.map(partialDate);
}

describe("parsePartialDate()", () => {
  it.each([
    ["2001-09-18", "DAY", "2001-09-18", "2001-09-18"],
    ["2001-02", "MONTH", "2001-02-01", "2001-02-28"],
    ["2000-02", "MONTH", "2000-02-01", "2000-02-29"],
    ["2001", "YEAR", "2001-01-01", "2001-12-31"],
    ["200X", "DECADE", "2000-01-01", "2009-12-31"],
    ["2001-23", "SEASON", "2001-09-01", "2001-11-30"],
    ["2001-24", "SEASON", "2001-12-01", "2002-02-28"],
    ["2001-35", "SEASON", "2001-07-01", "2001-09-30"],
    ["2001-10-27~", "WEEK", "2001-10-21", "2001-11-02"],
    ["XXXX-04-19", "UNKNOWN_YEAR", null, null],
    ["XXXX-02-29", "UNKNOWN_YEAR", null, null],
    ["2001-07-16/2001-07-20", "INTERVAL", "2001-07-16", "2001-07-20"],
    ["2001/2003-06", "INTERVAL", "2001-01-01", "2003-06-30"],
    ["2001-07/..", "INTERVAL", "2001-07-01", null],
    ["../2001-07", "INTERVAL", null, "2001-07-31"],
  ])("reads %s", (edtf, precision, earliest, latest) => {
    expect(parsePartialDate(edtf)).toEqual({ edtf, precision, earliest, latest });
  });

  it.each([
    "",
    "yesterday",
    "2001-02-29",
    "2001-13",
    "2001-7-16",
    "18 September 2001",
    "2001-07-20/2001-07-16",
    "2001/2002/2003",
    "../..",
    "/",
    "XXXX",
    "XXXX-02-30",
    "XXXX-04-19~",
    "XXXX-04-19/XXXX-04-20",
    "2001-10-27~/2001-11-03",
    "2001?",
    "0000",
    " 2001",
    "２００１",
  ])("refuses %j and says what to write", (text) => {
    expect(parsePartialDate(text)).toMatchObject({ path: [], message: expect.stringContaining("2001-09-18") });
  });

  it("refuses a text that is too long before looking at it", () => {
    expect(parsePartialDate("2".repeat(100_000))).toMatchObject({ message: "A date has at most 64 characters." });
  });

  it("never throws, whatever it is given", () => {
    const digitsAndSigns = fc.string({ unit: fc.constantFrom("0", "1", "2", "9", "X", "-", "/", "..", "~", "?", "[", "]", "T", ":", "Z") });
    fc.assert(
      fc.property(fc.oneof(fc.string(), digitsAndSigns), (text) => {
        const date = parsePartialDate(text);
        return isProblem(date) || date.edtf === text;
      }),
    );
  });

  it("reads back what it wrote", () => {
    fc.assert(
      fc.property(aPartialDate(), (date) => {
        expect(parsePartialDate(date.edtf)).toEqual(date);
      }),
    );
  });

  it("puts the earliest day before the latest", () => {
    fc.assert(fc.property(aPartialDate(), ({ earliest, latest }) => !earliest || !latest || earliest <= latest));
  });
});

describe("rangeOf()", () => {
  it("holds several blocks in one range", () => {
    expect(rangeOf(dates("2001-10-30/2001-11-01", "2001-10-26"))).toEqual({
      earliest: "2001-10-26",
      latest: "2001-11-01",
    });
  });

  it("stays open where a date is open", () => {
    expect(rangeOf(dates("2001-10", "2001-07/.."))).toEqual({ earliest: "2001-07-01", latest: null });
  });

  it("is null where a year is not stated, or nothing is", () => {
    expect(rangeOf(dates("2001", "XXXX-04-19"))).toBeNull();
    expect(rangeOf([])).toBeNull();
  });
});

describe("agree()", () => {
  it.each([
    ["a day and the same day", ["2001-09-18"], ["2001-09-18"], true],
    ["two days", ["2001-09-17"], ["2001-09-18"], false],
    ["a month and days within it", ["2001-07"], ["2001-07-16/2001-07-20"], true],
    ["a month and days beyond it", ["2001-07"], ["2001-07-30/2001-08-03"], false],
    ["a month and another", ["2001-07"], ["2001-08"], false],
    ["overlapping intervals", ["2001-07-16/2001-07-20"], ["2001-07-18/2001-07-22"], false],
    ["blocks and the interval around them", ["2001-10-26", "2001-10-30"], ["2001-10-26/2001-10-30"], true],
    ["an open interval and a later day", ["2001-07/.."], ["2005-01-01"], true],
    ["an open interval and an earlier day", ["2001-07/.."], ["2000-01-01"], false],
    ["a week and its last weekday", ["2001-10-27~"], ["2001-11-02"], true],
    ["a week and days that reach beyond it", ["2001-10-27~"], ["2001-10-31/2001-11-05"], true],
    ["a week and a month it is no part of", ["2001-10-27~"], ["2001-12"], false],
    ["a week and the week after the next", ["2001-10-27~"], ["2001-11-10~"], false],
    ["the same day, once without its year", ["XXXX-04-19"], ["2002-04-19"], true],
    ["another day without its year", ["XXXX-04-19"], ["2002-04-20"], false],
    ["a month without its year and a day in it", ["XXXX-04"], ["2002-04-19"], true],
    ["a day without its year and a year", ["XXXX-04-19"], ["2002"], true],
    ["a day without its year and an interval that skips it", ["XXXX-04-19"], ["2001-05/2002-03"], false],
    ["29 February without its year and a month that has none", ["XXXX-02-29"], ["2001-02"], false],
    ["two days without a year", ["XXXX-04-19"], ["XXXX-04-20"], false],
    ["a day without a year and an open interval", ["XXXX-04-19"], ["2001-05/.."], true],
    ["a date and no date at all", ["2001"], [], true],
  ])("%s", (_case, a, b, expected) => {
    expect(agree(dates(...a), dates(...b))).toBe(expected);
  });

  it("is the same question both ways round", () => {
    const some = fc.array(aPartialDate(), { maxLength: 3 });
    fc.assert(fc.property(some, some, (a, b) => agree(a, b) === agree(b, a)));
  });

  it("holds between dates and themselves", () => {
    fc.assert(fc.property(aPartialDate(), (date) => agree([date], [date])));
    const withYears = fc.array(
      aPartialDate().filter(({ precision }) => precision !== "UNKNOWN_YEAR"),
      { maxLength: 4 },
    );
    fc.assert(fc.property(withYears, (some) => agree(some, some)));
  });
});

describe("periodEnds()", () => {
  it.each([
    ["2001-07-16/2001-07-20", "2001-07-16", "2001-07-20"],
    ["2001-07", "2001-07", null],
    ["2000/..", "2000/..", null],
    ["../2001-07", "../2001-07", null],
  ])("%s begins with %s and ends with %s", (edtf, start, end) => {
    expect(periodEnds(edtf)).toEqual({ start, end });
  });
});
