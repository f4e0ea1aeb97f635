import { describe, expect, it } from "vitest";
import { preferredLocale } from "./locale.ts";

describe("preferredLocale()", () => {
  it.each([
    [undefined, "en"],
    ["", "en"],
    ["ru", "ru"],
    ["kk-KZ,ru;q=0.9,en;q=0.8", "kk"],
    ["en;q=0.1, kk;q=0.5, ru;q=0.9", "ru"],
    ["de-DE, fr;q=0.9", "en"],
    ["de, ru;q=0", "en"],
    ["ky", "ru"],
    ["*", "en"],
    [";;;,q=,xx;q=x", "en"],
  ] as const)("reads %s as %s", (header, locale) => {
    expect(preferredLocale(header)).toBe(locale);
  });
});
