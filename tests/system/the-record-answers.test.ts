import { describe, expect, it } from "vitest";
import { foundingNode } from "./src/founding-node.ts";

const { ask } = await foundingNode();

describe("a donor portal asks for the partnerships of 2000-2013", () => {
  it("and hears who they were between, under which programme, since when and where they stand", async () => {
    const { partnerships } = await ask(
      `{ partnerships { totalCount nodes { slug kind status confirmation started { edtf text } programme { slug } parties { place { slug country { code } } } } } }`,
    );
    expect(partnerships.totalCount).toBe(3);
    expect(partnerships.nodes).toEqual([
      {
        slug: "almaty-tucson",
        kind: "RESOURCE_CITIES",
        status: "ENDED",
        confirmation: "HISTORICAL",
        started: { edtf: "2000", text: "2000" },
        programme: { slug: "resource-cities" },
        parties: [{ place: { slug: "almaty", country: { code: "KZ" } } }, { place: { slug: "tucson", country: { code: "US" } } }],
      },
      {
        slug: "naryn-great-falls",
        kind: "RESOURCE_CITIES",
        status: "ACTIVE",
        confirmation: "HISTORICAL",
        started: null,
        programme: { slug: "resource-cities" },
        parties: [{ place: { slug: "naryn", country: { code: "KG" } } }, { place: { slug: "great-falls", country: { code: "US" } } }],
      },
      {
        slug: "pavlodar-helena",
        kind: "RESOURCE_CITIES",
        status: "ENDED",
        confirmation: "HISTORICAL",
        started: { edtf: "2000", text: "2000" },
        programme: { slug: "resource-cities" },
        parties: [{ place: { slug: "pavlodar", country: { code: "KZ" } } }, { place: { slug: "helena", country: { code: "US" } } }],
      },
    ]);
  });

  it("and hears of their trips: numbered, with direction, postponed and why, the last of a series", async () => {
    const { partnerships } = await ask(
      `{ partnerships { nodes { slug activities(filter: { kind: TECHNICAL_EXCHANGE }) { nodes { slug status tripNumber lastOfSeries
         direction { from { slug } to { slug } } planned { start { edtf } } actual { start { edtf } end { edtf } }
         scheduleChanges { from { edtf } to { edtf } reasonClass reason externalEvent { slug on { edtf } } } } } } } }`,
    );
    expect(
      partnerships.nodes.map((partnership: { slug: string; activities: { nodes: unknown[] } }) => [
        partnership.slug,
        ...partnership.activities.nodes,
      ]),
    ).toEqual([
      [
        "almaty-tucson",
        {
          slug: "almaty-tucson-exchange-4-2001",
          status: "POSTPONED",
          tripNumber: 4,
          lastOfSeries: null,
          direction: { from: { slug: "tucson" }, to: { slug: "almaty" } },
          planned: [{ start: { edtf: "2001-09" } }],
          actual: [],
          scheduleChanges: [
            {
              from: { edtf: "2001-09" },
              to: { edtf: "2001-12" },
              reasonClass: "HOST_UNAVAILABLE",
              reason: "Technical reasons on the side of the Almaty akimat",
              externalEvent: null,
            },
          ],
        },
      ],
      [
        "naryn-great-falls",
        {
          slug: "naryn-great-falls-exchange-7-2001",
          status: "COMPLETED",
          tripNumber: 7,
          lastOfSeries: true,
          direction: null,
          planned: [{ start: { edtf: "2001-09" } }],
          actual: [{ start: { edtf: "2001-09-12" }, end: { edtf: "2001-09-15" } }],
          scheduleChanges: [],
        },
      ],
      [
        "pavlodar-helena",
        {
          slug: "helena-pavlodar-exchange-2001",
          status: "POSTPONED",
          tripNumber: null,
          lastOfSeries: null,
          direction: { from: { slug: "helena" }, to: { slug: "pavlodar" } },
          planned: [{ start: { edtf: "2001-09" } }],
          actual: [],
          scheduleChanges: [
            {
              from: { edtf: "2001-09" },
              to: { edtf: "2001-12" },
              reasonClass: "EXTERNAL_EVENT",
              reason: "The attacks of 11 September in the United States",
              externalEvent: { slug: "september-11-attacks-2001", on: { edtf: "2001-09-11" } },
            },
          ],
        },
      ],
    ]);
  });

  it("and hears why an ending has no date", async () => {
    const { partnership } = await ask(
      `{ partnership(slug: "pavlodar-helena") { ended { edtf } statusHistory { status on { edtf } } absences { property explanation } } }`,
    );
    expect(partnership.ended).toBeNull();
    expect(partnership.statusHistory.at(-1)).toEqual({ status: "ENDED", on: null });
    expect(partnership.absences).toEqual([
      { property: "ended", explanation: "The article tells of the partnership as past; when it ended is not stated." },
    ]);
  });

  it("and follows each fact to the lines of its document", async () => {
    const { partnership } = await ask(
      `{ partnership(slug: "pavlodar-helena") { claims(property: "started") { value raw rank assertedBy lines { text } source { slug sha256 publisher } } } }`,
    );
    expect(partnership.claims).toEqual([
      {
        value: "2000",
        raw: "In 2000",
        rank: "NORMAL",
        assertedBy: "Dostyk founding record",
        lines: { text: "5" },
        source: {
          slug: "resource-cities-article",
          sha256: expect.stringMatching(/^6099bd04e742c53f|^[0-9a-f]{64}$/u) as unknown,
          publisher: "International City/County Management Association",
        },
      },
    ]);
  });
});

