import { compareFractions, decimalFraction, type Fraction, fraction, toNumber } from "./fraction.ts";
import { NameIsMissing, requireWhole, ScoredTwice, SettingIsOutOfRange } from "./refusals.ts";
import { byCodeUnits } from "./score-table.ts";

/** One judge's yes or no to one entry: submitted, by somebody who may judge it. An abstention is no ballot. */
export type PassFailBallot = { readonly entry: string; readonly judge: string; readonly pass: boolean };

/** What the call says of a screening. */
export type PassFailRule = {
  /** Fewest ballots that decide. */
  readonly quorum: number;
  /** The share of yes that passes, above 0 and at most 1, taken as written: .5 is a half. */
  readonly threshold: number;
};

/** What the ballots say of one entry. */
export type PassFailResult = {
  readonly entry: string;
  readonly ballots: number;
  readonly passes: number;
  readonly share: number;
  /** Null below the quorum: nothing is decided. */
  readonly passed: boolean | null;
};

/**
 * The screening of entries by yes and no: an entry passes with at least the threshold's share of yes among its ballots, compared exactly, so
 * that two of three pass at .6666 and not at .6667. By entry, in the order of code units; the order of ballots is nothing.
 *
 * Throws SettingIsOutOfRange for a quorum or a threshold outside its range, NameIsMissing and ScoredTwice with the row.
 */
export function passFail(ballots: readonly PassFailBallot[], { quorum, threshold }: PassFailRule): PassFailResult[] {
  requireWhole("quorum", quorum, 1, 1_000);
  if (!(threshold > 0 && threshold <= 1)) throw new SettingIsOutOfRange("threshold", threshold, "a number above 0 and at most 1");
  const rows = new Map<string, number>();
  ballots.forEach(({ entry, judge }, at) => {
    if (entry === "") throw new NameIsMissing({ row: at + 1, judge }, "entry");
    if (judge === "") throw new NameIsMissing({ row: at + 1, entry }, "judge");
    const before = rows.get(JSON.stringify([entry, judge]));
    if (before !== undefined) throw new ScoredTwice({ entry, judge }, [before, at + 1]);
    rows.set(JSON.stringify([entry, judge]), at + 1);
  });
  const needed = decimalFraction(threshold);
  return [...Map.groupBy(ballots, ({ entry }) => entry)]
    .toSorted(([a], [b]) => byCodeUnits(a, b))
    .map(([entry, own]) => {
      const passes = own.filter(({ pass }) => pass).length;
      const share: Fraction = fraction(BigInt(passes), BigInt(own.length));
      const passed = own.length < quorum ? null : compareFractions(share, needed) >= 0;
      return { entry, ballots: own.length, passes, share: toNumber(share), passed };
    });
}
