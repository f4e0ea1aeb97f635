import { formatPartialDate, isProblem, type Locale, localeOf, type LocalizedText, parsePartialDate, textIn } from "@dostyk/kernel";
import type { ContradictionKind } from "./contradiction.ts";

/** What a sentence is made of: the detector's details with the titles of the subject and places. */
export type SentenceDetails = Readonly<Record<string, unknown>>;

type Words = {
  readonly text: (key: string) => string;
  readonly date: (key: string) => string;
  readonly country: (key: string) => string;
  readonly places: (key: string) => string;
  readonly subject: string;
  readonly property: string;
};

type Sentence = (words: Words) => string;

const properties: Readonly<Record<"en" | "ru" | "kk", Readonly<Record<string, string>>>> = {
  en: { held: "held", planned: "planned for", produced: "finished", rescheduled: "rescheduled to" },
  ru: { held: "дата проведения", planned: "плановая дата", produced: "дата завершения", rescheduled: "новая дата" },
  kk: { held: "өткен күні", planned: "жоспарланған күні", produced: "аяқталған күні", rescheduled: "жаңа күні" },
};

const english: Readonly<Record<ContradictionKind, Sentence>> = {
  TWO_DATES: ({ subject, property, date, text }) =>
    `“${subject}”: ${property} ${date("first")} (line ${text("firstLine")}) or ${date("second")} (line ${text("secondLine")}).`,
  TWO_COUNTRIES: ({ subject, country, text }) =>
    `“${subject}” is in ${country("first")} (line ${text("firstLine")}) and in ${country("second")} (line ${text("secondLine")}).`,
  TWO_PLACES: ({ subject, places, text }) =>
    `“${subject}” is at ${places("first")} (line ${text("firstLine")}) and at ${places("second")} (line ${text("secondLine")}).`,
  TWO_NAMES: ({ subject, text }) =>
    `“${subject}” is called “${text("first")}” (line ${text("firstLine")}) and “${text("second")}” (line ${text("secondLine")}).`,
  POSTPONED_BUT_PLANNED: ({ subject, date, text }) =>
    `“${subject}” was postponed to ${date("newDate")} (line ${text("newDateLine")}), but the plan says ${date("planned")} (line ${text("plannedLine")}).`,
  POSTPONED_NOT_PLANNED: ({ subject, date, text }) =>
    `“${subject}” was postponed to ${date("newDate")} (line ${text("newDateLine")}), but the plan for ${date("planPeriod")} does not name it.`,
  CHALLENGES_DENIED: ({ text }) =>
    `Challenges are reported as “not applicable” (line ${text("sectionLine")}), but ${text("postponed")} row(s) of the time chart were postponed: ${text("rows")}.`,
  PERIOD_MISMATCH: ({ date, text }) => `The report is for ${date("period")}, but line ${text("statedLine")} says ${date("stated")}.`,
  COUNT_MISMATCH: ({ subject, text }) =>
    `“${subject}”: a total of ${text("total")} is stated, but its parts add up to ${text("sum")} (line ${text("line")}).`,
  DURATION_MISMATCH: ({ subject, date, text }) =>
    `“${subject}” is said to last ${text("days")} day(s) (line ${text("daysLine")}), but its dates, ${date("held")}, make ${text("counted")} (line ${text("heldLine")}).`,
};

const russian: Readonly<Record<ContradictionKind, Sentence>> = {
  TWO_DATES: ({ subject, property, date, text }) =>
    `«${subject}», ${property}: ${date("first")} (строка ${text("firstLine")}) или ${date("second")} (строка ${text("secondLine")}).`,
  TWO_COUNTRIES: ({ subject, country, text }) =>
    `«${subject}»: страна — ${country("first")} (строка ${text("firstLine")}) и ${country("second")} (строка ${text("secondLine")}).`,
  TWO_PLACES: ({ subject, places, text }) =>
    `«${subject}»: место — ${places("first")} (строка ${text("firstLine")}) и ${places("second")} (строка ${text("secondLine")}).`,
  TWO_NAMES: ({ subject, text }) =>
    `«${subject}» названо двояко: «${text("first")}» (строка ${text("firstLine")}) и «${text("second")}» (строка ${text("secondLine")}).`,
  POSTPONED_BUT_PLANNED: ({ subject, date, text }) =>
    `«${subject}»: новая дата после переноса — ${date("newDate")} (строка ${text("newDateLine")}), а в плане — ${date("planned")} (строка ${text("plannedLine")}).`,
  POSTPONED_NOT_PLANNED: ({ subject, date, text }) =>
    `«${subject}»: новая дата после переноса — ${date("newDate")} (строка ${text("newDateLine")}), но в плане на период ${date("planPeriod")} этого нет.`,
  CHALLENGES_DENIED: ({ text }) =>
    `В разделе о трудностях стоит «не применимо» (строка ${text("sectionLine")}), но в графике перенесены строки: ${text("rows")} (всего ${text("postponed")}).`,
  PERIOD_MISMATCH: ({ date, text }) =>
    `Отчёт за период ${date("period")}, а в строке ${text("statedLine")} назван период ${date("stated")}.`,
  COUNT_MISMATCH: ({ subject, text }) =>
    `«${subject}»: указано всего ${text("total")}, но сумма частей — ${text("sum")} (строка ${text("line")}).`,
  DURATION_MISMATCH: ({ subject, date, text }) =>
    `«${subject}»: указана продолжительность в днях — ${text("days")} (строка ${text("daysLine")}), а даты ${date("held")} дают ${text("counted")} (строка ${text("heldLine")}).`,
};

