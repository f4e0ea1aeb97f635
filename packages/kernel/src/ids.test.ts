import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { idSource, isUlid, newId, parseRecordUri, recordUri } from "./ids.ts";

const id = newId(new Date("2001-09-18T00:00:00Z"), () => 0.5);

describe("newId()", () => {
  it("is a ULID and sorts by age", () => {
    const later = newId(new Date("2001-09-19T00:00:00Z"), () => 0);
    expect(isUlid(id)).toBe(true);
    expect(id < later).toBe(true);
  });

  it("is decided by its time and its random numbers alone", () => {
    expect(newId(new Date("2001-09-18T00:00:00Z"), () => 0.5)).toBe(id);
  });
});

describe("isUlid()", () => {
  it.each(["", id.toLowerCase(), id.slice(1), `${id}0`, "U".repeat(26)])("is false for %j", (text) => {
    expect(isUlid(text)).toBe(false);
  });
});

describe("recordUri()", () => {
  it("writes the type in kebab case", () => {
    expect(recordUri("https://dostyk.example/", "ExternalEvent", id)).toBe(`https://dostyk.example/id/external-event/${id}`);
  });
});

describe("parseRecordUri()", () => {
  it("gives back the parts", () => {
    const uri = recordUri("http://localhost:4000", "external-event", id);
    expect(parseRecordUri(uri)).toEqual({ homeNode: "http://localhost:4000", type: "external-event", id });
  });

  it.each([
    "",
    `https://dostyk.example/id/place/${id.toLowerCase()}`,
    `https://dostyk.example/id/place/${id}/more`,
    `https://dostyk.example/place/${id}`,
    `https://user@dostyk.example/id/place/${id}`,
    `ftp://dostyk.example/id/place/${id}`,
    `https://${"d".repeat(400)}/id/place/${id}`,
  ])("is null for %j", (uri) => {
    expect(parseRecordUri(uri)).toBeNull();
  });

  it("never throws", () => {
    fc.assert(fc.property(fc.string(), (uri) => parseRecordUri(uri) === null));
  });
});

describe("idSource()", () => {
  it("gives ids that rise within one millisecond", () => {
    const next = idSource(() => new Date("2001-09-18T00:00:00Z"), Math.random);
    const ids = Array.from({ length: 100 }, next);
    expect(ids).toEqual(ids.toSorted());
    expect(new Set(ids).size).toBe(100);
  });
});
