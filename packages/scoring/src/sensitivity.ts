import { Refusal } from "@dostyk/kernel";
import { decimalFraction, fraction, multiplyFractions, toNumber } from "./fraction.ts";
import { type DecisionMethod, type JudgedRound, type MethodResult, rankBy, type ShownMethod } from "./decision-methods.ts";
import { requireWhole } from "./refusals.ts";
import { byCodeUnits } from "./score-table.ts";
import { partOf, type Work } from "./work.ts";

/** One thing done differently from the call's rules. */
export type OtherRule =
  | { readonly kind: "METHOD"; readonly method: ShownMethod }
  | { readonly kind: "WITHOUT_JUDGE"; readonly judge: string }
  | { readonly kind: "WITHOUT_CRITERION"; readonly criterion: string }
  /** The criterion's weight times (100 + percent) / 100. */
  | { readonly kind: "WEIGHT"; readonly criterion: string; readonly percent: number };

/** What the result would have been. */
export type OtherResult = {
  readonly rule: OtherRule;
  /** The rule in words: "median", "without judge J07", "weight of impact +10 %". */
  readonly said: string;
  /** Why it could not be computed; null where it was. */
  readonly unavailable: string | null;
  /** Empty where it could not be computed. */
  readonly places: MethodResult["places"];
  /** Entries ranked first; more than one when they share it. */
  readonly first: readonly string[];
  /** Whether those ranked first are the same as under the call's rules, and whether those within the awarded ranks are. */
  readonly sameFirst: boolean;
  readonly sameAwards: boolean;
};

/** An awarded place, and what it survives. */
export type AwardedPlace = {
  readonly entry: string;
  readonly rank: number;
  /** No rule that could be computed takes it out of the awarded ranks, nor - for the first - out of the first place. */
  readonly robust: boolean;
  /** Those that do, in words. */
  readonly changedBy: readonly string[];
  /** Best and worst rank under all rules that could be computed, the call's included. */
  readonly best: number;
  readonly worst: number;
};

export type SensitivityReport = {
  readonly method: DecisionMethod;
  readonly winners: number;
  readonly result: MethodResult;
  readonly others: readonly OtherResult[];
  readonly awarded: readonly AwardedPlace[];
  /** Under how many of the rules that could be computed the first place stays the same. */
  readonly firstSurvives: number;
  readonly computed: number;
};

export type SensitivityOptions = {
  /** The call's method: everything is compared with it. */
  readonly method: DecisionMethod;
  /** Ranks 1 to this are awarded; 1 to the number of entries. */
  readonly winners: number;
  /** By how much weights are moved up and down, in percent; 10 when absent. */
  readonly percent?: number | undefined;
};

const shown: readonly ShownMethod[] = ["MEAN", "MEDIAN", "TRIMMED_MEAN", "ADJUSTED", "ADDITIVE", "RASCH", "Z", "ROBUST_Z", "RANK_IN_JUDGE"];

/**
 * Which results the winners survive (judging.md 6.11): every other method, the call's method without each judge, without each criterion, and
 * with each weight moved up and down, in one structure. A rule that cannot be computed is listed with its reason; it changes nothing. The
 * call's own method refuses as rankBy() does. Costs one fit for each judge, and up to three for each criterion.
 * Throws SettingIsOutOfRange for winners or percent outside their range.
 */
export function* sensitivity(round: JudgedRound, options: SensitivityOptions): Work<SensitivityReport> {
  const { method, winners, percent = 10 } = options;
  const entries = new Set(round.scores.map(({ entry }) => entry)).size;
  requireWhole("winners", winners, 1, Math.max(1, entries));
  requireWhole("percent", percent, 1, 99);

  const rules = otherRules(round, method, percent);
  const steps = rules.length + 1;
  const result = yield* partOf(rankBy(method, round), 0, 1 / steps);
  const others: OtherResult[] = [];
  for (const [at, rule] of rules.entries()) {
    others.push(yield* partOf(tried(round, method, winners, rule, result), (at + 1) / steps, (at + 2) / steps));
  }
  const computed = others.filter(({ unavailable }) => unavailable === null);
  return {
    method,
    winners,
    result,
    others,
    awarded: result.places.filter(({ rank }) => rank <= winners).map(({ entry, rank }) => awarded(entry, rank, winners, computed)),
    firstSurvives: computed.filter(({ sameFirst }) => sameFirst).length,
    computed: computed.length,
  };
}

