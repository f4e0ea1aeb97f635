import type { Highs } from "highs";
import { type HighsAnswer, assignByHighs, assignFairlyByHighs, loadHighs } from "./assign-by-highs.ts";
import { assignByFlow, type SolverWeights } from "./assign-by-flow.ts";
import { requireFeasible, requireFeasibleByLot } from "./assignment-feasibility.ts";
import { type ExpertBonus, mixedGroups, wholeReviews } from "./assignment-network.ts";
import { type AssignmentProblem, type PreparedProblem, prepareAssignment, type ReviewOrigin } from "./assignment-problem.ts";
import { AssignmentIsInvalid } from "./assignment-refusals.ts";
import { brokenRules, keyOf } from "./assignment-rules.ts";
import { drawByLot } from "./draw-by-lot.ts";
import { designTable, judgingDesign, type JudgingDesign, type JudgingPair } from "./judging-design.ts";
import { mixPanels, sharedEntries } from "./mix-panels.ts";
import { randomStream } from "./random.ts";
import { requireWhole, SettingIsOutOfRange } from "./refusals.ts";
import { byCodeUnits } from "./score-table.ts";
import { partOf, runInSteps, type Work, type WorkOptions } from "./work.ts";

/** What is wished for beyond the hard rules. */
export type AssignmentGoals = {
  /** The same seed and problem give the same plan. */
  readonly seed: string;
  /** VALUE (when absent): by expertise and wishes. LOT: at random within the hard rules, loads even - what AMBER needs to be defended. */
  readonly by?: "VALUE" | "LOT" | undefined;
  /** What the first judge of an entry with expertise of at least `from` is worth beside his expertise; nothing when absent. */
  readonly firstExpert?: { readonly from: number; readonly bonus: number } | undefined;
  /**
   * The plan is drawn by lot, no free pair with a probability above this: hundredths from .01 to 1. Nobody can then aim at an entry. The sum
   * of expected values is the greatest there is under the cap (Jecmen et al. 2020). Panels are not mixed: it would change the odds. Not
   * together with judges kept apart, a first expert, or the fairest plan.
   */
  readonly mostLikely?: number | undefined;
  /** A judge's n-th review above the smallest load costs n times this; 100 when absent, 0 to leave loads as they fall. */
  readonly balance?: number | undefined;
  /** What a unit of the sum of (entries two judges share)² costs; 20 when absent, 0 not to mix. */
  readonly mixing?: number | undefined;
  /** TOTAL (when absent): the greatest sum. SMALLEST_FIRST: first the best for the worst-served entry. */
  readonly fairness?: "TOTAL" | "SMALLEST_FIRST" | undefined;
  /**
   * With a present plan: false (when absent) repairs it - a plan that breaks no hard rule is kept as it is, and otherwise no more is moved
   * than hard rules ask for; true looks for a better one, where moving a review costs 60. Started ones stay either way.
   */
  readonly improve?: boolean | undefined;
  /** AUTOMATIC (when absent): the own flow up to 50,000 free pairs, HiGHS above and for SMALLEST_FIRST. */
  readonly solver?: "AUTOMATIC" | "FLOW" | "HIGHS" | undefined;
  /** For HiGHS, each time it is asked: 120 when absent. */
  readonly timeLimitSeconds?: number | undefined;
};

/** Who judges what, and what is to be known of it before it is done. */
export type AssignmentPlan = {
  /** Sorted by entry, then judge. */
  readonly reviews: readonly { readonly entry: string; readonly judge: string; readonly origin: ReviewOrigin; readonly value: number }[];
  /** Reviews of the present plan that are not in this one. */
  readonly removed: readonly JudgingPair[];
  /** Sum over reviews of expertise + 60 * preference. */
  readonly value: number;
  /** The least such sum of an entry. */
  readonly smallestEntryValue: number;
  readonly loads: readonly { readonly judge: string; readonly load: number; readonly min: number; readonly max: number }[];
  /** Sum over pairs of judges of (entries in common)²: the less, the better mixed. */
  readonly sharedPanels: number;
  /** Connectedness of the plan, should every review be done. */
  readonly design: JudgingDesign;
  /** Entries without a judge of the expertise asked for; empty where none was asked for. */
  readonly withoutExpert: readonly string[];
  /** Of a plan drawn by lot, the probability of every free pair that had one; null otherwise. */
  readonly probabilities: readonly { readonly entry: string; readonly judge: string; readonly probability: number }[] | null;
  readonly solver: "FLOW" | "HIGHS" | "UNCHANGED";
  /** False when the time limit ended the search for the best: the plan keeps all hard rules. Mixing is a search without proof in any case. */
  readonly proven: boolean;
};

