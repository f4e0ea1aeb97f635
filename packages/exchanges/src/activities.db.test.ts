import { testDatabase } from "@dostyk/db/testing";
import { recordOrganizations, recordPeople } from "@dostyk/directory";
import { givenPlaces } from "@dostyk/directory/testing";
import { type ClaimInput, recordSources } from "@dostyk/evidence";
import { aSource, claim, givenSources, inThree, inTransaction, rowsOf, testContext } from "@dostyk/evidence/testing";
import { ask } from "@dostyk/graphql/testing";
import { system } from "@dostyk/kernel";
import { recordPartnerships } from "@dostyk/partnerships";
import { recordProgrammes } from "@dostyk/programmes";
import { beforeEach, describe, expect, it } from "vitest";
import { type ActivityInput, recordActivities } from "./commands/record-activities.ts";
import { recordExternalEvents } from "./commands/record-external-events.ts";
import "./graphql/index.ts";

const db = await testDatabase();
const context = testContext();
const parties = [claim("party", { place: "pavlodar" }), claim("party", { place: "helena" })];
const label = inThree("people");

await givenSources(db, context);
await givenPlaces(db, context);
await inTransaction(db, async (tx) => {
  await recordSources(tx, context, [aSource("letters")]);
  await recordOrganizations(tx, context, [{ slug: "icma", title: inThree("ICMA"), kind: "IMPLEMENTER", claims: [] }]);
  await recordPeople(tx, context, [{ slug: "debbie-kimble", title: inThree("Debbie Kimble"), claims: [] }]);
  await recordProgrammes(tx, context, [{ slug: "initiative", title: inThree("Initiative"), claims: [] }]);
  await recordPartnerships(tx, context, [{ slug: "pavlodar-helena", title: inThree("P and H"), kind: "RESOURCE_CITIES", claims: parties }]);
  await recordExternalEvents(tx, context, [{ slug: "attacks", title: inThree("Attacks"), claims: [claim("on", "2001-09-11")] }]);
});

const activity = (slug: string, claims: readonly ClaimInput[], more: Partial<ActivityInput> = {}): ActivityInput => ({
  slug,
  title: inThree(slug),
  kind: "WORKSHOP",
  claims,
  ...more,
});
const record = (...inputs: readonly ActivityInput[]) => inTransaction(db, (tx) => recordActivities(tx, context, inputs));

/** Records one activity of these claims and reads the fields of it. */
async function recorded(claims: readonly ClaimInput[], fields: string) {
  await record(activity("workshop", claims));
  const answer = await ask(db, `{ activity(slug: "workshop") { ${fields} } }`);
  return answer["activity"];
}

const hide = (table: string, slug: string, visibility = "HIDDEN") =>
  db.pool.query(
    `WITH one AS (UPDATE "${table}" SET visibility = '${visibility}' WHERE slug = $1 RETURNING id)
    UPDATE registry_entry SET visibility = '${visibility}' WHERE id IN (SELECT id FROM one)`,
    [slug],
  );

beforeEach(async () => {
  await db.pool
    .query(`DELETE FROM claim_reference; DELETE FROM dispute_claim; DELETE FROM dispute; DELETE FROM activity_period; DELETE FROM activity_place;
    DELETE FROM participation; DELETE FROM attendance; DELETE FROM schedule_change; DELETE FROM activity_theme;
    UPDATE activity SET parent_id = NULL; DELETE FROM activity; DELETE FROM absence;
    DELETE FROM claim WHERE record_id IN (SELECT id FROM registry_entry WHERE type = 'ACTIVITY');
    DELETE FROM record_alias; DELETE FROM registry_entry WHERE type = 'ACTIVITY';`);
});

