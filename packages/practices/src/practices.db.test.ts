import { testDatabase } from "@dostyk/db/testing";
import { claim, inThree, inTransaction, rowsOf, testContext } from "@dostyk/evidence/testing";
import { ask } from "@dostyk/graphql/testing";
import { system } from "@dostyk/kernel";
import { beforeEach, describe, expect, it } from "vitest";
import { type PracticeInput, recordPractices } from "./commands/record-practices.ts";
import "./graphql/index.ts";
import { aPractice, givenExchange } from "./testing.ts";

const db = await testDatabase();
const tables = ["registry_entry", "claim", "dispute", "absence", "practice", "practice_section", "practice_theme", "adoption"];

let context = testContext();

beforeEach(async () => {
  await db.pool.query("TRUNCATE registry_entry, theme CASCADE");
  context = testContext();
  await givenExchange(db, context);
});

const record = (...inputs: readonly PracticeInput[]) => inTransaction(db, (tx) => recordPractices(tx, context, inputs));

const adoption = {
  practice: "programme",
  partnership: "pavlodar-helena",
  learntAt: "trip-to-helena",
  on: "2001-09",
  changes: inThree("A centre."),
};

const programme = aPractice("programme", { outcomeKind: "SUCCESSFUL", claims: [claim("place", "helena"), claim("theme", "health")] });
const centre = aPractice("centre", {
  outcomeKind: "SUCCESSFUL",
  evidenceGrade: 2,
  claims: [
    claim("place", "pavlodar"),
    claim("partnership", "pavlodar-helena"),
    claim("programme", "resource-cities"),
    claim("theme", "housing"),
    claim("theme", "health"),
    claim("theme", "health", { line: 2 }),
    claim("section", { kind: "RESULTS", text: inThree("It works.") }),
    claim("section", { kind: "SITUATION", text: inThree("There was none.") }, { line: 7 }),
    claim("summary", inThree("A centre for prevention.")),
    claim("adoptedFrom", adoption, { line: 5 }),
  ],
});

describe("recordPractices()", () => {
  it("lays the claims out in columns; the practice taken over may come later in the list", async () => {
    await record(centre, programme);
    const { practice } = await ask(
      db,
      `{ practice(slug: "centre") { title summary status version outcomeKind evidenceGrade place { slug } partnership { slug } programme { slug }
         themes { code } sections { kind text claim { lines { text } } } adoptedFrom { practice { slug } learntAt { slug } on { edtf } changes result } } }`,
    );
    expect(practice).toEqual({
      title: "centre",
      summary: "A centre for prevention.",
      status: "PUBLISHED",
      version: 1,
      outcomeKind: "SUCCESSFUL",
      evidenceGrade: 2,
      place: { slug: "pavlodar" },
      partnership: { slug: "pavlodar-helena" },
      programme: { slug: "resource-cities" },
      themes: [{ code: "health" }, { code: "housing" }],
      sections: [
        { kind: "SITUATION", text: "There was none.", claim: { lines: { text: "7" } } },
        { kind: "RESULTS", text: "It works.", claim: { lines: { text: "1" } } },
      ],
      adoptedFrom: {
        practice: { slug: "programme" },
        learntAt: { slug: "trip-to-helena" },
        on: { edtf: "2001-09" },
        changes: "A centre.",
        result: null,
      },
    });
    expect(await db.prisma.practice.findUniqueOrThrow({ where: { slug: "centre" } })).toMatchObject({
      countryCode: "KZ",
      datedOn: new Date("0001-01-01T00:00:00Z"),
    });
  });

  it("changes nothing when the same is recorded again later", async () => {
    await record(centre, programme);
    const before = await rowsOf(db, ...tables);
    context.advance(60_000);
    await record(centre, programme);
    expect(await rowsOf(db, ...tables)).toEqual(before);
  });

  it("takes back what is claimed no more", async () => {
    await record(centre, programme);
    await record({ ...centre, claims: [claim("place", "almaty")] });
    const { practice } = await ask(
      db,
      `{ practice(slug: "centre") { summary place { slug } partnership { slug } themes { code } sections { kind } adoptedFrom { on { edtf } } } }`,
    );
    expect(practice).toEqual({ summary: null, place: { slug: "almaty" }, partnership: null, themes: [], sections: [], adoptedFrom: null });
  });

  it.each([
    ["a place", claim("place", "nowhere"), 'There is no place "nowhere".'],
    ["a partnership", claim("partnership", "nowhere"), 'There is no partnership "nowhere".'],
    ["a programme", claim("programme", "nowhere"), 'There is no programme "nowhere".'],
    ["a practice", claim("adoptedFrom", { practice: "nowhere" }), 'There is no practice "nowhere".'],
    ["an activity", claim("adoptedFrom", { practice: "centre", learntAt: "nowhere" }), 'There is no activity "nowhere".'],
    ["a theme", claim("theme", "nowhere"), 'There is no theme "nowhere".'],
  ])("names the path of %s nobody knows", async (_what, unknown, message) => {
    await record(programme, centre);
    await expect(record(aPractice("other", { claims: [claim("place", "almaty"), unknown] }))).rejects.toMatchObject({
      problems: [{ path: ["other", "claims", "1", unknown.property], message }],
    });
    expect(await db.prisma.practice.count()).toBe(2);
  });

  it("refuses a practice of no place and one adopted from itself", async () => {
    await expect(record(aPractice("nowhere", { claims: [] }))).rejects.toMatchObject({ path: ["nowhere", "claims"] });
    const itself = aPractice("itself", { claims: [claim("place", "almaty"), claim("adoptedFrom", { practice: "itself" })] });
    await expect(record(itself)).rejects.toThrow("not adopted from itself");
  });
});

