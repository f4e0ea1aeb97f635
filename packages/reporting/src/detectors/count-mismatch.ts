import type { Finding } from "../contradiction.ts";
import { mentionsOf, type ReportFacts, rowOf } from "../report-facts.ts";

/** A total given together with its parts that is not their sum. A total without parts says nothing. */
export function countMismatch(facts: ReportFacts): readonly Finding[] {
  return mentionsOf(facts, "count").flatMap((mention) => {
    const sum = mention.parts.reduce((soFar, part) => soFar + part, 0);
    if (mention.parts.length === 0 || sum === mention.total) return [];
    return [
      {
        line: mention.lineStart,
        contradiction: {
          kind: "COUNT_MISMATCH",
          subjectId: mention.subjectId,
          rowId: rowOf(facts, mention.subjectId, [mention])?.id ?? null,
          claimIds: [mention.claimId],
          details: { total: mention.total, sum, line: mention.lineStart },
        },
      },
    ];
  });
}