describe("the status of an activity", () => {
  const planned = claim("planned", "2001-09");
  const held = claim("held", "2001-09-18");
  const postponed = claim("postponed", { reasonClass: "NOT_STATED", to: "2001-12" });
  const cancelled = claim("cancelled", {});

  it.each([
    ["PLANNED", "nothing is said", []],
    ["PLANNED", "it was planned", [planned]],
    ["POSTPONED", "it was put off", [planned, postponed]],
    ["CANCELLED", "it was called off, after it had been put off too", [planned, postponed, cancelled]],
    ["COMPLETED", "it was held, whatever was said before", [planned, postponed, cancelled, held]],
    ["PLANNED", "the claim that it was held counts no more", [planned, { ...held, rank: "DEPRECATED" as const }]],
  ])("is %s where %s", async (status, _why, claims) => {
    expect(await recorded(claims, "status")).toEqual({ status });
  });
});

describe("plan and actual", () => {
  it("are kept apart, each in its blocks, as the source writes them", async () => {
    const blocks = ["2001-10-26/2001-10-28", "2001-10-30/2001-11-01"];
    const answer = await recorded(
      [claim("planned", blocks, { raw: "October 26th -28th, October 30th -Nov. 1st" }), claim("held", "2001-11-05")],
      "planned { start { edtf } end { edtf } raw } actual { start { edtf precision } end { edtf } }",
    );
    expect(answer).toEqual({
      planned: [
        { start: { edtf: "2001-10-26" }, end: { edtf: "2001-10-28" }, raw: "October 26th -28th, October 30th -Nov. 1st" },
        { start: { edtf: "2001-10-30" }, end: { edtf: "2001-11-01" }, raw: "October 26th -28th, October 30th -Nov. 1st" },
      ],
      actual: [{ start: { edtf: "2001-11-05", precision: "DAY" }, end: null }],
    });
  });

  it("are empty where no source states them, and the reason for that is told", async () => {
    await record(activity("workshop", [], { absences: { held: inThree("Only announced.") } }));
    const fields = 'planned { raw } actual { raw } durationDays country { code } absences { property explanation(locale: "ru") }';
    expect(await ask(db, `{ activity(slug: "workshop") { ${fields} } }`)).toEqual({
      activity: {
        planned: [],
        actual: [],
        durationDays: null,
        country: null,
        absences: [{ property: "held", explanation: "Only announced. (ru)" }],
      },
    });
  });
});

describe("the ledger of postponements", () => {
  it("keeps every change with dates, reason, event and decider, as the sources read", async () => {
    const first = {
      from: "2001-09",
      to: "2001-12",
      reasonClass: "EXTERNAL_EVENT",
      reason: inThree("The attacks."),
      externalEvent: "attacks",
      decider: inThree("the hosts"),
      announced: "2001-09-14",
    };
    const claims = [
      claim("cancelled", { on: "2002-02", reason: inThree("No money.") }, { line: 3 }),
      claim("postponed", { reasonClass: "NOT_STATED" }, { line: 2 }),
      claim("postponed", first, { line: 1 }),
    ];
    const fields =
      "kind announcedAt { edtf } from { edtf } to { edtf } reasonClass reason decider externalEvent { slug } claim { lines { text } }";
    const { scheduleChanges } = await recorded(claims, `scheduleChanges { ${fields} }`);
    expect(scheduleChanges).toEqual([
      {
        kind: "POSTPONED",
        announcedAt: { edtf: "2001-09-14" },
        from: { edtf: "2001-09" },
        to: { edtf: "2001-12" },
        reasonClass: "EXTERNAL_EVENT",
        reason: "The attacks.",
        decider: "the hosts",
        externalEvent: { slug: "attacks" },
        claim: { lines: { text: "1" } },
      },
      expect.objectContaining({ kind: "POSTPONED", reasonClass: "NOT_STATED", reason: null, to: null, externalEvent: null }) as unknown,
      expect.objectContaining({ kind: "CANCELLED", announcedAt: { edtf: "2002-02" }, reason: "No money." }) as unknown,
    ]);
  });

  it("is met from the outside event too, which may touch many activities", async () => {
    const change = claim("postponed", { reasonClass: "EXTERNAL_EVENT", externalEvent: "attacks" });
    await record(activity("trip", [change]), activity("visit", [change]));
    expect(await ask(db, `{ externalEvent(slug: "attacks") { on { edtf } scheduleChanges { activity { slug } } } }`)).toEqual({
      externalEvent: { on: { edtf: "2001-09-11" }, scheduleChanges: [{ activity: { slug: "trip" } }, { activity: { slug: "visit" } }] },
    });
  });
});

