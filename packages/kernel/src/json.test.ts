import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { canonicalJson } from "./json.ts";

describe("canonicalJson()", () => {
  it("writes equal values alike, whatever the order of their keys", () => {
    expect(canonicalJson({ b: [2, { d: 1, c: null }], a: "x" })).toBe(canonicalJson({ a: "x", b: [2, { c: null, d: 1 }] }));
    expect(canonicalJson({ b: 1, a: 2 })).toBe('{"a":2,"b":1}');
  });

  it("keeps the order of lists", () => {
    expect(canonicalJson([2, 1])).toBe("[2,1]");
  });

  it("leaves out what is undefined", () => {
    expect(canonicalJson({ a: undefined })).toBe("{}");
    expect(canonicalJson(undefined)).toBe("null");
  });

  it("loses nothing", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
