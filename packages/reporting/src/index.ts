export type { Contradiction, ContradictionKind } from "./contradiction.ts";
export { findContradictions } from "./detectors/find-contradictions.ts";
export type {
  LineSpan,
  Mention,
  PlanItemFacts,
  ReportFacts,
  RowFacts,
  SectionFacts,
  SectionKind,
  StatedPeriod,
  Statement,
} from "./report-facts.ts";
export { type ChartRowInput, type PlanItemInput, recordReports, type ReportInput, type SectionInput } from "./commands/record-reports.ts";
