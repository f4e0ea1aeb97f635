import type { PreparedProblem } from "./assignment-problem.ts";
import type { RandomStream } from "./random.ts";

/**
 * A plan drawn from its probabilities: each free pair is chosen with `hundredths` of a hundred, exactly, and every sum that the plan must keep -
 * reviews of an entry, of an organisation at an entry, of a judge, of all - comes out as one of the two whole numbers next to its expectation
 * (Birkhoff 1946 and von Neumann 1953, for such families of sums Budish et al. 2013; for reviews Jecmen et al. 2020). By rounding along
 * cycles of the network: what one arc gains its neighbour loses, by lot, so that no expectation changes, until every arc is whole. All in
 * whole numbers: nothing is rounded away.
 */
export function drawByLot(problem: PreparedProblem, hundredths: Uint8Array, stream: RandomStream): Uint8Array {
  const { arcs, pairArcs } = arcsOf(problem, hundredths);
  const open = Array.from({ length: Math.max(0, ...arcs.map(({ from, to }) => Math.max(from, to))) + 1 }, () => new Set<number>());
  arcs.forEach(({ flow, from, to }, arc) => {
    if (flow % whole === 0) return;
    open[from]?.add(arc);
    open[to]?.add(arc);
  });
  for (let node = 0; node < open.length; node += 1) {
    while ((open[node]?.size ?? 0) > 0) round(cycleFrom(node, arcs, open), arcs, open, stream);
  }
  return Uint8Array.from(pairArcs, (arc) => (arcs[arc]?.flow ?? 0) / whole);
}

const whole = 100;

type Arc = { readonly from: number; readonly to: number; flow: number };

/** Source and sink are one node, so that what leaves it comes back and every node has as much in as out. */
function arcsOf(
  { entries, judges, start, judgeOf, groupOf, groups }: PreparedProblem,
  hundredths: Uint8Array,
): { arcs: Arc[]; pairArcs: number[] } {
  const [judgeNode, entryNode, groupNode] = [
    (j: number) => 1 + j,
    (i: number) => 1 + judges.length + i,
    1 + judges.length + entries.length,
  ];
  const [ofJudge, ofEntry, ofGroup] = [new Int32Array(judges.length), new Int32Array(entries.length), new Int32Array(groups)];
  const entryOfGroup = new Int32Array(groups);
  const pairArcs: number[] = [];
  const arcs: Arc[] = [];
  for (const i of entries.keys()) {
    for (let pair = start[i]!; pair < start[i + 1]!; pair += 1) {
      const [j, group, flow] = [judgeOf[pair]!, groupOf[pair]!, hundredths[pair]!];
      pairArcs.push(arcs.push({ from: judgeNode(j), to: groupNode + group, flow }) - 1);
      ofJudge[j] = ofJudge[j]! + flow;
      ofEntry[i] = ofEntry[i]! + flow;
      ofGroup[group] = ofGroup[group]! + flow;
      entryOfGroup[group] = i;
    }
  }
  ofJudge.forEach((flow, j) => arcs.push({ from: 0, to: judgeNode(j), flow }));
  ofGroup.forEach((flow, group) => arcs.push({ from: groupNode + group, to: entryNode(entryOfGroup[group]!), flow }));
  ofEntry.forEach((flow, i) => arcs.push({ from: entryNode(i), to: 0, flow }));
  return { arcs, pairArcs };
}

/** A cycle of arcs that are not whole, as arcs with the direction they are walked in. A node has none or two at least, since flow is kept. */
function cycleFrom(first: number, arcs: readonly Arc[], open: readonly ReadonlySet<number>[]): { arc: number; forward: boolean }[] {
  const path: { arc: number; forward: boolean }[] = [];
  const visited = new Map<number, number>([[first, 0]]);
  for (let node = first; ;) {
    const last = path.at(-1)?.arc;
    const arc = [...(open[node] ?? [])].find((one) => one !== last);
    if (arc === undefined) throw new Error("A plan by lot does not keep its flow, which is a fault of the solver.");
    const forward = arcs[arc]!.from === node;
    path.push({ arc, forward });
    node = forward ? arcs[arc]!.to : arcs[arc]!.from;
    const seen = visited.get(node);
    if (seen !== undefined) return path.slice(seen);
    visited.set(node, path.length);
  }
}

/** Moves flow around the cycle, one way or the other, until an arc is whole: up with chance down / (up + down), which keeps expectations. */
function round(
  cycle: readonly { arc: number; forward: boolean }[],
  arcs: readonly Arc[],
  open: readonly Set<number>[],
  stream: RandomStream,
): void {
  const part = (arc: number) => arcs[arc]!.flow % whole;
  const up = Math.min(...cycle.map(({ arc, forward }) => (forward ? whole - part(arc) : part(arc))));
  const down = Math.min(...cycle.map(({ arc, forward }) => (forward ? part(arc) : whole - part(arc))));
  const move = stream.below(up + down) < down ? up : -down;
  for (const { arc, forward } of cycle) {
    const one = arcs[arc]!;
    one.flow += forward ? move : -move;
    if (one.flow % whole !== 0) continue;
    open[one.from]?.delete(arc);
    open[one.to]?.delete(arc);
  }
}
