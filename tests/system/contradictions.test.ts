import { describe, expect, it } from "vitest";
import { foundingNode } from "./src/founding-node.ts";

const { ask } = await foundingNode();

type Contradiction = {
  readonly kind: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly activity: { readonly slug: string } | null;
  readonly output: { readonly slug: string } | null;
  readonly row: { readonly position: number } | null;
  readonly claims: readonly { readonly lines: { readonly text: string } }[];
};

const contradictions = async (locale = "en"): Promise<readonly Contradiction[]> => {
  const { report } = await ask(
    `{ report(slug: "lgi-2001-q3") { contradictions { kind message details activity { slug } output { slug } row { position } claims { lines { text } } } } }`,
    {},
    locale,
  );
  return report.contradictions as readonly Contradiction[];
};

describe("the time chart of July to September 2001", () => {
  it("has fifteen rows, twelve completed and three postponed, each tied to its claims; one cell stays blank", async () => {
    const { report } = await ask(
      `{ report(slug: "lgi-2001-q3") { timeChart { totals { status count } rows { position planned location actual status lines { text } activity { slug } output { slug } claims { property lines { start end } } } } } }`,
    );
    const { rows, totals } = report.timeChart;
    expect(totals).toEqual([
      { status: "COMPLETED", count: 12 },
      { status: "POSTPONED", count: 3 },
    ]);
    expect(rows.map(({ lines }: { lines: { text: string } }) => lines.text)).toEqual([
      "94",
      "95",
      "96",
      "97",
      "98",
      "99",
      "100",
      "101",
      "102-104",
      "105",
      "106",
      "107",
      "108",
      "109",
      "110",
    ]);
    expect(
      rows.filter(({ location }: { location: string | null }) => location === null).map(({ position }: { position: number }) => position),
    ).toEqual([5]);
    expect(
      rows.filter(({ status }: { status: string }) => status === "POSTPONED").map(({ position }: { position: number }) => position),
    ).toEqual([10, 12, 15]);
    for (const row of rows) {
      expect(row.activity ?? row.output, row.position).not.toBeNull();
      expect(row.claims.length, row.position).toBeGreaterThan(0);
      const [first, last = first] = row.lines.text.split("-").map(Number);
      for (const { lines } of row.claims) expect(lines.start <= last && lines.end >= first).toBe(true);
    }
  });

  it("stands beside a plan of twenty-one items, each about an activity", async () => {
    const { report } = await ask(`{ report(slug: "lgi-2001-q3") { plan { position text activity { slug status } claims { property } } } }`);
    expect(report.plan).toHaveLength(21);
    for (const item of report.plan) {
      expect(item.activity).not.toBeNull();
      expect(item.claims.length, item.text).toBeGreaterThan(0);
    }
  });
});

