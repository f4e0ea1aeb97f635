import type { Gazetteer } from "@dostyk/directory";
import type { Mention, ReportFacts, RowFacts, SectionFacts, Statement } from "../report-facts.ts";

/** A quarterly report in which nothing is said; a test spells out what it is about. */
export function givenReport(facts: Partial<ReportFacts> = {}): ReportFacts {
  return {
    period: "2015-04/2015-06",
    statedPeriods: [],
    planPeriod: null,
    sections: sections(),
    rows: [],
    planItems: [],
    mentions: [],
    places,
    ...facts,
  };
}

/** Narrative on lines 1-99, time chart 100-199, challenges 200, plan 300-399, required actions 400. */
export function sections(answers: Partial<Record<SectionFacts["kind"], SectionFacts["answer"]>> = {}): readonly SectionFacts[] {
  return [
    { kind: "NARRATIVE", answer: answers.NARRATIVE ?? "CONTENT", lineStart: 1, lineEnd: 99 },
    { kind: "TIME_CHART", answer: answers.TIME_CHART ?? "CONTENT", lineStart: 100, lineEnd: 199 },
    { kind: "CHALLENGES", answer: answers.CHALLENGES ?? "CONTENT", lineStart: 200, lineEnd: 200 },
    { kind: "PLAN", answer: answers.PLAN ?? "CONTENT", lineStart: 300, lineEnd: 399 },
    { kind: "ACTIONS_REQUIRED", answer: answers.ACTIONS_REQUIRED ?? "CONTENT", lineStart: 400, lineEnd: 400 },
  ];
}

/** A claim on one line; its id tells the line, so that a test can name it. */
export function mention(line: number, statement: Statement, subjectId = "fair"): Mention {
  return { ...statement, claimId: `claim-${line}`, subjectId, lineStart: line, lineEnd: line };
}

/** A row of the time chart on line 100 + its position. */
export function row(position: number, status: string | null, subjectId: string | null = "fair"): RowFacts {
  return { id: `row-${position}`, position, status, subjectId, lineStart: 100 + position, lineEnd: 100 + position };
}

/** Two countries of a world of our own: Norrland with a region of two towns, Sydland with one town. */
const places: Gazetteer = new Map([
  ["norrland", { country: "NO", ancestors: new Set([]) }],
  ["lake-region", { country: "NO", ancestors: new Set(["norrland"]) }],
  ["upper-lake", { country: "NO", ancestors: new Set(["lake-region", "norrland"]) }],
  ["lower-lake", { country: "NO", ancestors: new Set(["lake-region", "norrland"]) }],
  ["harbour", { country: "NO", ancestors: new Set(["norrland"]) }],
  ["sydland", { country: "SE", ancestors: new Set([]) }],
  ["southport", { country: "SE", ancestors: new Set(["sydland"]) }],
]);
