import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { givenArchive, problemsOf, read } from "./testing.ts";
import { readArchive } from "./read-archive.ts";

/** A place of an archive; its claims are the lines given. It begins on the third line of its file. */
function aPlace(...claims: readonly string[]): string {
  return [
    "source: report",
    "places:",
    "  - slug: almaty",
    "    kind: CITY",
    "    country: KZ",
    "    title: { en: Almaty, ru: Алматы, kk: Алматы }",
    claims.length === 0 ? "    claims: []" : "    claims:",
    ...claims.map((claim) => `      - ${claim}`),
    "",
  ].join("\n");
}

describe("readArchive()", () => {
  it("reads records with their claims, each with its source and lines", async () => {
    const { records } = await read(aPlace("{ identifier: { scheme: un-locode, value: KZALA }, lines: 57-59, raw: ALA, note: Seen }"));

    expect(records.places).toMatchObject([{ slug: "almaty", fields: { kind: "CITY", country: "KZ" } }]);
    expect(records.places[0]?.claims).toEqual([
      {
        property: "identifier",
        value: { scheme: "un-locode", value: "KZALA" },
        source: "report",
        lineStart: 57,
        lineEnd: 59,
        raw: "ALA",
        rank: undefined,
        note: "Seen",
      },
    ]);
  });

  it("reads every YAML file below the folder and leaves others alone", async () => {
    const { records } = await read({ "deep/er/a.yaml": aPlace("{ within: { place: kazakhstan }, lines: 1 }"), "notes.txt": "no: [yaml" });

    expect(records.places.map(({ slug }) => slug)).toEqual(["almaty"]);
  });

  it("takes a claim's own source before the file's", async () => {
    const { records } = await read(aPlace("{ within: { place: kazakhstan }, lines: 1, source: article }"));

    expect(records.places[0]?.claims[0]?.source).toBe("article");
  });

  it("puts together what several files claim about one record", async () => {
    const more = "source: article\nplaces:\n  - slug: almaty\n    claims:\n      - { within: { place: almaty-region }, lines: 8 }\n";
    const { records } = await read({ "a.yaml": more, "b.yaml": aPlace("{ within: { place: kazakhstan }, lines: 7 }") });

    expect(records.places).toHaveLength(1);
    expect(records.places[0]?.claims.map(({ source, lineStart }) => `${source} ${lineStart}`)).toEqual(["article 8", "report 7"]);
    expect(records.places[0]?.spotOf(["claims", "0", "within"])).toEqual({ file: "a.yaml", line: 5 });
    expect(records.places[0]?.spotOf(["claims", "1", "within"])).toEqual({ file: "b.yaml", line: 8 });
    expect(records.places[0]?.spotOf(["country"])).toEqual({ file: "b.yaml", line: 5 });
    expect(records.places[0]?.spotOf([])).toEqual({ file: "b.yaml", line: 3 });
  });

  it("lets a list the editors keep be its own source, each claim on the line it stands on", async () => {
    const { records } = await read(
      [
        "source: gazetteer",
        "sources:",
        "  - slug: gazetteer",
        "    kind: EDITORIAL",
        "    file: a.yaml",
        "    sha256: self",
        "    lines: self",
        "    language: en",
        "    publisher: Editors",
        "    title: { en: List, ru: Список, kk: Тізім }",
        aPlace("{ within: { place: kazakhstan } }").split("\n").slice(1).join("\n"),
      ].join("\n"),
    );

    expect(records.places[0]?.claims[0]).toMatchObject({ source: "gazetteer", lineStart: 17, lineEnd: 17 });
    expect(records.sources[0]?.fields).toMatchObject({ lines: 17, sha256: expect.stringMatching(/^[0-9a-f]{64}$/u) as unknown });
  });

  it("has one digest for one content, whatever the order of the files on the disk, and another for any other", async () => {
    const files = { "b.yaml": "themes: []\n", "a.yaml": "subjects: []\n" };
    const same = await read({ "a.yaml": files["a.yaml"], "b.yaml": files["b.yaml"] });

    expect((await read(files)).digest).toBe(same.digest);
    expect((await read({ ...files, "b.yaml": "themes:  []\n" })).digest).not.toBe(same.digest);
    expect((await read({ "a.yaml": files["b.yaml"], "b.yaml": files["a.yaml"] })).digest).not.toBe(same.digest);
  });

  it("reads an empty file and an empty folder as nothing", async () => {
    expect((await read("")).records.places).toEqual([]);
    expect((await read("# Nothing yet.\n")).records.places).toEqual([]);
    expect((await readArchive(await givenArchive({}))).records.places).toEqual([]);
  });

  it("does not take a folder whose name ends in .yaml for a file", async () => {
    const folder = await givenArchive({ "a.yaml": aPlace() });
    await mkdir(join(folder, "b.yaml"));

    expect((await readArchive(folder)).records.places).toHaveLength(1);
  });
});

