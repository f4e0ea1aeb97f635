import { rangeOf } from "@dostyk/kernel";

import type { Finding } from "../contradiction.ts";
import { isInPlan, type ReportFacts, rowOf } from "../report-facts.ts";
import { readDates } from "./dates.ts";
import { newDates, postponedSubjects } from "./new-dates.ts";
import { periodAfter } from "./period-after.ts";

/**
 * Something postponed into the plan's period that the plan leaves out. Only a new date wholly inside that period counts:
 * "next year" may mean later. A report without a plan leaves out everything, which says nothing.
 */
export function postponedNotPlanned(facts: ReportFacts): readonly Finding[] {
  const planPeriod = facts.planPeriod ?? periodAfter(facts.period);
  const period = planPeriod === null ? null : rangeOf(readDates([planPeriod]));
  if (planPeriod === null || period === null || facts.planItems.length === 0) return [];
  return postponedSubjects(facts).flatMap((subjectId) => {
    const inPlan =
      facts.planItems.some((planItem) => planItem.subjectId === subjectId) ||
      facts.mentions.some((mention) => mention.subjectId === subjectId && isInPlan(facts, mention));
    const told = newDates(facts).filter((mention) => mention.subjectId === subjectId);
    const [newDate] = told;
    if (inPlan || newDate === undefined) return [];
    const due = told.every(({ dates }) => {
      const { earliest, latest } = rangeOf(dates) ?? { earliest: null, latest: null };
      if (earliest === null || latest === null) return false;
      return (period.earliest ?? earliest) <= earliest && latest <= (period.latest ?? latest);
    });
    if (!due) return [];
    return [
      {
        line: newDate.lineStart,
        contradiction: {
          kind: "POSTPONED_NOT_PLANNED",
          subjectId,
          rowId: rowOf(facts, subjectId, told)?.id ?? null,
          claimIds: told.map(({ claimId }) => claimId),
          details: { newDate: newDate.edtf.join(", "), newDateLine: newDate.lineStart, planPeriod },
        },
      },
    ];
  });
}