describe("a dispute about a practice", () => {
  const disputesOf = async (slug: string) => {
    const { practice } = await ask(
      db,
      `{ practice(slug: "${slug}") { place { slug } disputes { property kind qualifier claims { value } } } }`,
    );
    return practice;
  };

  it("appears where two sources place it apart", async () => {
    await record(aPractice("centre", { claims: [claim("place", "pavlodar"), claim("place", "almaty", { source: "article" })] }));
    expect(await disputesOf("centre")).toEqual({
      place: { slug: "pavlodar" },
      disputes: [{ property: "place", kind: "PLACE", qualifier: "", claims: [{ value: "pavlodar" }, { value: "almaty" }] }],
    });
  });

  it("is none where one names the city and one its region; the city is shown", async () => {
    await record(aPractice("centre", { claims: [claim("place", "pavlodar-region"), claim("place", "pavlodar", { source: "article" })] }));
    expect(await disputesOf("centre")).toEqual({ place: { slug: "pavlodar" }, disputes: [] });
  });

  it("appears where two sources date one adoption apart; two adoptions are none", async () => {
    const others = claim("adoptedFrom", { practice: "other", on: "1999" });
    const again = claim("adoptedFrom", { practice: "programme", on: "2003" }, { source: "article" });
    await record(programme, aPractice("other"), { ...centre, claims: [...centre.claims, others, again] });
    expect((await disputesOf("centre")).disputes).toMatchObject([{ property: "adoptedFrom", qualifier: "programme", kind: "VALUE" }]);
    expect(await db.prisma.adoption.count()).toBe(2);
  });
});

describe("the lineage of practices", () => {
  it("is told by both practices and by the partnership", async () => {
    await record(centre, programme);
    const answer = await ask(
      db,
      `{ practice(slug: "programme") { adoptions { adoptedPractice { slug place { slug } } partnership { slug } claim { lines { text } } } adoptedFrom { on { edtf } } }
         partnership(slug: "pavlodar-helena") { lineage { practice { slug } adoptedPractice { slug } } practices { nodes { slug } } } }`,
    );
    expect(answer).toEqual({
      practice: {
        adoptions: [
          {
            adoptedPractice: { slug: "centre", place: { slug: "pavlodar" } },
            partnership: { slug: "pavlodar-helena" },
            claim: { lines: { text: "5" } },
          },
        ],
        adoptedFrom: null,
      },
      partnership: {
        lineage: [{ practice: { slug: "programme" }, adoptedPractice: { slug: "centre" } }],
        practices: { nodes: [{ slug: "centre" }] },
      },
    });
  });
});

