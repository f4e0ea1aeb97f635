import { testDatabase } from "@dostyk/db/testing";
import { InvalidInput, SlugTaken } from "@dostyk/kernel";
import { beforeEach, describe, expect, it } from "vitest";
import type { RecordInput } from "./claim.ts";
import { recordSources } from "./commands/record-sources.ts";
import { dateProperty, type Properties, property, referenceProperty, textProperty } from "./property.ts";
import { recordEvidence } from "./store.ts";
import { aSource, claim, givenSources, inThree, inTransaction, rowsOf, testContext } from "./testing.ts";
import { z } from "zod";

const db = await testDatabase();
const tables = ["registry_entry", "record_alias", "claim", "dispute", "dispute_claim", "absence", "source"];

const properties: Properties = {
  on: dateProperty,
  seenWith: referenceProperty("EXTERNAL_EVENT"),
  remark: textProperty,
  colour: property({ schema: z.string(), cardinality: "one" }),
};

let context = testContext();

beforeEach(async () => {
  await db.pool.query(`TRUNCATE ${tables.join(", ")} CASCADE`);
  context = testContext();
  await givenSources(db, context);
});

function event(slug: string, claims: RecordInput["claims"], more: Partial<RecordInput> = {}): RecordInput {
  return { slug, title: inThree(slug), claims, ...more };
}

function record(...inputs: readonly RecordInput[]) {
  return inTransaction(db, (tx) => recordEvidence(tx, context, "EXTERNAL_EVENT", inputs, properties));
}

async function entry(slug: string) {
  return db.prisma.registryEntry.findUniqueOrThrow({ where: { type_slug: { type: "EXTERNAL_EVENT", slug } }, include: { aliases: true } });
}

async function disputes() {
  return db.prisma.dispute.findMany({ include: { claims: { include: { claim: true }, orderBy: { position: "asc" } }, chosen: true } });
}

describe("recordEvidence()", () => {
  it("changes nothing when the same is recorded again later", async () => {
    const inputs = [
      event(
        "flood",
        [claim("on", "2001-09-17"), claim("on", "2001-09-18", { line: 2 }), claim("name", { text: "Flood", language: "en" })],
        {
          aliases: ["deluge"],
          absences: { colour: inThree("Not stated.") },
        },
      ),
      event("fire", [claim("seenWith", "flood")]),
    ];
    await record(...inputs);
    const before = await rowsOf(db, ...tables);
    context.advance(60_000);
    await record(...inputs);
    expect(await rowsOf(db, ...tables)).toEqual(before);
  });

  it("says when a record changed: not before it did", async () => {
    await record(event("flood", [claim("on", "2001")]), event("fire", []));
    context.advance(60_000);
    await record(event("flood", [claim("on", "2002")]), event("fire", []));
    const flood = await entry("flood");
    expect(flood.updatedAt).toEqual(context.now());
    expect(flood.createdAt.getTime()).toBe(context.now().getTime() - 60_000);
    expect((await entry("fire")).updatedAt).toEqual(flood.createdAt);
  });

  it("makes a URI that stays", async () => {
    const [first] = await record(event("flood", []));
    const [second] = await record(event("flood", [claim("on", "2001")]));
    expect(first?.uri).toBe(`https://dostyk.example/id/external-event/${first?.id}`);
    expect(second?.uri).toBe(first?.uri);
  });

  it("refuses every claim that has not its property's shape, and writes nothing", async () => {
    const wrong = [event("flood", [claim("on", "yesterday"), claim("smell", "bad")]), event("fire", [claim("on", 5)])];
    const refused = await record(...wrong).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(InvalidInput);
    const paths = (refused as InvalidInput).problems.map(({ path }) => path.join("."));
    expect(paths).toEqual(["flood.claims.0.on", "flood.claims.1.smell", "fire.claims.0.on"]);
    expect(await db.prisma.registryEntry.count({ where: { type: "EXTERNAL_EVENT" } })).toBe(0);
  });

  it("names the path of a record nobody knows, and of a source", async () => {
    const refused = record(event("flood", [claim("seenWith", "storm"), claim("on", "2001", { source: "diary" })]));
    await expect(refused).rejects.toMatchObject({
      problems: [
        { path: ["flood", "claims", "0", "seenWith"], message: 'There is no external event "storm".' },
        { path: ["flood", "claims", "1", "source"], message: 'There is no source "diary".' },
      ],
    });
  });

  it("refuses lines the document does not have", async () => {
    await expect(record(event("flood", [claim("on", "2001", { line: 101 })]))).rejects.toMatchObject({
      problems: [{ path: ["flood", "claims", "0", "lines"] }],
    });
  });
});

