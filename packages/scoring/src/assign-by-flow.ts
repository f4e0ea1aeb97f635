import { assignmentNetwork, type ExpertBonus, type Share } from "./assignment-network.ts";
import type { PreparedProblem } from "./assignment-problem.ts";
import { minimizeCost } from "./flow-network.ts";
import type { Work } from "./work.ts";

/** What a solver is asked for besides the problem. */
export type SolverWeights = {
  /** For each free pair, what assigning it is worth: a whole number. */
  readonly worth: Float64Array;
  /** For each free pair, a whole number from 0 to 999 that only decides between plans of equal worth. */
  readonly jitter: Float64Array;
  /** A judge's n-th review above the smallest load costs n times this: a whole number, 0 for no matter. */
  readonly balance: number;
  /** What the first expert of an entry is worth; null for nothing. */
  readonly experts: ExpertBonus | null;
  /** Whole reviews, or hundredths of them. */
  readonly share: Share;
};

/**
 * The plan of greatest worth, as how much of each free pair is chosen, by a cheapest flow: source to judge with the smallest loads free of
 * charge and each further review at a price above all worth together, so that the smallest loads fill first; judge to the group of an
 * organisation at an entry to the entry to the sink. Reviews above what an entry must have cost as much, and the flow ends before it would
 * pay both prices: so many reviews as rules ask for, and no more. Integral, because it is a flow. The problem must be feasible. For up to some
 * 50,000 free pairs.
 */
export function* assignByFlow(problem: PreparedProblem, { worth, jitter, balance, experts, share }: SolverWeights): Work<Uint8Array> {
  const sum = (numbers: Int32Array) => numbers.reduce((total, x) => total + x, 0);
  const needed = sum(problem.demand) * share.whole;
  const possible = needed + sum(problem.extra) * share.whole;
  const [least, most] = worth.reduce(([low, high], x) => [Math.min(low, x), Math.max(high, x)], [0, 0]);
  // Jitter of a whole plan stays below one unit of worth.
  const unit = 1_000 * (possible + 1);
  const steps = problem.max.reduce((longest, x, j) => Math.max(longest, x - problem.min[j]! + problem.above[j]!), 1);
  // Nobody takes more than there is.
  const furtherOf = (j: number) => Math.min(problem.max[j]! - problem.min[j]!, Math.ceil(possible / share.whole));
  const units = problem.judges.reduce((total, _, j) => total + 1 + (balance > 0 ? furtherOf(j) : 1), 0);
  const further = 2 * ((most - least + 1 + (experts?.bonus ?? 0) + balance * steps) * possible + 1) * unit;
  const { network, source, sink, judgeNode, pairArcs } = assignmentNetwork(problem, {
    arcsFromSource: units,
    share,
    cost: (pair) => (most - worth[pair]!) * unit + jitter[pair]!,
    costOfFurther: further,
    experts: experts === null ? null : { ...experts, bonus: experts.bonus * unit },
  });
  for (const j of problem.judges.keys()) {
    if (problem.min[j]! > 0) network.add(source, judgeNode(j), problem.min[j]! * share.whole, 0);
    if (balance === 0 && furtherOf(j) > 0) network.add(source, judgeNode(j), furtherOf(j) * share.whole, further);
    for (let n = 1; balance > 0 && n <= furtherOf(j); n += 1) {
      network.add(source, judgeNode(j), share.whole, further + balance * (problem.above[j]! + n) * unit);
    }
  }
  const search = minimizeCost(network, source, sink, possible, possible === needed ? Infinity : 1.5 * further);
  for (let step = search.next(), paths = 0; ; step = search.next(), paths += 1) {
    if (step.done === true) {
      if (step.value < needed) throw new Error("A feasible assignment was not filled by its flow.");
      break;
    }
    if (paths % 16 === 15) yield step.value;
  }
  return Uint8Array.from(pairArcs, (arc) => network.flow(arc));
}
