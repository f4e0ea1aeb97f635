import { describe, expect, it } from "vitest";
import type { ContradictionKind } from "./contradiction.ts";
import { sentenceOf } from "./sentences.ts";

const subject = { en: "Housing tour", ru: "Поездка", kk: "Сапар" };
const places = { almaty: { en: "Almaty", ru: "Алматы", kk: "Алматы" }, naryn: { en: "Naryn", ru: "Нарын", kk: "Нарын" } };

const details: Readonly<Record<ContradictionKind, Readonly<Record<string, unknown>>>> = {
  TWO_DATES: { subject, property: "held", first: "2001-09-18", firstLine: 88, second: "2001-09-17", secondLine: 102 },
  TWO_COUNTRIES: { subject, first: "SK", firstLine: 44, second: "PL", secondLine: 94 },
  TWO_PLACES: { subject, places, first: "almaty", firstLine: 5, second: "naryn, osh", secondLine: 6 },
  TWO_NAMES: { subject, first: "Founding", firstLine: 72, second: "Small Cities", secondLine: 101 },
  POSTPONED_BUT_PLANNED: { subject, newDate: "2001-12", newDateLine: 105, planned: "2001-10-27~", plannedLine: 122 },
  POSTPONED_NOT_PLANNED: { subject, newDate: "2001-12", newDateLine: 110, planPeriod: "2001-10/2001-12" },
  CHALLENGES_DENIED: { section: "CHALLENGES", sectionLine: 114, postponed: 3, rows: "10, 12, 15" },
  PERIOD_MISMATCH: { period: "2001-07/2001-09", stated: "2000-10/2000-12", statedLine: 35 },
  COUNT_MISMATCH: { subject, total: 12, sum: 13, line: 9 },
  DURATION_MISMATCH: { subject, days: 5, daysLine: 59, held: "2001-07-22/2001-07-27", heldLine: 59, counted: 6 },
};
const kinds = Object.keys(details) as ContradictionKind[];

describe("sentenceOf()", () => {
  it.each([
    ["TWO_DATES", "“Housing tour”: held 18 September 2001 (line 88) or 17 September 2001 (line 102)."],
    ["TWO_COUNTRIES", "“Housing tour” is in Slovakia (line 44) and in Poland (line 94)."],
    ["TWO_PLACES", "“Housing tour” is at Almaty (line 5) and at Naryn, osh (line 6)."],
    ["TWO_NAMES", "“Housing tour” is called “Founding” (line 72) and “Small Cities” (line 101)."],
    ["COUNT_MISMATCH", "“Housing tour”: a total of 12 is stated, but its parts add up to 13 (line 9)."],
  ] as const)("words %s in English", (kind, sentence) => {
    expect(sentenceOf(kind, details[kind], "en")).toBe(sentence);
  });

  it.each(kinds.flatMap((kind) => ["en", "ru", "kk"].map((language) => [kind, language] as const)))(
    "names lines and numbers of %s in %s, leaves nothing unsaid and ends once",
    (kind, language) => {
      const sentence = sentenceOf(kind, details[kind], language);
      for (const value of Object.values(details[kind])) if (typeof value === "number") expect(sentence).toContain(String(value));
      expect(sentence).not.toMatch(/undefined|null|\[object|NaN/u);
      expect(sentence).toMatch(/[^.]\.$/u);
      if ("subject" in details[kind]) expect(sentence).toContain(subject[language as keyof typeof subject]);
    },
  );

  it.each(kinds)("says %s differently in each language, and in Russian to readers of Kyrgyz", (kind) => {
    const [en, ru, kk, ky] = ["en", "ru", "kk", "ky"].map((language) => sentenceOf(kind, details[kind], language));
    expect(new Set([en, ru, kk]).size).toBe(3);
    expect(ky).toBe(ru);
  });

  it("names countries in the reader's language and falls back to English for one it does not speak", () => {
    expect(sentenceOf("TWO_COUNTRIES", details.TWO_COUNTRIES, "ru")).toContain("Словакия");
    expect(sentenceOf("TWO_COUNTRIES", details.TWO_COUNTRIES, "kk")).toContain("Польша");
    expect(sentenceOf("TWO_COUNTRIES", details.TWO_COUNTRIES, "de")).toContain("Slovakia");
  });
});
