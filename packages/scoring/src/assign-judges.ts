import type { Highs } from "highs";
import { type HighsAnswer, assignByHighs, assignFairlyByHighs, loadHighs } from "./assign-by-highs.ts";
import { assignByFlow, type SolverWeights } from "./assign-by-flow.ts";
import { requireFeasible } from "./assignment-feasibility.ts";
import { type AssignmentProblem, type PreparedProblem, prepareAssignment, type ReviewOrigin } from "./assignment-problem.ts";
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
  readonly solver: "FLOW" | "HIGHS" | "UNCHANGED";
  /** False when the time limit ended the search for the best: the plan keeps all hard rules. Mixing is a search without proof in any case. */
  readonly proven: boolean;
};

/** What moving a review that was not started costs: when a better plan is looked for, and when one is only repaired. */
const moving = { improving: 60, repairing: 10_000 };
const largestForFlow = 50_000;

/**
 * Plans who judges what. Hard rules: exactly so many judges an entry, loads within each judge's smallest and largest, no conflict, one judge
 * per organisation and entry, forced pairs, a common language, started reviews stay. Soft goals within them: expertise and wishes, even
 * loads, mixed panels, anchors scored by all who may, fairness to the worst-served entry. Nothing is stored: what the plan says is done by
 * whoever asked, so a dry run and the real one are the same plan.
 *
 * With HiGHS a solve blocks its thread for its duration: see runInWorker. Progress is told, and the signal asked, between steps.
 * Rejects with AssignmentIsInvalid, AssignmentIsImpossible (with a certificate), RunTookTooLong, SettingIsOutOfRange, or the signal's reason.
 */
export async function assignJudges(problem: AssignmentProblem, goals: AssignmentGoals, options: WorkOptions = {}): Promise<AssignmentPlan> {
  requireGoals(goals);
  const prepared = prepareAssignment(problem);
  const solver = solverFor(prepared, goals);
  const highs = solver === "HIGHS" ? await loadHighs() : null;
  return await runInSteps(planned(problem, prepared, goals, highs), options);
}

/** What is wrong with a plan under a problem, as sentences: none for every plan that assignJudges makes, nor for one made by hand that fits. */
export function brokenRules(problem: AssignmentProblem, reviews: readonly JudgingPair[]): string[] {
  const forced = problem.pairs.filter((pair) => pair.forced === true);
  const started = (problem.current ?? []).filter((review) => review.started);
  const known = (pair: JudgingPair) =>
    problem.entries.some(({ id }) => id === pair.entry) && problem.judges.some(({ id }) => id === pair.judge);
  const conflicts = new Set(problem.pairs.filter((pair) => pair.conflict === true).map(keyOf));
  const listed = new Set(problem.pairs.map(keyOf));
  const planned = new Set(reviews.map(keyOf));
  const panels = Map.groupBy(reviews, ({ entry }) => entry);
  const loads = Map.groupBy(reviews, ({ judge }) => judge);
  const judgeOf = new Map(problem.judges.map((judge) => [judge.id, judge]));
  const entryOf = new Map(problem.entries.map((entry) => [entry.id, entry]));
  const fixed = new Set([...forced, ...started].map(keyOf));

  return [
    ...(planned.size < reviews.length ? ["A review is planned twice."] : []),
    ...reviews.filter((review) => !known(review)).map(({ entry, judge }) => `${entry} and ${judge} are not both in the problem.`),
    ...reviews.filter((review) => conflicts.has(keyOf(review))).map(({ entry, judge }) => `${judge} is in conflict with ${entry}.`),
    ...reviews
      .filter((review) => problem.unlisted === "FORBIDDEN" && !listed.has(keyOf(review)) && !fixed.has(keyOf(review)))
      .map(({ entry, judge }) => `${judge} may not judge ${entry}.`),
    ...reviews
      .filter((review) => {
        const [languages, own] = [entryOf.get(review.entry)?.languages ?? [], judgeOf.get(review.judge)?.languages];
        return languages.length > 0 && own !== undefined && !languages.some((one) => own.includes(one)) && !fixed.has(keyOf(review));
      })
      .map(({ entry, judge }) => `${judge} reads no language of ${entry}.`),
    ...[...forced, ...started]
      .filter((review) => known(review) && !planned.has(keyOf(review)))
      .map(({ entry, judge }) => `The forced or started review of ${entry} by ${judge} is not planned.`),
    ...problem.entries.flatMap(({ id, anchor }) => {
      const panel = panels.get(id) ?? [];
      if (anchor === true) return [];
      const organisations = panel.map(({ judge }) => judgeOf.get(judge)?.organisation).filter((one) => one !== undefined);
      return [
        ...(panel.length === problem.reviews ? [] : [`${id} has ${panel.length} judges, not ${problem.reviews}.`]),
        ...(problem.onePerOrganisation === true && new Set(organisations).size < organisations.length
          ? [`${id} has two judges of one organisation.`]
          : []),
      ];
    }),
    ...problem.judges.flatMap(({ id, min, max }) => {
      const load = loads.get(id)?.length ?? 0;
      return load < min || load > max ? [`${id} has ${load} reviews, not ${min} to ${max}.`] : [];
    }),
  ];
}