describe("a partner city reads the lineage of a practice", () => {
  it("from Helena's programme to Pavlodar's centre, and back", async () => {
    const answer = await ask(
      `{ from: practice(slug: "helena-drug-rehabilitation-and-prevention") { place { slug } adoptions { adoptedPractice { slug place { slug } } } adoptedFrom { practice { slug } } }
         to: practice(slug: "pavlodar-drug-prevention-centre") { adoptedFrom { practice { slug } partnership { slug } } adoptions { adoptedPractice { slug } } } }`,
    );
    expect(answer).toEqual({
      from: {
        place: { slug: "helena" },
        adoptions: [{ adoptedPractice: { slug: "pavlodar-drug-prevention-centre", place: { slug: "pavlodar" } } }],
        adoptedFrom: null,
      },
      to: {
        adoptedFrom: { practice: { slug: "helena-drug-rehabilitation-and-prevention" }, partnership: { slug: "pavlodar-helena" } },
        adoptions: [],
      },
    });
  });
});

describe("an auditor asks for programmes, numbers and outputs", () => {
  it("and finds a programme by each of its numbers, with who does what", async () => {
    const { programme } = await ask(
      `{ programme(slug: "local-government-initiative") { acronym numbers { scheme value } organizations { role organization { slug } } reports { nodes { slug number } }
         indicators { key number qualifier } objectives { kind code } } }`,
    );
    expect(programme.acronym).toBe("LGI");
    expect(programme.numbers).toEqual([
      { scheme: "contract", value: "EEU-1-00-99-00013-00" },
      { scheme: "project", value: "4105" },
      { scheme: "task-order", value: "801" },
    ]);
    expect(programme.organizations).toContainEqual({ role: "FUNDING", organization: { slug: "usaid" } });
    expect(programme.organizations).toContainEqual({ role: "IMPLEMENTING", organization: { slug: "icma" } });
    expect(programme.reports.nodes).toEqual([{ slug: "lgi-2001-q3", number: 5 }]);
    expect(programme.objectives.map(({ code }: { code: string | null }) => code)).toEqual(
      expect.arrayContaining(["2.3.1", "2.3.2", "2.3.3"]),
    );
    expect(programme.indicators).toContainEqual(expect.objectContaining({ number: 2000, qualifier: "OVER" }));
  });

  it("and does not take equal numbers for equal facts: trained officials and recipients of a newsletter", async () => {
    const { programme, output } = await ask(
      `{ programme(slug: "local-government-initiative") { indicators { key number qualifier } }
         output(slug: "municipal-management-newsletter-2001-09") { steps { kind number qualifier } languages } }`,
    );
    expect(programme.indicators.filter(({ number }: { number: number }) => number === 2000)).toHaveLength(1);
    expect(output.steps).toContainEqual({ kind: "DISTRIBUTED", number: 2000, qualifier: "OVER" });
    expect(output.languages).toEqual(["ru", "kk"]);
  });

  it("and hears how many came, group by group, with nobody summed", async () => {
    const { conference, trainings } = await ask(
      `{ conference: activity(slug: "best-practices-conference-2001") { attendance { number qualifier parentGroup } parts { slug kind } }
         trainings: activity(slug: "ksk-trainings-atyrau-region-2001") { attendance { groupKey number qualifier } } }`,
    );
    expect(conference.attendance.map(({ number, qualifier }: { number: number; qualifier: string }) => `${qualifier} ${number}`)).toEqual(
      expect.arrayContaining(["EXACT 95", "EXACT 15", "EXACT 25"]),
    );
    expect(conference.parts.filter(({ kind }: { kind: string }) => kind === "CONFERENCE_PART")).toHaveLength(3);
    expect(trainings.attendance).toEqual([
      { groupKey: "housing-managers-and-bookkeepers", number: 100, qualifier: "OVER" },
      { groupKey: "ksk-accountants", number: 136, qualifier: "EXACT" },
      { groupKey: "ksk-chairpeople", number: 93, qualifier: "EXACT" },
    ]);
  });

  it("and reads a training in two blocks as two blocks", async () => {
    const { activity } = await ask(
      `{ activity(slug: "general-management-training-atyrau-2001-10") { planned { start { edtf } end { edtf } } status actual { raw } } }`,
    );
    expect(activity).toEqual({
      planned: [
        { start: { edtf: "2001-10-26" }, end: { edtf: "2001-10-28" } },
        { start: { edtf: "2001-10-30" }, end: { edtf: "2001-11-01" } },
      ],
      status: "PLANNED",
      actual: [],
    });
  });

  it("and finds the competition of 2001 as a record", async () => {
    const { competitions } = await ask(`{ competitions { totalCount nodes { slug year { edtf } programme { slug } awards { text } } } }`);
    expect(competitions).toMatchObject({
      totalCount: 1,
      nodes: [{ slug: "best-practices-2001", year: { edtf: "2001" }, programme: { slug: "local-government-initiative" } }],
    });
    expect(competitions.nodes[0].awards.length).toBeGreaterThan(0);
  });
});

