import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bradleyTerry, nextPair, type PairedWins } from "./bradley-terry.ts";
import { BallotIsInvalid, NoEstimateExists } from "./decision-refusals.ts";
import { plackettLuce } from "./plackett-luce.ts";
import type { RankingBallot } from "./ranking-ballots.ts";
import { borda, condorcetWinner, schulze } from "./ranking-rules.ts";
import { SettingIsOutOfRange, TooLittleEvidence } from "./refusals.ts";
import { singleTransferableVote } from "./single-transferable-vote.ts";
import { strongComponents } from "./strong-components.ts";
import { worstDifference } from "./testing/reference-case.ts";

const ids = ["__proto__", "b", "c", "Қ", "e"];
const someWins: fc.Arbitrary<PairedWins[]> = fc.array(
  fc
    .record({
      pair: fc.shuffledSubarray(ids, { minLength: 2, maxLength: 2 }),
      winsA: fc.integer({ min: 0, max: 4 }),
      winsB: fc.integer({ min: 0, max: 4 }),
    })
    .map(({ pair: [a = "", b = ""], winsA, winsB }) => ({ a, b, winsA: winsA + 1, winsB })),
  { minLength: 1, maxLength: 12 },
);
const someBallots: fc.Arbitrary<RankingBallot[]> = fc.array(
  fc
    .record({
      order: fc.shuffledSubarray(ids, { minLength: 2 }),
      joins: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
      weight: fc.integer({ min: 1, max: 3 }),
    })
    .map(({ order, joins, weight }) => {
      const groups: string[][] = [];
      order.forEach((entry, at) => {
        const last = groups.at(-1);
        if (joins[at] === true && last !== undefined) last.push(entry);
        else groups.push([entry]);
      });
      return { groups, weight };
    }),
  { minLength: 1, maxLength: 9 },
);
const strict = (orders: string, weight: number): RankingBallot => ({ groups: [...orders].map((entry) => [entry]), weight });