describe("a claim", () => {
  it("that is made no more is deprecated, never deleted, and counts again when it is made again", async () => {
    await record(event("flood", [claim("on", "2001-09-17"), claim("on", "2001-09-18")]));
    expect(await disputes()).toHaveLength(1);
    await record(event("flood", [claim("on", "2001-09-18")]));
    const ranks = () => db.prisma.claim.findMany({ select: { value: true, rank: true }, orderBy: { id: "asc" } });
    expect(await ranks()).toEqual([
      { value: "2001-09-17", rank: "DEPRECATED" },
      { value: "2001-09-18", rank: "NORMAL" },
    ]);
    expect(await disputes()).toHaveLength(0);
    await record(event("flood", [claim("on", "2001-09-17"), claim("on", "2001-09-18")]));
    expect((await ranks()).map(({ rank }) => rank)).toEqual(["NORMAL", "NORMAL"]);
  });

  it("takes the rank and the remark it is made with last", async () => {
    await record(event("flood", [claim("on", "2001-09-17"), claim("on", "2001-09-18")]));
    await record(
      event("flood", [claim("on", "2001-09-17", { rank: "PREFERRED", note: "The diary has it so." }), claim("on", "2001-09-18")]),
    );
    const [dispute] = await disputes();
    expect(dispute?.chosen).toMatchObject({ value: "2001-09-17", rank: "PREFERRED", note: "The diary has it so." });
  });

  it("made twice in one go is one", async () => {
    await record(event("flood", [claim("on", "2001", { raw: "'01" }), claim("on", "2001", { raw: "2001" })]));
    expect(await db.prisma.claim.findMany({ where: { property: "on" } })).toMatchObject([{ raw: "'01" }]);
  });

  it("of another asserter is left alone, and what it refers to is known", async () => {
    await record(event("storm", []), event("flood", [claim("seenWith", "storm"), claim("on", "2001")]));
    const others = testContext("others");
    const [flood] = await inTransaction(db, (tx) =>
      recordEvidence(tx, others, "EXTERNAL_EVENT", [event("flood", [claim("on", "2002")])], properties),
    );
    expect(flood?.claims.map(({ rank }) => rank)).toEqual(["NORMAL", "NORMAL", "NORMAL"]);
    expect(flood?.idOf("EXTERNAL_EVENT", "storm")).toBe((await entry("storm")).id);
    expect(await disputes()).toHaveLength(1);
  });

  it("may speak of a document in the document's own file, or by its former slug", async () => {
    const log = aSource("log", { aliases: ["old-log"], claims: [claim("name", { text: "The log", language: "en" }, { source: "log" })] });
    await inTransaction(db, (tx) => recordSources(tx, context, [log]));
    await record(event("flood", [claim("on", "2001", { source: "old-log" })]));
    const { id } = await db.prisma.source.findUniqueOrThrow({ where: { slug: "log" } });
    expect(await db.prisma.claim.count({ where: { sourceId: id } })).toBe(2);
  });
});

describe("a dispute", () => {
  it("holds the claims that disagree, in order of reading, and the one that is shown", async () => {
    await record(
      event("flood", [
        claim("on", "2001-09-18", { source: "article" }),
        claim("on", "2001-09-17", { line: 9 }),
        claim("name", { text: "Flood", language: "en" }),
      ]),
    );
    const [dispute, ...others] = await disputes();
    expect(others).toEqual([]);
    expect(dispute).toMatchObject({ property: "on", kind: "DATE", qualifier: "" });
    expect(dispute?.claims.map(({ claim: { value } }) => value)).toEqual(["2001-09-17", "2001-09-18"]);
    expect(dispute?.chosen?.value).toBe("2001-09-17");
  });

  it("keeps its id and its day as long as it goes on, and gets new ones when it opens again", async () => {
    const disputed = event("flood", [claim("colour", "brown"), claim("colour", "grey")]);
    await record(disputed);
    const [first] = await disputes();
    context.advance(60_000);
    await record({ ...disputed, claims: [...disputed.claims, claim("colour", "green", { line: 3 })] });
    const [second] = await disputes();
    expect(second).toMatchObject({ id: first?.id, openedAt: first?.openedAt });
    expect(second?.claims).toHaveLength(3);
    await record({ ...disputed, claims: [claim("colour", "brown")] });
    expect(await disputes()).toEqual([]);
    await record(disputed);
    const [third] = await disputes();
    expect(third?.id).not.toBe(first?.id);
    expect(third?.openedAt).toEqual(context.now());
  });

  it("is none where the claims are of different records or one is deprecated", async () => {
    await record(
      event("flood", [claim("colour", "brown"), claim("colour", "grey", { rank: "DEPRECATED" })]),
      event("fire", [claim("colour", "red"), claim("remark", inThree("Hot")), claim("remark", inThree("Cold"))]),
    );
    expect(await disputes()).toEqual([]);
  });
});

describe("a slug", () => {
  it("may change: the record stays the same and the former slug still leads to it", async () => {
    const [before] = await record(event("flood", []));
    const [after] = await record(event("great-flood", [], { aliases: ["flood"] }), event("fire", [claim("seenWith", "flood")]));
    expect(after?.id).toBe(before?.id);
    expect(await entry("great-flood")).toMatchObject({ uri: before?.uri, aliases: [{ slug: "flood" }] });
    expect(await db.prisma.registryEntry.count({ where: { type: "EXTERNAL_EVENT" } })).toBe(2);
  });

  it("once had is enough to record the record by, which takes it back", async () => {
    await record(event("great-flood", [], { aliases: ["flood"] }));
    await record(event("flood", []));
    expect(await entry("flood")).toMatchObject({ slug: "flood", aliases: [{ slug: "great-flood" }] });
  });

  it("is refused where it belongs to another record, as its own or as an alias", async () => {
    await record(event("flood", [], { aliases: ["deluge"] }), event("fire", []));
    await expect(record(event("fire", [], { aliases: ["flood"] }))).rejects.toBeInstanceOf(SlugTaken);
    await expect(record(event("fire", [], { aliases: ["deluge"] }))).rejects.toMatchObject({ slug: "deluge", path: ["fire", "aliases"] });
    await expect(record(event("storm", []), event("storm", []))).rejects.toMatchObject({ slug: "storm", path: ["storm", "slug"] });
  });

  it("is shared by records of different types", async () => {
    await record(event("report", []));
    expect(await entry("report")).toMatchObject({ type: "EXTERNAL_EVENT" });
  });
});

describe("recordSources()", () => {
  it("lays out what identifies a document", async () => {
    expect(await db.prisma.source.findUniqueOrThrow({ where: { slug: "report" } })).toMatchObject({
      fileName: "report.txt",
      lineCount: 100,
      publishedEdtf: "2001-10",
      titleSort: "report",
    });
  });
});
