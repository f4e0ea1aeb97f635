import { factorize, invertFactorized, solveFactorized } from "./cholesky.ts";
import { BallotIsInvalid, NoEstimateExists } from "./decision-refusals.ts";
import { exp, log, squared } from "./elementary.ts";
import { TooLittleEvidence } from "./refusals.ts";
import { byCodeUnits } from "./score-table.ts";
import { strongComponents } from "./strong-components.ts";

/** Outcomes of comparisons of two entries. Give a draw as half a win each way. */
export type PairedWins = { readonly a: string; readonly b: string; readonly winsA: number; readonly winsB: number };

export type BradleyTerryFit = {
  /** Sorted by id. Abilities are logarithms that sum to 0; worths are their exponentials, which sum to 1. */
  readonly entries: readonly { readonly entry: string; readonly ability: number; readonly standardError: number; readonly worth: number }[];
  /** Standard error of the difference of two abilities. Throws NoEstimateExists for an id without comparisons. */
  readonly standardErrorOfDifference: (entry: string, other: string) => number;
  /** -2 log likelihood relative to the model in which every pair has a probability of its own. */
  readonly deviance: number;
  readonly degreesOfFreedom: number;
  /** Sum of wins times log of their probability, without binomial coefficients. */
  readonly logLikelihood: number;
  /** Said when half a win each way against an imagined entry was added, because no finite estimate existed without: who forced it. */
  readonly phantom: string | null;
};

export type BradleyTerryOptions = {
  /** Whether an imagined entry may be added where no estimate exists; refused when false. True when absent. */
  readonly phantom?: boolean | undefined;
};

/**
 * Bradley & Terry 1952: P(a beats b) = worth a / (worth a + worth b), by maximum likelihood from all comparisons at once, so that their order
 * cannot matter. Newton's steps on the logarithms, to 1e-12; the maximum is that of Hunter's MM iteration (Hunter 2004, eq. 3). It exists only
 * if every entry can be reached from every other along wins (Ford 1957); this is checked first. Where it does not, half a win each way
 * against one imagined entry is added for all, and `phantom` says so. Standard errors from the pseudo-inverse of the sum of n p (1 - p).
 *
 * Throws BallotIsInvalid for an entry against itself or a number of wins that is not finite and at least 0, TooLittleEvidence for no
 * comparison, NoEstimateExists where the estimate does not exist and the imagined entry is not wanted.
 */
export function bradleyTerry(outcomes: readonly PairedWins[], options: BradleyTerryOptions = {}): BradleyTerryFit {
  const { entries, wins } = winsTable(outcomes);
  const gap = whoCannotBeReached(entries, wins);
  if (gap !== null && options.phantom === false)
    throw new NoEstimateExists(`${gap} No finite abilities fit best. More comparisons are needed.`);

  const n = entries.length;
  const size = gap === null ? n : n + 1;
  const counted = new Float64Array(size * size);
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < n; j += 1) counted[i * size + j] = wins[i * n + j]!;
    if (gap === null) continue;
    counted[i * size + n] = 0.5;
    counted[n * size + i] = 0.5;
  }
  const { abilities, covariance } = maximize(counted, size);
  // The imagined entry takes part in the fit, not in the answer: abilities sum to 0 over the real ones.
  const centre = abilities.subarray(0, n).reduce((sum, x) => sum + x, 0) / n;
  const centred = abilities.subarray(0, n).map((x) => x - centre);
  const worths = centred.map(exp);
  const sum = worths.reduce((total, x) => total + x, 0);
  const spread = spreadAround(covariance, size, n);
  const index = new Map(entries.map((entry, i) => [entry, i]));
  const indexOf = (entry: string) => {
    const known = index.get(entry);
    if (known === undefined) throw new NoEstimateExists(`"${entry}" was not compared with anything.`);
    return known;
  };
  return {
    entries: entries.map((entry, i) => ({
      entry,
      ability: centred[i]!,
      standardError: Math.sqrt(Math.max(0, spread[i * n + i]!)),
      worth: worths[i]! / sum,
    })),
    standardErrorOfDifference: (entry, other) => {
      const [i, l] = [indexOf(entry), indexOf(other)];
      return Math.sqrt(Math.max(0, spread[i * n + i]! + spread[l * n + l]! - 2 * spread[i * n + l]!));
    },
    ...likelihoods(wins, centred, n),
    phantom: gap === null ? null : `${gap} Half a win each way against an imagined entry was added for all.`,
  };
}