describe("a researcher asks what was said about a law or term", () => {
  type Said = {
    readonly stance: string;
    readonly voice: string | null;
    readonly speaker: object | null;
    readonly claims: readonly unknown[];
  };

  const stancesOn = async (subject: string) => {
    const { statements } = await ask(
      `query On($subject: String!) { statements(filter: { subject: $subject }, first: 100) { totalCount nodes { stance voice speaker { slug } activity { slug } claims { lines { text } } } } }`,
      { subject },
    );
    return statements as { readonly totalCount: number; readonly nodes: readonly Said[] };
  };

  it("and hears opposed stances beside each other, none chosen and none in dispute", async () => {
    const { nodes } = await stancesOn("local-government-and-self-government-terms");
    expect(new Set(nodes.map(({ stance }) => stance))).toEqual(new Set(["SUPPORTS", "OPPOSES", "OBSERVES"]));
    const { disputes } = await ask(`{ disputes(filter: { recordType: "STATEMENT" }) { totalCount } }`);
    expect(disputes.totalCount).toBe(0);
  });

  it("and hears every recommendation on the draft law of 2002, each with who said it and its lines", async () => {
    const { totalCount, nodes } = await stancesOn("law-on-local-government-2002-draft");
    expect(totalCount).toBe(32);
    for (const node of nodes) {
      expect(node.claims.length).toBeGreaterThan(0);
      expect(node.voice ?? node.speaker).not.toBeNull();
    }
  });

  it.each([
    ["petropavlovsk-training-2002", { RECOMMENDATION: 32, COMMITMENT: 33, POSITION: 12 }],
    ["self-government-meeting", { RECOMMENDATION: 0, COMMITMENT: 0, POSITION: 29 }],
    ["osce-roundtable-2013", { RECOMMENDATION: 1, COMMITMENT: 3, POSITION: 2 }],
  ])("and every recommendation, commitment and position made at %s", async (activity, counts) => {
    for (const [kind, count] of Object.entries(counts)) {
      const { statements } = await ask(
        `query Made($activity: String!, $kind: StatementKind!) { statements(filter: { activity: $activity, kind: $kind }) { totalCount } }`,
        { activity, kind },
      );
      expect(statements.totalCount, kind).toBe(count);
    }
  });

  it("and hears the meeting's day without a year that nobody states", async () => {
    const { activity } = await ask(
      `{ activity(slug: "self-government-meeting") { actual { start { edtf precision } } absences { property } } }`,
    );
    expect(activity.actual).toEqual([{ start: { edtf: "XXXX-04-19", precision: expect.any(String) as unknown } }]);
  });
});
