import { competitionRanks } from "../competition-ranks.ts";
import { chanceCorrectedAgreement } from "../gwet.ts";
import { type IntraclassForm, intraclassCorrelations } from "../intraclass.ts";
import { cohenKappa, fleissKappa } from "../kappa.ts";
import { judgesAgainstOthers, kendallW } from "../kendall.ts";
import { krippendorffAlpha, type Metric } from "../krippendorff.ts";
import { scoreTable, type ScoreRow } from "../score-table.ts";
import { type Check, compared, comparedLists, type Numbers, openCase, type ReferenceCase, same } from "./case.ts";

const alphaOf = (rows: readonly ScoreRow[], metric: Metric) => krippendorffAlpha(scoreTable(rows), metric).alpha.value;

export function krippendorffCanonical(folder: string) {
  type Expected = {
    alpha: Numbers;
    published: Numbers;
    coincidence: { values: number[]; matrix: number[][] };
    n_pairable: number;
    units_total: number;
    units_used: number;
  };
  const opened = openCase<Expected>(folder, "kripp-canonical");
  const { alpha, published, coincidence, n_pairable, units_total, units_used } = opened.expected;
  const rows = opened.rows();
  const by = (metric: string) => alphaOf(rows, metric.toUpperCase() as Metric);
  const found = krippendorffAlpha(scoreTable(rows), "NOMINAL");
  return done(opened, [
    compared("alpha", 1e-9, alpha, by),
    compared("alpha as printed", 5e-4, published, by),
    comparedLists("coincidences", 1e-9, coincidence.matrix.flat(), [...(found.coincidences ?? [])]),
    same(
      "counts",
      [coincidence.values.map(Number), n_pairable, units_used, units_total],
      [found.values, found.pairable, found.entriesUsed, scoreTable(rows).entries.length],
    ),
  ]);
}

export function krippendorffTwoObservers(folder: string) {
  const opened = openCase<{ alpha: Numbers; published: Numbers }>(folder, "kripp-two-observers");
  const by = (key: string) => alphaOf(opened.rows(key === "nominal" ? "nominal.csv" : "binary.csv"), "NOMINAL");
  return done(opened, [
    compared("alpha", 1e-9, opened.expected.alpha, by),
    compared("alpha as printed", 5e-4, opened.expected.published, by),
  ]);
}

export function gwetFourRaters(folder: string) {
  const opened = openCase<{ irrCAC: Record<string, { coeff: number }> }>(folder, "gwet-raw4raters");
  const table = scoreTable(opened.rows());
  const found: Record<string, number | null> = {
    alpha_unweighted: krippendorffAlpha(table, "NOMINAL").alpha.value,
    alpha_quadratic: krippendorffAlpha(table, "INTERVAL").alpha.value,
    ac1: chanceCorrectedAgreement(table).gwet.value,
    ac2_quadratic: chanceCorrectedAgreement(table, "SQUARED").gwet.value,
    fleiss: chanceCorrectedAgreement(table).fleiss.value,
  };
  const coefficients = Object.fromEntries(Object.entries(opened.expected.irrCAC).map(([name, { coeff }]) => [name, coeff]));
  return done(opened, [compared("coefficients", 6e-6, coefficients, (name) => found[name])]);
}

export function intraclass(folder: string, name: string) {
  type One = { icc: number; F: number; df1: number; df2: number; p: number; lower: number; upper: number };
  type Irr = { value: number; lbound: number; ubound: number; Fvalue: number; df1: number };
  const opened = openCase<{
    published?: Numbers;
    icc: Record<IntraclassForm, One>;
    anova: Numbers;
    irr: { agreement_single: Irr; agreement_average: Irr; consistency_average: Irr };
  }>(folder, name);
  const { icc, anova, irr, published = {} } = opened.expected;
  const rows = opened.rows();
  const { forms, meanSquares } = intraclassCorrelations(scoreTable(rows));
  const table = scoreTable(rows);
  const squares: Numbers = {
    MSB: meanSquares.entries,
    MSJ: meanSquares.judges,
    MSE: meanSquares.error,
    MSW: meanSquares.within,
    n: table.entries.length,
    k: table.judges.length,
  };
  const worst = (field: (form: IntraclassForm) => readonly [number, number | null | undefined]) =>
    comparedLists("", 1e-8, Object.keys(icc).map((form) => field(form as IntraclassForm)[0]), Object.keys(icc).map((form) => field(form as IntraclassForm)[1])); // prettier-ignore
  const other = (form: IntraclassForm, { value, lbound, ubound }: Irr) =>
    comparedLists("by another program", 1e-8, [value, lbound, ubound], [forms[form].coefficient.value, forms[form].interval?.lower, forms[form].interval?.upper]); // prettier-ignore
  return done(opened, [
    { ...worst((form) => [icc[form].icc, forms[form].coefficient.value]), what: "coefficients" },
    { ...worst((form) => [icc[form].lower, forms[form].interval?.lower]), what: "lower bounds" },
    { ...worst((form) => [icc[form].upper, forms[form].interval?.upper]), what: "upper bounds" },
    { ...worst((form) => [icc[form].F, forms[form].test?.f]), what: "F" },
    { ...worst((form) => [icc[form].p, forms[form].test?.p]), what: "p" },
    { ...worst((form) => [icc[form].df1, forms[form].test?.df1]), what: "degrees of freedom" },
    { ...worst((form) => [icc[form].df2, forms[form].test?.df2]), what: "degrees of freedom" },
    compared("mean squares", 1e-8, anova, (key) => squares[key]),
    other("ICC(2,1)", irr.agreement_single),
    other("ICC(3,k)", irr.consistency_average),
    comparedLists("by another program", 1e-8, [irr.agreement_average.value, irr.agreement_single.Fvalue, irr.agreement_single.df1], [forms["ICC(2,k)"].coefficient.value, forms["ICC(2,1)"].test?.f, forms["ICC(2,1)"].test?.df1]), // prettier-ignore
    compared("as printed", 5e-3, published, (key) => (key in squares ? squares[key] : forms[key as IntraclassForm].coefficient.value)),
  ]);
}

