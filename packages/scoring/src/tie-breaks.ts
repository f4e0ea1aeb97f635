import { byPublishedScore, competitionRanks } from "./competition-ranks.ts";
import { SeedDoesNotMatchItsCommitment, TieBreakIsUnusable } from "./decision-refusals.ts";
import { compareFractions, type Fraction } from "./fraction.ts";
import { byCodeUnits } from "./score-table.ts";
import { sha256 } from "./sha256.ts";

/** One step of the chain that the call fixed before the first ballot. */
export type TieBreak =
  /** The higher mean on a criterion. */
  | { readonly kind: "CRITERION"; readonly criterion: string }
  /** More of the tied entries beaten, among judges who scored both; a draw counts half, a cycle leaves all equal. */
  | { readonly kind: "HEAD_TO_HEAD" }
  /** By expected rank, cut only between neighbours where the upper one beats the lower with more than .55. */
  | { readonly kind: "MODEL" }
  /** The totals of named judges, one judge after the other; a judge who did not score all of the tied entries decides nothing. */
  | { readonly kind: "SENIOR_JUDGES"; readonly judges: readonly string[] }
  /** More of the tied entries beaten in a final pairwise vote. */
  | { readonly kind: "FINAL_VOTE" }
  /** The place is shared. Nothing comes after it. */
  | { readonly kind: "SHARE" }
  /** By SHA-256 of seed, chain head and entry. Nothing comes after it. */
  | { readonly kind: "LOT" };

/** What the steps look at. A step whose evidence is absent leaves the tie as it is, and says so. */
export type TieEvidence = {
  /** Totals that count: entry, judge, total. */
  readonly totals?: readonly { readonly entry: string; readonly judge: string; readonly total: Fraction }[] | undefined;
  /** The exact mean of an entry on a criterion, or null. */
  readonly criterionMean?: ((entry: string, criterion: string) => Fraction | null) | undefined;
  readonly expectedRank?: ((entry: string) => number) | undefined;
  /** P(upper beats lower). */
  readonly beats?: ((upper: string, lower: string) => number) | undefined;
  /** Ballots of the final vote: who was preferred to whom, by how many. */
  readonly finalVotes?: readonly { readonly winner: string; readonly loser: string; readonly votes: number }[] | undefined;
  /** `commitment` is the SHA-256 of the seed, published when the call opened; `chainHead` what the chain of ballots ended with. */
  readonly lot?: { readonly seed: string; readonly commitment: string; readonly chainHead: string } | undefined;
};

/** One step tried on one set of tied entries, in words and in parts. */
export type TieTrace = {
  /** The step's place in the chain, from 1. */
  readonly step: number;
  readonly kind: TieBreak["kind"];
  readonly tied: readonly string[];
  /** The tied entries in their new order, in groups that are still equal. */
  readonly groups: readonly (readonly string[])[];
  readonly sentence: string;
};

export type Ranking = {
  /** Best first; entries that share a rank in the order of their ids. */
  readonly places: readonly { readonly entry: string; readonly rank: number; readonly shared: boolean }[];
  readonly trace: readonly TieTrace[];
};

/**
 * Ranks scores as published (equal hundredths are equal), then resolves ties by the chain: every step is tried on the entries that are
 * still tied, in order, without starting again for the sets it leaves. Places are competition ranks (1224). The order is a strict weak
 * order whatever the evidence, because each step sorts by a number. Time of submission and the alphabet never decide.
 *
 * Throws TieBreakIsUnusable for a chain that `requireTieBreaks` refuses, SeedDoesNotMatchItsCommitment when a lot is drawn with another seed.
 */
export function rankWithTieBreaks(
  scores: ReadonlyMap<string, number | Fraction>,
  chain: readonly TieBreak[] = [],
  evidence: TieEvidence = {},
): Ranking {
  requireTieBreaks(chain);
  const trace: TieTrace[] = [];
  const entries = [...scores.keys()].toSorted(byCodeUnits);
  const ranks = competitionRanks(entries, (a, b) => byPublishedScore(scores.get(a) ?? 0, scores.get(b) ?? 0));

  const groups = groupsBy(entries, (entry) => ranks[entries.indexOf(entry)] ?? 0);
  const resolved = groups.flatMap((group) => resolve(group, 0, chain, evidence, trace));
  let rank = 1;
  const places = resolved.flatMap((group) => {
    const shared = group.map((entry) => ({ entry, rank, shared: group.length > 1 }));
    rank += group.length;
    return shared;
  });
  return { places, trace };
}

