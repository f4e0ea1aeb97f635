import { type AssignmentNetwork, assignmentNetwork, type Share, wholeReviews } from "./assignment-network.ts";
import type { PreparedProblem } from "./assignment-problem.ts";
import { AssignmentIsImpossible, type ImpossibleBecause } from "./assignment-refusals.ts";
import { maximizeFlow, reachable } from "./flow-network.ts";

/**
 * Throws AssignmentIsImpossible, with a certificate, unless every entry can get what it needs and every judge what he must do. Asked of two
 * greatest flows: one that fills the entries within the judges' largest loads, one that gives the judges their smallest. Where both exist so
 * does one that does both (Mendelsohn & Dulmage 1958; for networks Pym 1969); where one does not, its least cut names who is short.
 */
export function requireFeasible(problem: PreparedProblem): void {
  const lonely = entryWithTooFewJudges(problem);
  if (lonely !== null) throw new AssignmentIsImpossible(lonely);
  const needed = sum(problem.demand);
  const filled = cutOf({ ...problem, extra: new Int32Array(problem.extra.length) }, problem.max, wholeReviews);
  if (filled.total < needed) throw new AssignmentIsImpossible(tooFewPlaces(problem, filled.side));
  const busy = cutOf(problem, problem.min, wholeReviews);
  if (busy.total < sum(problem.min)) throw new AssignmentIsImpossible(tooFewReviews(problem, busy.side));
}

/**
 * Throws AssignmentIsImpossible unless a plan can be drawn by lot in which no free pair is likelier than `percent`; it names the least
 * percentage that would do. The problem must be feasible, so that 100 does.
 */
export function requireFeasibleByLot(problem: PreparedProblem, percent: number): void {
  if (feasibleByLot(problem, percent)) return;
  let [low, high] = [percent, 100];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (feasibleByLot(problem, middle)) high = middle;
    else low = middle;
  }
  throw new AssignmentIsImpossible({ kind: "CAP_IS_TOO_LOW", percent, least: high });
}

function feasibleByLot(problem: PreparedProblem, percent: number): boolean {
  const share = { pair: percent, whole: 100 };
  const filled = cutOf({ ...problem, extra: new Int32Array(problem.extra.length) }, problem.max, share);
  return filled.total === 100 * sum(problem.demand) && cutOf(problem, problem.min, share).total === 100 * sum(problem.min);
}

/**
 * Whether a certificate shows what it says, by counting free pairs alone, without any flow. FIXED_REVIEWS_CONTRADICT has nothing to count:
 * its sentence names the reviews. CANNOT_KEEP_APART is known from a search through all plans, which is not done again; CAP_IS_TOO_LOW from two
 * flows, which are.
 */
export function certificateHolds(problem: PreparedProblem, because: ImpossibleBecause): boolean {
  const { entries, judges, demand, extra, max, min } = problem;
  const entryAt = new Map(entries.map((id, i) => [id, i]));
  const judgeAt = new Map(judges.map((id, j) => [id, j]));
  const indices = (ids: readonly string[], at: ReadonlyMap<string, number>) => new Set(ids.map((id) => at.get(id) ?? -1));
  switch (because.kind) {
    case "FIXED_REVIEWS_CONTRADICT":
    case "CANNOT_KEEP_APART":
      return true;
    case "CAP_IS_TOO_LOW":
      return !feasibleByLot(problem, because.percent) && feasibleByLot(problem, because.least);
    case "TOO_FEW_FREE_JUDGES": {
      const i = entryAt.get(because.entry) ?? -1;
      return groupsOf(problem, i, () => true) < (demand[i] ?? 0) && because.needed === demand[i];
    }
    case "TOO_FEW_PLACES": {
      const own = indices(because.judges.map(({ judge }) => judge), judgeAt); // prettier-ignore
      const hall = indices(because.entries, entryAt);
      const places = [...own].reduce((total, j) => total + (max[j] ?? 0), 0);
      const others = [...hall].reduce((total, i) => total + groupsOf(problem, i, (j) => !own.has(j)), 0);
      const needed = [...hall].reduce((total, i) => total + (demand[i] ?? 0), 0);
      return needed === because.needed && places + others < needed;
    }
    case "TOO_FEW_REVIEWS": {
      const own = indices(because.judges.map(({ judge }) => judge), judgeAt); // prettier-ignore
      const least = [...own].reduce((total, j) => total + (min[j] ?? 0), 0);
      const there = entries.reduce(
        (total, _, i) =>
          total +
          Math.min(
            (demand[i] ?? 0) + (extra[i] ?? 0),
            groupsOf(problem, i, (j) => own.has(j)),
          ),
        0,
      );
      return least === because.needed && there < least;
    }
  }
}

