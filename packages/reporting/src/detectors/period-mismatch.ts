import { agree } from "@dostyk/kernel";

import type { Finding } from "../contradiction.ts";
import { byPlace, type ReportFacts } from "../report-facts.ts";
import { readDates } from "./dates.ts";

/**
 * A statement of the report's period that cannot be the period it is filed for. "2001" and "July 2001" agree with the
 * third quarter of 2001: they say less, or speak of a part. Events dated outside the period are not judged: a report may
 * well tell of something late.
 */
export function periodMismatch(facts: ReportFacts): readonly Finding[] {
  const period = readDates([facts.period]);
  const stated = facts.statedPeriods.toSorted(byPlace);
  const agreed = stated.find(({ edtf }) => agree(readDates([edtf]), period));
  return stated
    .filter(({ edtf }) => !agree(readDates([edtf]), period))
    .map((wrong) => ({
      line: wrong.lineStart,
      contradiction: {
        kind: "PERIOD_MISMATCH",
        subjectId: null,
        rowId: null,
        // The first statement of the right period stands for the other side; the record itself has no claim of its own.
        claimIds: [wrong, ...(agreed === undefined ? [] : [agreed])].toSorted(byPlace).map(({ claimId }) => claimId),
        details: { period: facts.period, stated: wrong.edtf, statedLine: wrong.lineStart },
      },
    }));
}
