import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { articulationPoints } from "./articulation.ts";
import { components } from "./components.ts";
import { NotInTheDesign } from "./decision-refusals.ts";
import { designTable, judgingDesign, type JudgingPair, proposedLinks, withdrawalOf, withdrawals } from "./judging-design.ts";
import { rowsOf } from "./score-table.ts";
import { eigenvalue } from "./symmetric-eigenvalues.ts";
import { runNow } from "./work.ts";

/** Any pairs at all, so that designs fall apart often. */
const someDesign: fc.Arbitrary<JudgingPair[]> = fc.uniqueArray(
  fc.record({ entry: fc.constantFrom("e1", "e2", "e3", "e4", "e5", "e6"), judge: fc.constantFrom("j1", "j2", "j3", "j4", "j5") }),
  { minLength: 2, maxLength: 14, selector: ({ entry, judge }) => `${entry} ${judge}` },
);
const complete = (entries: number, judges: number) =>
  Array.from({ length: entries * judges }, (_, at) => ({ entry: `e${Math.floor(at / judges)}`, judge: `j${at % judges}` }));
const twoPanels = [...complete(4, 2), ...complete(4, 2).map(({ entry, judge }) => ({ entry: `x${entry}`, judge: `x${judge}` }))];

describe("judgingDesign()", () => {
  it("counts as many components as the rank of [entries | judges] is short of", () => {
    fc.assert(
      fc.property(someDesign, (pairs) => {
        const table = designTable(pairs);
        const nodes = [...table.entries, ...table.judges];
        const rows = pairs.map(({ entry, judge }) => nodes.map((node) => (node === entry || node === judge ? 1 : 0)));
        expect(judgingDesign(table).estimableRank).toBe(rankOf(rows));
      }),
    );
  });

  it("names the judges and entries without which it falls apart, as taking each away shows", () => {
    fc.assert(
      fc.property(someDesign, (pairs) => {
        const table = designTable(pairs);
        const { articulationJudges, articulationEntries } = judgingDesign(table);
        const breaks = (without: (pair: JudgingPair) => boolean, kept: number) => {
          const left = pairs.filter((pair) => !without(pair));
          const ids = new Set(left.flatMap(({ entry, judge }) => [entry, judge]));
          // Nodes that lost all their edges are components of their own.
          const lone = kept - ids.size;
          return (left.length === 0 ? 0 : components(designTable(left)).length) + lone > components(table).length;
        };
        const nodes = table.entries.length + table.judges.length - 1;
        expect(articulationJudges).toEqual(table.judges.filter((id) => breaks(({ judge }) => judge === id, nodes)));
        expect(articulationEntries).toEqual(table.entries.filter((id) => breaks(({ entry }) => entry === id, nodes)));
      }),
      { numRuns: 200 },
    );
  });

  it("gives r of a complete panel in closed form: the root of 2 / entries", () => {
    const { light, largestContrast, algebraicConnectivity } = judgingDesign(designTable(complete(18, 3)));
    expect(largestContrast[0]?.ratio).toBeCloseTo(Math.sqrt(2 / 18), 12);
    expect(algebraicConnectivity).toBeCloseTo(18, 9);
    expect(light).toBe("GREEN");
    expect(judgingDesign(designTable(complete(4, 3)))).toMatchObject({ light: "AMBER" });
  });

  it("is red for panels that share nothing, and for a single judge, and says why", () => {
    const apart = judgingDesign(designTable(twoPanels));
    expect(apart).toMatchObject({ light: "RED", algebraicConnectivity: 0, estimableRank: 10 });
    expect(apart.reason).toBe("the judges fall into 2 groups that share no entry: j0, j1 | xj0, xj1.");
    expect(apart.largestContrast.map(({ ratio }) => ratio.toFixed(4))).toEqual(["0.7071", "0.7071"]);
    expect(judgingDesign(designTable(complete(3, 1)))).toMatchObject({ light: "RED", algebraicConnectivity: null });
  });

  it("is never better for one judge fewer", () => {
    fc.assert(
      fc.property(someDesign, (pairs) => {
        const table = designTable(pairs);
        if (components(table).length > 1 || table.judges.length < 3) return;
        const before = judgingDesign(table).largestContrast[0]?.ratio ?? 0;
        for (const { judge, after } of runNow(withdrawals(table, 1))) {
          if (after === null || after.components.length > 1) continue;
          const both = judgingDesign(table).largestContrast[0]?.between ?? [];
          if (!both.includes(judge)) expect(after.largestContrast[0]?.ratio ?? 0).toBeGreaterThan(before - 1e-9);
        }
      }),
    );
  });
});

