/**
 * The nodes of an undirected graph whose removal leaves more components than before, in ascending order: articulation points by depth-first
 * search and low links (Hopcroft & Tarjan 1973, algorithm 447), without recursion. `neighbours[node]` names the nodes beside it; both ends
 * of an edge name each other.
 */
export function articulationPoints(neighbours: readonly (readonly number[])[]): number[] {
  const depth = new Int32Array(neighbours.length).fill(-1);
  const low = new Int32Array(neighbours.length);
  const cuts = new Set<number>();

  neighbours.forEach((_, root) => {
    if (depth[root] !== -1) return;
    let branches = 0;
    depth[root] = 0;
    const path = [{ node: root, next: 0 }];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const { node } = top;
      const neighbour = neighbours[node]?.[top.next];
      top.next += 1;
      if (neighbour === undefined) {
        path.pop();
        const parent = path.at(-1)?.node;
        if (parent === undefined) continue;
        low[parent] = Math.min(low[parent]!, low[node]!);
        if (parent === root) branches += 1;
        else if (low[node]! >= depth[parent]!) cuts.add(parent);
      } else if (depth[neighbour] === -1) {
        depth[neighbour] = path.length;
        low[neighbour] = path.length;
        path.push({ node: neighbour, next: 0 });
      } else {
        low[node] = Math.min(low[node]!, depth[neighbour]!);
      }
    }
    if (branches > 1) cuts.add(root);
  });
  return [...cuts].toSorted((a, b) => a - b);
}
