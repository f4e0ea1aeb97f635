import { describe, expect, it } from "vitest";

import { InvalidInput, isProblem, RecordNotFound, Refusal, SlugTaken } from "./refusal.ts";

describe("a refusal", () => {
  it("is named after its class and can be caught as a refusal", () => {
    const refusal = new RecordNotFound("Place", "atlantis");
    expect(refusal.name).toBe("RecordNotFound");
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal.message).toContain("atlantis");
  });

  it("points at the input it refuses, or at none", () => {
    expect(new SlugTaken("almaty").path).toEqual(["slug"]);
    expect(new RecordNotFound("Place", "atlantis").path).toBeUndefined();
  });
});

describe("InvalidInput", () => {
  it("tells every problem with its place, and points at the first", () => {
    const refusal = new InvalidInput([
      { path: ["claims", "0", "held"], message: "No such day." },
      { path: [], message: "No title." },
    ]);
    expect(refusal.message).toBe("claims.0.held: No such day.\nNo title.");
    expect(refusal.path).toEqual(["claims", "0", "held"]);
  });
});

describe("isProblem()", () => {
  it.each([
    [{ path: [], message: "No." }, true],
    [{ path: "a", message: "No." }, false],
    [{ edtf: "2001" }, false],
    ["2001", false],
    [null, false],
  ])("of %j is %s", (value, expected) => {
    expect(isProblem(value)).toBe(expected);
  });
});
