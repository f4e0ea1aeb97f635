import type { ClaimParts, DateParts, EvidenceParts, PeriodParts } from "../../components/evidence.ts";
import type { RecordLink } from "../../records.ts";

/** Lines of the report's document. */
export interface Lines {
  readonly start: number;
  readonly end: number;
}

/** One row of the time chart. A location of null is a cell the report leaves blank. */
export interface ChartRow {
  readonly position: number;
  readonly planned: string;
  readonly location: string | null;
  readonly actual: string;
  readonly status: string | null;
  readonly activity: RecordLink | null;
  readonly output: RecordLink | null;
  readonly claims: readonly ClaimParts[];
  readonly lines: Lines;
}

/** Two places of the report that cannot both be right. */
export interface Contradiction {
  readonly kind: string;
  readonly message: string;
  readonly activity: RecordLink | null;
  readonly output: RecordLink | null;
  readonly row: { readonly position: number } | null;
  readonly claims: readonly ClaimParts[];
}

/** A report as its page asks for it. */
export interface Report extends EvidenceParts {
  readonly slug: string;
  readonly title: string;
  readonly number: number | null;
  readonly period: PeriodParts;
  readonly published: DateParts | null;
  readonly programme: { readonly slug: string; readonly title: string } | null;
  readonly author: { readonly slug: string; readonly name: string } | null;
  readonly source: { readonly slug: string; readonly title: string; readonly language: string } | null;
  readonly sections: readonly {
    readonly kind: string;
    readonly numeral: string | null;
    readonly title: string;
    readonly answer: string;
    readonly lines: Lines;
  }[];
  readonly timeChart: {
    readonly rows: readonly ChartRow[];
    readonly totals: readonly { readonly status: string | null; readonly count: number }[];
  };
  readonly plan: readonly {
    readonly position: number;
    readonly text: string;
    readonly activity: { readonly slug: string; readonly title: string } | null;
    readonly lines: Lines;
  }[];
  readonly contradictions: readonly Contradiction[];
}
