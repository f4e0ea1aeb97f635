import { BallotIsInvalid } from "./decision-refusals.ts";
import { byCodeUnits } from "./score-table.ts";

/** One judge's order of some entries. */
export type RankingBallot = {
  /** Groups of equals, best first; an entry that stands in none, nor in `rest`, was not compared with anything. */
  readonly groups: readonly (readonly string[])[];
  /** Entries all worse than the last group, in no order among themselves: what is left by a judge who names only the first few. */
  readonly rest?: readonly string[] | undefined;
  /** How many judges say the same, 1 when absent. */
  readonly weight?: number | undefined;
};

/** Ballots by indices into the entries, both in an order of their own, so that the order of arrival does not matter to the last bit. */
export type BallotTable = {
  readonly entries: readonly string[];
  readonly ballots: readonly {
    readonly groups: readonly (readonly number[])[];
    readonly rest: readonly number[];
    readonly weight: number;
  }[];
};

/**
 * Ranking ballots over entries in one canonical order. `entries` are all that may be named; when absent, all that are.
 * Throws BallotIsInvalid, with the ballot's number, for an entry named twice or unknown, an empty group, a ballot with nothing, or a weight
 * that is not a finite positive number.
 */
export function ballotTable(ballots: readonly RankingBallot[], entries?: readonly string[]): BallotTable {
  const named = entries ?? ballots.flatMap(({ groups, rest = [] }) => [...groups.flat(), ...rest]);
  const sorted = [...new Set(named)].toSorted(byCodeUnits);
  const index = new Map(sorted.map((entry, at) => [entry, at]));
  const checked = ballots.map(({ groups, rest = [], weight = 1 }, at) => {
    const seen = new Set<string>();
    const indexOf = (entry: string) => {
      const known = index.get(entry);
      if (known === undefined) throw new BallotIsInvalid(at + 1, `there is no entry "${entry}".`);
      if (seen.has(entry)) throw new BallotIsInvalid(at + 1, `it names "${entry}" twice. Keep one place for it.`);
      seen.add(entry);
      return known;
    };
    if (!(weight > 0 && Number.isFinite(weight)))
      throw new BallotIsInvalid(at + 1, `its weight is ${weight}. Allowed: finite and above 0.`);
    if (groups.length === 0) throw new BallotIsInvalid(at + 1, "it ranks nothing.");
    if (groups.some((group) => group.length === 0)) throw new BallotIsInvalid(at + 1, "one of its places is empty.");
    const ascending = (group: readonly string[]) => group.map(indexOf).toSorted((a, b) => a - b);
    return { groups: groups.map(ascending), rest: ascending(rest), weight };
  });
  return { entries: sorted, ballots: checked.toSorted((a, b) => byCodeUnits(JSON.stringify(a), JSON.stringify(b))) };
}

/** Weight of the ballots that put `row` before `column`, at row * entries + column. Not compared, or equal, counts for neither. */
export function pairwiseWins({ entries, ballots }: BallotTable): Float64Array {
  const n = entries.length;
  const wins = new Float64Array(n * n);
  for (const { groups, rest, weight } of ballots) {
    const places = [...groups, rest];
    places.forEach((group, place) => {
      for (const winner of group) {
        for (const loser of places.slice(place + 1).flat()) wins[winner * n + loser] = wins[winner * n + loser]! + weight;
      }
    });
  }
  return wins;
}
