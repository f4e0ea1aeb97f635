import { languagesOf } from "@dostyk/kernel";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checklist, compare, highestScore } from "./checklist.ts";

const codes = checklist.criteria.map(({ code }) => code);
const answers = fc
  .record(Object.fromEntries(codes.map((code) => [code, fc.option(fc.integer({ min: 0, max: highestScore }))])))
  .map((given) => Object.entries(given).flatMap(([criterion, score]) => (score === null ? [] : [{ criterion, score, note: null }])));

describe("the built-in checklist", () => {
  it("asks ten different things, in three languages", () => {
    expect(new Set(codes).size).toBe(10);
    for (const { title, question } of checklist.criteria)
      for (const text of [title, question]) expect(languagesOf(text)).toEqual(["en", "kk", "ru"]);
  });
});

describe("compare()", () => {
  it("tells mean and gap of those who answered", () => {
    const score = (criterion: string, value: number) => ({ criterion, score: value, note: null });
    const [first, second, third] = compare([
      [score("territorial-approach", 4), score("multi-level-governance", 3)],
      [score("territorial-approach", 1)],
    ]);
    expect(first).toMatchObject({ average: 2.5, gap: 3 });
    expect(second).toMatchObject({ average: 3, gap: null });
    expect(third).toMatchObject({ average: null, gap: null });
  });

  it("does not depend on the order of the parties, and keeps within what can be scored", () => {
    fc.assert(
      fc.property(fc.array(answers, { maxLength: 4 }), (parties) => {
        const compared = compare(parties);
        const turned = compare(parties.toReversed());
        for (const [index, { average, gap }] of compared.entries()) {
          expect(turned[index]).toMatchObject({ average, gap });
          expect(average ?? 0).toBeLessThanOrEqual(highestScore);
          expect(gap ?? 0).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});
