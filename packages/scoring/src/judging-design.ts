import { judgesLaplacian, laplacianPseudoInverse } from "./additive-least-squares.ts";
import { articulationPoints } from "./articulation.ts";
import { type Component, components } from "./components.ts";
import { NotInTheDesign } from "./decision-refusals.ts";
import { TooManyJudges } from "./refusals.ts";
import { ballotsPerJudge, rowsOf, type ScoreTable, scoreTable } from "./score-table.ts";
import { eigenvalue } from "./symmetric-eigenvalues.ts";
import type { Work } from "./work.ts";

/** Who scores, or will score, what. */
export type JudgingPair = { readonly entry: string; readonly judge: string };

/**
 * GREEN: severities can be told apart well enough to adjust for them. AMBER: adjust only if entries were allotted to panels at random, and
 * say so. RED: no ranking across panels.
 */
export type Light = "GREEN" | "AMBER" | "RED";

/** What the design alone - before any score - says of how well judges can be compared. */
export type JudgingDesign = {
  readonly light: Light;
  /** Why, in a sentence. */
  readonly reason: string;
  readonly entries: number;
  readonly judges: number;
  readonly ballots: number;
  /** The largest first. */
  readonly components: readonly Component[];
  /** Judges whose withdrawal would break a component apart. */
  readonly articulationJudges: readonly string[];
  /** Entries without which a component would break apart. */
  readonly articulationEntries: readonly string[];
  /** Entries + judges - components: how many effects can be estimated; the rank of [entries | judges]. */
  readonly estimableRank: number;
  /** For each component: the largest standard error of a difference of two severities, in residual standard deviations; 0 for one judge. */
  readonly largestContrast: readonly { readonly ratio: number; readonly between: readonly string[] }[];
  /** Second smallest eigenvalue of the judges' Laplacian; 0 when disconnected, null for a single judge. */
  readonly algebraicConnectivity: number | null;
  /** Judges with fewer than five ballots. */
  readonly littleEvidence: readonly string[];
  /** Entries with the number of their ballots, the fewest first, the table's order among equals. */
  readonly ballotsOfEntries: readonly { readonly entry: string; readonly ballots: number }[];
};

const mostJudges = 1_000;

/** A table of pairs without scores, for designs that were not judged yet. Throws as scoreTable does. */
export function designTable(pairs: readonly JudgingPair[]): ScoreTable {
  return scoreTable(pairs.map(({ entry, judge }) => ({ entry, judge, score: 0 })));
}

/**
 * Connectedness and strength of a design (Weeks & Williams 1964; Searle 1987; MacKay et al. 2017): components by union-find, articulation
 * points, and r, the largest root of (u_j - u_k)ᵀ L⁺ (u_j - u_k) with the judges' Laplacian L, asked only inside a component, where it means
 * something. Green up to r = .5, amber up to 1, red beyond, when disconnected, and for a single judge. Scores are not looked at.
 * Time judges³. Throws TooManyJudges above 1,000.
 */
export function judgingDesign(table: ScoreTable): JudgingDesign {
  if (table.judges.length > mostJudges) throw new TooManyJudges(table.judges.length, mostJudges);
  const parts = components(table);
  const largestContrast = parts.map((part) => contrastWithin(table, part, parts.length));
  const cuts = articulationPoints(neighboursIn(table));
  const [light, reason] = lightOf(parts, largestContrast);
  const ballots = ballotsPerJudge(table);
  return {
    light,
    reason,
    entries: table.entries.length,
    judges: table.judges.length,
    ballots: table.scores.length,
    components: parts,
    articulationEntries: cuts.flatMap((node) => table.entries[node] ?? []),
    articulationJudges: cuts.flatMap((node) => table.judges[node - table.entries.length] ?? []),
    estimableRank: table.entries.length + table.judges.length - parts.length,
    largestContrast,
    algebraicConnectivity: connectivityOf(table, parts.length),
    littleEvidence: table.judges.filter((_, j) => ballots[j]! < 5),
    ballotsOfEntries: table.entries
      .map((entry, i) => ({ entry, ballots: table.start[i + 1]! - table.start[i]! }))
      .toSorted((a, b) => a.ballots - b.ballots),
  };
}

/** What would be left if a judge withdrew. */
export type Withdrawal = {
  readonly judge: string;
  /** Null when nothing would be left to judge. */
  readonly after: JudgingDesign | null;
  /** Entries that would be left with fewer than `quorum` ballots, those without any included. */
  readonly belowQuorum: readonly string[];
  readonly sentence: string;
};

/**
 * The design without the ballots of some judges: "what if these withdraw". Entries that only they scored are no longer in it.
 * Null when nothing is left. Throws NotInTheDesign for a judge without a ballot in it.
 */
export function withoutJudges(table: ScoreTable, withdrawn: readonly string[]): ScoreTable | null {
  const known = new Set(table.judges);
  for (const judge of withdrawn) if (!known.has(judge)) throw new NotInTheDesign("judge", judge);
  const gone = new Set(withdrawn);
  const rows = rowsOf(table).filter(({ judge }) => !gone.has(judge));
  return rows.length === 0 ? null : scoreTable(rows);
}