describe("bradleyTerry()", () => {
  it("is the fixed point of Hunter's MM iteration, whatever the order of votes", () => {
    fc.assert(
      fc.property(someWins, (outcomes) => {
        const fit = bradleyTerry(outcomes);
        const expected = byMinorization(outcomes, fit.phantom !== null);
        for (const { entry, ability } of fit.entries) expect(Math.abs(ability - (expected.get(entry) ?? NaN))).toBeLessThan(1e-6);
        const turned = bradleyTerry(outcomes.toReversed().map(({ a, b, winsA, winsB }) => ({ a: b, b: a, winsA: winsB, winsB: winsA })));
        expect(JSON.stringify(turned)).toBe(JSON.stringify(fit));
        for (const one of fit.entries) expect(Number.isFinite(one.ability + one.standardError + one.worth)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it("never lowers an entry for one more win", () => {
    fc.assert(
      fc.property(someWins, (outcomes) => {
        const [first] = outcomes;
        if (first === undefined) return;
        const before = bradleyTerry(outcomes);
        const after = bradleyTerry([...outcomes, { ...first, winsA: 1, winsB: 0 }]);
        // Only fits of one kind can be compared: the imagined entry shrinks.
        if ((before.phantom === null) !== (after.phantom === null)) return;
        const ability = (fit: typeof before) => fit.entries.find(({ entry }) => entry === first.a)?.ability ?? NaN;
        expect(ability(after)).toBeGreaterThan(ability(before) - 1e-9);
      }),
      { numRuns: 100 },
    );
  });

  it("checks first that an estimate exists, and says what was done where it does not", () => {
    const unbeaten = [{ a: "a", b: "b", winsA: 3, winsB: 0 }, { a: "b", b: "c", winsA: 1, winsB: 1 }]; // prettier-ignore
    const fit = bradleyTerry(unbeaten);
    expect(fit.phantom).toBe(
      "The entries fall into groups without wins both ways between them: a | b, c. Half a win each way against an imagined entry was added for all.",
    );
    expect(fit.entries[0]?.ability).toBeLessThan(4);
    expect(() => bradleyTerry(unbeaten, { phantom: false })).toThrow(NoEstimateExists);
  });

  it("refuses an entry against itself, wins that are not numbers, and nothing at all", () => {
    expect(() => bradleyTerry([{ a: "a", b: "a", winsA: 1, winsB: 0 }])).toThrow(BallotIsInvalid);
    expect(() => bradleyTerry([{ a: "a", b: "b", winsA: NaN, winsB: 0 }])).toThrow(/Ballot 1: NaN wins/);
    expect(() => bradleyTerry([])).toThrow(TooLittleEvidence);
  });
});

describe("nextPair()", () => {
  it("asks first about what was never compared, then about what is least known, and never what is forbidden", () => {
    const fit = bradleyTerry([{ a: "a", b: "b", winsA: 20, winsB: 20 }, { a: "b", b: "c", winsA: 1, winsB: 1 }]); // prettier-ignore
    expect(nextPair(null, ["b", "a"])).toMatchObject({ a: "a", b: "b" });
    expect(nextPair(fit, ["a", "b", "c", "d"])).toMatchObject({ a: "a", b: "d" });
    expect(nextPair(fit, ["a", "b", "c"])).toMatchObject({ a: "a", b: "c" });
    expect(nextPair(fit, ["a", "b", "c"], (a, b) => a === "a" && b === "c")).toMatchObject({ a: "b", b: "c" });
    expect(nextPair(fit, ["a"])).toBeNull();
  });
});

describe("plackettLuce()", () => {
  it("is Bradley-Terry on ballots of two", () => {
    fc.assert(
      fc.property(someWins, (outcomes) => {
        const ballots = outcomes.flatMap(({ a, b, winsA, winsB }) =>
          [
            { groups: [[a], [b]], weight: winsA },
            { groups: [[b], [a]], weight: winsB },
          ].filter(({ weight }) => weight > 0),
        );
        const pairs = bradleyTerry(outcomes);
        const rankings = plackettLuce(ballots);
        expect(worstDifference(byEntry(pairs.entries, "ability"), (id) => byEntry(rankings.entries, "ability")[id])).toBeLessThan(1e-8);
        expect(
          worstDifference(byEntry(pairs.entries, "standardError"), (id) => byEntry(rankings.entries, "standardError")[id]),
        ).toBeLessThan(1e-7);
      }),
      { numRuns: 50 },
    );
  });

  it("reaches a maximum of the likelihood counted set by set, whatever the order of ballots", () => {
    fc.assert(
      fc.property(someBallots, (ballots) => {
        let fit;
        try {
          fit = plackettLuce(ballots);
        } catch (error) {
          expect(error).toBeInstanceOf(NoEstimateExists);
          return;
        }
        expect(JSON.stringify(plackettLuce(ballots.toReversed()))).toBe(JSON.stringify(fit));
        if (fit.phantom !== null) return;
        const abilities = new Map(fit.entries.map(({ entry, ability }) => [entry, ability]));
        const ties = new Map(fit.ties.map(({ size, weight }) => [size, Math.log(weight)]));
        const best = naiveLogLikelihood(ballots, abilities, ties);
        expect(Math.abs(best - fit.logLikelihood)).toBeLessThan(1e-9 * Math.max(1, Math.abs(best)));
        for (const by of [-1e-3, 1e-3]) {
          for (const id of abilities.keys())
            expect(naiveLogLikelihood(ballots, new Map(abilities).set(id, (abilities.get(id) ?? 0) + by), ties)).toBeLessThan(best + 1e-12);
          for (const size of ties.keys())
            expect(naiveLogLikelihood(ballots, abilities, new Map(ties).set(size, (ties.get(size) ?? 0) + by))).toBeLessThan(best + 1e-12);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("never lowers an entry for one more ballot that puts it first", () => {
    fc.assert(
      fc.property(someBallots, fc.constantFrom(...ids), (ballots, first) => {
        const all = [...new Set(ballots.flatMap(({ groups }) => groups.flat()))];
        if (!all.includes(first) || all.length < 2) return;
        const others = all.filter((entry) => entry !== first);
        const fits = [ballots, [...ballots, { groups: [[first], others], weight: 1 }]].map((votes) => {
          try {
            return plackettLuce(votes);
          } catch (error) {
            if (error instanceof NoEstimateExists || error instanceof TooLittleEvidence) return null;
            throw error;
          }
        });
        const [before, after] = fits;
        // Only fits of one kind can be compared: the imagined entry, and a size of tie that is new, change everything.
        if (before == null || after == null || (before.phantom === null) !== (after.phantom === null)) return;
        if (before.ties.length !== after.ties.length) return;
        const lead = (fit: typeof before) => {
          const own = fit.entries.find(({ entry }) => entry === first)?.ability ?? NaN;
          return own - fit.entries.reduce((sum, { ability }) => sum + ability, 0) / fit.entries.length;
        };
        expect(lead(after)).toBeGreaterThan(lead(before) - 1e-6);
      }),
      { numRuns: 60 },
    );
  });

  it("takes top picks: what is not named is worse than all that is", () => {
    const fit = plackettLuce([
      { groups: [["a"]], rest: ["b", "c"], weight: 5 },
      { groups: [["b"]], rest: ["a", "c"], weight: 3 },
      { groups: [["c"]], rest: ["a", "b"], weight: 2 },
    ]);
    expect(fit.entries.map(({ worth }) => worth.toFixed(9))).toEqual(["0.500000000", "0.300000000", "0.200000000"]);
  });

  it("refuses where everything is tied, or nothing compared", () => {
    expect(() => plackettLuce([{ groups: [["a", "b"]] }])).toThrow(NoEstimateExists);
    expect(() => plackettLuce([{ groups: [["a"]] }])).toThrow(TooLittleEvidence);
    expect(() => plackettLuce([strict("ab", 1)], { phantom: false })).toThrow(NoEstimateExists);
    expect(plackettLuce([strict("ab", 1)]).phantom).toContain("a | b");
  });
});

describe("schulze()", () => {
  it("gives the published order of Schulze's example, without a Condorcet winner", () => {
    const ballots = [strict("ACBED", 5), strict("ADECB", 5), strict("BEDAC", 8), strict("CABED", 3), strict("CAEBD", 7), strict("CBADE", 2), strict("DCEBA", 7), strict("EBADC", 8)]; // prettier-ignore
    const { places, strength } = schulze(ballots);
    expect(places.map(({ entry, rank }) => `${rank}${entry}`)).toEqual(["1E", "2A", "3C", "4B", "5D"]);
    expect(strength[0]).toEqual([0, 28, 28, 30, 24]);
    expect(condorcetWinner(ballots)).toBeNull();
  });

  it("puts the Condorcet winner first, alone", () => {
    fc.assert(
      fc.property(someBallots, (ballots) => {
        const winner = condorcetWinner(ballots);
        const firsts = schulze(ballots).places.filter(({ rank }) => rank === 1);
        if (winner !== null) expect(firsts.map(({ entry }) => entry)).toEqual([winner]);
        expect(firsts.length).toBeGreaterThan(0);
        expect(schulze(ballots.toReversed())).toEqual(schulze(ballots));
      }),
      { numRuns: 150 },
    );
  });
});

describe("borda()", () => {
  it("counts entries beaten, halves for equals, and shares of what was compared", () => {
    expect(borda([strict("abc", 1), { groups: [["a", "b"], ["c"]] }])).toEqual([
      { entry: "a", rank: 1, points: 0.875 },
      { entry: "b", rank: 2, points: 0.625 },
      { entry: "c", rank: 3, points: 0 },
    ]);
    expect(borda([strict("ab", 1)], ["a", "b", "unseen"]).map(({ points }) => points)).toEqual([1, 0.5, 0]);
  });

  it("refuses a ballot that is none, with its number", () => {
    expect(() => borda([strict("ab", 1), strict("aa", 1)])).toThrow(/Ballot 2: it names "a" twice/);
    expect(() => borda([strict("ax", 1)], ["a"])).toThrow(/no entry "x"/);
    expect(() => borda([strict("ab", 0)])).toThrow(BallotIsInvalid);
    expect(() => borda([{ groups: [] }])).toThrow(/ranks nothing/);
  });
});

describe("singleTransferableVote()", () => {
  it("moves a surplus at its share", () => {
    const ballots = [{ preferences: ["A", "B"], weight: 7 }, { preferences: ["C"], weight: 3 }, { preferences: ["B"], weight: 1 }]; // prettier-ignore
    const { elected, quota, counts } = singleTransferableVote(ballots, { seats: 2, seed: "s" });
    expect({ elected, quota }).toEqual({ elected: ["A", "B"], quota: 4 });
    expect(counts.map(({ sentence }) => sentence)).toEqual([
      "A reaches the quota of 4; its surplus moves at 3/7.",
      "B reaches the quota of 4; nothing is left over.",
    ]);
  });

  it("excludes the last, and settles ties by the earlier count, then by lot", () => {
    const ballots = [{ preferences: ["A"], weight: 4 }, { preferences: ["B"], weight: 3 }, { preferences: ["C", "B"], weight: 2 }]; // prettier-ignore
    expect(singleTransferableVote(ballots, { seats: 1, seed: "s" }).elected).toEqual(["B"]);
    const equal = [{ preferences: ["A"] }, { preferences: ["B"] }];
    const drawn = new Set(Array.from({ length: 20 }, (_, n) => singleTransferableVote(equal, { seats: 1, seed: `${n}` }).elected[0]));
    expect(drawn.size).toBe(2);
  });

  it("fills every seat, and refuses more seats than entries", () => {
    const ballots = fc.array(
      fc.shuffledSubarray(ids, { minLength: 1 }).map((preferences) => ({ preferences })),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(ballots, fc.integer({ min: 1, max: 5 }), (all, seats) => {
        const result = singleTransferableVote(all, { seats, seed: "s", entries: ids });
        expect(new Set(result.elected).size).toBe(seats);
        expect(singleTransferableVote(all.toReversed(), { seats, seed: "s", entries: ids })).toEqual(result);
      }),
      { numRuns: 100 },
    );
    expect(() => singleTransferableVote([{ preferences: ["a"] }], { seats: 2, seed: "s" })).toThrow(SettingIsOutOfRange);
    expect(() => singleTransferableVote([{ preferences: ["a", "a"] }], { seats: 1, seed: "s" })).toThrow(BallotIsInvalid);
  });
});

describe("strongComponents()", () => {
  it("finds the groups that reach each other, as walking from every node does", () => {
    const graph = fc.integer({ min: 1, max: 8 }).chain((n) => fc.array(fc.uniqueArray(fc.nat(n - 1)), { minLength: n, maxLength: n }));
    fc.assert(
      fc.property(graph, (edges) => {
        const reach = edges.map((_, from) => {
          const seen = new Set([from]);
          for (const node of seen) for (const next of edges[node] ?? []) seen.add(next);
          return seen;
        });
        const expected = edges.map((_, a) =>
          [...edges.keys()].filter((b) => reach[a]?.has(b) === true && reach[b]?.has(a) === true).join(),
        );
        expect(new Set(strongComponents(edges).map((group) => group.join()))).toEqual(new Set(expected));
      }),
    );
  });
});

function byEntry<Key extends string>(
  entries: readonly ({ readonly entry: string } & Readonly<Record<Key, number>>)[],
  key: Key,
): Record<string, number> {
  // Null prototype: one of the ids is "__proto__".
  return Object.assign(Object.create(null), Object.fromEntries(entries.map((one) => [one.entry, one[key]])));
}

function byMinorization(outcomes: readonly PairedWins[], phantom: boolean): Map<string, number> {
  const entries = [...new Set(outcomes.flatMap(({ a, b }) => [a, b]))];
  const all = phantom ? [...outcomes, ...entries.map((a) => ({ a, b: "phantom", winsA: 0.5, winsB: 0.5 }))] : outcomes;
  let worth = new Map([...entries, "phantom"].map((entry) => [entry, 1]));
  for (let step = 0; step < 50_000; step += 1) {
    const next = new Map(
      [...worth].map(([entry, old]) => {
        let wins = 0;
        let divisor = 0;
        for (const { a, b, winsA, winsB } of all) {
          if (entry !== a && entry !== b) continue;
          wins += entry === a ? winsA : winsB;
          divisor += (winsA + winsB) / ((worth.get(a) ?? 0) + (worth.get(b) ?? 0));
        }
        return [entry, divisor === 0 ? old : wins / divisor];
      }),
    );
    const sum = entries.reduce((total, entry) => total + (next.get(entry) ?? 0), 0);
    const scaled = new Map([...next].map(([entry, value]) => [entry, value / sum]));
    const moved = entries.reduce(
      (most, entry) => Math.max(most, Math.abs(Math.log((scaled.get(entry) ?? 1) / (worth.get(entry) ?? 1)))),
      0,
    );
    worth = scaled;
    if (moved < 1e-12) break;
  }
  const logs = entries.map((entry) => Math.log(worth.get(entry) ?? NaN));
  const centre = logs.reduce((sum, x) => sum + x, 0) / logs.length;
  return new Map(entries.map((entry, at) => [entry, (logs[at] ?? NaN) - centre]));
}

function naiveLogLikelihood(
  ballots: readonly RankingBallot[],
  abilities: ReadonlyMap<string, number>,
  ties: ReadonlyMap<number, number>,
): number {
  const weightOf = (set: readonly string[]) =>
    Math.exp(
      (set.length === 1 ? 0 : (ties.get(set.length) ?? -Infinity)) +
        set.reduce((sum, id) => sum + (abilities.get(id) ?? NaN), 0) / set.length,
    );
  return ballots.reduce(
    (total, { groups, weight = 1 }) =>
      total +
      groups.reduce((sum, chosen, place) => {
        const from = groups.slice(place).flat();
        const sets = Array.from({ length: 2 ** from.length - 1 }, (_, bits) => from.filter((__, at) => ((bits + 1) >> at) % 2 === 1));
        return sum + weight * Math.log(weightOf(chosen) / sets.reduce((all, set) => all + weightOf(set), 0));
      }, 0),
    0,
  );
}
