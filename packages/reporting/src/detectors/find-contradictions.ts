import type { Contradiction, ContradictionKind, Finding } from "../contradiction.ts";
import type { ReportFacts } from "../report-facts.ts";
import { challengesDenied } from "./challenges-denied.ts";
import { countMismatch } from "./count-mismatch.ts";
import { durationMismatch } from "./duration-mismatch.ts";
import { periodMismatch } from "./period-mismatch.ts";
import { postponedButPlanned } from "./postponed-but-planned.ts";
import { postponedNotPlanned } from "./postponed-not-planned.ts";
import { twoDates } from "./two-dates.ts";
import { twoNames } from "./two-names.ts";
import { twoPlaces } from "./two-places.ts";

const detectors = [
  periodMismatch,
  twoDates,
  twoPlaces,
  twoNames,
  postponedButPlanned,
  postponedNotPlanned,
  challengesDenied,
  countMismatch,
  durationMismatch,
];

/**
 * Everything in which a report contradicts itself, in the order in which a reader of the document meets it. The same
 * facts in another order give the same list. A date that is disputed between a postponement and the plan is told once.
 */
export function findContradictions(facts: ReportFacts): readonly Contradiction[] {
  const findings = detectors.flatMap((detect) => detect(facts));
  const contradictions = findings.toSorted(byReading).map(({ contradiction }) => contradiction);
  return contradictions.filter((contradiction) => !toldBetter(contradiction, contradictions));
}

/** Whether two dates are but the two sides of something postponed and planned otherwise. */
function toldBetter({ kind, subjectId, claimIds }: Contradiction, all: readonly Contradiction[]): boolean {
  if (kind !== "TWO_DATES") return false;
  return all.some(
    (other) =>
      other.kind === "POSTPONED_BUT_PLANNED" &&
      other.subjectId === subjectId &&
      claimIds.every((claimId) => other.claimIds.includes(claimId)),
  );
}

function byReading(a: Finding, b: Finding): number {
  return a.line - b.line || compare(rank(a), rank(b));
}

function rank({ contradiction: { kind, claimIds, subjectId } }: Finding): string {
  const kinds: readonly ContradictionKind[] = [
    "PERIOD_MISMATCH",
    "TWO_DATES",
    "TWO_COUNTRIES",
    "TWO_PLACES",
    "TWO_NAMES",
    "POSTPONED_BUT_PLANNED",
    "POSTPONED_NOT_PLANNED",
    "CHALLENGES_DENIED",
    "COUNT_MISMATCH",
    "DURATION_MISMATCH",
  ];
  return [String(kinds.indexOf(kind)), ...claimIds, subjectId ?? ""].join(" ");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
