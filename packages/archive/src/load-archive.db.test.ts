import { testDatabase } from "@dostyk/db/testing";
import { rowsOf, type TestContext, testContext } from "@dostyk/evidence/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { loadArchive } from "./load-archive.ts";
import { ArchiveBroken } from "./problem.ts";
import { givenArchive, problemText } from "./testing.ts";

const db = await testDatabase();
let context: TestContext;

const tables = [
  "registry_entry",
  "record_alias",
  "source",
  "claim",
  "dispute",
  "dispute_claim",
  "absence",
  "place",
  "place_membership",
  "activity",
  "activity_period",
  "theme",
  "statement_subject",
  "report",
  "time_chart_row",
  "archive_load",
];

const documents = `
sources:
  - slug: report
    kind: PROGRESS_REPORT
    file: report.txt
    sha256: ${"a".repeat(64)}
    lines: 100
    language: en
    publisher: Someone
    title: { en: Report, ru: Отчёт, kk: Есеп }
themes:
  - { code: water, version: 1, title: { en: Water, ru: Вода, kk: Су } }
subjects:
  - { code: water-code, title: { en: Water Code, ru: Водный кодекс, kk: Су кодексі } }
`;

const places = `source: report
places:
  - slug: north-region
    kind: REGION
    country: KZ
    title: { en: North, ru: Север, kk: Солтүстік }
  - slug: hill
    kind: CITY
    country: KZ
    title: { en: Hill, ru: Холм, kk: Төбе }
    claims:
      - { within: { place: north-region }, lines: 3 }
`;

/** An activity on the third line of its file; its claims are the lines given, the first of them on line 7. */
function anActivity(...claims: readonly string[]): string {
  return [
    "source: report",
    "activities:",
    "  - slug: workshop",
    "    kind: WORKSHOP",
    "    title: { en: Workshop, ru: Семинар, kk: Семинар }",
    "    claims:",
    ...claims.map((claim) => `      - ${claim}`),
    "",
  ].join("\n");
}

const files = {
  "documents.yaml": documents,
  "places.yaml": places,
  "activities.yaml": anActivity("{ held: 2001-08, lines: 5 }", "{ place: [hill], lines: 6 }"),
};

async function load(archive: Readonly<Record<string, string>>) {
  return loadArchive(db.prisma, context, await givenArchive(archive));
}

async function refusalOf(archive: Readonly<Record<string, string>>): Promise<readonly string[]> {
  try {
    await load(archive);
  } catch (error) {
    if (error instanceof ArchiveBroken) return error.problems.map(problemText);
    throw error;
  }
  return [];
}

const activity = () =>
  db.prisma.activity.findUniqueOrThrow({
    where: { slug: "workshop" },
    include: { periods: true, places: { include: { place: true } }, registry: { include: { claims: true } } },
  });

beforeEach(() => {
  context = testContext();
});

