import { type CellDesign, type CellScales, type CellSolution, solveCells } from "./cell-equations.ts";
import { invertFactorized } from "./cholesky.ts";
import { log, squared } from "./elementary.ts";
import { exactSum } from "./exact-sum.ts";
import { minimize } from "./minimize.ts";
import { NameIsMissing, ScoredTwice, ScoreIsOffTheScale, TooLittleEvidence, TooManyJudges } from "./refusals.ts";
import { byCodeUnits } from "./score-table.ts";
import type { CriterionScore } from "./scorecards.ts";
import { partOf, type Work } from "./work.ts";

/** The model of single criteria, in the units of the scores. */
export type CellFit = {
  /** -2 log of the restricted likelihood; null when all scores are equal. */
  readonly deviance: number | null;
  /** `cell` is what one judge sees in one entry alone, on every criterion (halo). 0 means that none was detected. */
  readonly variance: { readonly entry: number; readonly judge: number; readonly cell: number; readonly residual: number };
  readonly criteria: readonly { readonly criterion: string; readonly mean: number; readonly standardError: number }[];
  /** Distances from the criteria's means, shrunk towards 0 (BLUP); the standard error is the root of the prediction error variance. */
  readonly entries: readonly { readonly entry: string; readonly effect: number; readonly standardError: number }[];
  /** Positive for a lenient judge. */
  readonly judges: readonly { readonly judge: string; readonly effect: number; readonly standardError: number }[];
  readonly flags: readonly ("NO_DIFFERENCES" | "ALL_SCORES_EQUAL" | "NO_RESIDUAL")[];
};

const mostJudges = 1_000;
/** Below this share of the scores' variance nothing is left for error. */
const noResidual = 1e-6;
const axes = ["entry", "judge", "cell"] as const;

/**
 * The mixed model of single criteria: score = criterion + entry + judge + cell + error, where a cell is one judge's view of one entry (the
 * halo that all his scores of it share). Restricted maximum likelihood, variances on the border exactly 0 (Henderson 1975; Bates et al. 2015,
 * lme4). A check beside crossedEffects(): when every criterion is scored the entries and judges are the same; when some are open it knows which.
 * Scores are taken as they are, so criteria must share a scale; abstentions are left out. Independent of the order of rows.
 *
 * Throws TooLittleEvidence for no scores, no more scores than criteria, and where no judge scored two criteria of an entry (a cell could not
 * be told from error); NameIsMissing, ScoreIsOffTheScale and ScoredTwice with the row; TooManyJudges above 1,000.
 */
export function* cellEffects(rows: readonly CriterionScore[]): Work<CellFit> {
  const { design, scores, entries, judges, criteria } = cellsOf(rows);
  const centre = exactSum(scores) / scores.length;
  const size = scores.reduce((most, score) => Math.max(most, Math.abs(score - centre)), 0);
  const equal = scores.every((score) => score === scores[0]);
  const scale = equal ? 0 : size * Math.sqrt(exactSum(scores.map((score) => squared((score - centre) / size))) / scores.length);
  const centred = scores.map((score) => (equal ? 0 : (score - centre) / scale));

  const best = equal ? solveCells(design, centred, { entry: 0, judge: 0, cell: 0 }) : yield* fitted(design, centred);
  const freedom = scores.length - criteria.length;
  const share = best.penalized / freedom;
  const residual = share * scale * scale;
  const { order, kappa, sums, weights, solution, scales } = best;
  const inverse = invertFactorized(best.factor, order);
  const root = (variance: number) => Math.sqrt(Math.max(0, residual * variance));
  return {
    deviance: equal ? null : best.deviance + 2 * freedom * log(scale),
    variance: {
      entry: residual * squared(scales.entry),
      judge: residual * squared(scales.judge),
      cell: residual * squared(scales.cell),
      residual,
    },
    criteria: criteria.map((criterion, c) => {
      const at = judges.length + c;
      return { criterion, mean: centre + scale * solution[at]!, standardError: root(inverse[at * order + at]!) };
    }),
    entries: entries.map((entry, i) => {
      const own = weights.subarray(i * order, (i + 1) * order);
      const used = [...own.keys()].filter((at) => own[at] !== 0);
      const left = used.reduce((sum, at) => sum - own[at]! * solution[at]!, sums[i]!);
      let form = 0;
      for (const a of used) for (const b of used) form += own[a]! * own[b]! * inverse[a * order + b]!;
      return { entry, effect: scale * kappa[i]! * left, standardError: root(kappa[i]! + squared(kappa[i]!) * form) };
    }),
    judges: judges.map((judge, j) => ({
      judge,
      effect: scale * scales.judge * solution[j]!,
      standardError: root(squared(scales.judge) * inverse[j * order + j]!),
    })),
    flags: [
      ...(scales.entry === 0 ? (["NO_DIFFERENCES"] as const) : []),
      ...(equal ? (["ALL_SCORES_EQUAL"] as const) : []),
      ...(!equal && share < noResidual ? (["NO_RESIDUAL"] as const) : []),
    ],
  };
}

