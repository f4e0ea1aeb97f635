/**
 * Groups of nodes that reach each other along directed edges (Tarjan 1972), without recursion. `edges[node]` names the nodes it points to.
 * Groups come so that edges between them point from later to earlier ones; nodes within a group ascend.
 */
export function strongComponents(edges: readonly (readonly number[])[]): number[][] {
  const index = new Int32Array(edges.length).fill(-1);
  const low = new Int32Array(edges.length);
  const open = new Set<number>();
  const groups: number[][] = [];
  let visited = 0;

  for (const root of edges.keys()) {
    if (index[root] !== -1) continue;
    const path = [{ node: root, next: 0 }];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const { node } = top;
      if (top.next === 0) {
        index[node] = visited;
        low[node] = visited;
        visited += 1;
        open.add(node);
      }
      const target = edges[node]?.[top.next];
      top.next += 1;
      if (target !== undefined) {
        if (index[target] === -1) path.push({ node: target, next: 0 });
        else if (open.has(target)) low[node] = Math.min(low[node]!, index[target]!);
        continue;
      }
      path.pop();
      const parent = path.at(-1)?.node;
      if (parent !== undefined) low[parent] = Math.min(low[parent]!, low[node]!);
      if (low[node] !== index[node]) continue;
      const group = [...open].filter((member) => index[member]! >= index[node]!).toSorted((a, b) => a - b);
      for (const member of group) open.delete(member);
      groups.push(group);
    }
  }
  return groups;
}
