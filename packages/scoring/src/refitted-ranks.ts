import { crossedEffects, type CrossedFit, type CrossedOptions, standardized } from "./crossed-effects.ts";
import { crossedEquations, solveCrossed } from "./crossed-equations.ts";
import { squared } from "./elementary.ts";
import { fitVariances } from "./fit-variances.ts";
import { percentile } from "./krippendorff.ts";
import { type Drawable, posteriorAt, posteriorDraws } from "./posterior.ts";
import { randomStream, type RandomStream } from "./random.ts";
import { certainRanks, type RankCertainty, rankCounter, requireRankOptions } from "./rank-certainty.ts";
import { requireWhole } from "./refusals.ts";
import type { ScoreTable } from "./score-table.ts";
import { partOf, type Work } from "./work.ts";

/** How often the variances are fitted again, and what is asked of the ranks. */
export type RefitOptions = CrossedOptions & {
  readonly seed: string;
  /** How often scores are made up and the variances fitted again, 2 to 100,000; 500 when absent. */
  readonly refits?: number | undefined;
  /** Joint draws at each refit's variances, 1 to 1,000; 20 when absent. refits times draws at most 1,000,000. */
  readonly draws?: number | undefined;
  /** As for rankCertainty(). */
  readonly top?: readonly number[] | undefined;
  readonly level?: number | undefined;
};

/** Ranks that do not take the variances for known. */
export type RefittedRanks = {
  readonly fit: CrossedFit;
  readonly refits: number;
  /** As rankCertainty() answers, from refits times draws; expected ranks are means over these draws. */
  readonly ranks: RankCertainty;
  /** In the fit's order: the adjusted score's standard deviation over all draws, the uncertainty of the variances included. */
  readonly standardErrors: readonly { readonly entry: string; readonly standardError: number }[];
  /** For each variance, the middle of the refits: as much of them as `level` says. */
  readonly variance: Readonly<Record<"entry" | "judge" | "residual", readonly [number, number]>>;
  /** Share of the refits that detected no differences between entries: their draws are ordered by lot. */
  readonly noDifferences: number;
};

/**
 * Ranks with the uncertainty of the variances: a parametric bootstrap with refit. Scores are made up from the fitted model - entries, judges
 * and errors drawn anew on the same design, not rounded to the scale - and the variances are fitted to them; then the adjusted scores are
 * drawn from their posterior given the real scores and these variances (type III bootstrap of Laird & Louis 1987). rankCertainty(), which
 * takes the variances as known, is a little too sure where judges or entries are few; this costs a fit for each of `refits`.
 *
 * Equal bytes for equal seeds. Throws SettingIsOutOfRange for refits, draws, a k or a level outside its range, and what crossedEffects() does.
 */
export function* refittedRanks(table: ScoreTable, options: RefitOptions): Work<RefittedRanks> {
  const { seed, refits = 500, draws = 20, top = [], level = 0.9 } = options;
  const n = table.entries.length;
  requireWhole("refits", refits, 2, 100_000);
  requireWhole("draws", draws, 1, 1_000);
  requireWhole("refits * draws", refits * draws, 2, 1_000_000);
  requireRankOptions(n, top, level);

  const fit = yield* partOf(crossedEffects(table, options), 0, 1 / (refits + 1));
  const { centred, centre, scale } = standardized(table.scores);
  const counter = rankCounter(n, refits * draws, seed);
  const [sums, squares] = [new Float64Array(n), new Float64Array(n)];
  const variances: Variances[] = [];
  const stream = randomStream(seed, "parametric bootstrap");
  for (let refit = 0; refit < refits; refit += 1) {
    const work = fittedAgain(fit, madeUp(fit, table, stream));
    const variance = yield* partOf(work, (refit + 1) / (refits + 1), (refit + 2) / (refits + 1));
    variances.push(variance);
    const posterior = at(fit, centred, variance, scale);
    // Around the fit's own score, in units of the scores' spread, so that no square loses its digits.
    yield* keepProgress(
      posteriorDraws(posterior, { draws, seed: `${seed.length}:${seed}:${refit}` }, (drawn) => {
        counter.count(drawn);
        for (let i = 0; i < n; i += 1) {
          const away = drawn[i]! - (fit.posterior.adjusted[i]! - centre) / (scale || 1);
          sums[i] = sums[i]! + away;
          squares[i] = squares[i]! + away * away;
        }
      }),
      (refit + 2) / (refits + 1),
    );
  }
  const total = refits * draws;
  const expected = Float64Array.from({ length: n }, (_, i) => {
    let sum = 0;
    for (let r = 0; r < n; r += 1) sum += (r + 1) * counter.counts[i * n + r]!;
    return sum / total;
  });
  const middle = (key: keyof Variances): [number, number] => {
    const sorted = variances.map((variance) => variance[key]).toSorted((a, b) => a - b);
    return [percentile(sorted, (1 - level) / 2), percentile(sorted, (1 + level) / 2)];
  };
  return {
    fit,
    refits,
    ranks: {
      top,
      draws: total,
      seed,
      entries: certainRanks(table.entries, fit.posterior.adjusted, counter.counts, { expected, top, draws: total, level }),
    },
    standardErrors: table.entries.map((entry, i) => ({
      entry,
      standardError: scale * Math.sqrt(Math.max(0, squares[i]! / total - squared(sums[i]! / total))),
    })),
    variance: { entry: middle("entry"), judge: middle("judge"), residual: middle("residual") },
    noDifferences: variances.filter(({ entry }) => entry === 0).length / refits,
  };
}

type Variances = { readonly entry: number; readonly judge: number; readonly residual: number };

/** Scores of a new round of the same design, from the fitted model. */
function madeUp(
  { variance, posterior, means }: CrossedFit,
  { entryOf, judgeOf, entries, judges }: ScoreTable,
  stream: RandomStream,
): Float64Array {
  const drawn = (count: number, spread: number) => Float64Array.from({ length: count }, () => Math.sqrt(spread) * stream.normal());
  const [entry, judge, error] = [
    drawn(entries.length, variance.entry),
    drawn(judges.length, variance.judge),
    drawn(entryOf.length, variance.residual),
  ];
  return error.map((one, row) => {
    const i = entryOf[row]!;
    return (means[posterior.design.categoryOf[i]!]?.mean ?? 0) + entry[i]! + judge[judgeOf[row]!]! + one;
  });
}

function* fittedAgain({ posterior: { design }, criterion }: CrossedFit, scores: Float64Array): Work<Variances> {
  const restricted = criterion === "REML";
  const { centred, scale } = standardized(scores);
  if (scale === 0) return { entry: 0, judge: 0, residual: 0 };
  const { ratios } = yield* fitVariances(design, centred, restricted);
  const { penalized } = solveCrossed(crossedEquations(design, ratios), centred);
  const residual = (penalized / (scores.length - (restricted ? design.categoryCount : 0))) * scale * scale;
  return { entry: residual * ratios.entry, judge: residual * ratios.judge, residual };
}

/** The posterior of the real scores, standardized, at a refit's variances. */
function at({ posterior: { design } }: CrossedFit, centred: Float64Array, { entry, judge, residual }: Variances, scale: number): Drawable {
  const ratio = (variance: number) => (residual > 0 ? variance / residual : 0);
  return posteriorAt(design, centred, { entry: ratio(entry), judge: ratio(judge) }, scale > 0 ? residual / (scale * scale) : 0);
}

/** Work whose own progress is too small to tell. */
function* keepProgress(work: Work<void>, progress: number): Work<void> {
  for (let step = work.next(); step.done !== true; step = work.next()) yield progress;
}
