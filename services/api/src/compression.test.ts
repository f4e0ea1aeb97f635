import { describe, expect, it } from "vitest";
import { codingFor } from "./compression.ts";

describe("codingFor()", () => {
  it.each([
    ["gzip, deflate, br, zstd", "br"],
    ["gzip, deflate", "gzip"],
    ["br;q=0, gzip", "gzip"],
    ["gzip;q=0, br;q=0", null],
    ["identity", null],
    ["identity, gzip;q=0.5", null],
    ["*", "br"],
    ["*;q=0", null],
    ["", null],
    [undefined, null],
    ["deflate, compress", null],
    [";;q=,,", null],
  ])("answers %j with %j", (header, coding) => {
    expect(codingFor(header, 5_000)).toBe(coding);
  });

  it("leaves a small body as it is", () => {
    expect(codingFor("br", 999)).toBeNull();
    expect(codingFor("br", 1_000)).toBe("br");
  });
});
