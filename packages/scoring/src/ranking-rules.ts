import { competitionRanks } from "./competition-ranks.ts";
import { type BallotTable, ballotTable, pairwiseWins, type RankingBallot } from "./ranking-ballots.ts";

/** An entry's rank (1224) and the number it comes from. */
export type RankedEntry = { readonly entry: string; readonly rank: number; readonly points: number };

/**
 * Borda count with ties and incomplete ballots: for every ballot an entry gets 1 for each entry it stands before and ½ for each equal one,
 * times the ballot's weight (Borda 1781; ties as Black 1958). `points` is the mean over the entry's comparisons, from 0 to 1, so that an
 * entry that fewer judges saw is not worse off; ½ for one never compared. Sorted by rank, then id. Throws as ballotTable does.
 */
export function borda(ballots: readonly RankingBallot[], entries?: readonly string[]): RankedEntry[] {
  const table = ballotTable(ballots, entries);
  const points = new Float64Array(table.entries.length);
  const comparisons = new Float64Array(table.entries.length);
  for (const { groups, rest, weight } of table.ballots) {
    const places = [...groups, rest];
    const size = places.flat().length;
    let before = 0;
    for (const group of places) {
      for (const entry of group) {
        points[entry] = points[entry]! + weight * (size - before - group.length + (group.length - 1) / 2);
        comparisons[entry] = comparisons[entry]! + weight * (size - 1);
      }
      before += group.length;
    }
  }
  return ranked(table, (i) => (comparisons[i] === 0 ? 0.5 : points[i]! / comparisons[i]!));
}

/** The entry that a majority prefers to each other entry (Condorcet 1785), or null: there is a cycle or a draw. Throws as ballotTable does. */
export function condorcetWinner(ballots: readonly RankingBallot[], entries?: readonly string[]): string | null {
  const table = ballotTable(ballots, entries);
  const n = table.entries.length;
  const wins = pairwiseWins(table);
  return table.entries.find((_, a) => table.entries.every((__, b) => a === b || wins[a * n + b]! > wins[b * n + a]!)) ?? null;
}

export type SchulzeResult = {
  /** `points` is the number of entries that this one beats by its strongest path. Sorted by rank, then id. */
  readonly places: readonly RankedEntry[];
  /** Entries in code-unit order, for the rows and columns of the two tables. */
  readonly entries: readonly string[];
  /** Weight of ballots that put the row before the column. */
  readonly wins: readonly (readonly number[])[];
  /** Strength of the strongest path from row to column, by winning votes; 0 without one. */
  readonly strength: readonly (readonly number[])[];
};

/**
 * Schulze's method by winning votes (Schulze 2011, §2.3): strongest paths by Floyd & Warshall, an entry is before another when its path to
 * it is stronger than the way back, which is transitive. The rank is 1 plus the number of entries before. Time entries³.
 * Throws as ballotTable does.
 */
export function schulze(ballots: readonly RankingBallot[], entries?: readonly string[]): SchulzeResult {
  const table = ballotTable(ballots, entries);
  const n = table.entries.length;
  const wins = pairwiseWins(table);
  const strength = wins.map((votes, at) => (votes > wins[(at % n) * n + Math.floor(at / n)]! ? votes : 0));
  for (let via = 0; via < n; via += 1) {
    for (let from = 0; from < n; from += 1) {
      for (let to = 0; to < n; to += 1) {
        if (from === to) continue;
        const through = Math.min(strength[from * n + via]!, strength[via * n + to]!);
        if (through > strength[from * n + to]!) strength[from * n + to] = through;
      }
    }
  }
  const before = (a: number, b: number) => strength[a * n + b]! > strength[b * n + a]!;
  const indices = [...table.entries.keys()];
  const places = indices
    .map((i) => ({
      entry: table.entries[i] ?? "",
      rank: 1 + indices.filter((other) => before(other, i)).length,
      points: indices.filter((other) => before(i, other)).length,
    }))
    .toSorted((a, b) => a.rank - b.rank);
  const rows = (flat: Float64Array) => indices.map((i) => [...flat.subarray(i * n, (i + 1) * n)]);
  return { places, entries: table.entries, wins: rows(wins), strength: rows(strength) };
}

function ranked({ entries }: BallotTable, pointsOf: (index: number) => number): RankedEntry[] {
  // Equal shares of other sums may differ in their last bits.
  const points = entries.map((_, i) => Math.round(pointsOf(i) * 1e12) / 1e12);
  const ranks = competitionRanks(points, (a, b) => b - a);
  return entries.map((entry, i) => ({ entry, rank: ranks[i] ?? 0, points: points[i] ?? 0 })).toSorted((a, b) => a.rank - b.rank);
}
