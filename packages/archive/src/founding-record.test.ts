import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { foundingRecord } from "./load-archive.ts";
import { type ArchivedRecord, readArchive } from "./read-archive.ts";

// Reading throws where a file has a mistake; that it does not is the first thing this file shows.
const { records, themes, subjects } = await readArchive(foundingRecord);

type Field = "kind" | "stance";

function count(list: readonly ArchivedRecord[], field: Field): Readonly<Record<string, number>> {
  return list.reduce<Record<string, number>>((sums, { fields }) => {
    const key = String(fields[field]);
    return { ...sums, [key]: (sums[key] ?? 0) + 1 };
  }, {});
}

function slugs(list: readonly ArchivedRecord[]): readonly string[] {
  return list.map(({ slug }) => slug).toSorted();
}

function valuesOf({ claims }: ArchivedRecord, property: string): readonly unknown[] {
  return claims.filter((claim) => claim.property === property).map(({ value }) => value);
}

const fromDocument = (source: string) => records.statements.filter(({ claims }) => claims.some((claim) => claim.source === source));

describe("the founding record holds", () => {
  it("the five documents and the gazetteer", () => {
    expect(slugs(records.sources)).toEqual([
      "gazetteer",
      "lgi-2001-q3-document",
      "osce-press-release-2013",
      "petropavlovsk-training-report-2002",
      "resource-cities-article",
      "self-government-meeting-report",
    ]);
  });

  it("the three partnerships, each of two cities", () => {
    const parties = records.partnerships.map((partnership) => [
      partnership.slug,
      new Set(valuesOf(partnership, "party").map((party) => (party as { place: string }).place)),
    ]);
    expect(Object.fromEntries(parties)).toEqual({
      "pavlodar-helena": new Set(["pavlodar", "helena"]),
      "almaty-tucson": new Set(["almaty", "tucson"]),
      "naryn-great-falls": new Set(["naryn", "great-falls"]),
    });
  });

  it("the activities of the narrative, the chart and the plan, and the other documents' events", () => {
    expect(records.activities).toHaveLength(73);
    expect(count(records.activities, "kind")).toMatchObject({
      WORKSHOP: 13,
      TRAINING: 16,
      TECHNICAL_EXCHANGE: 3,
      STUDY_TOUR: 3,
      CONFERENCE: 2,
      CONFERENCE_PART: 3,
      ROUNDTABLE: 5,
      TRAINING_OF_TRAINERS: 2,
      STAFF_EXCHANGE: 1,
      EXPERT_MEETING: 1,
      HOSTED_VISIT: 1,
    });
  });

  it("the three postponements of 2001, one by the attacks of 11 September, one for the akimat's reasons, one without a reason", () => {
    const postponements = records.activities.flatMap((activity) =>
      valuesOf(activity, "postponed").map((value) => ({
        slug: activity.slug,
        ...(value as { reasonClass: string; to: string; externalEvent?: string }),
      })),
    );
    expect(postponements.map(({ slug, reasonClass, to, externalEvent }) => [slug, reasonClass, to, externalEvent])).toEqual([
      ["helena-pavlodar-exchange-2001", "EXTERNAL_EVENT", "2001-12", "september-11-attacks-2001"],
      ["almaty-tucson-exchange-4-2001", "HOST_UNAVAILABLE", "2001-12", undefined],
      ["rtc-director-exchange-2001", "NOT_STATED", "2001-12", undefined],
    ]);
  });

  it("the numbered trips and the last of a series", () => {
    const trips = records.activities.filter((activity) => valuesOf(activity, "tripNumber").length > 0);
    expect(trips.map((trip) => [trip.slug, ...valuesOf(trip, "tripNumber"), ...valuesOf(trip, "lastOfSeries")])).toEqual([
      ["naryn-great-falls-exchange-7-2001", 7, true],
      ["almaty-tucson-exchange-4-2001", 4],
    ]);
  });

  it("the time chart of 2001: fifteen rows, one of them with a blank location", () => {
    const [report] = records.reports;
    const chart = report?.fields["chart"] as readonly { location?: object; activity?: string; output?: string }[];
    expect(chart).toHaveLength(15);
    expect(chart.map(({ location }, index) => [index + 1, location]).filter(([, location]) => location === undefined)).toEqual([
      [5, undefined],
    ]);
    expect(chart.every(({ activity, output }) => activity !== undefined || output !== undefined)).toBe(true);
  });

  it("the plan for the next period: twenty-one items, each about an activity of its own", () => {
    const plan = records.reports[0]?.fields["plan"] as readonly { activity: string }[];
    expect(plan).toHaveLength(21);
    expect(new Set(plan.map(({ activity }) => activity)).size).toBe(21);
  });

  it("two sections that answer N/A: challenges, and actions required of the government", () => {
    const sections = records.reports[0]?.fields["sections"] as readonly { kind: string; answer: string }[];
    expect(sections.filter(({ answer }) => answer === "NOT_APPLICABLE").map(({ kind }) => kind)).toEqual([
      "CHALLENGES",
      "ACTIONS_REQUIRED",
    ]);
  });

  it("organizations, people, programmes with their numbers, outputs", () => {
    const counts = [records.organizations, records.people, records.programmes, records.outputs, records.externalEvents].map(
      (list) => list.length,
    );
    expect(counts).toEqual([69, 46, 7, 17, 2]);
    const numbers = records.programmes.flatMap((programme) =>
      valuesOf(programme, "number").map((number) => (number as { value: string }).value),
    );
    expect(new Set(numbers)).toEqual(new Set(["801", "EEU-1-00-99-00013-00", "4105", "115-A-00-01-00026-00"]));
  });

  it("the practices, with Helena to Pavlodar as the first edge of the lineage", () => {
    expect(records.practices).toHaveLength(6);
    const edges = records.practices.flatMap((practice) =>
      valuesOf(practice, "adoptedFrom").map((value) => [(value as { practice: string }).practice, practice.slug]),
    );
    expect(edges).toEqual([["helena-drug-rehabilitation-and-prevention", "pavlodar-drug-prevention-centre"]]);
  });

  it("the competition of 2001", () => {
    expect(records.competitions).toHaveLength(1);
  });

  it("every recommendation, commitment and position of the training of 2002", () => {
    expect(count(fromDocument("petropavlovsk-training-report-2002"), "kind")).toEqual({ RECOMMENDATION: 32, COMMITMENT: 33, POSITION: 12 });
  });

  it("every position of the expert meeting", () => {
    expect(count(fromDocument("self-government-meeting-report"), "kind")).toEqual({ POSITION: 29 });
    expect(count(fromDocument("self-government-meeting-report"), "stance")).toEqual({
      OBSERVES: 5,
      CONDITIONAL: 6,
      SUPPORTS: 4,
      PROPOSES: 14,
    });
  });

  it("what was said and recommended in 2013", () => {
    expect(count(fromDocument("osce-press-release-2013"), "kind")).toEqual({ RECOMMENDATION: 1, POSITION: 2, COMMITMENT: 3 });
  });

  it("its code lists", () => {
    expect(themes.length).toBeGreaterThan(20);
    expect(new Set(subjects.map(({ code }) => code)).size).toBe(subjects.length);
    const used = new Set(records.statements.map(({ fields }) => fields["subject"]));
    expect(subjects.filter(({ code }) => !used.has(code))).toEqual([]);
  });
});

describe("the founding record holds no", () => {
  it("telephone number or e-mail address", async () => {
    const names = (await readdir(foundingRecord, { recursive: true })).filter((name) => name.endsWith(".yaml"));
    const texts = await Promise.all(names.map((name) => readFile(join(foundingRecord, name), "utf8")));
    for (const text of texts) {
      expect(text).not.toMatch(/[\w.+-]+@[\w-]+\.\w/u);
      expect(text).not.toMatch(/\b\d{2,3}[-–. ]\d{3}[-–. ]\d{2,4}\b|\b\d{3}-\d{4}\b|\(\d{3}\)|\+\d{1,3}[ (-]\d/u);
    }
  });

  it("text without its English, Russian and Kazakh, or one language under the tag of another", () => {
    const texts = Object.values(records)
      .flat()
      .map(({ fields }) => fields["title"] as { en: string; ru: string; kk: string });
    expect(texts.filter(({ en }) => /[А-яЁё]/u.test(en))).toEqual([]);
    // Kazakh letters in a Russian label are a slip of whoever filled the columns.
    expect(texts.filter(({ ru }) => /[әғқңөұүһі]/iu.test(ru))).toEqual([]);
  });
});