describe("attendance", () => {
  it("keeps each group with its qualifier and parent; no sum is made of them", async () => {
    const claims = [
      claim("attendance", { group: "all", label, number: 95, qualifier: "EXACT" }),
      claim("attendance", { group: "mayors", label: inThree("mayors"), number: 15, qualifier: "EXACT", parent: "all" }, { line: 2 }),
      claim("attendance", { group: "readers", label: inThree("readers"), number: 2000, qualifier: "OVER" }, { line: 3 }),
    ];
    expect(await recorded(claims, "attendance { groupKey group number qualifier parentGroup }")).toEqual({
      attendance: [
        { groupKey: "all", group: "people", number: 95, qualifier: "EXACT", parentGroup: null },
        { groupKey: "mayors", group: "mayors", number: 15, qualifier: "EXACT", parentGroup: "all" },
        { groupKey: "readers", group: "readers", number: 2000, qualifier: "OVER", parentGroup: null },
      ],
    });
  });

  it("is disputed within a group, never between groups", async () => {
    const said = (group: string, number: number, source: string) =>
      claim("attendance", { group, label, number, qualifier: "EXACT" }, { source });
    const { disputes, attendance } = await recorded(
      [said("men", 40, "report"), said("women", 41, "report"), said("men", 50, "article")],
      "attendance { groupKey number } disputes { property qualifier kind claims { value } }",
    );
    expect(attendance).toEqual([
      { groupKey: "men", number: 40 },
      { groupKey: "women", number: 41 },
    ]);
    expect(disputes).toMatchObject([
      { property: "attendance", qualifier: "men", kind: "NUMBER", claims: [{ value: { number: 40 } }, { value: { number: 50 } }] },
    ]);
  });
});

describe("disputes", () => {
  const disputes = (claims: readonly ClaimInput[]) => recorded(claims, "disputes { property kind chosen { value } }");

  it.each([
    [
      "two days",
      [claim("held", "2001-09-18"), claim("held", "2001-09-17", { line: 2 })],
      { property: "held", kind: "DATE", chosen: { value: ["2001-09-18"] } },
    ],
    ["two countries", [claim("place", ["helena"]), claim("place", ["almaty"], { line: 2 })], { property: "place", kind: "PLACE" }],
    [
      "two names",
      [claim("called", "Round table of cities"), claim("called", "Founding congress", { line: 2 })],
      { property: "called", kind: "NAME" },
    ],
    [
      "two directions",
      [claim("direction", { from: "helena", to: "pavlodar" }), claim("direction", { from: "pavlodar", to: "helena" }, { line: 2 })],
      { property: "direction", kind: "PLACE" },
    ],
    [
      "two lengths",
      [claim("duration", { days: 5 }), claim("duration", { days: 3 }, { line: 2 })],
      { property: "duration", kind: "NUMBER" },
    ],
    ["two trip numbers", [claim("tripNumber", 7), claim("tripNumber", 6, { line: 2 })], { property: "tripNumber", kind: "NUMBER" }],
  ])("are found where sources give %s", async (_what, claims, found) => {
    expect(await disputes(claims)).toMatchObject({ disputes: [found] });
  });

  it.each([
    ["a month and a day in it", [claim("held", "2001-09"), claim("held", "2001-09-18", { line: 2 })]],
    ["a region and its city", [claim("place", ["pavlodar-region"]), claim("place", ["pavlodar", "ekibastuz"], { line: 2 })]],
    [
      "a name and a longer one",
      [claim("called", "Best practices conference"), claim("called", "2001 Best Practices Conference", { line: 2 })],
    ],
    ["a plan and a day it was held instead", [claim("planned", "2001-08"), claim("held", "2001-09-18", { line: 2 })]],
    ["two postponements", [claim("postponed", { reasonClass: "FUNDING" }), claim("postponed", { reasonClass: "LOGISTICS" }, { line: 2 })]],
    ["several themes", [claim("theme", "health"), claim("theme", "housing")]],
  ])("are not found between %s", async (_what, claims) => {
    expect(await disputes(claims)).toEqual({ disputes: [] });
  });

  it("show the city rather than the region it lies in", async () => {
    const answer = await recorded(
      [claim("place", ["pavlodar-region"]), claim("place", ["pavlodar"], { line: 2 })],
      "places { slug } country { code }",
    );
    expect(answer).toEqual({ places: [{ slug: "pavlodar" }], country: { code: "KZ" } });
  });
});