/**
 * Refuses a chain that cannot be followed: a step that stands there twice, a step after SHARE or LOT, senior judges without a name, or -
 * where the criteria are given - a criterion that the rubric does not have. Throws TieBreakIsUnusable with the step's place.
 */
export function requireTieBreaks(chain: readonly TieBreak[], criteria?: readonly string[]): void {
  const seen = new Set<string>();
  chain.forEach((step, at) => {
    const before = chain[at - 1]?.kind;
    if (before === "SHARE" || before === "LOT") throw new TieBreakIsUnusable(at + 1, `nothing is left to decide after ${before}.`);
    const key = JSON.stringify(step);
    if (seen.has(key)) throw new TieBreakIsUnusable(at + 1, "the chain has this step already.");
    seen.add(key);
    if (step.kind === "SENIOR_JUDGES" && step.judges.length === 0) throw new TieBreakIsUnusable(at + 1, "name the senior judges.");
    if (step.kind === "CRITERION" && criteria !== undefined && !criteria.includes(step.criterion)) {
      throw new TieBreakIsUnusable(at + 1, `the rubric has no criterion "${step.criterion}".`);
    }
  });
}

/** What is published when the call opens, so that nobody can choose the lot's seed later. */
export function commitmentTo(seed: string): string {
  return sha256(seed);
}

/** The entries on both sides of a cut after `winners` places that share one rank, or none: then the cut is clean. */
export function tieAcrossTheCut({ places }: Ranking, winners: number): readonly string[] {
  const [last, next] = [places[winners - 1], places[winners]];
  if (last === undefined || next === undefined || last.rank !== next.rank) return [];
  return places.filter(({ rank }) => rank === last.rank).map(({ entry }) => entry);
}

function resolve(
  tied: readonly string[],
  at: number,
  chain: readonly TieBreak[],
  evidence: TieEvidence,
  trace: TieTrace[],
): readonly (readonly string[])[] {
  const step = chain[at];
  if (tied.length < 2 || step === undefined) return [tied];
  const { groups, reason } = tryStep(step, tied, evidence);
  trace.push({ step: at + 1, kind: step.kind, tied, groups, sentence: sentenceOf(at + 1, step, tied, groups, reason) });
  return groups.flatMap((group) => resolve(group, at + 1, chain, evidence, trace));
}

type Outcome = { readonly groups: readonly (readonly string[])[]; readonly reason?: string };

function tryStep(step: TieBreak, tied: readonly string[], evidence: TieEvidence): Outcome {
  switch (step.kind) {
    case "CRITERION":
      return byCriterion(tied, step.criterion, evidence);
    case "HEAD_TO_HEAD":
      return { groups: byWins(tied, preferencesOfJudges(tied, evidence)) };
    case "MODEL":
      return byModel(tied, evidence);
    case "SENIOR_JUDGES":
      return bySeniors(tied, step.judges, evidence);
    case "FINAL_VOTE":
      return evidence.finalVotes === undefined
        ? { groups: [tied], reason: "no final vote was held" }
        : { groups: byWins(tied, evidence.finalVotes) };
    case "SHARE":
      return { groups: [tied], reason: "the place is shared" };
    case "LOT":
      return byLot(tied, evidence);
  }
}

function byCriterion(tied: readonly string[], criterion: string, { criterionMean }: TieEvidence): Outcome {
  const means = new Map(tied.map((entry) => [entry, criterionMean?.(entry, criterion) ?? null]));
  const missing = tied.filter((entry) => means.get(entry) === null);
  if (missing.length > 0) return { groups: [tied], reason: `${listed(missing)} without a score on it` };
  return { groups: groupsByOrder(tied, (a, b) => compareFractions(means.get(b) ?? none, means.get(a) ?? none)) };
}

const none: Fraction = { numerator: 0n, denominator: 1n };

type Preference = { readonly winner: string; readonly loser: string; readonly votes: number };

/** For each pair, which of the judges who scored both gave the one more than the other. */
function preferencesOfJudges(tied: readonly string[], { totals = [] }: TieEvidence): Preference[] {
  const sets = new Set(tied);
  const byJudge = new Map<string, { entry: string; total: Fraction }[]>();
  for (const { entry, judge, total } of totals) {
    if (!sets.has(entry)) continue;
    byJudge.set(judge, [...(byJudge.get(judge) ?? []), { entry, total }]);
  }
  return [...byJudge.values()].flatMap((own) =>
    own.flatMap((a) =>
      own.filter((b) => compareFractions(a.total, b.total) > 0).map((b) => ({ winner: a.entry, loser: b.entry, votes: 1 })),
    ),
  );
}

