import { factorize, invertFactorized, solveFactorized } from "./cholesky.ts";
import { NoEstimateExists } from "./decision-refusals.ts";
import { exp, log } from "./elementary.ts";
import { type BallotTable, ballotTable, type RankingBallot } from "./ranking-ballots.ts";
import { TooLittleEvidence } from "./refusals.ts";
import { strongComponents } from "./strong-components.ts";

export type PlackettLuceFit = {
  /** Sorted by id. Worths sum to 1; abilities are their logarithms, centred to sum 0, with standard errors. */
  readonly entries: readonly { readonly entry: string; readonly worth: number; readonly ability: number; readonly standardError: number }[];
  /** How much ties of each size that occurs, from 2, are favoured: P(a = b) is proportional to weight * sqrt(worth a * worth b). */
  readonly ties: readonly { readonly size: number; readonly weight: number; readonly standardErrorOfLog: number }[];
  readonly standardErrorOfDifference: (entry: string, other: string) => number;
  readonly logLikelihood: number;
  /** Said when a first place each way against an imagined entry was added, because no finite estimate existed without. */
  readonly phantom: string | null;
};

export type PlackettLuceOptions = {
  /** Whether an imagined entry may be added where no estimate exists; refused when false. True when absent. */
  readonly phantom?: boolean | undefined;
};

/**
 * Plackett-Luce for rankings with ties: an order is a sequence of choices of the best among those left, and a set T of t entries is chosen
 * together with weight ties_t * (product of worths)^(1/t) (Luce 1959; Plackett 1975; Davidson 1970 for pairs; Davidson-Luce of Turner et al.
 * 2020, eq. 2 for more). By maximum likelihood from all ballots at once: their order cannot matter. In logarithms it is an exponential
 * family, so that Newton's steps find the one maximum, which is that of Hunter's MM iteration (Hunter 2004).
 *
 * It exists only if every entry can be reached from every other along "stands before or equal" (Hunter 2004, assumption 1), and no size of
 * tie is chosen whenever it could be; both are checked first. Where the entries cannot be reached, half a ballot each way against one
 * imagined entry is added for all, and `phantom` says so. Time per ballot about entries^(2 or, with ties of three and more, 3).
 *
 * Throws BallotIsInvalid as ballotTable does, TooLittleEvidence where no ballot compares two entries, NoEstimateExists where the estimate
 * does not exist and the imagined entry is not wanted or does not help.
 */
export function plackettLuce(ballots: readonly RankingBallot[], options: PlackettLuceOptions = {}): PlackettLuceFit {
  const table = ballotTable(ballots);
  const stages = table.ballots.flatMap(stagesOf);
  if (stages.length === 0) throw new TooLittleEvidence("No ballot compares two entries. Wait for the first rankings.");

  const n = table.entries.length;
  const gap = whoCannotBeReached(table);
  if (gap !== null && options.phantom === false) throw new NoEstimateExists(`${gap} No finite worths fit best. More ballots are needed.`);
  const imagined = gap === null ? [] : table.entries.flatMap((_, i) => [duel(i, n), duel(n, i)]);
  const all = [...stages, ...imagined];
  const sizes = tieSizes(stages);
  refuseUnlimitedTies(all, sizes);

  const model: Model = { stages: all, items: gap === null ? n : n + 1, sizes };
  const { parameters, covariance } = maximize(model);
  return answer(table, model, parameters, covariance, stages, gap);
}

/** One choice: the chosen set, and all that could have been chosen from, the chosen included. */
type Stage = { readonly chosen: readonly number[]; readonly from: readonly number[]; readonly weight: number };
type Model = { readonly stages: readonly Stage[]; readonly items: number; readonly sizes: readonly number[] };

function stagesOf({ groups, rest, weight }: BallotTable["ballots"][number]): Stage[] {
  const ranked = groups.map((chosen, place) => ({ chosen, from: [...groups.slice(place).flat(), ...rest], weight }));
  return ranked.filter(({ from }) => from.length > 1);
}

function duel(winner: number, loser: number): Stage {
  return { chosen: [winner], from: [winner, loser], weight: 0.5 };
}

function tieSizes(stages: readonly Stage[]): number[] {
  return [...new Set(stages.map(({ chosen }) => chosen.length))].filter((size) => size > 1).toSorted((a, b) => a - b);
}

function whoCannotBeReached({ entries, ballots }: BallotTable): string | null {
  const edges = entries.map(() => new Set<number>());
  for (const { groups, rest } of ballots) {
    const places = [...groups, rest];
    places.forEach((group, place) => {
      const equals = place < groups.length ? group : [];
      for (const entry of group)
        for (const other of [...equals, ...places.slice(place + 1).flat()]) if (other !== entry) edges[entry]?.add(other);
    });
  }
  const groups = strongComponents(edges.map((set) => [...set]));
  if (groups.length === 1) return null;
  const said = groups.toReversed().map((group) => group.map((i) => entries[i] ?? "").join(", "));
  return `The entries fall into groups that the ballots order one way only, or not at all: ${said.join(" | ")}.`;
}