/** What if one judge withdraws. Throws NotInTheDesign for a judge without a ballot. */
export function withdrawalOf(table: ScoreTable, judge: string, quorum: number): Withdrawal {
  const left = withoutJudges(table, [judge]);
  const after = left === null ? null : judgingDesign(left);
  const ballots = new Map(after?.ballotsOfEntries.map((one) => [one.entry, one.ballots]));
  const belowQuorum = table.entries.filter((entry) => (ballots.get(entry) ?? 0) < quorum);
  const short = belowQuorum.length === 0 ? "every entry keeps its quorum" : `${belowQuorum.length} entries fall below ${quorum} ballots`;
  const light = after === null ? "no ballot is left" : `${after.light.toLowerCase()}: ${after.reason}`;
  return { judge, after, belowQuorum, sentence: `If ${judge} withdraws, ${short}; ${light}` };
}

/** What if, for every judge, the most harmful withdrawal first: by light, then by r, then in the table's order. */
export function* withdrawals(table: ScoreTable, quorum: number): Work<Withdrawal[]> {
  const all: Withdrawal[] = [];
  for (const judge of table.judges) {
    all.push(withdrawalOf(table, judge, quorum));
    yield all.length / table.judges.length;
  }
  const lights = ["RED", "AMBER", "GREEN"];
  const harm = ({ after }: Withdrawal) => (after === null ? -1 : lights.indexOf(after.light));
  const parts = ({ after }: Withdrawal) => after?.components.length ?? 0;
  const worst = ({ after }: Withdrawal) => Math.max(0, ...(after?.largestContrast.map(({ ratio }) => ratio) ?? []));
  return all.toSorted((a, b) => harm(a) - harm(b) || parts(b) - parts(a) || worst(b) - worst(a));
}

/**
 * Pairs that would join the components of a design: for each component but the largest, its least loaded judge is asked to score the least
 * judged entry of the largest that he may score. `forbidden` says which pairs are in conflict. A component nobody may link gets none.
 */
export function proposedLinks(table: ScoreTable, forbidden: (pair: JudgingPair) => boolean = () => false): JudgingPair[] {
  const [main, ...others] = components(table);
  if (main === undefined) return [];
  const load = new Map(
    ballotsPerJudge(table)
      .entries()
      .map(([j, ballots]) => [table.judges[j] ?? "", ballots]),
  );
  const seen = new Map(table.entries.map((entry, i) => [entry, table.start[i + 1]! - table.start[i]!]));
  const byCount = (counts: Map<string, number>) => (a: string, b: string) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0);

  return others.flatMap((part) => {
    const candidates = [
      ...pairsOf(main.entries.toSorted(byCount(seen)), part.judges.toSorted(byCount(load))),
      ...pairsOf(part.entries.toSorted(byCount(seen)), main.judges.toSorted(byCount(load))),
    ];
    const link = candidates.find((pair) => !forbidden(pair));
    if (link === undefined) return [];
    load.set(link.judge, (load.get(link.judge) ?? 0) + 1);
    seen.set(link.entry, (seen.get(link.entry) ?? 0) + 1);
    return [link];
  });
}

function pairsOf(entries: readonly string[], judges: readonly string[]): JudgingPair[] {
  return judges.flatMap((judge) => entries.map((entry) => ({ entry, judge })));
}

function lightOf(parts: readonly Component[], contrasts: JudgingDesign["largestContrast"]): [Light, string] {
  if (parts.length > 1) {
    const groups = parts.map(({ judges }) => judges.join(", ")).join(" | ");
    return ["RED", `the judges fall into ${parts.length} groups that share no entry: ${groups}.`];
  }
  const [worst] = contrasts;
  if (worst === undefined || worst.between.length === 0) return ["RED", "a single judge cannot be compared with another."];
  const measured = `severities of ${worst.between.join(" and ")} can be compared to within ${worst.ratio.toFixed(2)} residual standard deviations`;
  if (worst.ratio <= 0.5) return ["GREEN", `${measured}.`];
  if (worst.ratio <= 1) return ["AMBER", `${measured}: adjust only if entries were allotted to judges at random.`];
  return ["RED", `${measured}: too little to rank across panels.`];
}

/** r of one component, and the two judges that have it. */
function contrastWithin(table: ScoreTable, part: Component, count: number): { ratio: number; between: readonly string[] } {
  const own = new Set(part.judges);
  const inside = count === 1 ? table : scoreTable(rowsOf(table).filter(({ judge }) => own.has(judge)));
  const n = inside.judges.length;
  const inverse = laplacianPseudoInverse(inside);
  let largest = 0;
  let between: readonly string[] = [];
  for (let j = 0; j < n; j += 1) {
    for (let k = 0; k < j; k += 1) {
      const variance = inverse[j * n + j]! + inverse[k * n + k]! - 2 * inverse[j * n + k]!;
      // Equal contrasts differ in their last bits: the first pair is named, not one chosen by rounding.
      if (variance <= largest * (1 + 1e-9)) continue;
      largest = variance;
      between = [inside.judges[k]!, inside.judges[j]!];
    }
  }
  return { ratio: Math.sqrt(largest), between };
}

function connectivityOf(table: ScoreTable, parts: number): number | null {
  const n = table.judges.length;
  if (n < 2) return null;
  return parts > 1 ? 0 : eigenvalue(judgesLaplacian(table), n, 1);
}

/** Entries first, then judges. */
function neighboursIn({ entries, judges, entryOf, judgeOf }: ScoreTable): number[][] {
  const neighbours: number[][] = Array.from({ length: entries.length + judges.length }, () => []);
  entryOf.forEach((entry, row) => {
    const judge = entries.length + judgeOf[row]!;
    neighbours[entry]?.push(judge);
    neighbours[judge]?.push(entry);
  });
  return neighbours;
}
