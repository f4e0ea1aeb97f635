import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byPublishedScore, competitionRanks, hundredths } from "./competition-ranks.ts";
import { SeedDoesNotMatchItsCommitment, TieBreakIsUnusable } from "./decision-refusals.ts";
import { decimalFraction, fraction } from "./fraction.ts";
import { commitmentTo, rankWithTieBreaks, requireTieBreaks, tieAcrossTheCut, type TieBreak, type TieEvidence } from "./tie-breaks.ts";

const tiedAt7 = (...entries: string[]) => new Map(entries.map((entry) => [entry, 7]));
const total = (entry: string, judge: string, score: number) => ({ entry, judge, total: decimalFraction(score) });
const order = (...parameters: Parameters<typeof rankWithTieBreaks>) =>
  rankWithTieBreaks(...parameters).places.map(({ entry, rank }) => `${rank} ${entry}`);

describe("competitionRanks()", () => {
  it("gives equals the better rank and skips the next: 1224", () => {
    expect(competitionRanks([3, 9, 5, 5], (a, b) => b - a)).toEqual([4, 1, 2, 2]);
    expect(competitionRanks([], () => 0)).toEqual([]);
  });
});

describe("hundredths()", () => {
  it("rounds halves away from zero at the value itself, and a fraction exactly", () => {
    expect(hundredths(fraction(1001n, 200n))).toBe(501n);
    expect(hundredths(-0.125)).toBe(-13n);
    expect(byPublishedScore(70.1249, fraction(7012n, 100n))).toBe(0);
    expect(() => hundredths(NaN)).toThrow(RangeError);
  });
});