describe("a command's refusal is named with its file, line and path, and nothing is half written:", () => {
  const report = (more: string) =>
    `reports:
  - slug: quarterly
    source: report
    title: { en: Quarterly, ru: Отчёт, kk: Есеп }
    period: 2001-07/2001-09
    sections: []
    chart:
      - planned: { en: W, ru: С, kk: С }
        actual: { en: Held, ru: Был, kk: Өтті }
        lines: 5
        ${more}
    plan: []
`;
  const partnership = (claims: string) =>
    `source: report\npartnerships:\n  - slug: alone\n    kind: TWINNING\n    title: { en: A, ru: А, kk: А }\n    claims:\n      - ${claims}\n`;

  it.each([
    {
      mistake: "an unknown property",
      file: { "x.yaml": anActivity("{ held: 2001-08, lines: 1 }", "{ colour: red, lines: 1 }") },
      problem: /^x\.yaml:8 activities\.workshop\.claims\.1\.colour: There is no such property here\. Known are: attendance, /,
    },
    {
      mistake: "a date that is none",
      file: { "x.yaml": anActivity("{ held: September, lines: 1 }") },
      problem: /^x\.yaml:7 activities\.workshop\.claims\.0\.held\.0: "September"/,
    },
    {
      mistake: "a year not put in quotes",
      file: { "x.yaml": anActivity("{ rescheduled: 2001, lines: 1 }") },
      problem: "x.yaml:7 activities.workshop.claims.0.rescheduled: A date is a text such as 2001-09-18. Put a year alone in quotes.",
    },
    {
      mistake: "a wrong value deep inside a claim of several lines",
      file: { "x.yaml": anActivity("postponed:\n          reasonClass: RAIN\n        lines: 1") },
      problem: /^x\.yaml:8 activities\.workshop\.claims\.0\.postponed\.reasonClass: Invalid option/,
    },
    {
      mistake: "a reference to an unknown slug",
      file: { "x.yaml": anActivity("{ held: 2001-08, lines: 1 }", "{ place: [hill, nowhere], lines: 1 }") },
      problem: 'x.yaml:8 activities.workshop.claims.1.place: There is no place "nowhere".',
    },
    {
      mistake: "an unknown source",
      file: { "x.yaml": anActivity("{ held: 2001-08, lines: 1, source: letters }") },
      problem: 'x.yaml:7 activities.workshop.claims.0.source: There is no source "letters".',
    },
    {
      mistake: "a theme the list does not have",
      file: { "x.yaml": anActivity("{ theme: fire, lines: 1 }") },
      problem: 'x.yaml:7 activities.workshop.claims.0.theme: There is no theme "fire".',
    },
    {
      mistake: "a line beyond the document",
      file: { "x.yaml": anActivity("{ held: 2001-08, lines: 99-101 }") },
      problem: 'x.yaml:7 activities.workshop.claims.0.lines: Line 101 is beyond the 100 lines of "report".',
    },
    {
      mistake: "lines that run backwards",
      file: { "x.yaml": anActivity("{ held: 2001-08, lines: 9-7 }") },
      problem: /^x\.yaml:7 activities\.workshop\.claims\.0\.held: Lines run upwards from 1/,
    },
    {
      mistake: "a partnership of one party",
      file: { "x.yaml": partnership("{ party: { place: hill }, lines: 1 }") },
      problem: "x.yaml:7 partnerships.alone.claims: A partnership has at least two parties.",
    },
    {
      mistake: "a theme of a partnership the list does not have",
      file: { "x.yaml": partnership("{ theme: fire, lines: 1 }") },
      problem: 'x.yaml:7 partnerships.alone.claims.0.theme: There is no theme "fire".',
    },
    {
      mistake: "a chart row about an activity nobody knows",
      file: { "x.yaml": report("activity: unknown") },
      problem: 'x.yaml:11 reports.quarterly.chart.0.activity: There is no activity "unknown".',
    },
    {
      mistake: "a slug two records want",
      file: {
        "x.yaml": anActivity("{ held: 2001-08, lines: 1 }"),
        "y.yaml": anActivity("{ held: 2001-08, lines: 1 }").replace("slug: workshop", "slug: seminar\n    aliases: [workshop]"),
      },
      problem: /^y\.yaml:4 activities\.seminar\.aliases: The slug "workshop" belongs to another record/,
    },
    {
      mistake: "a subject the list does not have",
      file: {
        "x.yaml": `${anActivity("{ held: 2001-08, lines: 1 }")}statements:\n  - slug: said\n    kind: POSITION\n    stance: OBSERVES\n    subject: fire-code\n    title: { en: S, ru: С, kk: С }\n    text: { en: S, ru: С, kk: С }\n    claims:\n      - { made: { event: workshop }, lines: 1 }\n`,
      },
      problem: /^x\.yaml:12 statements\.said\.subject: /,
    },
  ])("$mistake", async ({ file, problem }) => {
    const problems = await refusalOf({ "documents.yaml": documents, "places.yaml": places, ...file });

    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(problem);
    expect(await rowsOf(db, ...tables)).toEqual([]);
  });

  it("every mistake of a list at once", async () => {
    const text = anActivity("{ held: September, lines: 1 }", "{ colour: red, lines: 1 }");

    expect(await refusalOf({ ...files, "activities.yaml": text })).toHaveLength(2);
  });
});