describe("withdrawalOf()", () => {
  it("tells which entries lose their quorum and what the light becomes", () => {
    const bridged = designTable([...twoPanels, { entry: "e0", judge: "xj0" }]);
    expect(judgingDesign(bridged).articulationJudges).toEqual(["xj0"]);
    const { belowQuorum, after, sentence } = withdrawalOf(bridged, "xj0", 2);
    expect(after?.light).toBe("RED");
    expect(belowQuorum).toEqual(["xe0", "xe1", "xe2", "xe3"]);
    expect(sentence).toBe(
      "If xj0 withdraws, 4 entries fall below 2 ballots; red: the judges fall into 2 groups that share no entry: j0, j1 | xj1.",
    );
    expect(runNow(withdrawals(bridged, 2))[0]?.judge).toBe("xj0");
  });

  it("leaves nothing of a single judge, and refuses one who is not there", () => {
    expect(withdrawalOf(designTable(complete(2, 1)), "j0", 1)).toMatchObject({ after: null, belowQuorum: ["e0", "e1"] });
    expect(() => withdrawalOf(designTable(twoPanels), "nobody", 1)).toThrow(NotInTheDesign);
  });
});

describe("proposedLinks()", () => {
  it("joins what it can, and never by a forbidden pair", () => {
    fc.assert(
      fc.property(someDesign, fc.boolean(), (pairs, odd) => {
        const table = designTable(pairs);
        const forbidden = ({ entry, judge }: JudgingPair) => odd && (entry.charCodeAt(1) + judge.charCodeAt(1)) % 2 === 0;
        const links = proposedLinks(table, forbidden);
        expect(links.filter(forbidden)).toEqual([]);
        if (!odd) expect(components(designTable([...rowsOf(table), ...links])).length).toBe(1);
      }),
    );
  });
});

describe("articulationPoints()", () => {
  it("walks long chains without running out of stack", () => {
    const chain = Array.from({ length: 50_000 }, (_, at) => [at - 1, at + 1].filter((other) => other >= 0 && other < 50_000));
    expect(articulationPoints(chain).length).toBe(49_998);
  });
});

describe("eigenvalue()", () => {
  it("finds those of a matrix with known ones", () => {
    // The path of n nodes: 2 - 2 cos(pi k / n).
    const n = 12;
    for (let k = 0; k < n; k += 1) {
      const path = new Float64Array(n * n);
      for (let i = 0; i + 1 < n; i += 1) for (const [a, b] of [[i, i + 1], [i + 1, i]] as const) { path[a * n + a] = path[a * n + a]! + 1; path[a * n + b] = -1; } // prettier-ignore
      expect(eigenvalue(path, n, k)).toBeCloseTo(2 - 2 * Math.cos((Math.PI * k) / n), 12);
    }
  });
});

function rankOf(rows: number[][]): number {
  const left = rows.map((row) => [...row]);
  let rank = 0;
  for (let column = 0; column < (left[0]?.length ?? 0); column += 1) {
    const pivot = left.findIndex((row, at) => at >= rank && Math.abs(row[column] ?? 0) > 1e-9);
    if (pivot < 0) continue;
    [left[rank], left[pivot]] = [left[pivot] ?? [], left[rank] ?? []];
    const base = left[rank] ?? [];
    left.forEach((row, at) => {
      if (at === rank) return;
      const factor = (row[column] ?? 0) / (base[column] ?? 1);
      row.forEach((value, c) => (row[c] = value - factor * (base[c] ?? 0)));
    });
    rank += 1;
  }
  return rank;
}
