import {
  addFractions,
  compareFractions,
  decimalFraction,
  divideFractions,
  type Fraction,
  multiplyFractions,
  subtractFractions,
  toNumber,
  zero,
} from "./fraction.ts";
import { BallotIsInvalid } from "./decision-refusals.ts";
import { requireWhole } from "./refusals.ts";
import { byCodeUnits } from "./score-table.ts";
import { sha256 } from "./sha256.ts";

/** Preferences, best first, without equals. */
export type PreferenceBallot = { readonly preferences: readonly string[]; readonly weight?: number | undefined };

/** One count: the votes at its start, and what was done with them. */
export type StvCount = {
  readonly votes: readonly { readonly entry: string; readonly votes: number }[];
  readonly elected: readonly string[];
  readonly excluded: string | null;
  readonly sentence: string;
};

export type StvResult = {
  /** In the order of election. */
  readonly elected: readonly string[];
  readonly quota: number;
  readonly counts: readonly StvCount[];
};

/**
 * Single transferable vote with the Droop quota, floor(votes / (seats + 1)) + 1, and weighted inclusive Gregory transfers in exact rationals:
 * a surplus moves on all papers of the elected, each at its value times surplus over votes (Hill, Wichmann & Woodall 1987, and the
 * inclusive rule of Western Australia). One seat is the alternative vote; a top-pick ballot has one preference. Ties for election order or
 * exclusion go by the earlier counts, the latest first, then by lot: SHA-256 of seed and entry.
 *
 * Throws BallotIsInvalid for an entry named twice or unknown, an empty ballot, or a weight that is not a whole number above 0;
 * SettingIsOutOfRange unless 1 <= seats <= entries.
 */
export function singleTransferableVote(
  ballots: readonly PreferenceBallot[],
  options: { readonly seats: number; readonly seed: string; readonly entries?: readonly string[] | undefined },
): StvResult {
  const entries = [...new Set(options.entries ?? ballots.flatMap(({ preferences }) => preferences))].toSorted(byCodeUnits);
  requireWhole("seats", options.seats, 1, Math.max(1, entries.length));
  requireBallots(ballots, entries);
  const papers = ballots.map(({ preferences, weight = 1 }) => ({ preferences, value: decimalFraction(weight) }));
  const total = ballots.reduce((sum, { weight = 1 }) => sum + weight, 0);
  const quota = Math.floor(total / (options.seats + 1)) + 1;
  const droop = decimalFraction(quota);

  const elected: string[] = [];
  const standing = new Set(entries);
  const history: Map<string, Fraction>[] = [];
  const counts: StvCount[] = [];
  while (elected.length < options.seats && standing.size > 0) {
    const { votes, held } = countFirst(papers, standing);
    history.push(votes);
    const order = [...standing].toSorted((a, b) => compareHistory(history, b, a) || byLot(options.seed, a, b));
    const over = order.filter((entry) => compareFractions(votes.get(entry) ?? zero, droop) >= 0);
    const shown = order.map((entry) => ({ entry, votes: toNumber(votes.get(entry) ?? zero) }));

    const seatsLeft = options.seats - elected.length;
    if (order.length <= seatsLeft) {
      elected.push(...order);
      counts.push({ votes: shown, elected: order, excluded: null, sentence: `${order.join(", ")} take the seats that are left.` });
      break;
    }
    const [first] = over;
    if (first !== undefined) {
      elected.push(first);
      standing.delete(first);
      const own = votes.get(first) ?? zero;
      const factor = divideFractions(subtractFractions(own, droop), own);
      for (const paper of held.get(first) ?? []) paper.value = multiplyFractions(paper.value, factor);
      const moved = factor.numerator === 0n ? "nothing is left over" : `its surplus moves at ${factor.numerator}/${factor.denominator}`;
      counts.push({ votes: shown, elected: [first], excluded: null, sentence: `${first} reaches the quota of ${quota}; ${moved}.` });
      continue;
    }
    const last = order.at(-1) ?? "";
    standing.delete(last);
    counts.push({ votes: shown, elected: [], excluded: last, sentence: `Nobody reaches the quota of ${quota}; ${last} is excluded.` });
  }
  return { elected, quota, counts };
}

type Paper = { readonly preferences: readonly string[]; value: Fraction };

function countFirst(papers: readonly Paper[], standing: ReadonlySet<string>) {
  const votes = new Map([...standing].map((entry) => [entry, zero]));
  const held = new Map<string, Paper[]>();
  for (const paper of papers) {
    const first = paper.preferences.find((entry) => standing.has(entry));
    if (first === undefined) continue;
    votes.set(first, addFractions(votes.get(first) ?? zero, paper.value));
    const own = held.get(first) ?? [];
    held.set(first, own);
    own.push(paper);
  }
  return { votes, held };
}

/** By the latest count, then the one before, and so on. */
function compareHistory(history: readonly Map<string, Fraction>[], a: string, b: string): number {
  for (const votes of history.toReversed()) {
    const difference = compareFractions(votes.get(a) ?? zero, votes.get(b) ?? zero);
    if (difference !== 0) return difference;
  }
  return 0;
}

function byLot(seed: string, a: string, b: string): number {
  return byCodeUnits(sha256(JSON.stringify([seed, a])), sha256(JSON.stringify([seed, b])));
}

function requireBallots(ballots: readonly PreferenceBallot[], entries: readonly string[]): void {
  const known = new Set(entries);
  ballots.forEach(({ preferences, weight = 1 }, at) => {
    if (preferences.length === 0) throw new BallotIsInvalid(at + 1, "it ranks nothing.");
    if (new Set(preferences).size < preferences.length)
      throw new BallotIsInvalid(at + 1, "it names an entry twice. Keep one place for it.");
    const unknown = preferences.find((entry) => !known.has(entry));
    if (unknown !== undefined) throw new BallotIsInvalid(at + 1, `there is no entry "${unknown}".`);
    if (!Number.isSafeInteger(weight) || weight < 1)
      throw new BallotIsInvalid(at + 1, `its weight is ${weight}. Allowed: whole numbers from 1.`);
  });
}