/** A pair to ask about next, and how much the answer is expected to tell. */
export type NextPair = { readonly a: string; readonly b: string; readonly information: number };

/**
 * The pair whose comparison would reduce the variance of its own difference most: var * p (1 - p), the expected Fisher information times
 * what is unknown. Entries never compared come first, two of them if there are two. Pairs that `forbidden` names are left out; null when no
 * pair is left. Equal pairs: the first by id.
 */
export function nextPair(
  fit: BradleyTerryFit | null,
  entries: readonly string[],
  forbidden: (a: string, b: string) => boolean = () => false,
): NextPair | null {
  const sorted = [...new Set(entries)].toSorted(byCodeUnits);
  const known = new Map(fit?.entries.map((one) => [one.entry, one]));
  let best: NextPair | null = null;
  sorted.forEach((a, at) => {
    for (const b of sorted.slice(at + 1)) {
      if (forbidden(a, b)) continue;
      const [first, second] = [known.get(a), known.get(b)];
      const unknown = (first === undefined ? 1 : 0) + (second === undefined ? 1 : 0);
      const information =
        fit === null || first === undefined || second === undefined
          ? 1e6 * Math.max(1, unknown)
          : squared(fit.standardErrorOfDifference(a, b)) * uncertain(first.ability - second.ability);
      if (best === null || information > best.information * (1 + 1e-12)) best = { a, b, information };
    }
  });
  return best;
}

/** Wins of row over column, entries sorted by id. */
function winsTable(outcomes: readonly PairedWins[]): { entries: string[]; wins: Float64Array } {
  const entries = [...new Set(outcomes.flatMap(({ a, b }) => [a, b]))].toSorted(byCodeUnits);
  const index = new Map(entries.map((entry, i) => [entry, i]));
  const n = entries.length;
  const wins = new Float64Array(n * n);
  outcomes.forEach(({ a, b, winsA, winsB }, at) => {
    const [i = 0, j = 0] = [index.get(a), index.get(b)];
    if (i === j) throw new BallotIsInvalid(at + 1, `"${a}" is compared with itself.`);
    for (const count of [winsA, winsB]) {
      if (!(count >= 0 && Number.isFinite(count))) throw new BallotIsInvalid(at + 1, `${count} wins. Allowed: finite and at least 0.`);
    }
    wins[i * n + j] = wins[i * n + j]! + winsA;
    wins[j * n + i] = wins[j * n + i]! + winsB;
  });
  if (!wins.some((count) => count > 0)) throw new TooLittleEvidence("There are no comparisons. Wait for the first ballots.");
  return { entries, wins };
}

/** Ford's condition in words: null when every entry can be reached along wins. */
function whoCannotBeReached(entries: readonly string[], wins: Float64Array): string | null {
  const n = entries.length;
  const groups = strongComponents(entries.map((_, i) => [...entries.keys()].filter((j) => wins[i * n + j]! > 0)));
  if (groups.length === 1) return null;
  const said = groups.toReversed().map((group) => group.map((i) => entries[i] ?? "").join(", "));
  return `The entries fall into groups without wins both ways between them: ${said.join(" | ")}.`;
}

