import type { ScoreTable } from "./score-table.ts";

/** One part of the graph of judges and entries within which all can be compared: ids in the table's order. */
export type Component = { readonly entries: readonly string[]; readonly judges: readonly string[] };

/**
 * The connected components of the graph in which a judge is linked to every entry it scored, the largest first (entries and judges
 * together), equals in the order of their first entry. Severities and entries are comparable only inside one (Weeks & Williams 1964).
 * Union-find, near linear in the number of scores.
 */
export function components({ entries, judges, entryOf, judgeOf }: ScoreTable): Component[] {
  const parent = Int32Array.from({ length: entries.length + judges.length }, (_, node) => node);
  const rootOf = (node: number): number => {
    let root = node;
    while (parent[root]! !== root) {
      parent[root] = parent[parent[root]!]!;
      root = parent[root]!;
    }
    return root;
  };
  entryOf.forEach((entry, row) => {
    const [a, b] = [rootOf(entry), rootOf(entries.length + judgeOf[row]!)];
    // The least node is the root, so that the order of components is that of their first entries.
    parent[Math.max(a, b)] = Math.min(a, b);
  });

  const groups = new Map<number, { entries: string[]; judges: string[] }>();
  const groupOf = (node: number) => {
    const root = rootOf(node);
    const group = groups.get(root) ?? { entries: [], judges: [] };
    groups.set(root, group);
    return group;
  };
  entries.forEach((id, entry) => groupOf(entry).entries.push(id));
  judges.forEach((id, judge) => groupOf(entries.length + judge).judges.push(id));
  const size = (group: Component) => group.entries.length + group.judges.length;
  return [...groups.values()].toSorted((a, b) => size(b) - size(a));
}
