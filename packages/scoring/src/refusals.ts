import { Refusal } from "@dostyk/kernel";

/** Where a score stands. `row` counts from 1 in the order given; what is not known is left out. */
export type ScorePlace = {
  readonly row?: number | undefined;
  readonly entry?: string | undefined;
  readonly judge?: string | undefined;
  readonly criterion?: string | undefined;
};

/** A value that is not a score of its scale: not a finite number, below the least, above the greatest, or between two steps. */
export class ScoreIsOffTheScale extends Refusal {
  readonly place: ScorePlace;
  readonly value: unknown;
  readonly allowed: string;

  constructor(place: ScorePlace, value: unknown, allowed: string) {
    super(`${said(place)}: ${shown(value)} is not a score. Allowed: ${allowed}.`, pathOf(place));
    this.place = place;
    this.value = value;
    this.allowed = allowed;
  }
}

/** The same judge scored the same entry (on the same criterion) in two rows. */
export class ScoredTwice extends Refusal {
  readonly place: ScorePlace;
  readonly rows: readonly [number, number];

  constructor(place: ScorePlace, rows: readonly [number, number]) {
    super(`${said({ ...place, row: undefined })} is scored twice, in rows ${rows[0]} and ${rows[1]}. Keep one of them.`, pathOf(place));
    this.place = place;
    this.rows = rows;
  }
}

/** A row without the name of its entry, judge or criterion. */
export class NameIsMissing extends Refusal {
  readonly place: ScorePlace;

  constructor(place: ScorePlace, what: "entry" | "judge" | "criterion") {
    super(`${said(place)}: the ${what} has no name. Give it one.`, pathOf(place));
    this.place = place;
  }
}

/** A score on a criterion that the rubric does not have. */
export class CriterionIsUnknown extends Refusal {
  readonly place: ScorePlace;

  constructor(place: ScorePlace) {
    super(`${said(place)}: the rubric has no such criterion. Score the criteria of this rubric's version only.`, pathOf(place));
    this.place = place;
  }
}

/** A required criterion without a score: the scorecard stays a draft. */
export class RequiredCriterionIsMissing extends Refusal {
  readonly place: ScorePlace;
  readonly missing: readonly string[];

  constructor(place: ScorePlace, missing: readonly string[]) {
    super(`${said(place)}: score ${missing.map((id) => `"${id}"`).join(", ")} before submitting.`, pathOf(place));
    this.place = place;
    this.missing = missing;
  }
}

/** A rubric whose scale or weights make no total. */
export class RubricCannotBeScored extends Refusal {
  readonly criterion: string | null;

  constructor(criterion: string | null, reason: string) {
    super(criterion === null ? reason : `Criterion "${criterion}": ${reason}`, criterion === null ? {} : { path: [criterion] });
    this.criterion = criterion;
  }
}

/** Nothing, or too little, to compute from. The message says how much is needed. */
export class TooLittleEvidence extends Refusal {
  constructor(reason: string, place: ScorePlace = {}) {
    super(reason, pathOf(place));
  }
}

/** More judges than a dense factor can hold within the limits of time and memory. */
export class TooManyJudges extends Refusal {
  readonly judges: number;
  readonly limit: number;

  constructor(judges: number, limit: number) {
    super(`${judges} judges are more than the ${limit} this model can hold. Compute the categories or rounds one by one.`);
    this.judges = judges;
    this.limit = limit;
  }
}

/** Judges in groups that share no entry: severities cannot be compared across them. */
export class DesignIsDisconnected extends Refusal {
  readonly groups: readonly (readonly string[])[];

  constructor(groups: readonly (readonly string[])[]) {
    super(
      `The judges fall into ${groups.length} groups that share no entry: ${groups.map((group) => group.join(", ")).join(" | ")}. ` +
        "Let a judge of one group score entries of another, or compute the groups one by one.",
    );
    this.groups = groups;
  }
}

/** An entry that a judge of the panel did not score, where only complete panels have an answer. */
export class PanelIsIncomplete extends Refusal {
  readonly place: ScorePlace;

  constructor(place: ScorePlace) {
    super(`${said(place)} has no score, and this statistic needs every judge to score every entry.`, pathOf(place));
    this.place = place;
  }
}

/** A scale that the Rasch model cannot be fitted to. */
export class ScaleDoesNotFitRasch extends Refusal {
  readonly criterion: string | null;

  constructor(criterion: string | null, reason: string) {
    super(criterion === null ? reason : `Criterion "${criterion}": ${reason}`, criterion === null ? {} : { path: [criterion] });
    this.criterion = criterion;
  }
}

/** An entry that has no category, where the model has one for each. */
export class CategoryIsMissing extends Refusal {
  readonly entry: string;

  constructor(entry: string) {
    super(`Entry "${entry}" has no category. Name one for every entry, or for none.`, { path: [entry] });
    this.entry = entry;
  }
}

/** A number that steers a computation and is outside its range. */
export class SettingIsOutOfRange extends Refusal {
  readonly setting: string;

  constructor(setting: string, value: number, allowed: string) {
    super(`${setting} is ${value}. Allowed: ${allowed}.`, { path: [setting] });
    this.setting = setting;
  }
}

/** Throws SettingIsOutOfRange unless the value is a whole number within [least, greatest]. */
export function requireWhole(setting: string, value: number, least: number, greatest: number): void {
  if (!Number.isInteger(value) || value < least || value > greatest) {
    throw new SettingIsOutOfRange(setting, value, `a whole number from ${least} to ${greatest}`);
  }
}

function said({ row, entry, judge, criterion }: ScorePlace): string {
  const parts = [
    row === undefined ? "" : `row ${row}`,
    entry === undefined ? "" : `entry "${entry}"`,
    judge === undefined ? "" : `judge "${judge}"`,
    criterion === undefined ? "" : `criterion "${criterion}"`,
  ].filter((part) => part !== "");
  const text = parts.join(", ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function pathOf({ row, entry, judge, criterion }: ScorePlace): { path?: readonly string[] } {
  const path = [row === undefined ? undefined : String(row), entry, judge, criterion].filter((part) => part !== undefined);
  return path.length === 0 ? {} : { path };
}

function shown(value: unknown): string {
  if (typeof value === "string") return `"${value}"`;
  return typeof value === "number" || typeof value === "boolean" || value == null ? String(value) : `a value of type ${typeof value}`;
}
