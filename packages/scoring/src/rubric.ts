import { decimalFraction, divideFractions, type Fraction, subtractFractions } from "./fraction.ts";
import { RubricCannotBeScored, ScoreIsOffTheScale, type ScorePlace } from "./refusals.ts";

/** One thing judged. */
export type Criterion = {
  readonly id: string;
  /** Its share in the total, relative to the other weights; 0 or more. Without meaning for an independent criterion. */
  readonly weight: number;
  readonly min: number;
  readonly max: number;
  /** The distance between two neighbouring scores; absent or null when any number within the scale is a score. */
  readonly step?: number | null | undefined;
  /** A scorecard without a required criterion does not count; one without an optional criterion shares its weight among the others. */
  readonly required: boolean;
  /** Shown beside the total, never part of it. */
  readonly independent?: boolean | undefined;
};

/**
 * Refuses a rubric that makes no total, naming the criterion: an id that is empty or used twice, a weight that is negative or not finite, a
 * scale with min >= max, a step that does not divide it, or no criterion with a weight at all. Throws RubricCannotBeScored.
 */
export function requireRubric(rubric: readonly Criterion[]): void {
  const seen = new Set<string>();
  for (const { id, weight, min, max, step } of rubric) {
    if (id === "") throw new RubricCannotBeScored(id, "a criterion needs a name.");
    if (seen.has(id)) throw new RubricCannotBeScored(id, "the rubric has it twice. Keep one of them.");
    seen.add(id);
    if (!Number.isFinite(weight) || weight < 0) throw new RubricCannotBeScored(id, `its weight ${weight} must be 0 or more.`);
    if (!Number.isFinite(min) || !Number.isFinite(max) || min >= max) {
      throw new RubricCannotBeScored(id, `its scale from ${min} to ${max} must rise from a finite least to a finite greatest score.`);
    }
    if (step == null) continue;
    if (!Number.isFinite(step) || step <= 0 || stepsBetween(min, max, step).denominator !== 1n) {
      throw new RubricCannotBeScored(id, `its step ${step} must divide the scale from ${min} to ${max}.`);
    }
  }
  if (!rubric.some(({ weight, independent }) => weight > 0 && independent !== true)) {
    throw new RubricCannotBeScored(null, "No criterion has a weight, so that there is no total. Give one of them a weight above 0.");
  }
}

/** Refuses what is not a score of the criterion: ScoreIsOffTheScale, with what is allowed. */
export function requireOnScale(criterion: Criterion, value: number, place: ScorePlace): void {
  if (isOnScale(criterion, value)) return;
  throw new ScoreIsOffTheScale(place, value, scaleInWords(criterion));
}

/** Whether a value is a score of the criterion: a finite number within its scale, on one of its steps. */
export function isOnScale({ min, max, step }: Criterion, value: unknown): value is number {
  if (typeof value !== "number" || !(value >= min && value <= max)) return false;
  return step == null || stepsBetween(min, value, step).denominator === 1n;
}

/** The scale as a person reads it: "1 to 5 in steps of 0.5". */
export function scaleInWords({ min, max, step }: Criterion): string {
  return `${min} to ${max}${step == null ? "" : ` in steps of ${step}`}`;
}

/** (to - from) / step, exactly as the numbers are written: .3 is three steps of .1. */
export function stepsBetween(from: number, to: number, step: number): Fraction {
  return divideFractions(subtractFractions(decimalFraction(to), decimalFraction(from)), decimalFraction(step));
}

/** The score as a share of its scale, from 0 to 1, exactly. */
export function shareOfScale({ min, max }: Criterion, value: number): Fraction {
  const least = decimalFraction(min);
  return divideFractions(subtractFractions(decimalFraction(value), least), subtractFractions(decimalFraction(max), least));
}
