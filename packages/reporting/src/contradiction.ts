/** The ways in which a report contradicts itself, by the names of the database. */
export type ContradictionKind =
  | "TWO_DATES"
  | "TWO_COUNTRIES"
  | "TWO_PLACES"
  | "TWO_NAMES"
  | "POSTPONED_BUT_PLANNED"
  | "POSTPONED_NOT_PLANNED"
  | "CHALLENGES_DENIED"
  | "PERIOD_MISMATCH"
  | "COUNT_MISMATCH"
  | "DURATION_MISMATCH";

/**
 * Two places of one report that cannot both be right. `details` is what a sentence in any language is made of:
 *
 * | kind | details |
 * |---|---|
 * | TWO_DATES | property, first, firstLine, second, secondLine; dates as EDTF |
 * | TWO_COUNTRIES | first, firstLine, second, secondLine; ISO country codes |
 * | TWO_PLACES | first, firstLine, second, secondLine; ids of places |
 * | TWO_NAMES | first, firstLine, second, secondLine; the names as written |
 * | POSTPONED_BUT_PLANNED | newDate, newDateLine, planned, plannedLine; dates as EDTF |
 * | POSTPONED_NOT_PLANNED | newDate, newDateLine, planPeriod; dates as EDTF |
 * | CHALLENGES_DENIED | section (its kind), sectionLine, postponed (how many rows), rows (their positions) |
 * | PERIOD_MISMATCH | period, stated, statedLine; dates as EDTF |
 * | COUNT_MISMATCH | total, sum, line |
 * | DURATION_MISMATCH | days (stated), daysLine, held (EDTF), heldLine, counted (days of the dates) |
 *
 * Where one value is a list, its members are joined by ", ". Lines are those on which a statement begins.
 */
export type Contradiction = {
  readonly kind: ContradictionKind;
  /** The activity or output it is about; null where it is about the report as a whole. */
  readonly subjectId: string | null;
  /** The row of the time chart to show it at; null where no row, or more than one, is concerned. */
  readonly rowId: string | null;
  /** The claims that cannot all be right, in the order of the document. */
  readonly claimIds: readonly string[];
  readonly details: Readonly<Record<string, string | number>>;
};

/** A contradiction and the line at which a reader first meets it. */
export type Finding = { readonly line: number; readonly contradiction: Contradiction };
