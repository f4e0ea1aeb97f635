import type { PartialDate } from "@dostyk/kernel";

import { byPlace, isInPlan, type LineSpan, mentionsOf, type ReportFacts } from "../report-facts.ts";
import { readDates } from "./dates.ts";

/** A claim that gives dates, with its dates read. */
export type Dated = LineSpan & {
  readonly claimId: string;
  readonly subjectId: string;
  readonly edtf: readonly string[];
  readonly dates: readonly PartialDate[];
};

/** Every claim of the given properties that has dates, in the order of the document. */
export function datedBy(facts: ReportFacts, property: "held" | "planned" | "produced" | "rescheduled"): readonly Dated[] {
  return mentionsOf(facts, property)
    .map((mention) => ({ ...mention, edtf: mention.dates, dates: readDates(mention.dates) }))
    .filter(({ dates }) => dates.length > 0);
}

/** Every claim of a new date after a postponement: said by itself, or within the postponement. */
export function newDates(facts: ReportFacts): readonly Dated[] {
  const within = mentionsOf(facts, "postponed")
    .map((mention) => ({ ...mention, edtf: mention.to === null ? [] : [mention.to] }))
    .map((mention) => ({ ...mention, dates: readDates(mention.edtf) }))
    .filter(({ dates }) => dates.length > 0);
  return [...datedBy(facts, "rescheduled"), ...within].toSorted(byPlace);
}

/** What the plan for the next period says of dates, whether as a plan or as the new date of something postponed. */
export function datesInPlan(facts: ReportFacts): readonly Dated[] {
  return [...datedBy(facts, "planned"), ...newDates(facts)].filter((mention) => isInPlan(facts, mention)).toSorted(byPlace);
}

/** The subjects that the report calls postponed: in a row, or anywhere outside the plan. */
export function postponedSubjects(facts: ReportFacts): readonly string[] {
  const rows = facts.rows.filter(({ status }) => status === "POSTPONED").map(({ subjectId }) => subjectId);
  const told = mentionsOf(facts, "postponed")
    .filter((mention) => !isInPlan(facts, mention))
    .map(({ subjectId }) => subjectId);
  return [...new Set([...rows, ...told])].filter((subjectId) => subjectId !== null);
}