const kazakh: Readonly<Record<ContradictionKind, Sentence>> = {
  TWO_DATES: ({ subject, property, date, text }) =>
    `«${subject}», ${property}: ${date("first")} (${text("firstLine")}-жол) немесе ${date("second")} (${text("secondLine")}-жол).`,
  TWO_COUNTRIES: ({ subject, country, text }) =>
    `«${subject}»: ел — ${country("first")} (${text("firstLine")}-жол) және ${country("second")} (${text("secondLine")}-жол).`,
  TWO_PLACES: ({ subject, places, text }) =>
    `«${subject}»: орны — ${places("first")} (${text("firstLine")}-жол) және ${places("second")} (${text("secondLine")}-жол).`,
  TWO_NAMES: ({ subject, text }) =>
    `«${subject}» екі түрлі аталған: «${text("first")}» (${text("firstLine")}-жол) және «${text("second")}» (${text("secondLine")}-жол).`,
  POSTPONED_BUT_PLANNED: ({ subject, date, text }) =>
    `«${subject}»: кейінге қалдырылғаннан кейінгі жаңа күні — ${date("newDate")} (${text("newDateLine")}-жол), ал жоспарда — ${date("planned")} (${text("plannedLine")}-жол).`,
  POSTPONED_NOT_PLANNED: ({ subject, date, text }) =>
    `«${subject}»: кейінге қалдырылғаннан кейінгі жаңа күні — ${date("newDate")} (${text("newDateLine")}-жол), бірақ ${date("planPeriod")} кезеңінің жоспарында ол жоқ.`,
  CHALLENGES_DENIED: ({ text }) =>
    `Қиындықтар туралы бөлімде «қолданылмайды» делінген (${text("sectionLine")}-жол), бірақ кестеде кейінге қалдырылған жолдар бар: ${text("rows")} (барлығы ${text("postponed")}).`,
  PERIOD_MISMATCH: ({ date, text }) =>
    `Есеп кезеңі — ${date("period")}, ал ${text("statedLine")}-жолда басқа кезең аталған: ${date("stated")}.`,
  COUNT_MISMATCH: ({ subject, text }) =>
    `«${subject}»: барлығы ${text("total")} делінген, бірақ бөліктерінің қосындысы — ${text("sum")} (${text("line")}-жол).`,
  DURATION_MISMATCH: ({ subject, date, text }) =>
    `«${subject}»: ұзақтығы ${text("days")} күн делінген (${text("daysLine")}-жол), ал күндері, ${date("held")}, ${text("counted")} күн болады (${text("heldLine")}-жол).`,
};

const sentences = { en: english, ru: russian, kk: kazakh } as const;

/** The contradiction in one sentence for a reader. Kyrgyz readers get the Russian one. */
export function sentenceOf(kind: ContradictionKind, details: SentenceDetails, tag: string): string {
  const locale = localeOf(tag);
  const language = locale === "ky" ? "ru" : locale;
  const text = (key: string) => plain(details[key]);
  const sentence = sentences[language][kind]({
    text,
    date: (key) => listed(text(key), (edtf) => dated(edtf, language)),
    country: (key) => listed(text(key), (code) => new Intl.DisplayNames([language], { type: "region" }).of(code) ?? code),
    places: (key) =>
      listed(text(key), (slug) => titled((details["places"] as Readonly<Record<string, LocalizedText>>)[slug], language) || slug),
    subject: titled(details["subject"] as LocalizedText | null, language),
    property: properties[language][text("property")] ?? text("property"),
  });
  // A date may end in the abbreviation "г.", whose full stop ends the sentence too.
  return sentence.replace(/\.\.$/u, ".");
}

function plain(detail: unknown): string {
  return typeof detail === "string" || typeof detail === "number" ? String(detail) : "";
}

function listed(text: string, one: (member: string) => string): string {
  return text.split(", ").map(one).join(", ");
}

function dated(edtf: string, locale: Locale): string {
  const date = parsePartialDate(edtf);
  return isProblem(date) ? edtf : formatPartialDate(date, locale);
}

function titled(title: LocalizedText | null | undefined, locale: Locale): string {
  return textIn(title ?? {}, locale).text;
}
