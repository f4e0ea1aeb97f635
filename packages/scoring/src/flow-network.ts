/*
 * Flows through directed networks with whole capacities. Arcs come in pairs, an arc and its way back: arc ^ 1 is the other one.
 */

export type FlowNetwork = {
  readonly nodes: number;
  /** Adds an arc and answers its number. */
  readonly add: (from: number, to: number, capacity: number, cost?: number) => number;
  /** Flow through an arc that `add` numbered. */
  readonly flow: (arc: number) => number;
  /** The arrays behind, for the algorithms. */
  readonly arcs: () => FlowArcs;
};

export type FlowArcs = {
  /** The first arc of each node, and the next arc after each; -1 ends. */
  readonly first: Int32Array;
  readonly next: Int32Array;
  readonly to: Int32Array;
  /** Capacity that is left. */
  readonly left: Int32Array;
  readonly cost: Float64Array;
};

/** An empty network; `arcs` is the most that will be added. */
export function flowNetwork(nodes: number, arcs: number): FlowNetwork {
  const first = new Int32Array(nodes).fill(-1);
  const next = new Int32Array(2 * arcs);
  const to = new Int32Array(2 * arcs);
  const left = new Int32Array(2 * arcs);
  const cost = new Float64Array(2 * arcs);
  let count = 0;
  const one = (from: number, target: number, capacity: number, price: number) => {
    next[count] = first[from]!;
    first[from] = count;
    to[count] = target;
    left[count] = capacity;
    cost[count] = price;
    count += 1;
  };
  return {
    nodes,
    add: (from, target, capacity, price = 0) => {
      if (count >= 2 * arcs) throw new RangeError(`A network of ${arcs} arcs is full.`);
      one(from, target, capacity, price);
      one(target, from, 0, -price);
      return count - 2;
    },
    flow: (arc) => left[arc ^ 1]!,
    arcs: () => ({ first, next, to, left, cost }),
  };
}

/** The greatest flow, costs left aside: Dinitz 1970, in phases of shortest paths. Answers its amount. */
export function maximizeFlow(network: FlowNetwork, source: number, sink: number): number {
  const { first, next, to, left } = network.arcs();
  const level = new Int32Array(network.nodes);
  let total = 0;
  for (;;) {
    level.fill(-1);
    level[source] = 0;
    const queue = [source];
    for (const node of queue) {
      for (let arc = first[node]!; arc >= 0; arc = next[arc]!) {
        if (left[arc]! <= 0 || level[to[arc]!]! >= 0) continue;
        level[to[arc]!] = level[node]! + 1;
        queue.push(to[arc]!);
      }
    }
    if (level[sink]! < 0) return total;

    const at = first.slice();
    const path: number[] = [];
    for (let node = source; ;) {
      if (node === sink) {
        let amount = Infinity;
        for (const arc of path) amount = Math.min(amount, left[arc]!);
        for (const arc of path) {
          left[arc] = left[arc]! - amount;
          left[arc ^ 1] = left[arc ^ 1]! + amount;
        }
        total += amount;
        const full = path.findIndex((arc) => left[arc] === 0);
        path.length = full;
        node = full === 0 ? source : to[path[full - 1]!]!;
        continue;
      }
      let arc = at[node]!;
      while (arc >= 0 && (left[arc]! <= 0 || level[to[arc]!]! !== level[node]! + 1)) arc = next[arc]!;
      at[node] = arc;
      if (arc >= 0) {
        path.push(arc);
        node = to[arc]!;
        continue;
      }
      const back = path.pop();
      if (back === undefined) break;
      node = to[back ^ 1]!;
      at[node] = next[back]!;
    }
  }
}

/** After maximizeFlow: the nodes that flow could still reach from the source; the arcs out of them are a least cut (Ford & Fulkerson 1956). */
export function reachable(network: FlowNetwork, source: number): Uint8Array {
  const { first, next, to, left } = network.arcs();
  const seen = new Uint8Array(network.nodes);
  seen[source] = 1;
  const queue = [source];
  for (const node of queue) {
    for (let arc = first[node]!; arc >= 0; arc = next[arc]!) {
      if (left[arc]! <= 0 || seen[to[arc]!] === 1) continue;
      seen[to[arc]!] = 1;
      queue.push(to[arc]!);
    }
  }
  return seen;
}

