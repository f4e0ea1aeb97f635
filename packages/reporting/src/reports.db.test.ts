import { testDatabase } from "@dostyk/db/testing";
import { recordOrganizations } from "@dostyk/directory";
import { givenPlaces } from "@dostyk/directory/testing";
import type { ClaimInput } from "@dostyk/evidence";
import { claim, givenSources, inThree, inTransaction, rowsOf, testContext } from "@dostyk/evidence/testing";
import { recordActivities, recordOutputs } from "@dostyk/exchanges";
import { ask } from "@dostyk/graphql/testing";
import { recordProgrammes } from "@dostyk/programmes";
import { beforeEach, describe, expect, it } from "vitest";
import { type ChartRowInput, recordReports, type ReportInput, type SectionInput } from "./commands/record-reports.ts";
import "./graphql/index.ts";

const db = await testDatabase();
const context = testContext();

await givenSources(db, context);
await givenPlaces(db, context);
await inTransaction(db, async (tx) => {
  await recordOrganizations(tx, context, [{ slug: "icma", title: inThree("ICMA"), kind: "IMPLEMENTER", claims: [] }]);
  await recordProgrammes(tx, context, [{ slug: "initiative", title: inThree("Initiative"), claims: [] }]);
});

const at = (line: number, property: string, value: unknown, more: Partial<ClaimInput> = {}) => claim(property, value, { line, ...more });
const event = (slug: string, claims: readonly ClaimInput[]) => ({ slug, title: inThree(slug), kind: "WORKSHOP" as const, claims });
const section = (
  kind: SectionInput["kind"],
  lineStart: number,
  lineEnd: number,
  answer: SectionInput["answer"] = "CONTENT",
): SectionInput => ({
  kind,
  title: inThree(kind),
  answer,
  lineStart,
  lineEnd,
});
const row = (line: number, more: Partial<ChartRowInput>): ChartRowInput => ({
  planned: inThree("Planned"),
  actual: inThree("Actual"),
  lineStart: line,
  lineEnd: line,
  ...more,
});

/** Narrative on lines 1-19, chart 20-29, challenges 30, plan 40-49. What it contradicts is the fair, the trip and its challenges. */
const activities = [
  // Held on one day by the narrative, on another by the chart.
  event("fair", [at(5, "held", "2015-06-18"), at(20, "held", "2015-06-17", { raw: "17 th" }), at(5, "place", ["almaty"])]),
  // Put off to August, planned for July.
  event("trip", [
    at(21, "planned", "2015-06"),
    at(21, "postponed", { reasonClass: "FUNDING", to: "2015-08" }),
    at(40, "planned", "2015-07"),
  ]),
  // Says the same everywhere, here finer than there.
  event("course", [
    at(6, "held", "2015-05-04/2015-05-06"),
    at(22, "held", "2015-05"),
    at(22, "place", ["pavlodar-region"]),
    at(6, "place", ["ekibastuz"]),
  ]),
  // Told by another document only: nothing of this report.
  event("elsewhere", [claim("held", "2015-01", { source: "article" }), claim("held", "2015-02", { source: "article", line: 2 })]),
];
const report: ReportInput = {
  slug: "quarterly",
  number: 5,
  programme: "initiative",
  author: "icma",
  source: "report",
  title: inThree("Quarterly"),
  period: "2015-04/2015-06",
  published: "2015-07",
  claims: [at(1, "period", "2015-04/2015-06")],
  sections: [
    section("NARRATIVE", 1, 19),
    section("TIME_CHART", 20, 29),
    section("CHALLENGES", 30, 30, "NOT_APPLICABLE"),
    section("PLAN", 40, 49),
  ],
  chart: [
    row(20, { activity: "fair", location: inThree("Almaty") }),
    row(21, { activity: "trip" }),
    row(22, { activity: "course" }),
    row(23, { output: "handbook" }),
    row(24, {}),
  ],
  plan: [{ text: inThree("A trip"), lineStart: 40, lineEnd: 40, activity: "trip" }],
};

