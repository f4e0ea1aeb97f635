import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { slips } from "./distance.ts";
import { synonymsOf } from "./glossary.ts";
import { otherLayout } from "./keyboard.ts";
import { budgetOf, indexedForms, tokensOf, wordsOf } from "./words.ts";

describe("wordsOf()", () => {
  it("keeps an apostrophe inside a word and a hyphen between its parts", () => {
    expect(wordsOf("O'Neil in Djalal-Abad!").map(({ text }) => text)).toEqual(["O'Neil", "in", "Djalal-Abad"]);
    expect(wordsOf("Djalal-Abad").flatMap(indexedForms)).toEqual(["jalal", "abad", "jalalabad"]);
  });

  it("tells where each word stands", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        for (const { text: word, start, end } of wordsOf(text)) expect(text.slice(start, end)).toBe(word);
      }),
    );
  });
});

describe("tokensOf()", () => {
  const tokens = (text: string) => tokensOf(text).map(({ token }) => token);

  it("leaves stop words out, unless nothing else is asked", () => {
    expect(tokens("отопление в Экибастузе")).toEqual(["otoplenie", "ekibastuze"]);
    expect(tokens("the of in")).toEqual(["the", "of", "in"]);
  });

  it.each(["", "   ", "***", "'); --", "🙂", "\u202E\u0000\u200B", "—"])("has nothing for %j", (text) => {
    expect(tokens(text)).toEqual([]);
  });

  it("takes at most eight words of at most two hundred characters", () => {
    expect(tokens("a1 b2 c3 d4 e5 f6 g7 h8 i9 j10")).toHaveLength(8);
    expect(tokens("x".repeat(10_000))).toEqual(["x"]);
    expect(tokens("ab".repeat(5_000))[0]).toHaveLength(64);
  });

  it("drops quotes, minus signs and operators", () => {
    expect(tokens('"Almaty" -Tucson AND title:budget*')).toEqual(["almati", "tucson", "title", "budget"]);
  });
});

describe("slips()", () => {
  it.each([
    ["naryn", "naryn", 0],
    ["tuscon", "tucson", 1],
    ["helena", "halena", 1],
    ["abc", "", 3],
    ["ca", "abc", 3],
  ])("between %s and %s are %d", (a, b, count) => {
    expect(slips(a, b)).toBe(count);
  });

  it("count the same both ways, nothing for the same word, and no more than the longer has letters", () => {
    const word = fc.string({ unit: fc.constantFrom(...Array.from("abc")), maxLength: 8 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(slips(a, b)).toBe(slips(b, a));
        expect(slips(a, b) === 0).toBe(a === b);
        expect(slips(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });
});

describe("budgetOf()", () => {
  it.each([
    ["osh", 0],
    ["naryn", 1],
    ["pavlodar", 2],
    ["2001report", 0],
  ])("lets %s have %d slips", (token, budget) => {
    expect(budgetOf(token)).toBe(budget);
  });
});

describe("otherLayout()", () => {
  it.each([
    ["fkvfns", "алматы"],
    [",birtr", "бишкек"],
    ["лфкфпфтвф", "karaganda"],
    ["2zr3v", "әякім"],
  ])("reads %s as %s", (typed, meant) => {
    expect(otherLayout(typed)).toBe(meant);
  });

  it.each(["", "123", "Астaна", "中文"])("reads nothing else in %j", (text) => {
    expect(otherLayout(text)).toBeNull();
  });
});

describe("the glossary", () => {
  it("leads from an abbreviation to the term in every language, and back from a word", () => {
    expect(synonymsOf("mcu")).toEqual([]);
    expect(synonymsOf("msu")).toContainEqual(["local", "selfgovernment"]);
    expect(synonymsOf("akim")).toContainEqual(["maor"]);
  });
});
