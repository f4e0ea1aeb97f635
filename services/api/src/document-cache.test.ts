import { parse } from "graphql";
import { describe, expect, it } from "vitest";
import { documentCache } from "./document-cache.ts";

const document = parse("{ a }");

describe("documentCache()", () => {
  it("keeps what was asked for last and forgets the oldest when the texts grow too long together", () => {
    const cache = documentCache(100);
    for (const name of ["a", "b", "c"]) cache.set(name.repeat(10), document);
    cache.get("a".repeat(10));
    for (const name of ["d", "e", "f", "g", "h", "i", "j", "k"]) cache.set(name.repeat(10), document);
    expect(cache.get("a".repeat(10))).toBe(document);
    expect(cache.get("b".repeat(10))).toBeUndefined();
  });

  it("does not keep one text that would push many others out", () => {
    const cache = documentCache(100);
    cache.set("x".repeat(11), document);
    expect(cache.get("x".repeat(11))).toBeUndefined();
  });
});