/** The best scales over all eight borders, the simplest first: it is taken when none is better by more than 1e-8. */
function* fitted(design: CellDesign, response: Float64Array): Work<CellSolution> {
  const borders = Array.from({ length: 8 }, (_, bits) => axes.filter((__, at) => ((bits >> at) & 1) === 1)).toSorted(
    (a, b) => a.length - b.length,
  );
  const found: CellSolution[] = [];
  for (const [at, free] of borders.entries()) {
    found.push(yield* partOf(descend(design, response, free), at / borders.length, (at + 1) / borders.length));
  }
  const least = Math.min(...found.map(({ deviance }) => deviance));
  const chosen = found.find(({ deviance }) => deviance <= least + 1e-8);
  if (chosen === undefined) throw new Error("The likelihood has no minimum: the scores are not numbers.");
  return chosen;
}

function* descend(design: CellDesign, response: Float64Array, free: readonly (typeof axes)[number][]): Work<CellSolution> {
  const scalesAt = (x: Float64Array): CellScales => {
    const of = (axis: (typeof axes)[number]) => (free.includes(axis) ? Math.abs(x[free.indexOf(axis)]!) : 0);
    return { entry: of("entry"), judge: of("judge"), cell: of("cell") };
  };
  if (free.length === 0) return solveCells(design, response, scalesAt(new Float64Array(0)));
  const valueAt = (x: Float64Array) => solveCells(design, response, scalesAt(x)).deviance;
  // Central differences: the likelihood is even and smooth in the scales, and known to twelve digits.
  const step = 1e-4;
  const minimum = yield* minimize(
    (x, gradient) => {
      for (const at of x.keys()) {
        const moved = (by: number) => valueAt(x.map((one, n) => (n === at ? one + by : one)));
        gradient[at] = (moved(step) - moved(-step)) / (2 * step);
      }
      return valueAt(x);
    },
    Float64Array.from(free, () => 0.7),
    { sizes: Float64Array.from(free, () => 1 / Math.sqrt(design.entryCount)), tolerance: 1e-6, mostSteps: 100 },
  );
  return solveCells(design, response, scalesAt(minimum.x));
}

function cellsOf(rows: readonly CriterionScore[]) {
  const scored = rows.flatMap(({ entry, judge, criterion, score }, at) => {
    const place = { row: at + 1, entry, judge, criterion };
    if (entry === "") throw new NameIsMissing({ row: at + 1, judge, criterion }, "entry");
    if (judge === "") throw new NameIsMissing({ row: at + 1, entry, criterion }, "judge");
    if (criterion === "") throw new NameIsMissing({ row: at + 1, entry, judge }, "criterion");
    if (score === null) return [];
    if (typeof score !== "number" || !(Math.abs(score) <= 1e9)) {
      throw new ScoreIsOffTheScale(place, score, "a finite number from -1e9 to 1e9");
    }
    return [{ row: at + 1, entry, judge, criterion, score }];
  });
  const sorted = scored.toSorted(
    (a, b) => byCodeUnits(a.entry, b.entry) || byCodeUnits(a.judge, b.judge) || byCodeUnits(a.criterion, b.criterion) || a.row - b.row,
  );
  sorted.forEach((row, at) => {
    const before = sorted[at - 1];
    if (before?.entry !== row.entry || before.judge !== row.judge || before.criterion !== row.criterion) return;
    throw new ScoredTwice({ entry: row.entry, judge: row.judge, criterion: row.criterion }, [before.row, row.row]);
  });
  const ids = (key: "entry" | "judge" | "criterion") => [...new Set(sorted.map((row) => row[key]))].toSorted(byCodeUnits);
  const [entries, judges, criteria] = [ids("entry"), ids("judge"), ids("criterion")];
  if (judges.length > mostJudges) throw new TooManyJudges(judges.length, mostJudges);
  const judgeIndex = new Map(judges.map((id, j) => [id, j]));
  const criterionIndex = new Map(criteria.map((id, c) => [id, c]));

  const [start, first, judgeOf]: [number[], number[], number[]] = [[], [], []];
  sorted.forEach(({ entry, judge }, at) => {
    const before = sorted[at - 1];
    const sameEntry = before?.entry === entry;
    if (sameEntry && before?.judge === judge) return;
    if (!sameEntry) start.push(judgeOf.length);
    first.push(at);
    judgeOf.push(judgeIndex.get(judge) ?? -1);
  });
  if (judgeOf.length === sorted.length || sorted.length <= criteria.length) {
    throw new TooLittleEvidence(
      "No judge scored two criteria of one entry, or there are no more scores than criteria: what a judge sees in an entry cannot be told from error.",
    );
  }
  const design: CellDesign = {
    entryCount: entries.length,
    judgeCount: judges.length,
    criterionCount: criteria.length,
    start: Int32Array.from([...start, judgeOf.length]),
    judgeOf: Int32Array.from(judgeOf),
    first: Int32Array.from([...first, sorted.length]),
    criterionOf: Int32Array.from(sorted, ({ criterion }) => criterionIndex.get(criterion) ?? -1),
  };
  return { design, scores: Float64Array.from(sorted, ({ score }) => score), entries, judges, criteria };
}
