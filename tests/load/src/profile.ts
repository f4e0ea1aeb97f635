type CallFrame = { readonly functionName: string; readonly url: string; readonly lineNumber: number };
type ProfileNode = { readonly id: number; readonly callFrame: CallFrame; readonly children?: readonly number[] };
type Profile = { readonly nodes: readonly ProfileNode[]; readonly samples: readonly number[]; readonly timeDeltas: readonly number[] };

/** The functions a profile spent most time in, themselves and with all they call, as two lists of lines. */
export function costliest(text: string, lines = 45): string {
  const { nodes, samples, timeDeltas } = JSON.parse(text) as Profile;
  const own = new Map<number, number>();
  for (const [index, id] of samples.entries()) own.set(id, (own.get(id) ?? 0) + (timeDeltas[index] ?? 0));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const self = new Map<string, number>();
  const total = new Map<string, number>();
  const add = (to: Map<string, number>, name: string, time: number) => to.set(name, (to.get(name) ?? 0) + time);

  // A function that calls itself again is counted once, at its outermost call.
  const walk = (node: ProfileNode, above: ReadonlySet<string>): number => {
    const name = nameOf(node.callFrame);
    const alone = own.get(node.id) ?? 0;
    add(self, name, alone);
    const within = new Set(above).add(name);
    let all = alone;
    for (const child of node.children ?? []) all += walk(byId.get(child) as ProfileNode, within);
    if (!above.has(name)) add(total, name, all);
    return all;
  };
  const [root] = nodes;
  const whole = root === undefined ? 0 : walk(root, new Set());
  const beside = new Set(["(idle)", "(root)", "post node:inspector:115"]);
  const busy = whole - [...beside].reduce((sum, name) => sum + (self.get(name) ?? 0), 0);
  const listed = (times: ReadonlyMap<string, number>) =>
    [...times]
      .filter(([name]) => !beside.has(name))
      .toSorted(([, a], [, b]) => b - a)
      .slice(0, lines)
      .map(([name, time]) => `${((100 * time) / busy).toFixed(1).padStart(6)} %  ${name}`)
      .join("\n");
  return `Themselves:\n${listed(self)}\n\nWith all they call:\n${listed(total)}`;
}

function nameOf({ functionName, url, lineNumber }: CallFrame): string {
  const file = url.replace(/^.*\/node_modules\//u, "").replace(/^file:\/\/.*?\/(?=packages|services|tests)/u, "");
  return `${functionName || "(anonymous)"} ${file}${file === "" ? "" : `:${lineNumber + 1}`}`.trim();
}
