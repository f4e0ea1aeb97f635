import { testDatabase } from "@dostyk/db/testing";
import { recordOrganizations } from "@dostyk/directory";
import type { RecordInput } from "@dostyk/evidence";
import { claim, inThree, inTransaction, rowsOf, testContext } from "@dostyk/evidence/testing";
import { ask } from "@dostyk/graphql/testing";
import { system, type Viewer } from "@dostyk/kernel";
import { recordPractices } from "@dostyk/practices";
import { aPractice, givenExchange } from "@dostyk/practices/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { recordCompetitions } from "./commands/record-competitions.ts";
import "./graphql/index.ts";

const db = await testDatabase();
const tables = ["registry_entry", "claim", "dispute", "absence", "competition", "award"];

let context = testContext();

beforeEach(async () => {
  await db.pool.query("TRUNCATE registry_entry, theme CASCADE");
  context = testContext();
  await givenExchange(db, context);
  await inTransaction(db, async (tx) => {
    await recordPractices(tx, context, [aPractice("centre")]);
    await recordOrganizations(tx, context, [{ slug: "council", title: inThree("Council"), kind: "LEGISLATURE", claims: [] }]);
  });
});

const record = (...inputs: readonly RecordInput[]) => inTransaction(db, (tx) => recordCompetitions(tx, context, inputs));

function aCompetition(slug: string, claims: RecordInput["claims"], more: Partial<RecordInput> = {}): RecordInput {
  return { slug, title: inThree(slug), claims, ...more };
}

const contest = aCompetition("contest", [
  claim("year", "2001"),
  claim("programme", "resource-cities"),
  claim("ceremony", "trip-to-helena"),
  claim("summary", inThree("Practices of 2001.")),
  claim("award", { text: inThree("Winners honoured") }, { line: 4 }),
  claim("award", { text: inThree("Best practice"), practice: "centre" }),
  claim("award", { text: inThree("Best council"), organization: "council" }, { line: 2 }),
  claim("award", { text: inThree("Best city"), place: "helena" }, { line: 3 }),
  claim("award", { text: inThree("Best partners"), partnership: "pavlodar-helena" }, { line: 3 }),
]);

describe("recordCompetitions()", () => {
  it("lays the claims out in columns; awards stand as the sources read", async () => {
    await record(contest);
    const { competition } = await ask(
      db,
      `{ competition(slug: "contest") { title summary year { edtf precision } programme { slug } ceremony { slug }
         awards { text practice { slug } place { slug } organization { slug } partnership { slug } claim { lines { start } } } } }`,
    );
    expect(competition).toMatchObject({
      title: "contest",
      summary: "Practices of 2001.",
      year: { edtf: "2001", precision: "YEAR" },
      programme: { slug: "resource-cities" },
      ceremony: { slug: "trip-to-helena" },
    });
    const none = { practice: null, place: null, organization: null, partnership: null };
    const [first, second, ...others] = competition.awards;
    expect(first).toEqual({ ...none, text: "Best practice", practice: { slug: "centre" }, claim: { lines: { start: 1 } } });
    expect(second).toMatchObject({ text: "Best council", organization: { slug: "council" } });
    expect(others).toHaveLength(3);
    expect(others.at(-1)).toEqual({ ...none, text: "Winners honoured", claim: { lines: { start: 4 } } });
  });

  it("changes nothing when the same is recorded again later", async () => {
    await record(contest);
    const before = await rowsOf(db, ...tables);
    context.advance(60_000);
    await record(contest);
    expect(await rowsOf(db, ...tables)).toEqual(before);
  });

  it("takes back what is claimed no more", async () => {
    await record(contest);
    await record(aCompetition("contest", []));
    const { competition } = await ask(
      db,
      `{ competition(slug: "contest") { summary year { edtf } programme { slug } ceremony { slug } awards { text } } }`,
    );
    expect(competition).toEqual({ summary: null, year: null, programme: null, ceremony: null, awards: [] });
  });

  it("counts an award two documents tell of in the same words once", async () => {
    const award = { text: inThree("Best practice"), practice: "centre" };
    await record(aCompetition("contest", [claim("award", award), claim("award", award, { source: "article" })]));
    expect(await db.prisma.award.count()).toBe(1);
  });

  it.each([
    ["programme", "nowhere", 'There is no programme "nowhere".'],
    ["ceremony", "nowhere", 'There is no activity "nowhere".'],
    ["award", { text: inThree("First"), practice: "nowhere" }, 'There is no practice "nowhere".'],
    ["award", { text: inThree("First"), partnership: "nowhere" }, 'There is no partnership "nowhere".'],
  ])("names the path of an unknown %s", async (property, value, message) => {
    await expect(record(aCompetition("contest", [claim(property, value)]))).rejects.toMatchObject({
      problems: [{ path: ["contest", "claims", "0", property], message }],
    });
  });

  it("refuses an award with two winners", async () => {
    const award = { text: inThree("First"), practice: "centre", place: "helena" };
    await expect(record(aCompetition("contest", [claim("award", award)]))).rejects.toThrow("Claim one award for each");
  });

  it("disputes two years; a day within the year is none", async () => {
    await record(
      aCompetition("contest", [claim("year", "2001"), claim("year", "2002", { source: "article" })]),
      aCompetition("other", [claim("year", "2001"), claim("year", "2001-09", { source: "article" })]),
    );
    const { disputes } = await ask(db, `{ disputes { nodes { record { slug } property kind } } }`);
    expect(disputes.nodes).toEqual([{ record: { slug: "contest" }, property: "year", kind: "DATE" }]);
  });
});

