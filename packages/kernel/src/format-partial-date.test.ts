import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { formatPartialDate } from "./format-partial-date.ts";
import { LOCALES } from "./localized-text.ts";
import { aPartialDate, partialDate } from "./testing.ts";

describe("formatPartialDate()", () => {
  it.each([
    ["2001-09-18", "18 September 2001", "18 сентября 2001 г.", "2001 ж. 18 қыркүйек", "2001-ж., 18-сентябрь"],
    ["2001-07", "July 2001", "июль 2001 г.", "2001 ж. шілде", "2001-ж., июль"],
    ["2001", "2001", "2001", "2001", "2001"],
    ["200X", "2000s", "2000-е годы", "2000-жылдар", "2000-жылдар"],
    ["2001-21", "spring 2001", "весна 2001 г.", "2001 ж. көктем", "2001-ж. жаз"],
    ["2001-23", "autumn 2001", "осень 2001 г.", "2001 ж. күз", "2001-ж. күз"],
    ["2001-35", "quarter 3 of 2001", "3-й квартал 2001 г.", "2001 ж. 3-тоқсан", "2001-ж. 3-квартал"],
    ["2001-10-27~", "week of 27 October 2001", "неделя 27 октября 2001 г.", "2001 ж. 27 қазан аптасы", "2001-ж., 27-октябрь жумасы"],
    [
      "XXXX-04-19",
      "19 April, year not stated",
      "19 апреля, год не указан",
      "19 сәуір, жылы көрсетілмеген",
      "19-апрель, жылы көрсөтүлгөн эмес",
    ],
    ["2001-07-16/2001-07-20", "16–20 July 2001", "16–20 июля 2001 г.", "2001 ж. 16–20 шілде", "16–20-июль 2001-ж."],
    [
      "2001-07-30/2001-08-03",
      "30 July – 3 August 2001",
      "30 июля – 3 августа 2001 г.",
      "2001 ж. 30 шілде – 3 тамыз",
      "30-июль – 3-август 2001-ж.",
    ],
    [
      "2001-12-30/2002-01-03",
      "30 December 2001 – 3 January 2002",
      "30 декабря 2001 г. – 3 января 2002 г.",
      "2001 ж. 30 желтоқсан – 2002 ж. 3 қаңтар",
      "30-декабрь 2001-ж. – 3-январь 2002-ж.",
    ],
    ["2001-07/2001-09", "July – September 2001", "июль – сентябрь 2001 г.", "2001 ж. шілде – қыркүйек", "июль – сентябрь, 2001-ж."],
    ["2001/2003", "2001–2003", "2001–2003", "2001–2003", "2001–2003"],
    ["2001-07/..", "July 2001 – …", "июль 2001 г. – …", "2001 ж. шілде – …", "2001-ж., июль – …"],
    ["../2001", "… – 2001", "… – 2001", "… – 2001", "… – 2001"],
    ["2001-07-16/2001-07-16", "16 July 2001", "16 июля 2001 г.", "2001 ж. 16 шілде", "2001-ж., 16-июль"],
  ])("prints %s in every language", (edtf, ...expected) => {
    expect(LOCALES.map((locale) => formatPartialDate(partialDate(edtf), locale))).toEqual(expected);
  });

  it("prints as English for a language it does not speak, and as kk for kk-KZ", () => {
    expect(formatPartialDate(partialDate("2001-07"), "tlh")).toBe("July 2001");
    expect(formatPartialDate(partialDate("2001-07"), "not a locale")).toBe("July 2001");
    expect(formatPartialDate(partialDate("2001-07"), "kk-KZ")).toBe("2001 ж. шілде");
  });

  it("never throws, whatever the locale", () => {
    fc.assert(
      fc.property(aPartialDate(), fc.oneof(fc.constantFrom(...LOCALES), fc.string()), (date, locale) => {
        expect(formatPartialDate(date, locale)).not.toBe("");
      }),
    );
  });

  it("prints no number that the date does not hold", () => {
    fc.assert(
      fc.property(
        aPartialDate().filter(({ precision }) => !["SEASON", "DECADE"].includes(precision)),
        fc.constantFrom(...LOCALES),
        (date, locale) => {
          const said = new Set((date.edtf.match(/\d+/gu) ?? []).map(Number));
          const printed = formatPartialDate(date, locale).match(/\d+/gu) ?? [];
          return printed.every((number) => said.has(Number(number)));
        },
      ),
    );
  });

  it("prints the text itself where no parser made the date", () => {
    const forged = { edtf: "soon", precision: "DAY", earliest: null, latest: null } as const;
    expect(formatPartialDate(forged, "en")).toBe("soon");
  });
});