/** What moving a review that was not started costs: when a better plan is looked for, and when one is only repaired. */
const moving = { improving: 60, repairing: 10_000 };
const largestForFlow = 50_000;

/**
 * Plans who judges what. Hard rules: exactly so many judges an entry (or up to so many, where smallest loads ask for it), loads within each
 * judge's smallest and largest, no conflict, one judge per organisation and entry, judges kept apart, forced pairs, a common language, started
 * reviews stay. Soft goals within them: expertise and wishes, an expert for each entry, even loads, mixed panels, anchors scored by all who
 * may, fairness to the worst-served entry, chance. Nothing is stored: what the plan says is done by
 * whoever asked, so a dry run and the real one are the same plan.
 *
 * With HiGHS a solve blocks its thread for its duration: see runInWorker. Progress is told, and the signal asked, between steps.
 * Rejects with AssignmentIsInvalid, AssignmentIsImpossible (with a certificate), RunTookTooLong, SettingIsOutOfRange, or the signal's reason.
 */
export async function assignJudges(problem: AssignmentProblem, goals: AssignmentGoals, options: WorkOptions = {}): Promise<AssignmentPlan> {
  requireGoals(problem, goals);
  const prepared = prepareAssignment(problem);
  const solver = solverFor(prepared, goals, expertsOf(prepared, goals));
  const highs = solver === "HIGHS" ? await loadHighs() : null;
  return await runInSteps(planned(problem, prepared, goals, highs), options);
}

function* planned(
  problem: AssignmentProblem,
  prepared: PreparedProblem,
  goals: AssignmentGoals,
  highs: Highs | null,
): Work<AssignmentPlan> {
  yield 0.02;
  const present = presentPlan(problem, prepared);
  const ends = { goals, probabilities: null } as const;
  if (present !== null && goals.improve !== true) {
    return planOf(problem, prepared, { ...ends, chosen: present, solver: "UNCHANGED", proven: true });
  }
  requireFeasible(prepared);
  const percent = goals.mostLikely === undefined ? null : Math.round(100 * goals.mostLikely);
  if (percent !== null) requireFeasibleByLot(prepared, percent);
  yield 0.1;

  const repairing = goals.improve !== true && prepared.current.includes(1);
  const stability = repairing ? moving.repairing : moving.improving;
  const worth = prepared.value.map((value, pair) => (goals.by === "LOT" ? 0 : value) + stability * prepared.current[pair]!);
  const jitter = randomStream(goals.seed, "assignment jitter");
  const weights: SolverWeights = {
    worth,
    jitter: worth.map(() => jitter.below(1_000)),
    balance: goals.balance ?? 100,
    experts: expertsOf(prepared, goals),
    share: percent === null ? wholeReviews : { pair: percent, whole: 100 },
  };
  const answer = yield* partOf(solve(prepared, goals, weights, highs), 0.1, 0.7);
  const solver = highs === null ? "FLOW" : "HIGHS";
  if (percent !== null) {
    const chosen = drawByLot(prepared, answer.chosen, randomStream(goals.seed, "plan by lot"));
    return planOf(problem, prepared, { goals, chosen, probabilities: answer.chosen, solver, proven: answer.proven });
  }
  yield* partOf(
    mixPanels(prepared, answer.chosen, {
      mixing: goals.mixing ?? 20,
      worth,
      // A repair moves nothing that it need not.
      locked: (pair) => repairing && prepared.current[pair] === 1,
      floor: answer.smallest ?? -Infinity,
      experts: weights.experts,
      stream: randomStream(goals.seed, "mixing"),
    }),
    0.7,
    0.95,
  );
  return planOf(problem, prepared, { ...ends, chosen: answer.chosen, solver, proven: answer.proven });
}

