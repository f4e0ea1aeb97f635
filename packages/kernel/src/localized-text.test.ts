import { describe, expect, it } from "vitest";

import { languagesOf, parseLanguageTag, parseLocalizedText, scriptOf, textIn } from "./localized-text.ts";

describe("parseLanguageTag()", () => {
  it("gives the canonical form", () => {
    expect(parseLanguageTag("KK-cyrl-kz")).toBe("kk-Cyrl-KZ");
  });

  it.each(["", "k", "en_US", "en--US", "русский", "x".repeat(36), "a-".repeat(10_000)])("refuses %j", (text) => {
    expect(parseLanguageTag(text)).toMatchObject({ path: [] });
  });
});

describe("textIn()", () => {
  it.each([
    ["the very tag", { en: "a", "kk-Latn": "b" }, "kk-Latn", "b", "kk-Latn"],
    ["the language without region", { en: "a", kk: "b" }, "kk-KZ", "b", "kk"],
    ["another variety of the language", { en: "a", "kk-Latn": "b" }, "kk", "b", "kk-Latn"],
    ["Russian for Kazakh", { en: "a", ru: "b" }, "kk", "b", "ru"],
    ["Russian for Kyrgyz", { en: "a", ru: "b", kk: "c" }, "ky", "b", "ru"],
    ["English for Russian", { en: "a", kk: "c" }, "ru", "a", "en"],
    ["Russian for English", { ru: "b", kk: "c" }, "en", "b", "ru"],
    ["any language at all", { de: "d", fr: "f" }, "ky", "d", "de"],
    ["the very tag of a language the node does not speak", { en: "a", fr: "f" }, "fr", "f", "fr"],
    ["what English readers get, for an unknown language", { ru: "b", kk: "c" }, "tlh", "b", "ru"],
    ["what English readers get, for a broken locale", { en: "a", kk: "c" }, "??", "a", "en"],
    ["past a blank text", { kk: " ", ru: "b" }, "kk", "b", "ru"],
  ])("gives %s", (_case, text, locale, expected, language) => {
    expect(textIn(text, locale)).toMatchObject({ text: expected, language });
  });

  it("names the script", () => {
    expect(textIn({ kk: "қала" }, "kk").script).toBe("Cyrl");
    expect(textIn({ "kk-Latn": "qala" }, "kk").script).toBe("Latn");
  });

  it("gives an empty text of no language where there is none", () => {
    expect(textIn({}, "en")).toEqual({ text: "", language: "und", script: null });
  });
});

describe("languagesOf()", () => {
  it("leaves blank texts out", () => {
    expect(languagesOf({ ru: "b", en: "a", kk: "" })).toEqual(["en", "ru"]);
  });
});

describe("scriptOf()", () => {
  it("is null for what is no language", () => {
    expect(scriptOf("??")).toBeNull();
  });
});

describe("parseLocalizedText()", () => {
  it("takes an object of texts and writes its tags canonically", () => {
    expect(parseLocalizedText({ EN: "a", kk: "b" })).toEqual({ en: "a", kk: "b" });
  });

  it.each([
    ["a bare text", "a", []],
    ["a list", ["a"], []],
    ["a key that is no language", { en_US: "a" }, ["en_US"]],
    ["a text that is no text", { en: 1 }, ["en"]],
  ])("refuses %s and says where", (_case, value, path) => {
    expect(parseLocalizedText(value)).toMatchObject({ path });
  });
});