describe("recordActivities()", () => {
  const trip = activity(
    "trip",
    [
      claim("planned", "2001-09"),
      claim("held", "2001-10", { line: 2 }),
      claim("place", ["pavlodar"]),
      claim("direction", { from: "helena", to: "pavlodar" }),
      claim("participant", { role: "DELEGATION", place: "helena" }),
      claim("participant", { role: "LEADER", person: "debbie-kimble" }, { line: 2 }),
      claim("participant", { role: "FUNDING", organization: "icma" }, { line: 3 }),
      claim("attendance", { group: "all", label, number: 12, qualifier: "ABOUT" }),
      claim("duration", { days: 5 }),
      claim("tripNumber", 4),
      claim("lastOfSeries", true),
      claim("partnership", "pavlodar-helena"),
      claim("programme", "initiative"),
      claim("theme", "health"),
      claim("summary", inThree("A visit.")),
      claim("partOf", "series"),
    ],
    { kind: "TECHNICAL_EXCHANGE" },
  );
  const series = activity("series", [claim("planned", "2001")]);

  it("lays out what is claimed; the whole may come later in the list than its part", async () => {
    await record(trip, series);
    const fields = `title kind summary tripNumber lastOfSeries durationDays country { code } direction { from { slug } to { slug } } places { slug }
      participation { role organization { slug } person { slug } place { slug } } partnership { slug } programme { slug } themes { code } parent { slug parts { slug } }`;
    expect(await ask(db, `{ activity(slug: "trip") { ${fields} } }`)).toEqual({
      activity: {
        title: "trip",
        kind: "TECHNICAL_EXCHANGE",
        summary: "A visit.",
        tripNumber: 4,
        lastOfSeries: true,
        durationDays: 5,
        country: { code: "KZ" },
        direction: { from: { slug: "helena" }, to: { slug: "pavlodar" } },
        places: [{ slug: "pavlodar" }],
        participation: [
          { role: "DELEGATION", organization: null, person: null, place: { slug: "helena" } },
          { role: "LEADER", organization: null, person: { slug: "debbie-kimble" }, place: null },
          { role: "FUNDING", organization: { slug: "icma" }, person: null, place: null },
        ],
        partnership: { slug: "pavlodar-helena" },
        programme: { slug: "initiative" },
        themes: [{ code: "health" }],
        parent: { slug: "series", parts: [{ slug: "trip" }] },
      },
    });
  });

  it("is met from its place, partnership, programme and people", async () => {
    await record(trip, series);
    const answer = await ask(
      db,
      `{ place(slug: "pavlodar") { activities { totalCount nodes { slug } } } partnership(slug: "pavlodar-helena") { activities { nodes { slug } } }
         programme(slug: "initiative") { activities { nodes { slug } } } person(slug: "debbie-kimble") { participation { role activity { slug } } }
         organization(slug: "icma") { participation { role activity { slug } } } }`,
    );
    expect(answer).toEqual({
      place: { activities: { totalCount: 1, nodes: [{ slug: "trip" }] } },
      partnership: { activities: { nodes: [{ slug: "trip" }] } },
      programme: { activities: { nodes: [{ slug: "trip" }] } },
      person: { participation: [{ role: "LEADER", activity: { slug: "trip" } }] },
      organization: { participation: [{ role: "FUNDING", activity: { slug: "trip" } }] },
    });
  });

  it("changes nothing when the same is recorded again later", async () => {
    const tables = [
      "registry_entry",
      "claim",
      "dispute",
      "activity",
      "activity_period",
      "activity_place",
      "participation",
      "attendance",
      "activity_theme",
      "schedule_change",
    ];
    await record(trip, series);
    const before = await rowsOf(db, ...tables);
    context.advance(60_000);
    await record(trip, series);
    expect(await rowsOf(db, ...tables)).toEqual(before);
  });

  it("takes back what is claimed no more", async () => {
    await record(trip, series);
    await record({ ...trip, claims: [] });
    const fields =
      "status summary durationDays places { slug } participation { role } partnership { slug } parent { slug } themes { code } direction { from { slug } }";
    expect(await ask(db, `{ activity(slug: "trip") { ${fields} } }`)).toEqual({
      activity: {
        status: "PLANNED",
        summary: null,
        durationDays: null,
        places: [],
        participation: [],
        partnership: null,
        parent: null,
        themes: [],
        direction: null,
      },
    });
  });

  it.each([
    ["place", claim("place", ["nowhere"]), 'There is no place "nowhere".'],
    ["direction", claim("direction", { from: "helena", to: "nowhere" }), 'There is no place "nowhere".'],
    ["participant", claim("participant", { role: "HOST", organization: "nobody" }), 'There is no organization "nobody".'],
    ["partnership", claim("partnership", "nowhere"), 'There is no partnership "nowhere".'],
    ["programme", claim("programme", "nowhere"), 'There is no programme "nowhere".'],
    ["partOf", claim("partOf", "nowhere"), 'There is no activity "nowhere".'],
    ["postponed", claim("postponed", { reasonClass: "EXTERNAL_EVENT", externalEvent: "rain" }), 'There is no external event "rain".'],
    ["theme", claim("theme", "nowhere"), 'There is no theme "nowhere".'],
  ])("names the path of a %s nobody knows", async (property, unknown, message) => {
    await expect(record(activity("workshop", [unknown]))).rejects.toMatchObject({
      problems: [{ path: ["workshop", "claims", "0", property], message }],
    });
    expect(await db.prisma.activity.count()).toBe(0);
  });

  it("refuses a participant who is two things at once, or none", async () => {
    const who = [{ role: "HOST", organization: "icma", place: "almaty" }, { role: "HOST" }];
    await expect(
      record(
        activity(
          "workshop",
          who.map((one) => claim("participant", one)),
        ),
      ),
    ).rejects.toThrow(/one of the three[\s\S]*one of the three/u);
  });
});