/** A size of tie that is chosen whenever it could be has no finite weight; so have sizes that together win every choice between sizes. */
function refuseUnlimitedTies(stages: readonly Stage[], sizes: readonly number[]): void {
  const all = [1, ...sizes];
  const edges = all.map(() => new Set<number>());
  for (const { chosen, from } of stages) {
    all.forEach((size, at) => {
      if (size !== chosen.length && size <= from.length) edges[all.indexOf(chosen.length)]?.add(at);
    });
  }
  if (strongComponents(edges.map((set) => [...set])).length === 1) return;
  throw new NoEstimateExists(
    "Ties of some size were given whenever they could be, so that no finite weight of ties fits best. Ask for orders.",
  );
}

/** Abilities first, one for each item, then the logarithms of the ties' weights. */
function maximize(model: Model): { parameters: Float64Array; covariance: Float64Array } {
  const size = model.items + model.sizes.length;
  let parameters = new Float64Array(size);
  let before = Infinity;
  let value = logLikelihoodOf(model, parameters, model.stages);
  for (let step = 0; step < 200; step += 1) {
    const { gradient, information } = slopes(model, parameters);
    if (!factorize(information, size)) throw new NoEstimateExists("The ballots do not hold together: no finite worths fit best.");
    const move = gradient.slice();
    solveFactorized(information, size, move);
    const largest = move.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
    let length = Math.min(1, 3 / Math.max(largest, 1e-300));
    let moved = parameters.map((x, at) => x + length * move[at]!);
    let reached = logLikelihoodOf(model, moved, model.stages);
    // Close to the maximum the likelihood no longer tells better from worse, while Newton's steps still shrink by squares.
    while (reached < value && largest > 1e-5 && length > 1e-9) {
      length /= 2;
      moved = parameters.map((x, at) => x + length * move[at]!);
      reached = logLikelihoodOf(model, moved, model.stages);
    }
    const done = largest < 1e-12 || (largest < 1e-7 && largest >= before / 2);
    before = largest;
    parameters = moved;
    value = reached;
    if (parameters.some((x) => Math.abs(x) > 40))
      throw new NoEstimateExists("Worths and ties together fit better without end. Ask for more orders.");
    if (done) break;
  }
  const { information } = slopes(model, parameters);
  factorize(information, size);
  const covariance = invertFactorized(information, size);
  for (let i = 0; i < model.items; i += 1) {
    for (let j = 0; j < model.items; j += 1) covariance[i * size + j] = covariance[i * size + j]! - 1 / model.items;
  }
  return { parameters, covariance };
}

function logLikelihoodOf(model: Model, parameters: Float64Array, stages: readonly Stage[]): number {
  let sum = 0;
  for (const { chosen, from, weight } of stages) {
    const { logTotal, top } = totalOf(model, parameters, from);
    let own = chosen.length === 1 ? 0 : parameters[model.items + model.sizes.indexOf(chosen.length)]!;
    for (const item of chosen) own += (parameters[item]! - top) / chosen.length;
    sum += weight * (own - logTotal);
  }
  return sum;
}

type Total = {
  readonly logTotal: number;
  readonly top: number;
  readonly parts: readonly { readonly size: number; readonly share: number; readonly roots: Float64Array; readonly sums: Float64Array }[];
};

/** The sum of the weights of all sets that may be chosen, by size, from elementary symmetric polynomials of worth^(1/size). */
function totalOf({ items, sizes }: Model, parameters: Float64Array, from: readonly number[]): Total {
  // Worths relative to the best of those left, so that nothing overflows.
  const top = from.reduce((most, item) => Math.max(most, parameters[item]!), -Infinity);
  const parts = [1, ...sizes]
    .filter((size) => size <= from.length)
    .map((size) => {
      const roots = Float64Array.from(from, (item) => exp((parameters[item]! - top) / size));
      const sums = symmetricSums(roots, size, -1, -1);
      const tie = size === 1 ? 1 : exp(parameters[items + sizes.indexOf(size)]!);
      return { size, roots, sums, tie, value: tie * sums[size]! };
    });
  const total = parts.reduce((sum, { value }) => sum + value, 0);
  return { logTotal: log(total), top, parts: parts.map(({ size, roots, sums, tie }) => ({ size, roots, sums, share: tie / total })) };
}

/** Elementary symmetric polynomials of degrees 0 to `degree`, leaving out two positions (-1: none). */
function symmetricSums(values: Float64Array, degree: number, without: number, withoutToo: number): Float64Array {
  const sums = new Float64Array(degree + 1);
  sums[0] = 1;
  for (let at = 0; at < values.length; at += 1) {
    if (at === without || at === withoutToo) continue;
    for (let d = degree; d > 0; d -= 1) sums[d] = sums[d]! + values[at]! * sums[d - 1]!;
  }
  return sums;
}