/** Newton's method with halved steps; H + 11ᵀ/n is positive definite, because H's null space is the vector of ones. */
function maximize(wins: Float64Array, n: number): { abilities: Float64Array; covariance: Float64Array } {
  let abilities = new Float64Array(n);
  let before = Infinity;
  let value = kernel(wins, abilities, n);
  for (let step = 0; step < 200; step += 1) {
    const { gradient, hessian } = slopes(wins, abilities, n);
    if (!factorize(hessian, n)) throw new NoEstimateExists("The comparisons do not hold together: no finite abilities fit best.");
    const move = gradient.slice();
    solveFactorized(hessian, n, move);
    const largest = move.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
    let length = Math.min(1, 3 / Math.max(largest, 1e-300));
    let moved = abilities.map((x, i) => x + length * move[i]!);
    let reached = kernel(wins, moved, n);
    // Close to the maximum the likelihood no longer tells better from worse, while Newton's steps still shrink by squares.
    while (reached < value && largest > 1e-5 && length > 1e-9) {
      length /= 2;
      moved = abilities.map((x, i) => x + length * move[i]!);
      reached = kernel(wins, moved, n);
    }
    const done = largest < 1e-12 || (largest < 1e-7 && largest >= before / 2);
    before = largest;
    abilities = moved;
    value = reached;
    if (done) break;
  }
  const { hessian } = slopes(wins, abilities, n);
  factorize(hessian, n);
  const covariance = invertFactorized(hessian, n).map((x) => x - 1 / n);
  return { abilities, covariance };
}

function slopes(wins: Float64Array, abilities: Float64Array, n: number): { gradient: Float64Array; hessian: Float64Array } {
  const gradient = new Float64Array(n);
  const hessian = new Float64Array(n * n).fill(1 / n);
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < i; j += 1) {
      const count = wins[i * n + j]! + wins[j * n + i]!;
      if (count === 0) continue;
      const p = probability(abilities[i]! - abilities[j]!);
      const surplus = wins[i * n + j]! - count * p;
      gradient[i] = gradient[i]! + surplus;
      gradient[j] = gradient[j]! - surplus;
      const information = count * uncertain(abilities[i]! - abilities[j]!);
      hessian[i * n + i] = hessian[i * n + i]! + information;
      hessian[j * n + j] = hessian[j * n + j]! + information;
      hessian[i * n + j] = hessian[i * n + j]! - information;
      hessian[j * n + i] = hessian[j * n + i]! - information;
    }
  }
  return { gradient, hessian };
}

function kernel(wins: Float64Array, abilities: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < n; j += 1) {
      const count = wins[i * n + j]!;
      if (count > 0) sum += count * log(probability(abilities[i]! - abilities[j]!));
    }
  }
  return sum;
}

function likelihoods(wins: Float64Array, abilities: Float64Array, n: number) {
  let saturated = 0;
  let pairs = 0;
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < i; j += 1) {
      const [won, lost] = [wins[i * n + j]!, wins[j * n + i]!];
      if (won + lost === 0) continue;
      pairs += 1;
      for (const count of [won, lost]) if (count > 0) saturated += count * log(count / (won + lost));
    }
  }
  const logLikelihood = kernel(wins, abilities, n);
  return { logLikelihood, deviance: Math.max(0, 2 * (saturated - logLikelihood)), degreesOfFreedom: pairs - (n - 1) };
}

/** Covariance of abilities around their mean over the first n, from one of `size` of them. */
function spreadAround(covariance: Float64Array, size: number, n: number): Float64Array {
  const rowMeans = Float64Array.from({ length: n }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < n; j += 1) sum += covariance[i * size + j]!;
    return sum / n;
  });
  const mean = rowMeans.reduce((sum, x) => sum + x, 0) / n;
  return Float64Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    return covariance[i * size + j]! - rowMeans[i]! - rowMeans[j]! + mean;
  });
}

/** 1 / (1 + e^-x) without overflow. */
function probability(x: number): number {
  return x >= 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x));
}

/** p (1 - p), which does not vanish by rounding for large x as 1 - p would. */
function uncertain(x: number): number {
  const small = exp(-Math.abs(x));
  return small / ((1 + small) * (1 + small));
}