function* planned(
  problem: AssignmentProblem,
  prepared: PreparedProblem,
  goals: AssignmentGoals,
  highs: Highs | null,
): Work<AssignmentPlan> {
  yield 0.02;
  const present = presentPlan(problem, prepared);
  if (present !== null && goals.improve !== true) return planOf(problem, prepared, present, "UNCHANGED", true);
  requireFeasible(prepared);
  yield 0.1;

  const repairing = goals.improve !== true && prepared.current.includes(1);
  const stability = repairing ? moving.repairing : moving.improving;
  const worth = prepared.value.map((value, pair) => value + stability * prepared.current[pair]!);
  const jitter = randomStream(goals.seed, "assignment jitter");
  const weights: SolverWeights = { worth, jitter: worth.map(() => jitter.below(1_000)), balance: goals.balance ?? 100 };
  const answer = yield* partOf(solve(prepared, goals, weights, highs), 0.1, 0.7);
  yield* partOf(
    mixPanels(prepared, answer.chosen, {
      mixing: goals.mixing ?? 20,
      worth,
      // A repair moves nothing that it need not.
      locked: (pair) => repairing && prepared.current[pair] === 1,
      floor: answer.smallest ?? -Infinity,
      stream: randomStream(goals.seed, "mixing"),
    }),
    0.7,
    0.95,
  );
  return planOf(problem, prepared, answer.chosen, highs === null ? "FLOW" : "HIGHS", answer.proven);
}

function* solve(
  prepared: PreparedProblem,
  goals: AssignmentGoals,
  weights: SolverWeights,
  highs: Highs | null,
): Work<HighsAnswer & { readonly smallest: number | null }> {
  // Everything is fixed, and a programme without columns has no optimum to speak of.
  if (prepared.demand.every((needed) => needed === 0))
    return { chosen: new Uint8Array(prepared.judgeOf.length), proven: true, smallest: null };
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

function planOf(
  problem: AssignmentProblem,
  prepared: PreparedProblem,
  chosen: Uint8Array,
  solver: AssignmentPlan["solver"],
  proven: boolean,
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
    solver,
    proven,
  };
}

function solverFor(prepared: PreparedProblem, { solver = "AUTOMATIC", fairness }: AssignmentGoals): "FLOW" | "HIGHS" {
  if (fairness === "SMALLEST_FIRST") return "HIGHS";
  if (solver !== "AUTOMATIC") return solver;
  return prepared.judgeOf.length <= largestForFlow ? "FLOW" : "HIGHS";
}

function requireGoals({ balance = 0, mixing = 0, timeLimitSeconds = 1 }: AssignmentGoals): void {
  requireWhole("balance", balance, 0, 10_000);
  requireWhole("mixing", mixing, 0, 10_000);
  if (!(timeLimitSeconds > 0)) throw new SettingIsOutOfRange("timeLimitSeconds", timeLimitSeconds, "a number above 0");
}

function keyOf({ entry, judge }: JudgingPair): string {
  return JSON.stringify([entry, judge]);
}
