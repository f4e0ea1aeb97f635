import type { Finding } from "../contradiction.ts";
import { isInPlan, mentionsOf, type ReportFacts } from "../report-facts.ts";

/**
 * A report that answers "not applicable" where it is asked for its challenges, beside rows that were postponed. Where it
 * is the required actions that are "not applicable", that denies a challenge only if no section tells of one. A blank
 * section denies nothing. One finding a report, at the first section that denies.
 */
export function challengesDenied(facts: ReportFacts): readonly Finding[] {
  const postponed = facts.rows.filter(({ status }) => status === "POSTPONED").toSorted((a, b) => a.position - b.position);
  const denial = denyingSection(facts);
  if (denial === undefined || postponed.length === 0) return [];
  const subjects = postponed.map(({ subjectId }) => subjectId);
  const claims = mentionsOf(facts, "postponed").filter((mention) => subjects.includes(mention.subjectId) && !isInPlan(facts, mention));
  const [only, another] = postponed;
  return [
    {
      line: denial.lineStart,
      contradiction: {
        kind: "CHALLENGES_DENIED",
        subjectId: null,
        rowId: only !== undefined && another === undefined ? only.id : null,
        claimIds: claims.map(({ claimId }) => claimId),
        details: {
          section: denial.kind,
          sectionLine: denial.lineStart,
          postponed: postponed.length,
          rows: postponed.map(({ position }) => position).join(", "),
        },
      },
    },
  ];
}

function denyingSection(facts: ReportFacts): ReportFacts["sections"][number] | undefined {
  const sections = facts.sections.toSorted((a, b) => a.lineStart - b.lineStart);
  const denying = sections.filter(({ answer }) => answer === "NOT_APPLICABLE");
  const told = sections.some(({ kind, answer }) => kind === "CHALLENGES" && answer === "CONTENT");
  return denying.find(({ kind }) => kind === "CHALLENGES") ?? (told ? undefined : denying.find(({ kind }) => kind === "ACTIONS_REQUIRED"));
}