describe("a mistake in an archive is named with its file, line and path:", () => {
  it.each([
    { mistake: "bad YAML", text: "places:\n  - slug: [\n", problem: /^a\.yaml:3 : Flow sequence/u },
    {
      mistake: "a key written twice",
      text: aPlace("{ name: { text: A, language: en }, name: { text: B, language: en }, lines: 1 }"),
      problem: /^a\.yaml:8 : Map keys must be unique/u,
    },
    { mistake: "an alias that leads nowhere", text: "places: *others\n", problem: /^a\.yaml:1 : Unresolved alias/u },
    { mistake: "a file that is no map", text: "- almaty\n", problem: /^a\.yaml:1 : Invalid input: expected object/u },
    { mistake: "an unknown list", text: "towns: []\n", problem: /^a\.yaml:1 : Unrecognized key: "towns"/u },
    {
      mistake: "an unknown field",
      text: aPlace().replace("country: KZ", "country: KZ\n    mayor: Someone"),
      problem: /^a\.yaml:3 places\.0: Unrecognized key: "mayor"/u,
    },
    {
      mistake: "a wrong enum",
      text: aPlace().replace("CITY", "METROPOLIS"),
      problem: /^a\.yaml:4 places\.0\.kind: Invalid option: expected one of "COUNTRY"/u,
    },
    {
      mistake: "a wrong form",
      text: aPlace().replace("KZ", "Kazakhstan"),
      problem: /^a\.yaml:5 places\.0\.country: A country is two capital letters/u,
    },
    { mistake: "a missing language", text: aPlace().replace(", kk: Алматы", ""), problem: /^a\.yaml:6 places\.0\.title\.kk: /u },
    {
      mistake: "a bad slug",
      text: aPlace().replace("slug: almaty", "slug: Almaty"),
      problem: /^a\.yaml:3 places\.0\.slug: A slug has small letters/u,
    },
    {
      mistake: "a claim of two properties",
      text: aPlace("{ lines: 1, within: { place: a }, identifier: { scheme: a, value: b } }"),
      problem: "a.yaml:8 places.0.claims.0: A claim has one property, not within and identifier.",
    },
    { mistake: "a claim of no property", text: aPlace("{ lines: 1 }"), problem: "a.yaml:8 places.0.claims.0: A claim names a property." },
    {
      mistake: "a claim without lines",
      text: aPlace("{ within: { place: a } }"),
      problem: "a.yaml:8 places.0.claims.0: Name the lines of the source.",
    },
    {
      mistake: "lines of a wrong form",
      text: aPlace("{ within: { place: a }, lines: 5 to 7 }"),
      problem: /^a\.yaml:8 places\.0\.claims\.0\.lines: /u,
    },
    {
      mistake: "a claim without a source",
      text: aPlace("{ within: { place: a }, lines: 1 }").replace("source: report\n", ""),
      problem: "a.yaml:7 places.0.claims.0: Name the claim's source, or one for the whole file.",
    },
    {
      mistake: "a raw form that is a quotation",
      text: aPlace(`{ within: { place: a }, lines: 1, raw: ${"a".repeat(61)} }`),
      problem: /^a\.yaml:8 places\.0\.claims\.0\.raw: Too big/u,
    },
    {
      mistake: "a bad date outside a claim",
      text: "reports:\n  - slug: r\n    source: s\n    title: { en: R, ru: R, kk: R }\n    sections: []\n    chart: []\n    plan: []\n    period: last summer\n",
      problem: /^a\.yaml:8 reports\.0\.period: "last summer"/u,
    },
    {
      mistake: "a record nobody defines",
      text: "source: s\nplaces:\n  - slug: almaty\n    claims: []\n",
      problem: "a.yaml:3 places.almaty: No file defines this record: it has claims but no title.",
    },
  ])("$mistake", async ({ text, problem }) => {
    const problems = await problemsOf(text);

    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(problem);
  });

  it("a record two files define", async () => {
    expect(await problemsOf({ "a.yaml": aPlace(), "b/c.yaml": aPlace() })).toEqual([
      "b/c.yaml:3 places.almaty: Defined already in a.yaml, line 3.",
    ]);
  });

  it("all of them at once, of every file, each claim at its own line", async () => {
    const text = aPlace("{ lines: 1 }", "{ within: { place: a }, lines: 1 }", "{ lines: 2 }");

    expect(await problemsOf({ "a.yaml": text, "b.yaml": "places: [" })).toEqual([
      "a.yaml:8 places.0.claims.0: A claim names a property.",
      "a.yaml:10 places.0.claims.2: A claim names a property.",
      expect.stringMatching(/^b\.yaml:1 : Flow sequence/u),
    ]);
  });

  it("in one message that says what to do and shows the first twenty", async () => {
    const text = aPlace(...Array.from({ length: 23 }, () => "{ lines: 1 }"));

    await expect(read(text)).rejects.toThrow(
      /nothing was loaded\. Mend these places[\s\S]*a\.yaml:8 {2}places\.0\.claims\.0 {2}A claim names a property\.[\s\S]*… and 3 more\./u,
    );
  });
});
