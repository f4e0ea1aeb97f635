import { describe, expect, it } from "vitest";
import { readScores, type ScoreRecord } from "./read-scores.ts";
import type { Criterion } from "./rubric.ts";

const rubric: Criterion[] = [
  { id: "results", weight: 3, min: 1, max: 5, step: 0.5, required: true },
  { id: "=cmd()", weight: 1, min: 0, max: 10, step: 1, required: false },
];
const good: ScoreRecord = { entry: "Қала, «A»\n1", judge: "__proto__", criterion: "results", score: "4.5" };
const problemsOf = (records: ScoreRecord[]) => {
  const read = readScores(rubric, records);
  return "problems" in read ? read.problems : [];
};

describe("readScores()", () => {
  it("takes numbers, texts of digits, and abstentions; ids as they are", () => {
    expect(readScores(rubric, [good, { ...good, criterion: "=cmd()", score: null }, { ...good, judge: "constructor", score: 3 }])).toEqual({
      scores: [
        { ...good, score: 4.5 },
        { ...good, criterion: "=cmd()", score: null },
        { ...good, judge: "constructor", score: 3 },
      ],
    });
  });

  it.each([
    ["above the scale", "6", /6 is not a score. Allowed: 1 to 5 in steps of 0.5/],
    ["between two steps", "4.25", /not a score/],
    ["a number off the scale", 0, /not a score/],
    ["NaN", NaN, /not a score/],
    ["Infinity", Infinity, /not a score/],
    ["NaN as text", "NaN", /not a number/],
    ["a comma", "4,5", /Write 4.5/],
    ["digits of another script", "٤", /Write 0 to 9/],
    ["an exponent", "1e0", /not a number/],
    ["hexadecimal", "0x3", /not a number/],
    ["an empty cell", "", /empty/],
    ["a blank cell", " ", /empty/],
    ["no cell", undefined, /not a number/],
    ["a truth value", true, /not a number/],
    ["words", "good", /not a number/],
  ])("lists %s with its row and column", (_, score, message) => {
    const [problem] = problemsOf([good, { ...good, entry: "B", score }]);
    expect(problem?.path).toEqual(["2", "score"]);
    expect(problem?.message).toMatch(message);
  });

  it("lists every problem at once, a repeated ballot with both rows", () => {
    const problems = problemsOf([good, good, { score: "1" }, { ...good, criterion: "charm" }]);
    expect(problems.map(({ path }) => path.join("."))).toEqual(["2.entry", "3.entry", "3.judge", "3.criterion", "4.criterion"]);
    expect(problems[0]?.message).toMatch(/row 1/);
    expect(problems.at(-1)?.message).toMatch(/Allowed: results, =cmd\(\)/);
  });
});
