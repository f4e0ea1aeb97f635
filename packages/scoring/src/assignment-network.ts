import type { PreparedProblem } from "./assignment-problem.ts";
import { type FlowNetwork, flowNetwork } from "./flow-network.ts";

/** Which free pairs are by an expert, what the first of an entry is worth, and which entries have none among their fixed reviews. */
export type ExpertBonus = { readonly expert: Uint8Array; readonly bonus: number; readonly wanting: Uint8Array };

/** How much of a pair may be assigned, and how much of it is a whole review: both 1, or hundredths where a plan is drawn by lot. */
export type Share = { readonly pair: number; readonly whole: number };

export const wholeReviews: Share = { pair: 1, whole: 1 };

export type NetworkOptions = {
  /** Room for so many arcs, which the caller adds from the source. */
  readonly arcsFromSource: number;
  readonly share: Share;
  /** What each free pair costs, at least 0. */
  readonly cost: (pair: number) => number;
  /** What each review above the demand of its entry costs. */
  readonly costOfFurther: number;
  /** In units of cost. No group at a wanting entry may hold experts and others: mixedGroups() tells. */
  readonly experts: ExpertBonus | null;
};

/**
 * Nodes: source, judges, entries, sink, then the groups (an organisation at an entry) in which more than one judge is free, and the experts
 * of each entry that wants one.
 */
export type AssignmentNetwork = {
  readonly network: FlowNetwork;
  readonly source: number;
  readonly sink: number;
  readonly judgeNode: (j: number) => number;
  readonly entryNode: (i: number) => number;
  /** The arc of each free pair. */
  readonly pairArcs: Int32Array;
};

/** The network of free pairs: judge to the group of an organisation at an entry to the entry to the sink. */
export function assignmentNetwork(problem: PreparedProblem, options: NetworkOptions): AssignmentNetwork {
  const { judges, entries, start, judgeOf, groupOf, demand, extra } = problem;
  const { arcsFromSource, share, cost, costOfFurther, experts } = options;
  const members = new Int32Array(problem.groups);
  for (const group of groupOf) members[group] = members[group]! + 1;
  const shared = members.reduce((count, size) => count + (size > 1 ? 1 : 0), 0);
  const wanting = experts?.wanting.reduce((count, one) => count + one, 0) ?? 0;

  const judgeNode = (j: number) => 1 + j;
  const entryNode = (i: number) => 1 + judges.length + i;
  const sink = entryNode(entries.length);
  const network = flowNetwork(sink + 1 + shared + wanting, judgeOf.length + shared + 2 * wanting + 2 * entries.length + arcsFromSource);
  const pairArcs = new Int32Array(judgeOf.length);
  const nodeOfGroup = new Map<number, number>();
  let node = sink;
  for (const i of entries.keys()) {
    const wants = experts !== null && experts.wanting[i] === 1;
    let expertNode = entryNode(i);
    if (wants) {
      // The first unit through the experts' node has the bonus; all others, expert or not, go without it.
      expertNode = node += 1;
      network.add(expertNode, entryNode(i), share.whole, 0);
      network.add(expertNode, entryNode(i), (demand[i]! + extra[i]!) * share.whole, experts.bonus);
    }
    for (let pair = start[i]!; pair < start[i + 1]!; pair += 1) {
      const group = groupOf[pair]!;
      const expert = wants && experts.expert[pair] === 1;
      const beyond = expert ? expertNode : entryNode(i);
      let target = members[group]! > 1 ? nodeOfGroup.get(group) : beyond;
      if (target === undefined) {
        target = node += 1;
        nodeOfGroup.set(group, target);
        network.add(target, beyond, share.whole);
      }
      const without = wants && !expert ? experts.bonus : 0;
      pairArcs[pair] = network.add(judgeNode(judgeOf[pair]!), target, share.pair, cost(pair) + without);
    }
    network.add(entryNode(i), sink, demand[i]! * share.whole);
    if (extra[i]! > 0) network.add(entryNode(i), sink, extra[i]! * share.whole, costOfFurther);
  }
  return { network, source: 0, sink, judgeNode, entryNode, pairArcs };
}

/** Whether some organisation has experts and others free for one entry that wants an expert: then the bonus is no longer a flow. */
export function mixedGroups({ groupOf, start, entries }: PreparedProblem, { expert, wanting }: ExpertBonus): boolean {
  return [...entries.keys()].some((i) => {
    if (wanting[i] === 0) return false;
    const seen = new Map<number, number>();
    for (let pair = start[i]!; pair < start[i + 1]!; pair += 1) {
      if ((seen.get(groupOf[pair]!) ?? expert[pair]!) !== expert[pair]!) return true;
      seen.set(groupOf[pair]!, expert[pair]!);
    }
    return false;
  });
}
