import type { Gazetteer } from "@dostyk/directory";
import type { LocalizedText } from "@dostyk/kernel";

/** What the claims of one document say about a report's period, its rows, its plan and the things it mentions. */
export type ReportFacts = {
  /** EDTF, the period the report is filed for. */
  readonly period: string;
  /** Every place where the document itself states its period. */
  readonly statedPeriods: readonly StatedPeriod[];
  /** EDTF, the period the plan is for; null means the period of the same length right after the report's. */
  readonly planPeriod: string | null;
  readonly sections: readonly SectionFacts[];
  readonly rows: readonly RowFacts[];
  readonly planItems: readonly PlanItemFacts[];
  /** All claims that rest on the report's document, those it makes in passing too. Order does not matter. */
  readonly mentions: readonly Mention[];
  /** Places by the slug that mentions use. A place that is missing has no known country and lies in nothing. */
  readonly places: Gazetteer;
};

/** Lines of the document, counted from 1, both ends included. */
export type LineSpan = { readonly lineStart: number; readonly lineEnd: number };

/** One statement of the report's period; `edtf` is what it says. */
export type StatedPeriod = LineSpan & { readonly claimId: string; readonly edtf: string };

/** The sections a report may have, by the names of the database. */
export type SectionKind = "COVER" | "INTRODUCTION" | "NARRATIVE" | "TIME_CHART" | "CHALLENGES" | "PLAN" | "ACTIONS_REQUIRED";

/** A section and what it says as a whole. NOT_APPLICABLE is a statement, BLANK is none. */
export type SectionFacts = LineSpan & { readonly kind: SectionKind; readonly answer: "CONTENT" | "NOT_APPLICABLE" | "BLANK" };

/** A row of the time chart. Status as the database names it; null where the row has none. */
export type RowFacts = LineSpan & {
  readonly id: string;
  readonly position: number;
  readonly status: string | null;
  /** The activity or output the row is about; null where it is about neither. */
  readonly subjectId: string | null;
};

/** One line of the plan for the next period. */
export type PlanItemFacts = LineSpan & { readonly subjectId: string | null };

/** One claim about an activity or an output. */
export type Mention = LineSpan & { readonly claimId: string; readonly subjectId: string } & Statement;

/** What a claim says, as far as detectors compare it. Dates are EDTF; several are the blocks of one event. */
export type Statement =
  | { readonly property: "held" | "planned" | "produced" | "rescheduled"; readonly dates: readonly string[] }
  | { readonly property: "postponed"; readonly from: string | null; readonly to: string | null }
  | { readonly property: "called"; readonly text: string }
  | { readonly property: "place"; readonly places: readonly string[] }
  | { readonly property: "duration"; readonly days: number }
  | {
      readonly property: "count";
      readonly label: LocalizedText;
      readonly total: number;
      readonly parts: readonly number[];
    };

/** The mentions that speak of one property. */
export type MentionOf<Property extends Statement["property"]> = Extract<Mention, { readonly property: Property }>;

/** The mentions of one property, in the order of the document. */
export function mentionsOf<Property extends Statement["property"]>(facts: ReportFacts, property: Property): readonly MentionOf<Property>[] {
  return facts.mentions.filter((mention): mention is MentionOf<Property> => mention.property === property).toSorted(byPlace);
}

/** The document's order; claims on the same line are ordered by their ids, so that it is always the same. */
export function byPlace(a: LineSpan & { readonly claimId: string }, b: LineSpan & { readonly claimId: string }): number {
  return a.lineStart - b.lineStart || a.lineEnd - b.lineEnd || (a.claimId < b.claimId ? -1 : Number(a.claimId > b.claimId));
}

/** Groups by subject, subjects in the order in which they first come up. */
export function bySubject<Cited extends { readonly subjectId: string }>(mentions: readonly Cited[]): ReadonlyMap<string, readonly Cited[]> {
  return Map.groupBy(mentions, ({ subjectId }) => subjectId);
}

/** Whether a claim stands in the plan for the next period: in the section, or on the lines of an item. */
export function isInPlan(facts: ReportFacts, { lineStart }: LineSpan): boolean {
  const spans = [...facts.sections.filter(({ kind }) => kind === "PLAN"), ...facts.planItems];
  return spans.some((span) => span.lineStart <= lineStart && lineStart <= span.lineEnd);
}

/** The row a contradiction belongs to: of the subject's rows the one that a claim stands on, else the first. */
export function rowOf(facts: ReportFacts, subjectId: string, claims: readonly LineSpan[]): RowFacts | null {
  const rows = facts.rows.filter((row) => row.subjectId === subjectId).toSorted((a, b) => a.position - b.position);
  const cited = rows.find((row) => claims.some(({ lineStart }) => row.lineStart <= lineStart && lineStart <= row.lineEnd));
  return cited ?? rows[0] ?? null;
}