export function kendallTies(folder: string) {
  type Pair = Record<"corrected" | "uncorrected", { W: number; chisq: number; p: number }>;
  const opened = openCase<{ kendall_gibbons: Pair; anxiety: Pair; published: { W: number } }>(folder, "kendall-w-ties");
  const { expected } = opened;
  const found = (file: string, correctTies: boolean) => kendallW(scoreTable(opened.rows(file)), { correctTies });
  const checks = (
    [
      ["input.csv", expected.kendall_gibbons],
      ["anxiety.csv", expected.anxiety],
    ] as const
  ).flatMap(([file, pair]) =>
    // prettier-ignore
    ([["corrected", true], ["uncorrected", false]] as const).map(([key, correct]) => { // prettier-ignore
      const { w, chiSquare, p } = found(file, correct);
      return comparedLists("W, chi-square, p", 1e-9, [pair[key].W, pair[key].chisq, pair[key].p], [w.value, chiSquare, p]);
    }),
  );
  return done(opened, [...checks, comparedLists("W as printed", 5e-4, [expected.published.W], [found("input.csv", true).w.value])]);
}

export function kappas(folder: string) {
  type One = { kappa: number; z: number };
  const opened = openCase<{ published: Numbers; vision: Record<string, One>; diagnoses_fleiss: One }>(folder, "kappa");
  const { published, vision, diagnoses_fleiss } = opened.expected;
  const cells = opened.records("vision.csv");
  const grades = [...new Set(cells.map(({ right }) => right))];
  const table = grades.map((right) =>
    grades.map((left) => Number(cells.find((one) => one["right"] === right && one["left"] === left)?.["count"])),
  );
  const cohen = (name: string) => cohenKappa(table, name.toUpperCase() as "UNWEIGHTED" | "LINEAR" | "SQUARED");
  const fleiss = fleissKappa(opened.records("diagnoses.csv").map(({ unit: _, ...raters }) => Object.values(raters)));
  const names = Object.keys(vision);
  return done(opened, [
    comparedLists("Cohen", 1e-9, names.flatMap((name) => [vision[name]?.kappa ?? NaN, vision[name]?.z ?? NaN]), names.flatMap((name) => [cohen(name).kappa.value, cohen(name).z])), // prettier-ignore
    comparedLists("Fleiss", 1e-9, [diagnoses_fleiss.kappa, diagnoses_fleiss.z], [fleiss.kappa.value, fleiss.z]),
    compared("as printed", 5e-4, published, (key) => (key === "fleiss" ? fleiss.kappa.value : cohen("unweighted").kappa.value)),
  ]);
}

export function tasting(folder: string, name: string) {
  type Expected = {
    votes_against: Numbers;
    group_ranking_competition_style_1224: Numbers;
    kendall_W: number;
    W_recomputed: number;
    p_value_chisq: number;
    judge_vs_others_correlation: Numbers;
  };
  const opened = openCase<Expected>(folder, name);
  const {
    votes_against,
    group_ranking_competition_style_1224: ranking,
    kendall_W,
    W_recomputed,
    p_value_chisq,
    judge_vs_others_correlation,
  } = opened.expected;
  const table = scoreTable(opened.records().map(({ unit = "", judge = "", rank }) => ({ entry: unit, judge, score: Number(rank) })));
  const { w, p, rankSums } = kendallW(table);
  const ranks = competitionRanks([...rankSums], (a, b) => a - b);
  const others = judgesAgainstOthers(table);
  const at = (id: string) => table.entries.indexOf(id);
  return done(opened, [
    compared("sums of ranks", 0, votes_against, (id) => rankSums[at(id)]),
    compared("group ranking 1224", 0, ranking, (id) => ranks[at(id)]),
    comparedLists("W", 1e-9, [W_recomputed], [w.value]),
    comparedLists("W and p as printed", 6e-5, [kendall_W, p_value_chisq], [w.value, p]),
    compared("judges against the rest", 6e-5, judge_vs_others_correlation, (judge) => others.get(judge)?.value),
  ]);
}

/** Checks with the numbers that none of them looked at. */
export function done(
  opened: ReferenceCase<object>,
  checks: readonly Check[],
): { readonly checks: readonly Check[]; readonly unread: readonly string[] } {
  return { checks, unread: opened.unread() };
}
