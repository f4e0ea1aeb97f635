import { describeWithShared } from "@dostyk/kit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crossedEffects } from "./crossed-effects.ts";
import { type JudgedRound, rankBy, whyNotDefensible } from "./decision-methods.ts";
import { DesignIsDisconnected, SettingIsOutOfRange } from "./refusals.ts";
import type { Criterion } from "./rubric.ts";
import { scoreTable } from "./score-table.ts";
import { countingTotals, scorecards } from "./scorecards.ts";
import { sensitivity } from "./sensitivity.ts";
import { aPanel } from "./testing/designs.ts";
import { recordsOf, referenceFolder } from "./testing/reference-case.ts";
import { withinJudgeScores } from "./within-judge.ts";
import { runNow } from "./work.ts";

const criterion = (id: string, weight: number): Criterion => ({ id, weight, min: 1, max: 5, step: 1, required: true });

/** Two criteria: a leads on idea, b on impact. */
const round: JudgedRound = {
  rubric: [criterion("idea", 60), criterion("impact", 40)],
  scores: (
    [
      ["a", "J1", 5, 4],
      ["a", "J2", 4, 4],
      ["a", "J3", 4, 3],
      ["b", "J1", 3, 4],
      ["b", "J2", 4, 4],
      ["b", "J3", 3, 5],
      ["c", "J1", 2, 1],
      ["c", "J2", 1, 2],
      ["c", "J3", 2, 2],
    ] as const
  ).flatMap(([entry, judge, idea, impact]) => [
    { entry, judge, criterion: "idea", score: idea },
    { entry, judge, criterion: "impact", score: impact },
  ]),
};

describe("sensitivity()", () => {
  it("lists, for every awarded place, the rules that change it", () => {
    const report = runNow(sensitivity(round, { method: "MEAN", winners: 1 }));
    expect(report.result.places.map(({ entry, rank }) => `${rank} ${entry}`)).toEqual(["1 a", "2 b", "3 c"]);
    expect(report.awarded).toEqual([
      { entry: "a", rank: 1, robust: false, changedBy: ["without judge J1", "without criterion idea"], best: 1, worst: 2 },
    ]);
    expect(report.firstSurvives).toBe(report.computed - 2);
    const said = report.others.map((one) => one.said);
    expect(said).toContain("weight of impact +10 %");
    expect(said).toContain("without judge J3");
    expect(said).toContain("Rasch");
  });

  it("lists what could not be computed with its reason, and lets it change nothing", () => {
    const { others } = runNow(sensitivity(round, { method: "MEAN", winners: 2 }));
    const unavailable = others.filter((other) => other.unavailable !== null);
    expect(unavailable.map(({ said, unavailable: reason }) => `${said}: ${reason}`)).toEqual([
      "z within judges: a: not enough data of J1 (3 of 10).",
      "robust z within judges: a: not enough data of J1 (3 of 10).",
      "rank within judges: a: not enough data of J1 (3 of 10).",
    ]);
  });

  it("does not depend on the order of ballots, nor on weights times a constant", () => {
    const report = runNow(sensitivity(round, { method: "ADJUSTED", winners: 1 }));
    expect(runNow(sensitivity({ ...round, scores: round.scores.toReversed() }, { method: "ADJUSTED", winners: 1 }))).toEqual(report);
    const scaled = round.rubric.map((one) => ({ ...one, weight: one.weight / 100 }));
    expect(runNow(sensitivity({ ...round, rubric: scaled }, { method: "ADJUSTED", winners: 1 }))).toEqual(report);
  });

  it("leaves a judge out as if he had never been there, to the last bit", () => {
    const { others } = runNow(sensitivity(round, { method: "ADJUSTED", winners: 1 }));
    const without = { ...round, scores: round.scores.filter(({ judge }) => judge !== "J2") };
    expect(others.find(({ said }) => said === "without judge J2")?.places).toEqual(runNow(rankBy("ADJUSTED", without)).places);
  });

  it("tells how far it has come, ends when asked to, and refuses winners that cannot be", () => {
    const progress: number[] = [];
    runNow(sensitivity(round, { method: "ADJUSTED", winners: 1 }), { onProgress: (fraction) => progress.push(fraction) });
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    expect(progress.at(-1)).toBe(1);
    const reason = new Error("enough");
    expect(() => runNow(sensitivity(round, { method: "MEAN", winners: 1 }), { signal: AbortSignal.abort(reason) })).toThrow(reason);
    expect(() => runNow(sensitivity(round, { method: "MEAN", winners: 4 }))).toThrow(SettingIsOutOfRange);
  });

  it("refuses to compare panels that share no entry, except by what needs no comparison", () => {
    const apart = { ...round, scores: round.scores.map((row) => ({ ...row, entry: `${row.entry} of ${row.judge}` })) };
    expect(() => runNow(sensitivity(apart, { method: "ADJUSTED", winners: 1 }))).toThrow(DesignIsDisconnected);
    const { others } = runNow(sensitivity(apart, { method: "MEAN", winners: 1 }));
    expect(others.find(({ said }) => said === "adjusted")?.unavailable).toContain("3 groups that share no entry");
  });
});

