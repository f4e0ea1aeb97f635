import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crossedEffects, type CrossedFit, type CrossedOptions } from "./crossed-effects.ts";
import { adjustedCovariance, posteriorDraws } from "./posterior.ts";
import { CategoryIsMissing, SettingIsOutOfRange, TooLittleEvidence, TooManyJudges } from "./refusals.ts";
import { rawMeans, type ScoreRow, scoreTable } from "./score-table.ts";
import { aPanel } from "./testing/designs.ts";
import { naiveCrossedEffects } from "./testing/naive-crossed-effects.ts";
import { runNow } from "./work.ts";

const fitted = (rows: readonly ScoreRow[], options?: CrossedOptions) => runNow(crossedEffects(scoreTable(rows), options));
const ofEntry = (fit: CrossedFit, key: "effect" | "adjusted" | "standardError" | "predictionErrorVariance") => {
  const byId = new Map(fit.entries.map((one) => [one.entry, one[key]]));
  return (id: string) => byId.get(id);
};
const byScore = (scores: ReadonlyMap<string, number>) => [...scores].toSorted(([, a], [, b]) => b - a).map(([id]) => id);

describe("crossedEffects()", () => {
  it("agrees with the textbook's matrices on small panels", () => {
    fc.assert(
      fc.property(aPanel(), fc.boolean(), (rows, restricted) => {
        const table = scoreTable(rows);
        const fit = runNow(crossedEffects(table, { criterion: restricted ? "REML" : "ML" }));
        if (fit.deviance === null || fit.flags.includes("NO_RESIDUAL")) return;
        const naive = naiveCrossedEffects(table, fit.variance, restricted);
        const scale = Math.max(...table.scores) - Math.min(...table.scores);
        expect(Math.abs(fit.deviance - naive.deviance)).toBeLessThan(1e-7);
        fit.entries.forEach(({ adjusted }, i) => {
          expect(Math.abs(adjusted - (naive.adjusted[i] ?? NaN))).toBeLessThan(1e-8 * scale);
          fit.entries.forEach((_, l) => {
            expect(Math.abs(adjustedCovariance(fit.posterior, i, l) - (naive.covariance[i]?.[l] ?? NaN))).toBeLessThan(1e-7 * scale ** 2);
          });
        });
        // No neighbour is better: the variances are a minimum.
        for (const [entry, judge] of [
          [1.02, 1],
          [0.98, 1],
          [1, 1.02],
          [1, 0.98],
        ] as const) {
          const { variance } = fit;
          const other = {
            entry: variance.entry * entry + (entry > 1 ? 0.01 * variance.residual : 0),
            judge: variance.judge * judge + (judge > 1 ? 0.01 * variance.residual : 0),
            residual: variance.residual,
          };
          expect(naiveCrossedEffects(table, other, restricted).deviance).toBeGreaterThan(fit.deviance - 1e-7);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("does not depend on the order of rows, to the last bit", () => {
    fc.assert(
      fc.property(aPanel(), (rows) => {
        expect(fitted(rows.toReversed())).toEqual(fitted(rows));
      }),
      { numRuns: 25 },
    );
  });

  it("does not depend on how entries and judges are called", () => {
    fc.assert(
      fc.property(aPanel(), (rows) => {
        const other = (id: string) => [...id].toReversed().join("") + "~";
        const fit = fitted(rows);
        const renamed = fitted(rows.map(({ entry, judge, score }) => ({ entry: other(entry), judge: other(judge), score })));
        const adjusted = ofEntry(renamed, "adjusted");
        for (const one of fit.entries) expect(Math.abs(one.adjusted - (adjusted(other(one.entry)) ?? NaN))).toBeLessThan(1e-6);
      }),
      { numRuns: 25 },
    );
  });

  it("follows a change of scale: adjusted a + b y, variances b²", () => {
    fc.assert(
      fc.property(aPanel(), fc.integer({ min: -50, max: 50 }), fc.constantFrom(0.01, 0.5, 3, 1000), (rows, a, b) => {
        const fit = fitted(rows);
        const scaled = fitted(rows.map((row) => ({ ...row, score: a + b * row.score })));
        // Without a residual the likelihood rises for ever: where the search stops, and so whether it is told, is a matter of rounding.
        const others = (flags: readonly string[]) => flags.filter((flag) => flag !== "NO_RESIDUAL");
        expect(others(scaled.flags)).toEqual(others(fit.flags));
        if (others(scaled.flags).length < scaled.flags.length || others(fit.flags).length < fit.flags.length) return;
        expect(Math.abs(scaled.variance.entry / b ** 2 - fit.variance.entry)).toBeLessThan(1e-4);
        fit.entries.forEach(({ adjusted }, i) =>
          expect(Math.abs(((scaled.entries[i]?.adjusted ?? NaN) - a) / b - adjusted)).toBeLessThan(1e-5),
        );
        // Nobody overtakes anybody.
        for (const [i, one] of fit.entries.entries()) {
          for (const [l, other] of fit.entries.entries()) {
            if (one.adjusted - other.adjusted < 1e-4) continue;
            expect(scaled.entries[i]?.adjusted).toBeGreaterThan(scaled.entries[l]?.adjusted ?? NaN);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it("never answers NaN, on any panel", () => {
    fc.assert(
      fc.property(aPanel(), (rows) => {
        // An empty set of numbers that are not finite says more than a long list of expectations.
        const numbers = JSON.stringify(fitted(rows), (_key, value: unknown) =>
          typeof value === "number" && !Number.isFinite(value) ? "not finite" : value,
        );
        expect(numbers).not.toContain("not finite");
      }),
      { numRuns: 60 },
    );
  });

  it("ranks a complete panel as its means do, and never further from the mean than least squares", () => {
    fc.assert(
      fc.property(aPanel({ complete: true }), (rows) => {
        const table = scoreTable(rows);
        const fit = runNow(crossedEffects(table));
        const means = rawMeans(table);
        const grand = means.reduce((sum, mean) => sum + mean, 0) / means.length;
        fit.entries.forEach(({ effect }, i) => {
          expect(Math.abs(effect)).toBeLessThanOrEqual(Math.abs((means[i] ?? NaN) - grand) + 1e-9);
          fit.entries.forEach(({ effect: other }, l) => {
            if ((means[i] ?? 0) > (means[l] ?? 0)) expect(effect - other).toBeGreaterThanOrEqual(-1e-9);
          });
        });
      }),
      { numRuns: 40 },
    );
  });

  it("gives each category a mean of its own where categories are named", () => {
    const rows = [3, 4, 5, 4, 13, 14, 15, 16].flatMap((score, i) =>
      ["J", "K"].map((judge, j) => ({ entry: `e${i}`, judge, score: score + j + ((i * 7 + j * 3) % 3) / 4 })),
    );
    const categories = new Map(rows.map(({ entry }, at) => [entry, at < 8 ? "small" : "large"]));
    const fit = fitted(rows, { categories });
    expect(fit.means.map(({ category }) => category)).toEqual(["large", "small"]);
    expect(fit.variance.entry).toBeLessThan(fitted(rows).variance.entry / 10);
    expect(fit.entries[0]).toMatchObject({ entry: "e0", category: "small" });
    expect(() => fitted(rows, { categories: new Map([["e0", "small"]]) })).toThrow(CategoryIsMissing);
  });

  it("says so when all scores are equal, and when one judge judges alone", () => {
    const equal = fitted(["a", "b", "c"].flatMap((entry) => ["J", "K"].map((judge) => ({ entry, judge, score: 7 }))));
    expect(equal).toMatchObject({
      deviance: null,
      variance: { entry: 0, judge: 0, residual: 0 },
      reliability: null,
      flags: ["NO_DIFFERENCES", "ALL_SCORES_EQUAL"],
    });
    expect(equal.entries.every(({ adjusted, standardError }) => adjusted === 7 && standardError === 0)).toBe(true);
    expect(equal.judges.every(({ noInformation }) => noInformation)).toBe(true);
    const alone = fitted(["a", "b", "c"].map((entry, at) => ({ entry, judge: "J", score: at })));
    expect(alone.variance.judge).toBe(0);
    expect(alone.flags).toContain("NO_DIFFERENCES");
    expect(alone.judges[0]).toMatchObject({ ballots: 3, littleEvidence: true, noInformation: false });
  });

  it("survives scores of any size", () => {
    for (const unit of [1e-200, 1e-9, 1e8]) {
      const rows = [1, 5, 2, 8, 4, 9].map((score, at) => ({ entry: `e${at >> 1}`, judge: `J${at & 1}`, score: score * unit }));
      const { entries, variance } = fitted(rows);
      for (const { adjusted, standardError } of entries) expect(Number.isFinite(adjusted + standardError)).toBe(true);
      expect(Object.values(variance).every((one) => one >= 0 && Number.isFinite(one))).toBe(true);
    }
  });

  it("survives scores without any error", () => {
    const rows = [1, 5, 9, 12].flatMap((quality, i) =>
      [0, 2, 5].map((severity, j) => ({ entry: `e${i}`, judge: `J${j}`, score: quality - severity })),
    );
    const fit = fitted(rows);
    expect(fit.flags).toContain("NO_RESIDUAL");
    expect(byScore(new Map(fit.entries.map(({ entry, adjusted }) => [entry, adjusted])))).toEqual(["e3", "e2", "e1", "e0"]);
  });

  it("refuses what it cannot answer", () => {
    expect(() => fitted([{ entry: "a", judge: "J", score: 1 }])).toThrow(TooLittleEvidence);
    expect(() => fitted(Array.from({ length: 1001 }, (_, j) => ({ entry: "a", judge: `J${j}`, score: j })))).toThrow(TooManyJudges);
  });
});

describe("posteriorDraws()", () => {
  const rows = ["a", "b", "c", "d"].flatMap((entry, i) =>
    ["J", "K", "L"].map((judge, j) => ({ entry, judge, score: i * 2 + j + ((i * j) % 3) })),
  );
  const drawsOf = (seed: string, draws = 5000) => {
    const kept: number[][] = [];
    runNow(posteriorDraws(fitted(rows.slice(1)).posterior, { draws, seed }, (adjusted) => kept.push([...adjusted])));
    return kept;
  };

  it("has the means and covariances that the equations say", () => {
    const { posterior, entries } = fitted(rows.slice(1));
    const kept = drawsOf("moments", 20_000);
    const mean = (values: number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
    entries.forEach(({ adjusted, standardError }, i) => {
      expect(Math.abs(mean(kept.map((draw) => draw[i] ?? NaN)) - adjusted)).toBeLessThan(0.03 * standardError);
      entries.forEach((_, l) => {
        const product = mean(kept.map((draw) => ((draw[i] ?? NaN) - adjusted) * ((draw[l] ?? NaN) - (entries[l]?.adjusted ?? NaN))));
        const expected = adjustedCovariance(posterior, i, l);
        expect(Math.abs(product - expected)).toBeLessThan(0.04 * adjustedCovariance(posterior, i, i));
      });
    });
  });

  it("gives the same bytes for the same seed, others for another", () => {
    expect(drawsOf("one", 50)).toEqual(drawsOf("one", 50));
    expect(drawsOf("one", 50)).not.toEqual(drawsOf("two", 50));
  });

  it("refuses no draws", () => {
    expect(() => drawsOf("none", 0)).toThrow(SettingIsOutOfRange);
  });
});