const record = async (input: ReportInput = report, events = activities) => {
  await inTransaction(db, async (tx) => {
    await recordActivities(tx, context, events);
    await recordOutputs(tx, context, [
      { slug: "handbook", title: inThree("Handbook"), kind: "HANDBOOK", claims: [at(23, "produced", "2015-06")] },
    ]);
    await recordReports(tx, context, [input]);
  });
};
const reportFields = async (fields: string, locale = "en") => {
  const answer = await ask(db, `{ report(slug: "quarterly") { ${fields} } }`, { locale });
  return answer["report"];
};

beforeEach(() => record());

describe("recordReports()", () => {
  it("keeps what identifies the report", async () => {
    const fields =
      "title number period { start { edtf } end { edtf } } published { edtf } programme { slug reports { nodes { slug } } } author { slug } source { slug reports { nodes { slug } } }";
    expect(await reportFields(fields)).toEqual({
      title: "Quarterly",
      number: 5,
      period: { start: { edtf: "2015-04" }, end: { edtf: "2015-06" } },
      published: { edtf: "2015-07" },
      programme: { slug: "initiative", reports: { nodes: [{ slug: "quarterly" }] } },
      author: { slug: "icma" },
      source: { slug: "report", reports: { nodes: [{ slug: "quarterly" }] } },
    });
  });

  it("keeps its sections with what each answers: N/A is not blank", async () => {
    const { sections } = await reportFields("sections { kind title answer lines { text } }");
    expect(sections).toMatchObject([
      { kind: "NARRATIVE", answer: "CONTENT", lines: { text: "1-19" } },
      { kind: "TIME_CHART", answer: "CONTENT" },
      { kind: "CHALLENGES", answer: "NOT_APPLICABLE", lines: { text: "30" } },
      { kind: "PLAN", answer: "CONTENT" },
    ]);
  });

  it("ties each row to the claims on its lines about its activity, and reads its status from them", async () => {
    const { timeChart } = await reportFields(
      `timeChart { rows { position location status activity { slug } output { slug } claims { property lines { text } } } totals { status count } }`,
    );
    expect(timeChart).toEqual({
      rows: [
        {
          position: 1,
          location: "Almaty",
          status: "COMPLETED",
          activity: { slug: "fair" },
          output: null,
          claims: [{ property: "held", lines: { text: "20" } }],
        },
        {
          position: 2,
          location: null,
          status: "POSTPONED",
          activity: { slug: "trip" },
          output: null,
          claims: [
            { property: "planned", lines: { text: "21" } },
            { property: "postponed", lines: { text: "21" } },
          ],
        },
        {
          position: 3,
          location: null,
          status: "COMPLETED",
          activity: { slug: "course" },
          output: null,
          claims: [
            { property: "held", lines: { text: "22" } },
            { property: "place", lines: { text: "22" } },
          ],
        },
        {
          position: 4,
          location: null,
          status: "COMPLETED",
          activity: null,
          output: { slug: "handbook" },
          claims: [{ property: "produced", lines: { text: "23" } }],
        },
        { position: 5, location: null, status: null, activity: null, output: null, claims: [] },
      ],
      totals: [
        { status: "COMPLETED", count: 3 },
        { status: "POSTPONED", count: 1 },
        { status: null, count: 1 },
      ],
    });
  });

  it("ties each item of the plan to the claims on its lines, and the activity to both", async () => {
    expect(await reportFields("plan { position text activity { slug } claims { property value } }")).toEqual({
      plan: [{ position: 1, text: "A trip", activity: { slug: "trip" }, claims: [{ property: "planned", value: ["2015-07"] }] }],
    });
    expect(
      await ask(
        db,
        `{ activity(slug: "trip") { report { slug title } chartRows { position report { slug } } planItems { position report { slug } } } }`,
      ),
    ).toEqual({
      activity: {
        report: { slug: "quarterly", title: "Quarterly" },
        chartRows: [{ position: 2, report: { slug: "quarterly" } }],
        planItems: [{ position: 1, report: { slug: "quarterly" } }],
      },
    });
  });

  it("is read together with the rows that tell of an activity, in one statement", async () => {
    const asked: string[] = [];
    const counted = db.prisma.$extends({
      query: {
        $allOperations({ model, args, query }) {
          asked.push(String(model));
          return query(args);
        },
      },
    });
    const answer = await ask(
      // An extended client has every method of the plain one that reads.
      { prisma: counted as unknown as typeof db.prisma },
      `{ activities { nodes { slug report { slug sections { kind } } chartRows { position report { slug } } } } }`,
    );
    const { activities: all } = answer as { activities: { nodes: { report: unknown; chartRows: { report: { slug: string } }[] }[] } };
    expect(all.nodes.filter(({ report: one }) => one !== null)).not.toEqual([]);
    for (const { report: one, chartRows } of all.nodes) {
      const [first] = chartRows;
      expect(one).toEqual(first === undefined ? null : expect.objectContaining({ slug: first.report.slug }));
    }
    expect(asked).toEqual(["Activity"]);
  });

  it("finds the contradictions of its own document, and none where rows agree", async () => {
    const { contradictions } = await reportFields(
      "contradictions { kind activity { slug } row { position } claims { property value lines { text } } }",
    );
    expect(contradictions).toEqual([
      {
        kind: "TWO_DATES",
        activity: { slug: "fair" },
        row: { position: 1 },
        claims: [
          { property: "held", value: ["2015-06-18"], lines: { text: "5" } },
          { property: "held", value: ["2015-06-17"], lines: { text: "20" } },
        ],
      },
      expect.objectContaining({ kind: "POSTPONED_BUT_PLANNED", activity: { slug: "trip" }, row: { position: 2 } }) as unknown,
      expect.objectContaining({ kind: "CHALLENGES_DENIED", activity: null, row: { position: 2 } }) as unknown,
    ]);
  });

  it.each([
    [
      "en",
      "“fair”: held 18 June 2015 (line 5) or 17 June 2015 (line 20).",
      "“trip” was postponed to August 2015 (line 21), but the plan says July 2015 (line 40).",
    ],
    ["ru", "«fair (ru)», дата проведения: 18 июня 2015", "«trip (ru)»: новая дата после переноса — август 2015"],
    ["kk", "«fair (kk)», өткен күні: 2015", "«trip (kk)»: кейінге қалдырылғаннан кейінгі жаңа күні — 2015"],
  ])("tells them in %s", async (locale, dates, postponed) => {
    const { contradictions } = await reportFields("contradictions { message }", locale);
    expect(contradictions[0].message).toContain(dates);
    expect(contradictions[1].message).toContain(postponed);
    expect(contradictions[0].message).toMatch(/5.*20/u);
  });

  it("tells them in the asked language where the field names one", async () => {
    const { contradictions } = await reportFields(`contradictions { ru: message(locale: "ru") ky: message(locale: "ky") }`);
    expect(contradictions[2].ru).toContain("не применимо");
    expect(contradictions[2].ky).toBe(contradictions[2].ru);
  });

  it("looks again when the report is recorded again: what was mended is no contradiction any more", async () => {
    await record(report, [event("fair", [at(5, "held", "2015-06-18"), at(20, "held", "2015-06")]), ...activities.slice(1)]);
    expect(await reportFields("contradictions { kind }")).toEqual({
      contradictions: [{ kind: "POSTPONED_BUT_PLANNED" }, { kind: "CHALLENGES_DENIED" }],
    });
  });

  it("changes nothing when the same is recorded again later", async () => {
    const tables = [
      "registry_entry",
      "claim",
      "report",
      "report_section",
      "time_chart_row",
      "time_chart_row_claim",
      "plan_item",
      "plan_item_claim",
      "contradiction",
      "contradiction_claim",
    ];
    const before = await rowsOf(db, ...tables);
    context.advance(60_000);
    await record();
    expect(await rowsOf(db, ...tables)).toEqual(before);
  });

  it("keeps the ids of rows that stay, and drops those that do not", async () => {
    const ids = async () => {
      const { timeChart } = await reportFields("timeChart { rows { id } }");
      return timeChart.rows.map(({ id }: { id: string }) => id) as readonly string[];
    };
    const before = await ids();
    await record({ ...report, chart: report.chart.slice(0, 2) });
    expect(await ids()).toEqual(before.slice(0, 2));
  });

  it.each([
    ["source", { source: "letters" }, ["source"], 'There is no source "letters".'],
    ["programme", { programme: "nothing" }, ["programme"], 'There is no programme "nothing".'],
    ["author", { author: "nobody" }, ["author"], 'There is no organization "nobody".'],
    [
      "activity of a row",
      { chart: [row(20, {}), row(21, { activity: "nowhere" })] },
      ["chart", "1", "activity"],
      'There is no activity "nowhere".',
    ],
    ["output of a row", { chart: [row(20, { output: "nothing" })] }, ["chart", "0", "output"], 'There is no output "nothing".'],
    [
      "activity of a plan item",
      { plan: [{ text: inThree("x"), lineStart: 1, lineEnd: 1, activity: "nowhere" }] },
      ["plan", "0", "activity"],
      'There is no activity "nowhere".',
    ],
  ])("names the path of the %s nobody knows", async (_what, wrong, path, message) => {
    await expect(record({ ...report, ...wrong })).rejects.toMatchObject({ problems: [{ path: ["quarterly", ...path], message }] });
  });

  it("knows activities by their former slugs", async () => {
    await inTransaction(db, (tx) =>
      recordActivities(tx, context, [{ ...event("journey", activities[1]?.claims ?? []), aliases: ["trip"] }]),
    );
    await inTransaction(db, (tx) => recordReports(tx, context, [report]));
    const { plan } = await reportFields("plan { activity { slug } }");
    expect(plan).toEqual([{ activity: { slug: "journey" } }]);
    await inTransaction(db, (tx) =>
      recordActivities(tx, context, [{ ...event("trip", activities[1]?.claims ?? []), aliases: ["journey"] }]),
    );
  });
});

