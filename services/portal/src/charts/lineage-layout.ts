/** Columns and rows of a lineage graph: who came first stands left. Pure. */

/** Where a node stands, counted from 0. */
export interface GridPlace {
  readonly column: number;
  readonly row: number;
}

/**
 * A place for every node. An edge leads from a lower column to a higher one; a circle, which no lineage should hold,
 * ends after as many steps as there are nodes.
 */
export function lineageLayout(
  nodes: readonly string[],
  edges: readonly (readonly [from: string, to: string])[],
): ReadonlyMap<string, GridPlace> {
  const columns = new Map(nodes.map((node) => [node, 0]));
  for (let round = 1; round < nodes.length; round += 1) {
    for (const [from, to] of edges) {
      const behind = (columns.get(from) ?? 0) + 1;
      if (behind > (columns.get(to) ?? 0) && behind < nodes.length) columns.set(to, behind);
    }
  }
  const filled = new Map<number, number>();
  return new Map(
    nodes.map((node) => {
      const column = columns.get(node) ?? 0;
      const row = filled.get(column) ?? 0;
      filled.set(column, row + 1);
      return [node, { column, row }];
    }),
  );
}