/**
 * The cheapest flow of so much, by successive shortest paths with potentials (Edmonds & Karp 1972; Tomizawa 1971), each path by Dijkstra with
 * a heap. Costs must be at least 0 to begin with, and safe integers in sum, so that the optimum is exact. Yields after each path.
 * Answers the amount reached: less than asked when there is no more, or when the next unit would cost more than `dearest`.
 */
export function* minimizeCost(
  network: FlowNetwork,
  source: number,
  sink: number,
  amount: number,
  dearest = Infinity,
): Generator<number, number, void> {
  const { first, next, to, left, cost } = network.arcs();
  const potential = new Float64Array(network.nodes);
  const distance = new Float64Array(network.nodes);
  const arrived = new Int32Array(network.nodes);
  const done = new Uint8Array(network.nodes);
  const heap = nodeHeap(distance);
  for (let total = 0; total < amount;) {
    distance.fill(Infinity);
    done.fill(0);
    distance[source] = 0;
    heap.clear();
    heap.push(source);
    for (let node = heap.pop(); node >= 0; node = heap.pop()) {
      if (done[node] === 1) continue;
      done[node] = 1;
      if (node === sink) break;
      const here = distance[node]! + potential[node]!;
      for (let arc = first[node]!; arc >= 0; arc = next[arc]!) {
        const target = to[arc]!;
        if (left[arc]! <= 0 || done[target] === 1) continue;
        const reached = here + cost[arc]! - potential[target]!;
        if (reached >= distance[target]!) continue;
        distance[target] = reached;
        arrived[target] = arc;
        heap.push(target);
      }
    }
    const reach = distance[sink]!;
    if (reach === Infinity) return total;
    // Nodes not settled are at least as far as the sink: moving their potentials by its distance keeps reduced costs at 0 or more.
    for (let node = 0; node < network.nodes; node += 1) potential[node] = potential[node]! + Math.min(distance[node]!, reach);

    // Paths never get cheaper: potentials at the source stay 0.
    if (potential[sink]! > dearest) return total;

    let room = amount - total;
    for (let node = sink; node !== source; node = to[arrived[node]! ^ 1]!) room = Math.min(room, left[arrived[node]!]!);
    for (let node = sink; node !== source; node = to[arrived[node]! ^ 1]!) {
      const arc = arrived[node]!;
      left[arc] = left[arc]! - room;
      left[arc ^ 1] = left[arc ^ 1]! + room;
    }
    total += room;
    yield total / amount;
  }
  return amount;
}

/** A binary heap of nodes by their distance when pushed; a node may be in it more than once. Equal distances come by node. */
function nodeHeap(distance: Float64Array) {
  const nodes: number[] = [];
  const keys: number[] = [];
  const before = (a: number, b: number) => keys[a]! < keys[b]! || (keys[a] === keys[b] && nodes[a]! < nodes[b]!);
  const swap = (a: number, b: number) => {
    [nodes[a], nodes[b]] = [nodes[b]!, nodes[a]!];
    [keys[a], keys[b]] = [keys[b]!, keys[a]!];
  };
  return {
    clear: () => {
      nodes.length = 0;
      keys.length = 0;
    },
    push: (node: number) => {
      nodes.push(node);
      keys.push(distance[node]!);
      for (let at = nodes.length - 1; at > 0;) {
        const parent = (at - 1) >> 1;
        if (!before(at, parent)) return;
        swap(at, parent);
        at = parent;
      }
    },
    /** The nearest node, or -1. */
    pop: () => {
      const top = nodes[0];
      if (top === undefined) return -1;
      const last = nodes.length - 1;
      swap(0, last);
      nodes.pop();
      keys.pop();
      for (let at = 0; ;) {
        const child = 2 * at + 1;
        if (child >= last) return top;
        const least = child + 1 < last && before(child + 1, child) ? child + 1 : child;
        if (!before(least, at)) return top;
        swap(at, least);
        at = least;
      }
    },
  };
}
