import { buildSchema, isEnumType } from "graphql";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { catalogues, isMessageKey, translator } from "./catalogue.ts";
import { type Locale, locales } from "./locale.ts";
import { argumentsOf, pluralCategoriesOf } from "./message-arguments.ts";
import { messageTypes } from "./message-types.ts";

const keys = Object.keys(catalogues.en);
const others = locales.filter((locale) => locale !== "en");

describe("the catalogues", () => {
  it.each(others)("%s has the keys of English, in the same order", (locale) => {
    expect(Object.keys(catalogues[locale])).toEqual(keys);
  });

  it.each(others)("%s takes the arguments of English", (locale) => {
    const different = keys.filter(
      (key) => JSON.stringify(argumentsOf(textOf(locale, key))) !== JSON.stringify(argumentsOf(textOf("en", key))),
    );
    expect(different).toEqual([]);
  });

  it.each(locales)("%s answers for exactly the plural categories its language has", (locale) => {
    const categories = new Intl.PluralRules(locale).resolvedOptions().pluralCategories.toSorted();
    const wrong = keys.filter((key) => pluralCategoriesOf(textOf(locale, key)).some((found) => found.join() !== categories.join()));
    expect(wrong).toEqual([]);
  });

  it.each(others)("%s leaves no English behind", (locale) => {
    // Names of programmes and formats are the same everywhere.
    const sameEverywhere = /Resource Cities|GraphiQL|GraphQL|API|QR|SHA-256|Natural Earth|POST|Helena|N\/A|№|\{[^}]*\}/gu;
    const english = keys.filter((key) => /[A-Za-z]{2,}/u.test(withoutPlurals(textOf(locale, key)).replaceAll(sameEverywhere, "")));
    expect(english).toEqual([]);
  });

  it("writes Kazakh with Kazakh letters", () => {
    const letters = Object.values(catalogues.kk).join("");
    for (const letter of "әғқңөұүі") expect(letters).toContain(letter);
  });

  it("has its types made from English", () => {
    expect(readFileSync(new URL("messages.ts", import.meta.url), "utf8")).toBe(messageTypes(catalogues.en));
  });

  it("has a word for every value of the schema's enums that pages show", () => {
    const schema = buildSchema(readFileSync(new URL("../../../../packages/network/schema.graphql", import.meta.url), "utf8"));
    const shown = Object.values(schema.getTypeMap())
      .filter(isEnumType)
      .filter(({ name }) => !name.startsWith("__") && keys.some((key) => key.startsWith(`${name}.`)));
    const missing = shown.flatMap((type) =>
      type
        .getValues()
        .map(({ name }) => `${type.name}.${name}`)
        .filter((key) => !isMessageKey(key)),
    );
    expect(missing).toEqual([]);
    expect(shown.length).toBeGreaterThan(20);
  });
});

describe("translator()", () => {
  it.each([
    ["en", 1, "1 record"],
    ["en", 5, "5 records"],
    ["ru", 1, "1 запись"],
    ["ru", 3, "3 записи"],
    ["ru", 11, "11 записей"],
    ["kk", 7, "7 жазба"],
  ] as const)("counts in %s: %i", (locale, count, text) => {
    expect(translator(locale, () => {})("list.count", { count })).toBe(text);
  });

  it("shows English and tells the log where a text cannot be formatted", () => {
    const faults: string[] = [];
    const t = translator("ru", (key) => faults.push(key));
    const text = (t as (key: string, values: object) => string)("list.count", {});
    expect(text).toBe(catalogues.en["list.count"]);
    expect(faults).toEqual(["list.count"]);
  });
});

function textOf(locale: Locale, key: string): string {
  return catalogues[locale][key] ?? "";
}

/** A message without its arguments: what is left is words a reader sees. */
function withoutPlurals(text: string): string {
  return text.replaceAll(/\{\w+, plural,|=0|\b(?:zero|one|two|few|many|other)\b \{/gu, "");
}