describe("the sections of a practice", () => {
  it("are in the language their list is asked for, unless one names another", async () => {
    await record(centre, programme);
    const { practice } = await ask(
      db,
      `{ practice(slug: "centre") { ru: sections(locale: "ru") { text kazakh: text(locale: "kk") } en: sections { text } sections(locale: "kk") { text } } }`,
    );
    expect(practice.ru[0]).toEqual({ text: "There was none. (ru)", kazakh: "There was none. (kk)" });
    expect(practice.en[0]).toEqual({ text: "There was none." });
    expect(practice.sections[0]).toEqual({ text: "There was none. (kk)" });
  });
});

describe("practices()", () => {
  beforeEach(() => record(centre, programme, aPractice("failure", { outcomeKind: "UNSUCCESSFUL", claims: [claim("place", "almaty")] })));

  it.each([
    [`country: "kz"`, ["centre", "failure"]],
    [`country: "US"`, ["programme"]],
    [`place: "pavlodar"`, ["centre"]],
    [`theme: "health"`, ["centre", "programme"]],
    [`outcomeKind: UNSUCCESSFUL`, ["failure"]],
    [`programme: "resource-cities"`, ["centre"]],
    [`name: "ФЭЙЛЬЮР"`, []],
    [`name: "Centre"`, ["centre"]],
    [`country: "KZ", theme: "health"`, ["centre"]],
    [`updatedSince: "2030-01-01T00:00:00Z"`, []],
  ])("filter: { %s }", async (filter, slugs) => {
    const { practices } = await ask(db, `{ practices(filter: { ${filter} }, orderBy: TITLE) { totalCount nodes { slug } } }`);
    expect(practices).toEqual({ totalCount: slugs.length, nodes: slugs.map((slug) => ({ slug })) });
  });

  it("gives every practice once in pages of one, in the default order too", async () => {
    const seen = new Set<string>();
    let after: string | null = null;
    do {
      const { practices } = await ask(
        db,
        `{ practices(first: 1, after: ${JSON.stringify(after)}) { edges { cursor node { slug } } pageInfo { hasNextPage } } }`,
      );
      const [edge] = practices.edges;
      seen.add(edge.node.slug);
      after = practices.pageInfo.hasNextPage ? edge.cursor : null;
    } while (after !== null);
    expect([...seen].toSorted()).toEqual(["centre", "failure", "programme"]);
  });
});

describe("a hidden practice", () => {
  const everywhere = `{
    practice(slug: "programme") { slug }
    practices(orderBy: TITLE) { totalCount nodes { slug } }
    place(slug: "helena") { practices { totalCount nodes { slug } } }
    partnership(slug: "pavlodar-helena") { lineage { practice { slug } } practices { totalCount } }
    other: practice(slug: "centre") { adoptedFrom { practice { slug } } }
  }`;

  beforeEach(() => record({ ...programme, visibility: "HIDDEN" }, centre));

  it("is in no list, count or relation", async () => {
    expect(await ask(db, everywhere)).toEqual({
      practice: null,
      practices: { totalCount: 1, nodes: [{ slug: "centre" }] },
      place: { practices: { totalCount: 0, nodes: [] } },
      partnership: { lineage: [], practices: { totalCount: 1 } },
      other: { adoptedFrom: null },
    });
  });

  it("is there for the operator", async () => {
    expect(await ask(db, everywhere, { viewer: system("a test") })).toMatchObject({
      practice: { slug: "programme" },
      practices: { totalCount: 2 },
      place: { practices: { totalCount: 1 } },
      partnership: { lineage: [{ practice: { slug: "programme" } }] },
      other: { adoptedFrom: { practice: { slug: "programme" } } },
    });
  });

  it("hides that it took another over", async () => {
    await record(programme, { ...centre, visibility: "HIDDEN" });
    const { practice } = await ask(db, `{ practice(slug: "programme") { adoptions { adoptedPractice { slug } } } }`);
    expect(practice).toEqual({ adoptions: [] });
  });
});
