import { describe, expect, it } from "vitest";
import { formFor, localeFor } from "./negotiation.ts";

describe("formFor()", () => {
  it.each([
    ["*/*", "application/json"],
    ["application/*", "application/json"],
    ["application/json", "application/json"],
    ["application/json; charset=UTF-8", "application/json"],
    ["application/graphql-response+json", "application/graphql-response+json"],
    ["application/graphql-response+json, application/json;q=0.9", "application/graphql-response+json"],
    ["application/json;q=0.1, application/graphql-response+json;q=0.2", "application/graphql-response+json"],
    ["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"],
    ["application/json;q=0, */*", "application/graphql-response+json"],
    ["image/png", null],
    ["", null],
    [";;;q=,,", null],
  ])("answers %j with %j", (accept, form) => {
    expect(formFor(accept)).toBe(form);
  });
});

describe("localeFor()", () => {
  it.each([
    ["", "en"],
    ["ru", "ru"],
    ["kk-KZ, ru;q=0.9, en;q=0.8", "kk"],
    ["de, ru;q=0.3, ky;q=0.7", "ky"],
    ["en;q=0, ru", "ru"],
    ["de, fr", "en"],
    ["*", "en"],
    ["kk-Latn", "kk"],
    ["; q=1, @@, ru", "ru"],
    [`${"x".repeat(5_000)}, kk`, "kk"],
  ])("reads %j as %j", (header, locale) => {
    expect(localeFor(header)).toBe(locale);
  });
});