describe("loadArchive()", () => {
  beforeEach(async () => {
    // One by one without looking at foreign keys: TRUNCATE makes every table's files anew, a second for each test.
    const everything = `FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE '\\_%'`;
    const empty = `${everything} LOOP EXECUTE format('DELETE FROM %I', name); END LOOP;`;
    await db.pool.query(`DO $$ DECLARE name text; BEGIN SET LOCAL session_replication_role = replica; ${empty} END $$`);
  });

  it("records everything through the slices and says how much", async () => {
    expect(await load(files)).toEqual({ loaded: true, records: 4, claims: 3 });
    expect(await activity()).toMatchObject({
      status: "COMPLETED",
      kind: "WORKSHOP",
      places: [{ place: { slug: "hill" } }],
      periods: [{ startEdtf: "2001-08" }],
    });
  });

  it("tells each list as it comes to it, references first", async () => {
    const lists: string[] = [];
    await loadArchive(db.prisma, context, await givenArchive(files), (list, records) => lists.push(`${list} ${records}`));

    expect(lists).toContain("places 2");
    expect(lists.indexOf("places 2")).toBeLessThan(lists.indexOf("activities 1"));
    expect(lists.at(-1)).toBe("reports 0");
  });

  it("loads the same archive once", async () => {
    await load(files);
    const before = await rowsOf(db, ...tables);
    context.advance(60_000);

    expect(await load(files)).toEqual({ loaded: false, records: 4, claims: 3 });
    expect(await rowsOf(db, ...tables)).toEqual(before);
  });

  it("loads a changed archive: the record changes, keeps its id and birthday, and says when it changed", async () => {
    await load(files);
    const [before, hill] = [await activity(), await db.prisma.place.findUniqueOrThrow({ where: { slug: "hill" } })];
    context.advance(60_000);

    expect(
      await load({ ...files, "activities.yaml": anActivity("{ held: 2001-09-03, lines: 5 }", "{ place: [hill], lines: 6 }") }),
    ).toMatchObject({ loaded: true });
    const after = await activity();
    expect(after).toMatchObject({ id: before.id, uri: before.uri, createdAt: before.createdAt, periods: [{ startEdtf: "2001-09-03" }] });
    expect(after.updatedAt.getTime() - before.updatedAt.getTime()).toBe(60_000);
    expect(await db.prisma.place.findUniqueOrThrow({ where: { slug: "hill" } })).toEqual(hill);
  });

  it("deprecates a claim that has vanished and shows its value no longer", async () => {
    await load(files);
    await load({ ...files, "activities.yaml": anActivity("{ planned: 2001-08, lines: 5 }") });

    const { status, places: where, registry } = await activity();
    expect({ status, where }).toEqual({ status: "PLANNED", where: [] });
    expect(registry.claims.map(({ property, rank }) => `${property} ${rank}`).toSorted()).toEqual([
      "held DEPRECATED",
      "place DEPRECATED",
      "planned NORMAL",
    ]);
  });

  it("loads an archive again that was changed and changed back", async () => {
    await load(files);
    context.advance(1000);
    await load({ ...files, "activities.yaml": anActivity("{ cancelled: {}, lines: 5 }") });
    context.advance(1000);

    expect(await load(files)).toMatchObject({ loaded: true });
    expect(await activity()).toMatchObject({ status: "COMPLETED" });
    expect(await load(files)).toMatchObject({ loaded: false });
  });

  it("keeps a record that is no longer in the archive", async () => {
    await load(files);
    await load({ "documents.yaml": documents, "places.yaml": places });

    expect(await activity()).toMatchObject({ status: "COMPLETED" });
  });

  it("keeps everything as it was where it refuses", async () => {
    await load(files);
    const before = await rowsOf(db, ...tables);
    await refusalOf({ ...files, "activities.yaml": anActivity("{ held: 2001-10, lines: 5 }", "{ place: [nowhere], lines: 6 }") });

    expect(await rowsOf(db, ...tables)).toEqual(before);
  });

  it("leads from a former slug to the record that has another now", async () => {
    await load(files);
    const before = await activity();
    await load({
      ...files,
      "activities.yaml": files["activities.yaml"].replace("slug: workshop", "slug: seminar\n    aliases: [workshop]"),
    });

    expect(await db.prisma.activity.findUnique({ where: { slug: "seminar" } })).toMatchObject({ id: before.id });
    expect(await db.prisma.recordAlias.findMany()).toMatchObject([{ type: "ACTIVITY", slug: "workshop", recordId: before.id }]);
  });
});
