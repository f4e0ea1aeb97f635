import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { passFail, type PassFailBallot } from "./pass-fail.ts";
import { NameIsMissing, ScoredTwice, SettingIsOutOfRange } from "./refusals.ts";

const votes = (entry: string, said: string): PassFailBallot[] =>
  [...said].map((vote, at) => ({ entry, judge: `J${at}`, pass: vote === "y" }));
const half = { quorum: 2, threshold: 0.5 };

describe("passFail()", () => {
  it("passes with the share that the call asks for, exactly, and decides nothing below the quorum", () => {
    const ballots = [...votes("b", "yn"), ...votes("a", "yyn"), ...votes("c", "y"), ...votes("__proto__", "nnn")];
    expect(passFail(ballots, half).map(({ entry, passes, passed }) => [entry, passes, passed])).toEqual([
      ["__proto__", 0, false],
      ["a", 2, true],
      ["b", 1, true],
      ["c", 1, null],
    ]);
    expect(passFail(votes("a", "yyn"), { quorum: 1, threshold: 0.6666 })[0]?.passed).toBe(true);
    expect(passFail(votes("a", "yyn"), { quorum: 1, threshold: 0.6667 })[0]?.passed).toBe(false);
    expect(passFail(votes("a", "yyynnnnnnn"), { quorum: 1, threshold: 0.3 })[0]).toMatchObject({ share: 0.3, passed: true });
  });

  it("never fails an entry for one more yes, nor looks at the order of ballots", () => {
    const said = fc.array(fc.constantFrom("y", "n"), { minLength: 2, maxLength: 9 }).map((list) => list.join(""));
    fc.assert(
      fc.property(said, fc.integer({ min: 1, max: 100 }), (list, percent) => {
        const rule = { quorum: 2, threshold: percent / 100 };
        const before = passFail(votes("a", list), rule);
        expect(passFail(votes("a", list).toReversed(), rule)).toEqual(before);
        if (before[0]?.passed === true) expect(passFail(votes("a", `${list}y`), rule)[0]?.passed).toBe(true);
      }),
    );
  });

  it("refuses a second ballot, nameless ones and rules that cannot be", () => {
    expect(() => passFail([...votes("a", "yn"), ...votes("a", "y")], half)).toThrow(ScoredTwice);
    expect(() => passFail(votes("", "y"), half)).toThrow(NameIsMissing);
    expect(() => passFail([], { quorum: 0, threshold: 0.5 })).toThrow(SettingIsOutOfRange);
    expect(() => passFail([], { quorum: 1, threshold: NaN })).toThrow(SettingIsOutOfRange);
    expect(passFail([], half)).toEqual([]);
  });
});