describe("a list of activities", () => {
  beforeEach(async () => {
    await record(
      activity("early", [
        claim("held", "2000-05"),
        claim("place", ["almaty"]),
        claim("theme", "health"),
        claim("name", { text: "Ерте", language: "kk" }),
      ]),
      activity("late", [claim("planned", "2001-11"), claim("place", ["helena"]), claim("partnership", "pavlodar-helena")], {
        kind: "STUDY_TOUR",
      }),
      activity("put-off", [claim("planned", "2001-09"), claim("postponed", { reasonClass: "FUNDING" }), claim("programme", "initiative")]),
      activity("undated", [claim("called", "Meeting")], { kind: "MEETING" }),
    );
  });

  it.each([
    ["kind: STUDY_TOUR", ["late"]],
    ["status: POSTPONED", ["put-off"]],
    ['country: "us"', ["late"]],
    ['place: "almaty"', ["early"]],
    ['partnership: "pavlodar-helena"', ["late"]],
    ['programme: "initiative"', ["put-off"]],
    ['theme: "health"', ["early"]],
    ["postponedBecause: FUNDING", ["put-off"]],
    ["postponedBecause: LOGISTICS", []],
    ['from: "2001-01-01T00:00:00Z"', ["late", "put-off"]],
    ['until: "2001-09-30T00:00:00Z"', ["put-off", "early"]],
    ['name: "ерте"', ["early"]],
    ['updatedSince: "2100-01-01T00:00:00Z"', []],
    ["kind: WORKSHOP, status: PLANNED", []],
  ])("keeps those with %s", async (filter, slugs) => {
    const { activities } = await ask(db, `{ activities(filter: { ${filter} }) { totalCount nodes { slug } } }`);
    expect(activities).toEqual({ totalCount: slugs.length, nodes: slugs.map((slug) => ({ slug })) });
  });

  it.each([
    ["LATEST", ["late", "put-off", "early", "undated"]],
    ["EARLIEST", ["undated", "early", "put-off", "late"]],
    ["TITLE", ["early", "late", "put-off", "undated"]],
  ])("stands in the order %s", async (order, slugs) => {
    const { activities } = await ask(db, `{ activities(orderBy: ${order}) { nodes { slug } } }`);
    expect(activities.nodes.map(({ slug }: { slug: string }) => slug)).toEqual(slugs);
  });
});

