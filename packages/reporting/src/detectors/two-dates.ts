import { agree, rangeOf } from "@dostyk/kernel";

import type { Finding } from "../contradiction.ts";
import { bySubject, isInPlan, type ReportFacts, rowOf } from "../report-facts.ts";
import { readDates } from "./dates.ts";
import { disagreementAmong } from "./disagreement.ts";
import { type Dated, datedBy, newDates } from "./new-dates.ts";

/**
 * One subject dated twice in the same respect. Planned is compared with planned and held with held: a plan that was not
 * kept is no contradiction. Nor is a plan for the next period beside one that lay in this period or before; it renews it.
 */
export function twoDates(facts: ReportFacts): readonly Finding[] {
  return [
    ...among("held", datedBy(facts, "held"), facts, together),
    ...among("produced", datedBy(facts, "produced"), facts, together),
    ...among("rescheduled", newDates(facts), facts, together),
    ...among("planned", datedBy(facts, "planned"), facts, (a, b) => together(a, b) || renews(facts, a, b) || renews(facts, b, a)),
  ];
}

function among(property: string, claims: readonly Dated[], facts: ReportFacts, agreed: (a: Dated, b: Dated) => boolean): Finding[] {
  return [...bySubject(claims)].flatMap(([subjectId, dated]) => {
    const found = disagreementAmong(dated, agreed);
    if (found === null) return [];
    const { first, second, all } = found;
    return [
      {
        line: first.lineStart,
        contradiction: {
          kind: "TWO_DATES",
          subjectId,
          rowId: rowOf(facts, subjectId, all)?.id ?? null,
          claimIds: all.map(({ claimId }) => claimId),
          details: {
            property,
            first: first.edtf.join(", "),
            firstLine: first.lineStart,
            second: second.edtf.join(", "),
            secondLine: second.lineStart,
          },
        },
      },
    ];
  });
}

function together(a: Dated, b: Dated): boolean {
  return agree(a.dates, b.dates);
}

/** Whether `plan` stands in the plan for the next period and `older` ended with this one. */
function renews(facts: ReportFacts, plan: Dated, older: Dated): boolean {
  if (!isInPlan(facts, plan) || isInPlan(facts, older)) return false;
  const end = rangeOf(readDates([facts.period]))?.latest ?? null;
  const olderEnd = rangeOf(older.dates)?.latest ?? null;
  return end !== null && olderEnd !== null && olderEnd <= end;
}