describe("rankBy()", () => {
  it("orders a complete panel by adjusted, additive and mean scores alike", () => {
    fc.assert(
      fc.property(aPanel({ complete: true }), (rows) => {
        const table = {
          rubric: [{ id: "c", weight: 1, min: 0, max: 20, required: true }],
          scores: rows.map((row) => ({ ...row, criterion: "c" })),
        };
        const order = (method: "MEAN" | "ADDITIVE" | "ADJUSTED") =>
          runNow(rankBy(method, table)).places.map(({ entry, rank }) => `${rank} ${entry}`);
        expect(order("ADDITIVE")).toEqual(order("MEAN"));
        // Where no differences are found, adjusted scores are all one.
        const fit = runNow(crossedEffects(scoreTable(countingTotals(scorecards(table.rubric, table.scores)))));
        const ratio = fit.variance.entry / Math.max(fit.variance.residual, 1e-12);
        if (ratio > 0.2) expect(order("ADJUSTED")).toEqual(order("MEAN"));
      }),
      { numRuns: 40 },
    );
  });
});

describe("whyNotDefensible()", () => {
  const table = (rows: readonly (readonly [string, string, number])[]) =>
    scoreTable(rows.map(([entry, judge, score]) => ({ entry, judge, score })));
  it("wants two judges, three entries and differences of any method, and a design of those that adjust", () => {
    const single = table([["a", "J", 1], ["b", "J", 2]]); // prettier-ignore
    expect(whyNotDefensible("MEAN", single, { randomAllotment: true })).toEqual(["a single judge scored", "2 entries were scored"]);
    const flat = table([["a", "J", 1], ["b", "J", 1], ["c", "K", 1]]); // prettier-ignore
    expect(whyNotDefensible("MEAN", flat, { randomAllotment: true })).toEqual(["all scores are equal"]);
    const apart = table([["a", "J", 1], ["b", "J", 2], ["c", "K", 3]]); // prettier-ignore
    expect(whyNotDefensible("MEAN", apart, { randomAllotment: true })).toEqual([]);
    expect(whyNotDefensible("ADJUSTED", apart, { randomAllotment: true })).toEqual([
      "the judges fall into 2 groups that share no entry: J | K",
    ]);
    const amber = table(["a", "b", "c", "d"].flatMap((entry, i) => ["J", "K"].map((judge, j) => [entry, judge, i + j] as const)));
    expect(whyNotDefensible("ADJUSTED", amber, { randomAllotment: true })).toEqual([]);
    expect(whyNotDefensible("ADJUSTED", amber, { randomAllotment: false })).toHaveLength(1);
  });
});

describe("withinJudgeScores()", () => {
  it("takes severity away entirely, and maps back to the pool's centre and spread", () => {
    const quality = Array.from({ length: 12 }, (_, i) => 40 + 3 * i);
    const rows = quality.flatMap((score, i) => [["J", 0], ["K", 11]].map(([judge, lenient]) => ({ entry: `e${i + 10}`, judge: `${judge}`, score: score + Number(lenient) }))); // prettier-ignore
    const table = scoreTable(rows);
    const z = withinJudgeScores(table, "Z").map(({ score }) => score ?? NaN);
    expect(z.reduce((sum, x) => sum + x, 0) / 12).toBeCloseTo(56.5 + 5.5, 9);
    expect(z).toEqual(z.toSorted((a, b) => a - b));
    const ranks = withinJudgeScores(table, "RANK_IN_JUDGE").map(({ score }) => score ?? NaN);
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    expect(withinJudgeScores(table, "ROBUST_Z").every(({ score }) => Number.isFinite(score))).toBe(true);
  });

  it("says not enough data, or no spread, instead of a number", () => {
    const few = scoreTable([{ entry: "a", judge: "J", score: 1 }, { entry: "b", judge: "J", score: 2 }]); // prettier-ignore
    expect(withinJudgeScores(few, "Z")[0]).toEqual({ entry: "a", score: null, reason: "not enough data of J (2 of 10)" });
    expect(withinJudgeScores(few, "Z", 2)[0]?.score).toBeCloseTo(1, 12);
    const flat = scoreTable([{ entry: "a", judge: "J", score: 1 }, { entry: "b", judge: "J", score: 1 }]); // prettier-ignore
    expect(withinJudgeScores(flat, "RANK_IN_JUDGE", 2)[0]).toEqual({ entry: "a", score: null, reason: "J has no spread" });
  });
});

describeWithShared(
  "a whole competition",
  (folder) => {
    const whole: JudgedRound = {
      rubric: recordsOf(folder, "e2e-competition", "criteria.csv").map(({ criterion: id = "", weight, min, max, required }) => ({
        id,
        weight: Number(weight),
        min: Number(min),
        max: Number(max),
        step: 1,
        required: required === "1",
      })),
      scores: recordsOf(folder, "e2e-competition", "scores.csv")
        .filter(({ status }) => status === "submitted")
        .map(({ unit = "", judge = "", criterion: id = "", score }) => ({ entry: unit, judge, criterion: id, score: Number(score) })),
    };
    const report = runNow(sensitivity(whole, { method: "ADJUSTED", winners: 3 }));

    it("names what the winner does not survive", () => {
      expect(report.awarded.map(({ entry }) => entry)).toEqual(["E05", "E03", "E16"]);
      expect(report.awarded[0]?.changedBy).toContain("mean");
      expect(report.computed).toBeGreaterThan(20);
    });
  },
  referenceFolder,
);