describe("rankWithTieBreaks()", () => {
  it("takes scores for equal that are published as equal, and shares their rank without a chain", () => {
    expect(order(new Map([["a", 70.001], ["b", 70.004], ["c", 71], ["d", 69]]))).toEqual(["1 c", "2 a", "2 b", "4 d"]); // prettier-ignore
  });

  it("tries the steps on the still tied only, without starting again", () => {
    const criterionMean = (entry: string) => decimalFraction({ a: 4, b: 5, c: 4 }[entry] ?? 0);
    const totals = [total("a", "J1", 60), total("c", "J1", 80), total("b", "J1", 10)];
    const { places, trace } = rankWithTieBreaks(
      tiedAt7("a", "b", "c"),
      [{ kind: "CRITERION", criterion: "impact" }, { kind: "HEAD_TO_HEAD" }],
      {
        criterionMean,
        totals,
      },
    );
    expect(places).toEqual([
      { entry: "b", rank: 1, shared: false },
      { entry: "c", rank: 2, shared: false },
      { entry: "a", rank: 3, shared: false },
    ]);
    expect(trace.map(({ sentence }) => sentence)).toEqual([
      'Step 1, mean on "impact", on a, b, c: b > a = c.',
      "Step 2, head to head among judges who scored both, on a, c: c > a.",
    ]);
  });

  it("leaves a cycle of judges equal", () => {
    const totals = [
      [total("a", "J1", 3), total("b", "J1", 2), total("c", "J1", 1)],
      [total("b", "J2", 3), total("c", "J2", 2), total("a", "J2", 1)],
      [total("c", "J3", 3), total("a", "J3", 2), total("b", "J3", 1)],
    ].flat();
    const { trace } = rankWithTieBreaks(tiedAt7("a", "b", "c"), [{ kind: "HEAD_TO_HEAD" }, { kind: "SHARE" }], { totals });
    expect(trace.map(({ sentence }) => sentence)).toEqual([
      "Step 1, head to head among judges who scored both, on a, b, c: still equal.",
      "Step 2, sharing, on a, b, c: still equal: the place is shared.",
    ]);
  });

  it("cuts by the model only where the upper beats the lower with more than .55", () => {
    const ranks: Record<string, number> = { a: 1.4, b: 1.5, c: 3 };
    const evidence = { expectedRank: (entry: string) => ranks[entry] ?? 0, beats: (upper: string) => (upper === "a" ? 0.55 : 0.9) };
    expect(order(tiedAt7("a", "b", "c"), [{ kind: "MODEL" }], evidence)).toEqual(["1 a", "1 b", "3 c"]);
  });

  it("asks senior judges one after the other, and none who did not score all of the tied", () => {
    const totals = [total("a", "J1", 9), total("a", "J2", 5), total("b", "J2", 6)];
    expect(order(tiedAt7("a", "b"), [{ kind: "SENIOR_JUDGES", judges: ["J1", "J2"] }], { totals })).toEqual(["1 b", "2 a"]);
  });

  it("follows the final vote", () => {
    const finalVotes = [{ winner: "b", loser: "a", votes: 3 }, { winner: "a", loser: "b", votes: 2 }]; // prettier-ignore
    expect(order(tiedAt7("a", "b"), [{ kind: "FINAL_VOTE" }], { finalVotes })).toEqual(["1 b", "2 a"]);
  });

  it("draws a lot that nobody can choose: from a committed seed and the end of the chain of ballots", () => {
    const lot = { seed: "s3cret", commitment: commitmentTo("s3cret"), chainHead: "00ff" };
    const drawn = order(tiedAt7("a", "b", "c", "d"), [{ kind: "LOT" }], { lot });
    expect(order(tiedAt7("d", "c", "b", "a"), [{ kind: "LOT" }], { lot })).toEqual(drawn);
    const others = Array.from({ length: 20 }, (_, n) =>
      order(tiedAt7("a", "b", "c", "d"), [{ kind: "LOT" }], { lot: { ...lot, chainHead: `${n}` } }).join(),
    );
    expect(new Set(others).size).toBeGreaterThan(5);
    expect(() => order(tiedAt7("a", "b"), [{ kind: "LOT" }], { lot: { ...lot, seed: "other" } })).toThrow(SeedDoesNotMatchItsCommitment);
  });

  it("says which evidence a step lacked", () => {
    const chain: TieBreak[] = [{ kind: "CRITERION", criterion: "x" }, { kind: "MODEL" }, { kind: "FINAL_VOTE" }, { kind: "LOT" }];
    expect(rankWithTieBreaks(tiedAt7("a", "b"), chain).trace.map(({ sentence }) => sentence.split(": ").at(-1))).toEqual([
      "a, b without a score on it.",
      "no model was fitted.",
      "no final vote was held.",
      "no seed was revealed.",
    ]);
  });

  it("is a strict weak order that does not depend on the order of arrival, each decision logged", () => {
    const scores = fc.uniqueArray(
      fc.record({ entry: fc.constantFrom("__proto__", "b", "c", "Қ", "e", "f"), score: fc.integer({ min: 1, max: 3 }) }),
      {
        selector: ({ entry }) => entry,
        minLength: 2,
      },
    );
    const ballots = fc.array(
      fc.record({
        entry: fc.constantFrom("__proto__", "b", "c", "Қ", "e", "f"),
        judge: fc.constantFrom("J1", "J2"),
        score: fc.integer({ min: 1, max: 3 }),
      }),
    );
    fc.assert(
      fc.property(scores, ballots, (list, rows) => {
        const totals = [...new Map(rows.map((row) => [`${row.entry} ${row.judge}`, total(row.entry, row.judge, row.score)])).values()];
        const evidence: TieEvidence = { totals, lot: { seed: "s", commitment: commitmentTo("s"), chainHead: "" } };
        const chain: TieBreak[] = [{ kind: "HEAD_TO_HEAD" }, { kind: "SENIOR_JUDGES", judges: ["J2"] }, { kind: "LOT" }];
        const map = (all: typeof list) => new Map<string, number>(all.map(({ entry, score }) => [entry, score]));
        const ranking = rankWithTieBreaks(map(list), chain, evidence);
        expect(ranking.places.map(({ rank }) => rank)).toEqual(list.map((_, at) => at + 1));
        expect(rankWithTieBreaks(map(list.toReversed()), chain, { ...evidence, totals: totals.toReversed() })).toEqual(ranking);
        const score = map(list);
        ranking.places.forEach(({ entry }, at) => {
          const before = ranking.places[at - 1]?.entry;
          if (before === undefined) return;
          expect(score.get(before) ?? 0).toBeGreaterThanOrEqual(score.get(entry) ?? 0);
          if (score.get(before) === score.get(entry)) {
            const deciding = ranking.trace.filter(({ groups }) => groups.some((group) => group.includes(before) && !group.includes(entry)));
            expect(deciding.some(({ tied }) => tied.includes(before) && tied.includes(entry))).toBe(true);
          }
        });
      }),
      { numRuns: 200 },
    );
  });
});

describe("requireTieBreaks()", () => {
  it.each<[TieBreak[], RegExp]>([
    [[{ kind: "SHARE" }, { kind: "LOT" }], /Tie-break 2: nothing is left/],
    [[{ kind: "MODEL" }, { kind: "MODEL" }], /Tie-break 2: the chain has this step/],
    [[{ kind: "SENIOR_JUDGES", judges: [] }], /name the senior judges/],
    [[{ kind: "CRITERION", criterion: "beauty" }], /no criterion "beauty"/],
  ])("refuses %j", (chain, message) => {
    expect(() => requireTieBreaks(chain, ["impact"])).toThrow(TieBreakIsUnusable);
    expect(() => requireTieBreaks(chain, ["impact"])).toThrow(message);
  });
});

describe("tieAcrossTheCut()", () => {
  it("names those on both sides, and nobody where the cut is clean", () => {
    const ranking = rankWithTieBreaks(new Map([["a", 3], ["b", 2], ["c", 2], ["d", 1]])); // prettier-ignore
    expect(tieAcrossTheCut(ranking, 2)).toEqual(["b", "c"]);
    expect(tieAcrossTheCut(ranking, 1)).toEqual([]);
    expect(tieAcrossTheCut(ranking, 4)).toEqual([]);
  });
});