function* solve(
  prepared: PreparedProblem,
  goals: AssignmentGoals,
  weights: SolverWeights,
  highs: Highs | null,
): Work<HighsAnswer & { readonly smallest: number | null }> {
  // Everything is fixed, and a programme without columns has no optimum to speak of.
  if (prepared.judgeOf.length === 0) return { chosen: new Uint8Array(prepared.judgeOf.length), proven: true, smallest: null };
  if (highs === null) return { chosen: yield* assignByFlow(prepared, weights), proven: true, smallest: null };
  const seconds = goals.timeLimitSeconds ?? 120;
  if (goals.fairness === "SMALLEST_FIRST") return assignFairlyByHighs(highs, prepared, weights, seconds);
  return { ...assignByHighs(highs, prepared, weights, seconds), smallest: null };
}

/** The present plan as chosen pairs when it keeps every hard rule; null otherwise, and where there is none. */
function presentPlan(problem: AssignmentProblem, prepared: PreparedProblem): Uint8Array | null {
  if (problem.current === undefined || problem.current.length === 0) return null;
  const reviews = chosenReviews(prepared, prepared.current);
  return brokenRules(problem, reviews).length === 0 ? Uint8Array.from(prepared.current) : null;
}

function chosenReviews(prepared: PreparedProblem, chosen: Uint8Array): AssignmentPlan["reviews"][number][] {
  const { entries, judges, fixed, start, judgeOf, value, current } = prepared;
  const reviews: AssignmentPlan["reviews"][number][] = fixed.map(({ entry, judge, origin, value: worth }) => ({
    entry: entries[entry] ?? "",
    judge: judges[judge] ?? "",
    origin,
    value: worth,
  }));
  entries.forEach((entry, i) => {
    for (let pair = start[i]!; pair < start[i + 1]!; pair += 1) {
      if (chosen[pair] !== 1) continue;
      const origin = current[pair] === 1 ? "KEPT" : "NEW";
      reviews.push({ entry, judge: judges[judgeOf[pair]!] ?? "", origin, value: value[pair]! });
    }
  });
  return reviews.toSorted((a, b) => byCodeUnits(a.entry, b.entry) || byCodeUnits(a.judge, b.judge));
}

type Solved = {
  readonly goals: AssignmentGoals;
  readonly chosen: Uint8Array;
  /** In hundredths, by free pair. */
  readonly probabilities: Uint8Array | null;
  readonly solver: AssignmentPlan["solver"];
  readonly proven: boolean;
};

function planOf(
  problem: AssignmentProblem,
  prepared: PreparedProblem,
  { goals, chosen, probabilities, solver, proven }: Solved,
): AssignmentPlan {
  const reviews = chosenReviews(prepared, chosen);
  const broken = brokenRules(problem, reviews);
  if (broken.length > 0) throw new Error(`The plan breaks a hard rule, which is a fault of the solver: ${broken.join(" ")}`);
  const sums = new Map(prepared.entries.map((entry) => [entry, 0]));
  for (const { entry, value } of reviews) sums.set(entry, (sums.get(entry) ?? 0) + value);
  const loads = Map.groupBy(reviews, ({ judge }) => judge);
  const index = new Map(prepared.judges.map((judge, j) => [judge, j]));
  const panels = [...Map.groupBy(reviews, ({ entry }) => entry).values()].map((panel) => panel.map(({ judge }) => index.get(judge) ?? 0));
  const kept = new Set(reviews.map(keyOf));
  return {
    reviews,
    removed: (problem.current ?? []).filter((review) => !kept.has(keyOf(review))).map(({ entry, judge }) => ({ entry, judge })),
    value: reviews.reduce((sum, { value }) => sum + value, 0),
    smallestEntryValue: Math.min(...sums.values()),
    loads: problem.judges
      .map(({ id, min, max }) => ({ judge: id, load: loads.get(id)?.length ?? 0, min, max }))
      .toSorted((a, b) => byCodeUnits(a.judge, b.judge)),
    sharedPanels: sharedEntries(panels, prepared.judges.length).reduce((sum, count) => sum + count * count, 0) / 2,
    design: judgingDesign(designTable(reviews)),
    withoutExpert: withoutExpert(prepared, chosen, goals),
    probabilities: probabilities === null ? null : oddsOf(prepared, probabilities),
    solver,
    proven,
  };
}