function otherRules({ rubric, scores }: JudgedRound, method: DecisionMethod, percent: number): OtherRule[] {
  const weighted = rubric.filter(({ weight, independent }) => weight > 0 && independent !== true).map(({ id }) => id);
  return [
    ...shown.filter((other) => other !== method).map((other) => ({ kind: "METHOD" as const, method: other })),
    ...[...new Set(scores.map(({ judge }) => judge))].toSorted(byCodeUnits).map((judge) => ({ kind: "WITHOUT_JUDGE" as const, judge })),
    ...(weighted.length > 1 ? weighted.map((criterion) => ({ kind: "WITHOUT_CRITERION" as const, criterion })) : []),
    // The weight of a single criterion changes nothing, and Rasch knows no weights.
    ...(weighted.length > 1 && method !== "RASCH"
      ? weighted.flatMap((criterion) => [percent, -percent].map((by) => ({ kind: "WEIGHT" as const, criterion, percent: by })))
      : []),
  ];
}

function* tried(round: JudgedRound, method: DecisionMethod, winners: number, rule: OtherRule, result: MethodResult): Work<OtherResult> {
  const said = inWords(rule);
  try {
    const { places } = yield* rankBy(rule.kind === "METHOD" ? rule.method : method, changed(round, rule));
    const first = within(places, 1);
    return {
      rule,
      said,
      unavailable: null,
      places,
      first,
      sameFirst: same(first, within(result.places, 1)),
      sameAwards: same(within(places, winners), within(result.places, winners)),
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { rule, said, unavailable: error.message, places: [], first: [], sameFirst: false, sameAwards: false };
  }
}

function changed(round: JudgedRound, rule: OtherRule): JudgedRound {
  switch (rule.kind) {
    case "METHOD":
      return round;
    case "WITHOUT_JUDGE":
      return { ...round, scores: round.scores.filter(({ judge }) => judge !== rule.judge) };
    case "WITHOUT_CRITERION":
      return {
        ...round,
        rubric: round.rubric.filter(({ id }) => id !== rule.criterion),
        scores: round.scores.filter(({ criterion }) => criterion !== rule.criterion),
      };
    case "WEIGHT": {
      const factor = fraction(BigInt(100 + rule.percent), 100n);
      return {
        ...round,
        rubric: round.rubric.map((criterion) =>
          criterion.id === rule.criterion
            ? { ...criterion, weight: toNumber(multiplyFractions(decimalFraction(criterion.weight), factor)) }
            : criterion,
        ),
      };
    }
  }
}

function awarded(entry: string, rank: number, winners: number, others: readonly OtherResult[]): AwardedPlace {
  const ranks = others.flatMap(({ places }) => places.filter((place) => place.entry === entry).map((place) => place.rank));
  const changedBy = others
    .filter(({ places, first }) => {
      const other = places.find((place) => place.entry === entry)?.rank ?? Infinity;
      return other > winners || (rank === 1 && !first.includes(entry));
    })
    .map(({ said }) => said);
  return { entry, rank, robust: changedBy.length === 0, changedBy, best: Math.min(rank, ...ranks), worst: Math.max(rank, ...ranks) };
}

function within(places: MethodResult["places"], ranks: number): string[] {
  return places.filter(({ rank }) => rank <= ranks).map(({ entry }) => entry);
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((entry) => b.includes(entry));
}

function inWords(rule: OtherRule): string {
  switch (rule.kind) {
    case "METHOD":
      return methodNames[rule.method];
    case "WITHOUT_JUDGE":
      return `without judge ${rule.judge}`;
    case "WITHOUT_CRITERION":
      return `without criterion ${rule.criterion}`;
    case "WEIGHT":
      return `weight of ${rule.criterion} ${rule.percent > 0 ? "+" : ""}${rule.percent} %`;
  }
}

const methodNames: Readonly<Record<ShownMethod, string>> = {
  MEAN: "mean",
  MEDIAN: "median",
  TRIMMED_MEAN: "trimmed mean",
  ADJUSTED: "adjusted",
  ADDITIVE: "additive least squares",
  RASCH: "Rasch",
  Z: "z within judges",
  ROBUST_Z: "robust z within judges",
  RANK_IN_JUDGE: "rank within judges",
};
