import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sha256 } from "./sha256.ts";

describe("sha256()", () => {
  it("reproduces the examples of FIPS 180-4", () => {
    expect(sha256("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(sha256("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  });

  it("agrees with Node's own for every text", () => {
    const text = fc.array(fc.nat(0xffff), { maxLength: 130 }).map((units) => String.fromCharCode(...units));
    fc.assert(
      fc.property(text, (one) => {
        expect(sha256(one)).toBe(createHash("sha256").update(one).digest("hex"));
      }),
      { numRuns: 50 },
    );
  });
});