describe("reports", () => {
  it("are listed and found by programme", async () => {
    expect(
      await ask(
        db,
        `{ reports(filter: { programme: "initiative" }) { totalCount nodes { slug } } none: reports(filter: { programme: "x" }) { totalCount } }`,
      ),
    ).toEqual({
      reports: { totalCount: 1, nodes: [{ slug: "quarterly" }] },
      none: { totalCount: 0 },
    });
  });

  it("are nowhere when hidden: by slug, in lists, from their source, programme, activities and rows", async () => {
    await record({ ...report, visibility: "HIDDEN" });
    const question = `{ report(slug: "quarterly") { id } reports { totalCount } source(slug: "report") { reports { totalCount nodes { slug } } }
      programme(slug: "initiative") { reports { totalCount nodes { slug } } } activity(slug: "trip") { report { slug } chartRows { position } planItems { position } } }`;
    const none = { totalCount: 0, nodes: [] };
    expect(await ask(db, question)).toEqual({
      report: null,
      reports: { totalCount: 0 },
      source: { reports: none },
      programme: { reports: none },
      activity: { report: null, chartRows: [], planItems: [] },
    });
  });

  it("do not tell of a hidden activity: not in a row, its claims, the plan, or a contradiction about it", async () => {
    await record(report, [{ ...activities[0], visibility: "HIDDEN" } as (typeof activities)[number], ...activities.slice(1)]);
    const answer = await reportFields(
      "timeChart { rows { activity { slug } claims { property } } } contradictions { kind message details }",
    );
    expect(answer.timeChart.rows[0]).toEqual({ activity: null, claims: [] });
    expect(answer.contradictions.map(({ kind }: { kind: string }) => kind)).toEqual(["POSTPONED_BUT_PLANNED", "CHALLENGES_DENIED"]);
    expect(JSON.stringify(answer)).not.toContain("fair");
  });
});