describe("competitions", () => {
  it("are found by programme and name, and from the practice, the programme and the ceremony", async () => {
    await record(contest, aCompetition("other", []));
    const answer = await ask(
      db,
      `{ all: competitions { nodes { slug } } competitions(filter: { programme: "resource-cities", name: "Contest" }) { totalCount }
         practice(slug: "centre") { awards { text competition { slug } } }
         programme(slug: "resource-cities") { competitions { nodes { slug } } }
         activity(slug: "trip-to-helena") { competitions { nodes { slug } } } }`,
    );
    expect(answer).toEqual({
      all: { nodes: [{ slug: "contest" }, { slug: "other" }] },
      competitions: { totalCount: 1 },
      practice: { awards: [{ text: "Best practice", competition: { slug: "contest" } }] },
      programme: { competitions: { nodes: [{ slug: "contest" }] } },
      activity: { competitions: { nodes: [{ slug: "contest" }] } },
    });
  });
});

describe("what is hidden", () => {
  const everywhere = `{
    competition(slug: "contest") { slug awards { text } }
    competitions { totalCount nodes { slug } }
    practice(slug: "centre") { awards { text } }
    programme(slug: "resource-cities") { competitions { totalCount } }
    activity(slug: "trip-to-helena") { competitions { nodes { slug } } }
  }`;

  it("a competition is in no list, count or relation", async () => {
    await record({ ...contest, visibility: "HIDDEN" });
    expect(await ask(db, everywhere)).toEqual({
      competition: null,
      competitions: { totalCount: 0, nodes: [] },
      practice: { awards: [] },
      programme: { competitions: { totalCount: 0 } },
      activity: { competitions: { nodes: [] } },
    });
    expect(await ask(db, everywhere, { viewer: system("a test") })).toMatchObject({
      competitions: { totalCount: 1 },
      practice: { awards: [{ text: "Best practice" }] },
    });
  });

  it("an award goes with the practice it was given to", async () => {
    await inTransaction(db, (tx) => recordPractices(tx, context, [aPractice("centre", { visibility: "HIDDEN" })]));
    await record(contest);
    const texts = async (viewer?: Viewer) => {
      const { competition } = await ask(db, everywhere, viewer === undefined ? {} : { viewer });
      return competition.awards.map(({ text }: { text: string }) => text);
    };
    expect(await texts()).toEqual(["Best council", "Best city", "Best partners", "Winners honoured"]);
    expect(await texts(system("a test"))).toHaveLength(5);
  });
});
