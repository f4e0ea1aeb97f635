import { describe, expect, it } from "vitest";
import { keptByLength } from "./kept-by-length.ts";

describe("keptByLength()", () => {
  it("keeps what was asked for last and forgets the oldest when the texts grow too long together", () => {
    const kept = keptByLength<number>(100, (name) => name.length);
    for (const name of ["a", "b", "c"]) kept.set(name.repeat(10), 1);
    kept.get("a".repeat(10));
    for (const name of ["d", "e", "f", "g", "h", "i", "j", "k"]) kept.set(name.repeat(10), 1);
    expect(kept.get("a".repeat(10))).toBe(1);
    expect(kept.get("b".repeat(10))).toBeUndefined();
  });

  it("does not keep one text that would push many others out", () => {
    const kept = keptByLength<number>(100, (name) => name.length);
    kept.set("x".repeat(11), 1);
    expect(kept.get("x".repeat(11))).toBeUndefined();
  });

  it("counts a text that is kept again once", () => {
    const kept = keptByLength<string>(100, (_name, text) => text.length);
    for (let time = 0; time < 50; time += 1) kept.set("same", "x".repeat(10));
    kept.set("other", "y".repeat(10));
    expect(kept.get("same")).toBe("x".repeat(10));
  });
});