/** Gradient, and minus the second derivatives: the covariance of which entries, and what size, a stage chooses. */
function slopes(model: Model, parameters: Float64Array): { gradient: Float64Array; information: Float64Array } {
  const { items, sizes } = model;
  const size = items + sizes.length;
  const gradient = new Float64Array(size);
  const information = new Float64Array(size * size);
  for (let i = 0; i < items; i += 1) for (let j = 0; j < items; j += 1) information[i * size + j] = 1 / items;

  for (const { chosen, from, weight } of model.stages) {
    for (const item of chosen) gradient[item] = gradient[item]! + weight / chosen.length;
    if (chosen.length > 1) addTo(gradient, items + sizes.indexOf(chosen.length), weight);
    const expected = new Float64Array(size);
    for (const part of totalOf(model, parameters, from).parts) addMoments(part, model, from, weight, expected, information);
    for (let i = 0; i < size; i += 1) {
      if (expected[i] === 0) continue;
      addTo(gradient, i, -weight * expected[i]!);
      for (let j = 0; j < size; j += 1) if (expected[j] !== 0) addTo(information, i * size + j, -weight * expected[i]! * expected[j]!);
    }
  }
  return { gradient, information };
}

/** Adds P(chosen), and E(product of two), of the sets of one size; an entry in a chosen set of t counts 1/t. */
function addMoments(
  part: Total["parts"][number],
  model: Model,
  from: readonly number[],
  weight: number,
  expected: Float64Array,
  second: Float64Array,
): void {
  const { size: t, roots, sums, share } = part;
  const width = model.items + model.sizes.length;
  const tie = t === 1 ? -1 : model.items + model.sizes.indexOf(t);
  if (tie >= 0) {
    addTo(expected, tie, share * sums[t]!);
    addTo(second, tie * width + tie, weight * share * sums[t]!);
  }
  from.forEach((item, at) => {
    const within = (share * roots[at]! * symmetricSums(roots, t - 1, at, -1)[t - 1]!) / t;
    addTo(expected, item, within);
    addTo(second, item * width + item, (weight * within) / t);
    if (tie < 0) return;
    addTo(second, item * width + tie, weight * within);
    addTo(second, tie * width + item, weight * within);
    from.slice(0, at).forEach((other, before) => {
      const both = (weight * share * roots[at]! * roots[before]! * symmetricSums(roots, t - 2, at, before)[t - 2]!) / (t * t);
      addTo(second, item * width + other, both);
      addTo(second, other * width + item, both);
    });
  });
}

function addTo(array: Float64Array, at: number, value: number): void {
  array[at] = array[at]! + value;
}

function answer(
  { entries }: BallotTable,
  model: Model,
  parameters: Float64Array,
  covariance: Float64Array,
  stages: readonly Stage[],
  gap: string | null,
): PlackettLuceFit {
  const n = entries.length;
  const width = model.items + model.sizes.length;
  const cov = (i: number, j: number) => covariance[i * width + j]!;
  const abilities = parameters.subarray(0, n);
  const centre = abilities.reduce((sum, x) => sum + x, 0) / n;
  const worths = abilities.map((x) => exp(x - centre));
  const total = worths.reduce((sum, x) => sum + x, 0);
  const rowMeans = entries.map((_, i) => entries.reduce((sum, __, j) => sum + cov(i, j), 0) / n);
  const mean = rowMeans.reduce((sum, x) => sum + x, 0) / n;
  const index = new Map(entries.map((entry, i) => [entry, i]));
  const indexOf = (entry: string) => {
    const known = index.get(entry);
    if (known === undefined) throw new NoEstimateExists(`"${entry}" was not compared with anything.`);
    return known;
  };
  return {
    entries: entries.map((entry, i) => ({
      entry,
      worth: worths[i]! / total,
      ability: abilities[i]! - centre,
      standardError: Math.sqrt(Math.max(0, cov(i, i) - 2 * (rowMeans[i] ?? 0) + mean)),
    })),
    ties: model.sizes.map((size, at) => ({
      size,
      weight: exp(parameters[model.items + at]!),
      standardErrorOfLog: Math.sqrt(Math.max(0, cov(model.items + at, model.items + at))),
    })),
    standardErrorOfDifference: (entry, other) => {
      const [i, j] = [indexOf(entry), indexOf(other)];
      return Math.sqrt(Math.max(0, cov(i, i) + cov(j, j) - 2 * cov(i, j)));
    },
    logLikelihood: logLikelihoodOf(model, parameters, stages),
    phantom: gap === null ? null : `${gap} Half a ballot each way against an imagined entry was added for all.`,
  };
}
