import { describe, expect, it } from "vitest";
import { randomStream, shuffled, streamFrom } from "./random.ts";

const take = (count: number, draw: () => number) => Array.from({ length: count }, draw);

describe("streamFrom()", () => {
  it("reproduces the published vector of xoshiro128**", () => {
    // Blackman & Vigna, xoshiro128starstar.c 1.1, state 1 2 3 4.
    expect(take(10, streamFrom([1, 2, 3, 4]).word)).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });
});

describe("randomStream()", () => {
  it("gives the same numbers for the same seed and purpose, and others otherwise", () => {
    const words = (seed: string, purpose?: string) => take(4, randomStream(seed, purpose).word);
    expect(words("call 7")).toEqual(words("call 7"));
    expect(words("call 7")).not.toEqual(words("call 8"));
    expect(words("call 7", "ranks")).not.toEqual(words("call 7", "bootstrap"));
    expect(words("ab", "c")).not.toEqual(words("a", "bc"));
    expect(words("")).not.toEqual(words("\0"));
  });

  it("keeps to these very numbers: a change here changes every published result", () => {
    const stream = randomStream("dostyk");
    expect([...take(3, stream.word), stream.uniform(), stream.normal(), stream.below(6)]).toMatchInlineSnapshot(`
      [
        1999905534,
        415768336,
        1430343510,
        0.34792678604094573,
        -0.43629923388082814,
        0,
      ]
    `);
  });

  it("draws uniform and normal numbers with the right moments", () => {
    const stream = randomStream("moments");
    const uniform = take(40_000, stream.uniform);
    const normal = take(40_000, stream.normal);
    const mean = (xs: number[]) => xs.reduce((sum, x) => sum + x, 0) / xs.length;
    expect(mean(uniform)).toBeCloseTo(0.5, 2);
    expect(mean(normal)).toBeCloseTo(0, 1);
    expect(mean(normal.map((x) => x * x))).toBeCloseTo(1, 1);
    expect(uniform.every((u) => u > 0 && u < 1)).toBe(true);
  });

  it("draws whole numbers below a bound evenly", () => {
    const stream = randomStream("dice");
    const counts = [0, 0, 0];
    for (let n = 0; n < 30_000; n += 1) {
      const face = stream.below(3);
      counts[face] = (counts[face] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(350);
  });
});

describe("shuffled()", () => {
  it("keeps every item once and leaves the original alone", () => {
    const items = ["a", "b", "c", "d", "e"];
    const mixed = shuffled(items, randomStream("order"));
    expect(mixed.toSorted()).toEqual(items);
    expect(items).toEqual(["a", "b", "c", "d", "e"]);
  });
});
