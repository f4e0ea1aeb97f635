import type { Transaction } from "@dostyk/db";
import type { Gazetteer } from "@dostyk/directory";
import type { Mention, ReportFacts, SectionFacts, StatedPeriod, Statement } from "./report-facts.ts";

/** A live claim of the report's document about an activity or an output. */
export type ReportClaim = {
  readonly id: string;
  readonly recordId: string;
  readonly recordType: string;
  readonly property: string;
  readonly value: unknown;
  readonly lineStart: number;
  readonly lineEnd: number;
};

/** Every live claim of a document about an activity or an output. */
export async function readReportClaims(tx: Transaction, sourceId: string): Promise<readonly ReportClaim[]> {
  const claims = await tx.claim.findMany({
    where: { sourceId, rank: { not: "DEPRECATED" }, record: { type: { in: ["ACTIVITY", "OUTPUT"] } } },
    select: { id: true, recordId: true, property: true, value: true, lineStart: true, lineEnd: true, record: { select: { type: true } } },
    orderBy: [{ lineStart: "asc" }, { id: "asc" }],
  });
  return claims.map(({ record, ...claim }) => ({ ...claim, recordType: record.type }));
}

/** What a row of the time chart says of its subject: put off, done, or neither. */
export function rowStatus(claims: readonly ReportClaim[]): "POSTPONED" | "COMPLETED" | null {
  const properties = new Set(claims.map(({ property }) => property));
  if (properties.has("postponed")) return "POSTPONED";
  return properties.has("held") || properties.has("produced") || properties.has("step") ? "COMPLETED" : null;
}

type Gathered = {
  readonly period: string;
  readonly statedPeriods: readonly StatedPeriod[];
  readonly sections: readonly SectionFacts[];
  readonly rows: readonly {
    readonly id: string;
    readonly position: number;
    readonly status: string | null;
    readonly activityId: string | null;
    readonly outputId: string | null;
    readonly lineStart: number;
    readonly lineEnd: number;
  }[];
  readonly planItems: readonly { readonly activityId: string | null; readonly lineStart: number; readonly lineEnd: number }[];
  readonly claims: readonly ReportClaim[];
  readonly gazetteer: Gazetteer;
};

/** What the detectors look at. Places are named by slug, as the claims name them. */
export function factsOf({ period, statedPeriods, sections, rows, planItems, claims, gazetteer }: Gathered): ReportFacts {
  return {
    period,
    statedPeriods,
    planPeriod: null,
    sections,
    rows: rows.map(({ activityId, outputId, ...row }) => ({ ...row, subjectId: activityId ?? outputId })),
    planItems: planItems.map(({ activityId, ...item }) => ({ ...item, subjectId: activityId })),
    mentions: claims.flatMap(mentionOf),
    places: gazetteer,
  };
}

function mentionOf({ id, recordId, property, value, lineStart, lineEnd }: ReportClaim): Mention[] {
  const statement = statementOf(property, value);
  return statement === null ? [] : [{ claimId: id, subjectId: recordId, lineStart, lineEnd, ...statement }];
}

// The values were checked by the slices' schemas when the claims were written.
function statementOf(property: string, value: unknown): Statement | null {
  switch (property) {
    case "held":
    case "planned":
    case "produced":
    case "rescheduled":
      return { property, dates: (Array.isArray(value) ? value : [value]) as string[] };
    case "postponed": {
      const { from = null, to = null } = value as { from?: string; to?: string };
      return { property, from, to };
    }
    case "called":
      return { property, text: value as string };
    case "place":
      return { property, places: value as string[] };
    case "duration":
      return { property, days: (value as { days: number }).days };
    case "count":
      return { property, ...(value as Omit<Extract<Statement, { property: "count" }>, "property">) };
    default:
      return null;
  }
}
