import { assignmentNetwork } from "./assignment-feasibility.ts";
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
};

/**
 * The plan of greatest worth, as the free pairs chosen, by a cheapest flow: source to judge with the smallest loads free of charge and each
 * further review at a price above all worth together, so that the smallest loads fill first; judge to the group of an organisation at an
 * entry to the entry to the sink. Integral, because it is a flow. The problem must be feasible. For up to some 50,000 free pairs.
 */
export function* assignByFlow(problem: PreparedProblem, { worth, jitter, balance }: SolverWeights): Work<Uint8Array> {
  const needed = problem.demand.reduce((total, x) => total + x, 0);
  const [least, most] = worth.reduce(([low, high], x) => [Math.min(low, x), Math.max(high, x)], [0, 0]);
  // Jitter of a whole plan stays below one unit of worth.
  const unit = 1_000 * (needed + 1);
  const steps = problem.max.reduce((longest, x, j) => Math.max(longest, x - problem.min[j]! + problem.above[j]!), 1);
  // Nobody takes more than there is.
  const furtherOf = (j: number) => Math.min(problem.max[j]! - problem.min[j]!, needed);
  const units = problem.judges.reduce((sum, _, j) => sum + 1 + (balance > 0 ? furtherOf(j) : 1), 0);
  const built = assignmentNetwork(problem, units, (pair) => (most - worth[pair]!) * unit + jitter[pair]!);
  const { network, source, sink, judgeNode, pairArcs } = built;
  const further = ((most - least + 1 + balance * steps) * needed + 1) * unit;
  for (const j of problem.judges.keys()) {
    if (problem.min[j]! > 0) network.add(source, judgeNode(j), problem.min[j]!, 0);
    if (balance === 0 && furtherOf(j) > 0) network.add(source, judgeNode(j), furtherOf(j), further);
    for (let n = 1; balance > 0 && n <= furtherOf(j); n += 1) {
      network.add(source, judgeNode(j), 1, further + balance * (problem.above[j]! + n) * unit);
    }
  }
  const search = minimizeCost(network, source, sink, needed);
  for (let step = search.next(), paths = 0; ; step = search.next(), paths += 1) {
    if (step.done === true) {
      if (step.value < needed) throw new Error("A feasible assignment was not filled by its flow.");
      break;
    }
    if (paths % 16 === 15) yield step.value;
  }
  return Uint8Array.from(pairArcs, (arc) => network.flow(arc));
}
