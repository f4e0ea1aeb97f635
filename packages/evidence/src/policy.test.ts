import { anonymous, system } from "@dostyk/kernel";
import { describe, expect, it } from "vitest";
import { maySee, visibleTo } from "./policy.ts";

describe("who may see a record", () => {
  it.each([
    { viewer: anonymous, visibility: "PUBLIC", answer: true },
    { viewer: anonymous, visibility: "HIDDEN", answer: false },
    { viewer: system("a test"), visibility: "PUBLIC", answer: true },
    { viewer: system("a test"), visibility: "HIDDEN", answer: true },
  ])("$viewer.kind and a $visibility record: $answer, alone and in a list", ({ viewer, visibility, answer }) => {
    const { visibility: asked } = visibleTo(viewer);
    expect(maySee(viewer, { visibility })).toBe(answer);
    expect(typeof asked === "string" ? asked === visibility : asked.in.some((one) => one === visibility)).toBe(answer);
  });
});