function oddsOf({ entries, judges, start, judgeOf }: PreparedProblem, hundredths: Uint8Array) {
  return entries.flatMap((entry, i) =>
    Array.from(hundredths.subarray(start[i], start[i + 1]), (share, at) => ({
      entry,
      judge: judges[judgeOf[start[i]! + at]!] ?? "",
      probability: share / 100,
    })).filter(({ probability }) => probability > 0),
  );
}

function expertsOf(prepared: PreparedProblem, { firstExpert, by }: AssignmentGoals): ExpertBonus | null {
  if (firstExpert === undefined || by === "LOT") return null;
  const wanting = new Uint8Array(prepared.entries.length).fill(1);
  for (const { entry, expertise } of prepared.fixed) if (expertise >= firstExpert.from) wanting[entry] = 0;
  return {
    expert: Uint8Array.from(prepared.expertise, (expertise) => (expertise >= firstExpert.from ? 1 : 0)),
    bonus: firstExpert.bonus,
    wanting,
  };
}

function withoutExpert(prepared: PreparedProblem, chosen: Uint8Array, goals: AssignmentGoals): string[] {
  const experts = expertsOf(prepared, goals);
  if (experts === null) return [];
  const { entries, start } = prepared;
  return entries.filter((_, i) => {
    if (experts.wanting[i] === 0) return false;
    for (let pair = start[i]!; pair < start[i + 1]!; pair += 1) if (chosen[pair] === 1 && experts.expert[pair] === 1) return false;
    return true;
  });
}

/** Fairness, judges kept apart, and a bonus across mixed organisations are integer programmes: no flow can answer them. */
function solverFor(
  prepared: PreparedProblem,
  { solver = "AUTOMATIC", fairness }: AssignmentGoals,
  experts: ExpertBonus | null,
): "FLOW" | "HIGHS" {
  const apart = prepared.apartFrom.some((others) => others.size > 0);
  if (fairness === "SMALLEST_FIRST" || apart || (experts !== null && mixedGroups(prepared, experts))) return "HIGHS";
  if (solver !== "AUTOMATIC") return solver;
  return prepared.judgeOf.length <= largestForFlow ? "FLOW" : "HIGHS";
}

function requireGoals(problem: AssignmentProblem, goals: AssignmentGoals): void {
  const { balance = 0, mixing = 0, timeLimitSeconds = 1, firstExpert, mostLikely, fairness } = goals;
  requireWhole("balance", balance, 0, 10_000);
  requireWhole("mixing", mixing, 0, 10_000);
  if (!(timeLimitSeconds > 0)) throw new SettingIsOutOfRange("timeLimitSeconds", timeLimitSeconds, "a number above 0");
  if (firstExpert !== undefined) {
    requireWhole("firstExpert.from", firstExpert.from, 1, 1_000);
    requireWhole("firstExpert.bonus", firstExpert.bonus, 0, 10_000);
  }
  if (mostLikely === undefined) return;
  const percent = Math.round(100 * mostLikely);
  if (!(percent >= 1 && percent <= 100) || Math.abs(100 * mostLikely - percent) > 1e-9) {
    throw new SettingIsOutOfRange("mostLikely", mostLikely, "hundredths from 0.01 to 1");
  }
  if (fairness === "SMALLEST_FIRST" || firstExpert !== undefined || (problem.apart ?? []).length > 0) {
    throw new AssignmentIsInvalid(
      ["mostLikely"],
      "A plan drawn by lot cannot also keep judges apart, reward a first expert or serve the worst-served entry first. Choose one of them.",
    );
  }
}
