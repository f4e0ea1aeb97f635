import { agree } from "@dostyk/kernel";

import type { Finding } from "../contradiction.ts";
import { byPlace, isInPlan, type ReportFacts, rowOf } from "../report-facts.ts";
import { type Dated, datesInPlan, newDates, postponedSubjects } from "./new-dates.ts";

/**
 * Something postponed to one date that the plan for the next period has on another. Without a new date outside the plan
 * there is nothing to contradict: then the plan is where the new date is told.
 */
export function postponedButPlanned(facts: ReportFacts): readonly Finding[] {
  return postponedSubjects(facts).flatMap((subjectId) => {
    const told = newDates(facts).filter((mention) => mention.subjectId === subjectId && !isInPlan(facts, mention));
    const planned = datesInPlan(facts).filter((mention) => mention.subjectId === subjectId);
    const disputed = told.filter((one) => planned.some((other) => !together(one, other)));
    const [newDate] = disputed;
    const against = planned.filter((one) => disputed.some((other) => !together(one, other)));
    const plan = newDate && against.find((one) => !together(one, newDate));
    if (newDate === undefined || plan === undefined) return [];
    const all = [...disputed, ...against].toSorted(byPlace);
    return [
      {
        line: Math.min(newDate.lineStart, plan.lineStart),
        contradiction: {
          kind: "POSTPONED_BUT_PLANNED",
          subjectId,
          rowId: rowOf(facts, subjectId, all)?.id ?? null,
          claimIds: all.map(({ claimId }) => claimId),
          details: {
            newDate: newDate.edtf.join(", "),
            newDateLine: newDate.lineStart,
            planned: plan.edtf.join(", "),
            plannedLine: plan.lineStart,
          },
        },
      },
    ];
  });
}

function together(a: Dated, b: Dated): boolean {
  return agree(a.dates, b.dates);
}
