import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { StoredClaim } from "./claim.ts";
import { dateProperty, property, textProperty } from "./property.ts";
import { chosen, chosenByQualifier, firstDay, joinedText, type Recorded, valuesOf } from "./recorded.ts";
import { aStoredClaim } from "./testing.ts";

function recorded(...claims: readonly StoredClaim[]): Recorded {
  return {
    id: "1",
    uri: "https://dostyk.example/id/place/1",
    slug: "helena",
    homeNode: "https://dostyk.example",
    visibility: "PUBLIC",
    titles: { en: "Helena" },
    titleSort: "helena",
    createdAt: new Date(0),
    updatedAt: new Date(0),
    claims,
    properties: { on: dateProperty, summary: textProperty, tag: property({ schema: z.string(), cardinality: "many" }) },
    idOf: (type, slug) => `${type} ${slug}`,
  };
}

describe("what a slice reads of a record", () => {
  it("is the chosen value of a property, or null where nobody says", () => {
    const record = recorded(aStoredClaim("on", "2001"), aStoredClaim("on", "2001-09-18"));
    expect(chosen<string>(record, "on")?.value).toBe("2001-09-18");
    expect(chosen(record, "tag")).toBeNull();
    expect(() => chosen(record, "smell")).toThrow("smell is no property of helena");
  });

  it("is every value that counts, as the sources read", () => {
    const record = recorded(
      aStoredClaim("tag", "c", { sourceId: "b", sourcePublished: "2002" }),
      aStoredClaim("tag", "b", { lineStart: 2 }),
      aStoredClaim("tag", "a"),
      aStoredClaim("tag", "x", { rank: "DEPRECATED" }),
    );
    expect(valuesOf<string>(record, "tag").map(({ value }) => value)).toEqual(["a", "b", "c"]);
  });

  it("is one value for each qualifier", () => {
    const record = recorded(
      aStoredClaim("on", "2001", { qualifier: "first" }),
      aStoredClaim("on", "2001-09", { qualifier: "first" }),
      aStoredClaim("on", "2002", { qualifier: "second", lineStart: 2 }),
    );
    expect(chosenByQualifier<string>(record, "on").map(({ value }) => value)).toEqual(["2001-09", "2002"]);
  });

  it("is the texts of several claims as one, language by language", () => {
    const record = recorded(
      aStoredClaim("summary", { en: "A city.", ru: "Город." }),
      aStoredClaim("summary", { en: "In the mountains." }, { lineStart: 2 }),
    );
    expect(joinedText(record, "summary")).toEqual({ en: "A city. In the mountains.", ru: "Город." });
    expect(joinedText(recorded(), "summary")).toBeNull();
  });
});

describe("firstDay()", () => {
  it.each([
    [["2001-09-18"], "2001-09-18"],
    [["2001-10", "2001-07-16/2001-07-20"], "2001-07-16"],
    [[], "0001-01-01"],
    [["XXXX-04-19"], "0001-01-01"],
    [["../2001"], "0001-01-01"],
  ])("of %j is %s", (dates, day) => {
    expect(firstDay(dates).toISOString().slice(0, 10)).toBe(day);
  });
});