/** Copeland's count inside the set: a pair won by majority is 2 points, a draw 1. Whole numbers, so that equal is equal. */
function byWins(tied: readonly string[], preferences: readonly Preference[]): readonly (readonly string[])[] {
  const balance = new Map(tied.map((entry) => [entry, new Map<string, number>()]));
  for (const { winner, loser, votes } of preferences) {
    const [up, down] = [balance.get(winner), balance.get(loser)];
    if (up === undefined || down === undefined) continue;
    up.set(loser, (up.get(loser) ?? 0) + votes);
    down.set(winner, (down.get(winner) ?? 0) - votes);
  }
  const points = (entry: string) =>
    tied.filter((other) => other !== entry).reduce((sum, other) => sum + 1 + Math.sign(balance.get(entry)?.get(other) ?? 0), 0);
  return groupsBy(tied, (entry) => -points(entry));
}

function byModel(tied: readonly string[], { expectedRank, beats }: TieEvidence): Outcome {
  if (expectedRank === undefined || beats === undefined) return { groups: [tied], reason: "no model was fitted" };
  const groups: string[][] = [];
  // Equal expected ranks are not cut: either of two equals beats the other with ½, which is not above .55.
  for (const entry of tied.toSorted((a, b) => expectedRank(a) - expectedRank(b) || byCodeUnits(a, b))) {
    const last = groups.at(-1);
    const upper = last?.at(-1);
    if (last === undefined || upper === undefined || beats(upper, entry) > 0.55) groups.push([entry]);
    else last.push(entry);
  }
  return { groups: groups.map((group) => group.toSorted(byCodeUnits)) };
}

function bySeniors(tied: readonly string[], judges: readonly string[], { totals = [] }: TieEvidence): Outcome {
  let groups: readonly (readonly string[])[] = [tied];
  for (const senior of judges) {
    const own = new Map(totals.filter(({ judge }) => judge === senior).map(({ entry, total }) => [entry, total]));
    groups = groups.flatMap((group) =>
      group.every((entry) => own.has(entry))
        ? groupsByOrder(group, (a, b) => compareFractions(own.get(b) ?? none, own.get(a) ?? none))
        : [group],
    );
  }
  return { groups };
}

function byLot(tied: readonly string[], { lot }: TieEvidence): Outcome {
  if (lot === undefined) return { groups: [tied], reason: "no seed was revealed" };
  if (commitmentTo(lot.seed) !== lot.commitment) throw new SeedDoesNotMatchItsCommitment();
  const drawn = new Map(tied.map((entry) => [entry, sha256(JSON.stringify([lot.seed, lot.chainHead, entry]))]));
  return { groups: groupsByOrder(tied, (a, b) => byCodeUnits(drawn.get(a) ?? "", drawn.get(b) ?? "")) };
}

/** The items in groups of equal keys, the least key first. */
function groupsBy(items: readonly string[], key: (item: string) => number): string[][] {
  return groupsByOrder(items, (a, b) => key(a) - key(b));
}

function groupsByOrder(items: readonly string[], compare: (a: string, b: string) => number): string[][] {
  const groups: string[][] = [];
  for (const item of items.toSorted(compare)) {
    const last = groups.at(-1);
    if (last?.[0] !== undefined && compare(last[0], item) === 0) last.push(item);
    else groups.push([item]);
  }
  return groups;
}

function sentenceOf(at: number, step: TieBreak, tied: readonly string[], groups: Outcome["groups"], reason: string | undefined): string {
  const decided =
    groups.length > 1 ? groups.map((group) => group.join(" = ")).join(" > ") : `still equal${reason === undefined ? "" : `: ${reason}`}`;
  return `Step ${at}, ${nameOf(step)}, on ${listed(tied)}: ${decided}.`;
}

function nameOf(step: TieBreak): string {
  switch (step.kind) {
    case "CRITERION":
      return `mean on "${step.criterion}"`;
    case "HEAD_TO_HEAD":
      return "head to head among judges who scored both";
    case "MODEL":
      return "expected rank, cut above .55";
    case "SENIOR_JUDGES":
      return `totals of ${listed(step.judges)}`;
    case "FINAL_VOTE":
      return "final vote in pairs";
    case "SHARE":
      return "sharing";
    case "LOT":
      return "lot from the committed seed";
  }
}

function listed(ids: readonly string[]): string {
  return ids.join(", ");
}