describe("the contradictions of the report", () => {
  it("are exactly these, in the order of the document", async () => {
    const found = await contradictions();
    expect(found.map(({ kind, activity, output, row }) => [kind, activity?.slug ?? output?.slug ?? null, row?.position ?? null])).toEqual([
      ["PERIOD_MISMATCH", null, null],
      ["TWO_COUNTRIES", "aed-housing-study-tour-2001", 1],
      ["COUNT_MISMATCH", "ksk-workshops-oskemen-2001", null],
      ["TWO_DATES", "ofa-preliminary-recommendations-2001", 3],
      ["TWO_PLACES", "cbed-workshop-second-2001", 4],
      ["DURATION_MISMATCH", "general-management-workshop-atyrau-2001-07", null],
      ["DURATION_MISMATCH", "rtc-directors-conference-astana-2001", null],
      ["TWO_NAMES", "zhezkazgan-roundtable-2001", 8],
      ["TWO_DATES", "best-practices-conference-2001", 9],
      ["POSTPONED_BUT_PLANNED", "helena-pavlodar-exchange-2001", 10],
      ["POSTPONED_NOT_PLANNED", "almaty-tucson-exchange-4-2001", 12],
      ["POSTPONED_NOT_PLANNED", "rtc-director-exchange-2001", 15],
      ["CHALLENGES_DENIED", null, null],
    ]);
  });

  it.each([
    ["best-practices-conference-2001", "TWO_DATES", ["82", "88", "102"], ["18 September 2001", "17 September 2001"]],
    ["aed-housing-study-tour-2001", "TWO_COUNTRIES", ["44", "94"], ["Slovakia", "Poland"]],
    ["helena-pavlodar-exchange-2001", "POSTPONED_BUT_PLANNED", ["105", "105", "122"], ["December 2001", "week of 27 October 2001"]],
    ["zhezkazgan-roundtable-2001", "TWO_NAMES", ["72", "101"], ["Economic Development", "Small Cities"]],
  ])("say of %s what both places say, and where", async (slug, kind, lines, words) => {
    const found = (await contradictions()).find((one) => one.activity?.slug === slug);
    expect(found?.kind).toBe(kind);
    expect(found?.claims.map((claim) => claim.lines.text)).toEqual(lines);
    for (const word of words) expect(found?.message).toContain(word);
  });

  it("hold the answer N/A against the three postponed rows", async () => {
    const denied = (await contradictions()).at(-1);
    expect(denied?.details).toMatchObject({ section: "CHALLENGES", postponed: 3, rows: "10, 12, 15" });
    expect(denied?.claims.map((claim) => claim.lines.text)).toEqual(["105", "107", "110"]);
  });

  it("leave alone the rows that agree", async () => {
    const rows = new Set((await contradictions()).map(({ row }) => row?.position));
    for (const agreeing of [2, 5, 6, 7, 11, 13, 14]) expect(rows.has(agreeing), `row ${agreeing}`).toBe(false);
  });

  it.each([
    ["ru", "18 сентября 2001", "Словакия"],
    ["kk", "2001 ж. 18 қыркүйек", "Словакия"],
  ])("are told in %s", async (locale, day, country) => {
    const found = await contradictions(locale);
    expect(found.find(({ activity }) => activity?.slug === "best-practices-conference-2001")?.message).toContain(day);
    expect(found.find(({ kind }) => kind === "TWO_COUNTRIES")?.message).toContain(country);
  });
});

describe("the disputes of the whole record", () => {
  it("are exactly these, each with its claims and the one that is shown", async () => {
    const { disputes } = await ask(
      `{ disputes(orderBy: PROPERTY, first: 100) { totalCount nodes { property kind record { slug } claims { value lines { text } source { slug } } chosen { value } policy } } }`,
    );
    type Dispute = {
      property: string;
      kind: string;
      record: { slug: string };
      claims: readonly { value: unknown }[];
      chosen: { value: unknown };
      policy: string;
    };
    const nodes = disputes.nodes as readonly Dispute[];
    expect(nodes.map(({ record, property, kind }) => `${record.slug} ${property} ${kind}`).toSorted()).toEqual([
      "aed-housing-study-tour-2001 place PLACE",
      "best-practices-conference-2001 held DATE",
      "cbed-workshop-second-2001 place PLACE",
      "helena-pavlodar-exchange-2001 rescheduled DATE",
      "lgi-2001-q3 period DATE",
      "local-government-initiative started DATE",
      "ofa-preliminary-recommendations-2001 produced DATE",
      "zhezkazgan-roundtable-2001 called NAME",
    ]);
    expect(disputes.totalCount).toBe(nodes.length);
    for (const { claims, chosen, policy } of nodes) {
      expect(claims.length).toBeGreaterThan(1);
      expect(claims.map(({ value }) => value)).toContainEqual(chosen.value);
      expect(policy).not.toBe("");
    }
  });

  it("show the day two lines state rather than the day one does", async () => {
    const { activity } = await ask(
      `{ activity(slug: "best-practices-conference-2001") { actual { start { edtf } } disputes { property claims { value } } } }`,
    );
    expect(activity.actual).toEqual([{ start: { edtf: "2001-09-18" } }]);
    expect(activity.disputes).toHaveLength(1);
  });

  it("are found by kind, property and type of record", async () => {
    const { names, held, programmes } = await ask(
      `{ names: disputes(filter: { kind: NAME }) { totalCount } held: disputes(filter: { property: "held" }) { totalCount }
         programmes: disputes(filter: { recordType: "PROGRAMME" }) { nodes { record { slug } claims { source { slug } } } } }`,
    );
    expect([names.totalCount, held.totalCount]).toEqual([1, 1]);
    // Two documents, not two places of one: the report counts the years otherwise than the article.
    expect(programmes.nodes).toEqual([
      {
        record: { slug: "local-government-initiative" },
        claims: [{ source: { slug: "lgi-2001-q3-document" } }, { source: { slug: "resource-cities-article" } }],
      },
    ]);
  });
});