describe("a hidden record", () => {
  beforeEach(async () => {
    await record(
      activity("series", [claim("planned", "2001")]),
      activity("trip", [
        claim("held", "2001-09"),
        claim("place", ["pavlodar"]),
        claim("direction", { from: "helena", to: "pavlodar" }),
        claim("participant", { role: "HOST", organization: "icma" }),
        claim("postponed", { reasonClass: "EXTERNAL_EVENT", externalEvent: "attacks" }),
        claim("partnership", "pavlodar-helena"),
        claim("programme", "initiative"),
        claim("partOf", "series"),
      ]),
    );
  });

  it("that is an activity is on no way that leads to activities, and in no count", async () => {
    await hide("activity", "trip");
    const answer = await ask(
      db,
      `{ activity(slug: "trip") { id } parent: activity(slug: "series") { parts { slug } } activities { totalCount nodes { slug } }
         place(slug: "pavlodar") { activities { totalCount nodes { slug } } } partnership(slug: "pavlodar-helena") { activities { totalCount } }
         organization(slug: "icma") { participation { role } } externalEvent(slug: "attacks") { scheduleChanges { kind } } }`,
    );
    expect(answer).toEqual({
      activity: null,
      parent: { parts: [] },
      activities: { totalCount: 1, nodes: [{ slug: "series" }] },
      place: { activities: { totalCount: 0, nodes: [] } },
      partnership: { activities: { totalCount: 0 } },
      organization: { participation: [] },
      externalEvent: { scheduleChanges: [] },
    });
    expect(await ask(db, `{ activities { totalCount } }`, { viewer: system("a test") })).toEqual({ activities: { totalCount: 2 } });
  });

  it.each([
    ["place", "pavlodar", "places { slug } direction { to { slug } }", { places: [], direction: null }],
    ["organization", "icma", "participation { role organization { slug } }", { participation: [] }],
    ["partnership", "pavlodar-helena", "partnership { slug }", { partnership: null }],
    ["programme", "initiative", "programme { slug }", { programme: null }],
    ["external_event", "attacks", "scheduleChanges { externalEvent { slug } }", { scheduleChanges: [{ externalEvent: null }] }],
    ["activity", "series", "parent { slug }", { parent: null }],
  ])("that is a %s (%s) is not met from its activity, nor told by a filter", async (table, slug, fields, expected) => {
    await hide(table, slug);
    try {
      expect(await ask(db, `{ activity(slug: "trip") { ${fields} } }`)).toEqual({ activity: expected });
      if (["place", "partnership", "programme"].includes(table))
        expect(await ask(db, `{ activities(filter: { ${table}: "${slug}" }) { totalCount nodes { slug } } }`)).toEqual({
          activities: { totalCount: 0, nodes: [] },
        });
    } finally {
      await hide(table, slug, "PUBLIC");
    }
  });
});