function cutOf(problem: PreparedProblem, loads: Int32Array, share: Share): { total: number; side: ReturnType<typeof sideOf> } {
  const arcsFromSource = problem.judges.length;
  const built = assignmentNetwork(problem, { arcsFromSource, share, cost: () => 0, costOfFurther: 0, experts: null });
  problem.judges.forEach((_, j) => built.network.add(built.source, built.judgeNode(j), loads[j]! * share.whole));
  const total = maximizeFlow(built.network, built.source, built.sink);
  return { total, side: sideOf(built) };
}

function sideOf({ network, source, judgeNode, entryNode }: AssignmentNetwork) {
  const seen = reachable(network, source);
  return { ofJudge: (j: number) => seen[judgeNode(j)] === 1, ofEntry: (i: number) => seen[entryNode(i)] === 1 };
}

function entryWithTooFewJudges(problem: PreparedProblem): ImpossibleBecause | null {
  const { entries, judges, demand, start, judgeOf } = problem;
  for (const [i, entry] of entries.entries()) {
    const organisations = groupsOf(problem, i, () => true);
    if (organisations >= demand[i]!) continue;
    const free = [...judgeOf.subarray(start[i], start[i + 1])].map((j) => judges[j] ?? "");
    return { kind: "TOO_FEW_FREE_JUDGES", entry, needed: demand[i]!, free, organisations };
  }
  return null;
}

/** The sink's side of the cut: its entries are full nowhere, its judges are full everywhere. */
function tooFewPlaces(problem: PreparedProblem, { ofJudge, ofEntry }: ReturnType<typeof sideOf>): ImpossibleBecause {
  const { entries, judges, demand, max } = problem;
  const hall = [...entries.keys()].filter((i) => !ofEntry(i) && demand[i]! > 0);
  const free = new Set(hall.flatMap((i) => [...problem.judgeOf.subarray(problem.start[i], problem.start[i + 1])]));
  return {
    kind: "TOO_FEW_PLACES",
    entries: hall.map((i) => entries[i] ?? ""),
    needed: hall.reduce((total, i) => total + demand[i]!, 0),
    // Judges who are free for none of these entries add nothing to the count.
    judges: [...judges.keys()].filter((j) => !ofJudge(j) && free.has(j)).map((j) => ({ judge: judges[j] ?? "", places: max[j]! })),
    others: hall.map((i) => ({ entry: entries[i] ?? "", reviews: groupsOf(problem, i, ofJudge) })).filter(({ reviews }) => reviews > 0),
  };
}

/** The source's side of the cut: judges whose smallest loads find no more entries. */
function tooFewReviews(problem: PreparedProblem, { ofJudge }: ReturnType<typeof sideOf>): ImpossibleBecause {
  const { entries, judges, demand, extra, min } = problem;
  const short = [...judges.keys()].filter((j) => ofJudge(j) && min[j]! > 0);
  const own = new Set(short);
  return {
    kind: "TOO_FEW_REVIEWS",
    judges: short.map((j) => ({ judge: judges[j] ?? "", least: min[j]! })),
    needed: short.reduce((total, j) => total + min[j]!, 0),
    entries: [...entries.keys()]
      .map((i) => ({
        entry: entries[i] ?? "",
        reviews: Math.min(
          demand[i]! + extra[i]!,
          groupsOf(problem, i, (j) => own.has(j)),
        ),
      }))
      .filter(({ reviews }) => reviews > 0),
  };
}

/** How many reviews of entry i some judges can give: one for each group. */
function groupsOf({ start, judgeOf, groupOf }: PreparedProblem, i: number, counts: (j: number) => boolean): number {
  const groups = new Set<number>();
  for (let pair = start[i] ?? 0; pair < (start[i + 1] ?? 0); pair += 1) if (counts(judgeOf[pair]!)) groups.add(groupOf[pair]!);
  return groups.size;
}

function sum(numbers: Int32Array): number {
  return numbers.reduce((total, x) => total + x, 0);
}
