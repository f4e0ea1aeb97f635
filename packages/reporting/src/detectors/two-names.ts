import { foldForSearch } from "@dostyk/kernel";

import type { Finding } from "../contradiction.ts";
import { bySubject, mentionsOf, type ReportFacts, rowOf } from "../report-facts.ts";
import { disagreementAmong } from "./disagreement.ts";

/**
 * One subject called by two names. Case, accents, script and spaces do not count ("Round Table", "roundtable"), and a
 * name agrees with a longer one that contains it.
 */
export function twoNames(facts: ReportFacts): readonly Finding[] {
  return [...bySubject(mentionsOf(facts, "called"))].flatMap(([subjectId, mentions]) => {
    const found = disagreementAmong(mentions, (a, b) => sameName(a.text, b.text));
    if (found === null) return [];
    const { first, second, all } = found;
    return [
      {
        line: first.lineStart,
        contradiction: {
          kind: "TWO_NAMES",
          subjectId,
          rowId: rowOf(facts, subjectId, all)?.id ?? null,
          claimIds: all.map(({ claimId }) => claimId),
          details: { first: first.text, firstLine: first.lineStart, second: second.text, secondLine: second.lineStart },
        },
      },
    ];
  });
}

function sameName(a: string, b: string): boolean {
  const left = foldForSearch(a).replaceAll(" ", "");
  const right = foldForSearch(b).replaceAll(" ", "");
  return left.includes(right) || right.includes(left);
}
