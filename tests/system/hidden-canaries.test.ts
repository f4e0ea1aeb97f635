import { join } from "node:path";
import { recordKinds } from "@dostyk/graphql";
import { schema } from "@dostyk/network";
import {
  getNamedType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from "graphql";
import { beforeAll, describe, expect, it } from "vitest";
import { foundingNode } from "./src/founding-node.ts";

const node = await foundingNode();
await node.load(join(import.meta.dirname, "canaries"));
const { ask, database } = node;

const visibility = async (value: "PUBLIC" | "HIDDEN") => {
  await database.pool.query(`UPDATE registry_entry SET visibility = $1::"Visibility" WHERE slug LIKE 'canary-%'`, [value]);
  for (const { model } of recordKinds()) {
    const table = model.replaceAll(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
    await database.pool.query(`UPDATE "${table}" SET visibility = $1::"Visibility" WHERE slug LIKE 'canary-%'`, [value]);
  }
};

const namedFields = (type: GraphQLOutputType): readonly GraphQLField<unknown, unknown>[] => {
  const named = getNamedType(type);
  return isObjectType(named) ? Object.values(named.getFields()).filter(({ args }) => !args.some(isRequiredArgument)) : [];
};

const isRecord = (type: GraphQLObjectType): boolean => type.getInterfaces().some(({ name }) => name === "Record");

/** An acting body is no record, but leads to as many others: the walk ends there too, with the record the body acts for. */
const endsAt = (named: GraphQLObjectType, field: string): boolean => isRecord(named) || (named.name === "ActingBody" && field !== "record");

/** Every field that can be asked for as far down as the next record; of that, its own columns. */
function everything(type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return "";
  if (!isObjectType(named)) return "{ __typename ... on Record { id uri slug } }";
  const parts = namedFields(type).flatMap((field) => {
    if (isLeafType(getNamedType(field.type))) return [field.name];
    return depth === 0 || field.name === "edges" || endsAt(named, field.name) ? [] : [`${field.name} ${everything(field.type, depth - 1)}`];
  });
  return `{ __typename ${parts.join(" ")} }`;
}

const query = schema.getQueryType();
const perches = [
  "place",
  "organization",
  "person",
  "programme",
  "partnership",
  "externalEvent",
  "activity",
  "output",
  "practice",
  "competition",
  "statement",
  "report",
  "source",
];
const slugOf = (name: string) => `perch-${{ externalEvent: "event", source: "document" }[name] ?? name}`;

/** Everything the perches tell, each of their fields asked by itself and three steps deep. */
async function perchesTell(): Promise<string> {
  const told: string[] = [];
  // The second report stands on a document that stays, and contradicts itself about a canary.
  const asked = [...perches.map((name) => [name, slugOf(name)] as const), ["report", "perch-report-two"] as const];
  for (const [name, slug] of asked) {
    const type = query?.getFields()[name]?.type;
    if (type === undefined) throw new Error(`There is no question ${name}`);
    for (const field of namedFields(type)) {
      const answer = await ask(`{ ${name}(slug: "${slug}") { __typename ${field.name} ${everything(field.type, 4)} } }`);
      expect(answer[name], `${name} ${field.name}`).not.toBeNull();
      told.push(JSON.stringify(answer));
    }
  }
  return told.join("\n");
}

/** What lists, counts, search and suggestions tell when they are asked for canaries by name. */
async function listsTell(): Promise<string> {
  const filtered = ["places", "organizations", "people", "programmes", "partnerships", "activities", "practices", "competitions"];
  const byRelation = [
    `activities(filter: { place: "canary-place" })`,
    `activities(filter: { partnership: "canary-partnership" })`,
    `activities(filter: { programme: "canary-programme" })`,
    `partnerships(filter: { place: "canary-place" })`,
    `partnerships(filter: { programme: "canary-programme" })`,
    `programmes(filter: { organization: "canary-organization" })`,
    `outputs(filter: { programme: "canary-programme" })`,
    `practices(filter: { place: "canary-place" })`,
    `practices(filter: { programme: "canary-programme" })`,
    `competitions(filter: { programme: "canary-programme" })`,
    `statements(filter: { activity: "canary-activity" })`,
    `statements(filter: { speaker: "canary-person" })`,
    `reports(filter: { programme: "canary-programme" })`,
    `places(filter: { within: "canary-place" })`,
  ];
  const names = filtered.map((list) => `${list}(filter: { name: "canary" })`);
  const questions = [...names, ...byRelation].map((field, index) => `q${index}: ${field} { totalCount nodes { slug } }`);
  const answers = await ask(`{ ${questions.join(" ")} }`);
  const found =
    await ask(`{ search(query: "canary", first: 100) { totalCount facets { count } nodes { title record { slug } } } suggest(prefix: "canar") { title }
    ville: search(query: "canaryville") { totalCount nodes { title matchedAs { text } } } }`);
  return JSON.stringify({ answers, found });
}

const counts = async () => {
  const lists = [
    "places",
    "organizations",
    "people",
    "programmes",
    "partnerships",
    "activities",
    "outputs",
    "practices",
    "competitions",
    "statements",
    "reports",
    "sources",
    "disputes",
  ];
  const answer = await ask(`{ ${lists.map((list) => `${list} { totalCount }`).join(" ")} localNode { claims records { type count } } }`);
  const totals = Object.fromEntries(lists.map((list) => [list, Number(answer[list].totalCount)]));
  const records = answer["localNode"].records as readonly { type: string; count: number }[];
  return {
    totals,
    byType: Object.fromEntries(records.map(({ type, count }) => [type, count])),
    claims: Number(answer["localNode"].claims),
  };
};

type Counts = Awaited<ReturnType<typeof counts>>;
let before: Counts;

beforeAll(async () => {
  before = await counts();
});

describe("while the canaries may be seen", () => {
  it("perches, lists and search tell of every one of them", async () => {
    const told = `${await perchesTell()}\n${await listsTell()}`;
    for (const name of [
      "place",
      "organization",
      "person",
      "programme",
      "partnership",
      "event",
      "activity",
      "output",
      "practice",
      "document",
    ])
      expect(told.includes(`"canary-${name}"`), name).toBe(true);
    for (const title of ["Canary Competition", "Canary Place", "Canaryville", "“Canary Activity”: held 1 August 2001"])
      expect(told.includes(title), title).toBe(true);
  });
});

describe("once they are hidden", () => {
  beforeAll(() => visibility("HIDDEN"));

  it("nothing the perches tell names one: not a record, a claim's value, a dispute, a contradiction, a row", async () => {
    const told = await perchesTell();
    const where = told.split("\n").filter((line) => /canary/iu.test(line));
    expect(where.map((line) => line.replaceAll(/.*?(.{80}canary.{40}).*/giu, "$1").slice(0, 300))).toEqual([]);
  });

  it("nothing a list, a count, search or a suggestion tells names one, whatever it is asked for", async () => {
    const told = await listsTell();
    expect(told).not.toMatch(/canary(?!-)/iu);
    expect(told).not.toMatch(/"slug":"canary/u);
    expect(told).not.toMatch(/"totalCount":[1-9]/u);
  });

  it("each list has one record less, and the node counts as much", async () => {
    const now = await counts();
    for (const list of Object.keys(before.totals).filter((name) => name !== "disputes"))
      expect(now.totals[list], list).toBe((before.totals[list] ?? 0) - 1);
    for (const [type, count] of Object.entries(before.byType)) expect(now.byType[type], type).toBe(count - 1);
    expect(now.totals["disputes"]).toBeLessThan(before.totals["disputes"] ?? 0);
    expect(now.claims).toBeLessThan(before.claims);
  });

  it("none answers to its slug", async () => {
    const fields = perches.map((name) => `${name}(slug: "${slugOf(name).replace("perch", "canary")}") { slug }`);
    const answer = await ask(`{ ${fields.join(" ")} }`);
    expect(Object.values(answer).every((one) => one === null)).toBe(true);
  });

  it("founding records tell of none: activities, outputs, practices, awards, statements, rows and references to them", async () => {
    const answer = await ask(
      `{ partnership(slug: "pavlodar-helena") { activities(first: 100) { nodes { slug } } practices(first: 100) { nodes { slug } } }
         programme(slug: "resource-cities") { activities(first: 100) { nodes { slug } } outputs { nodes { slug } } partnerships { nodes { slug } } competitions { nodes { slug } } reports { nodes { slug } } }
         place(slug: "almaty") { activities(first: 100) { nodes { slug } } partnerships { nodes { slug } } }
         organization(slug: "icma") { participation { activity { slug } } reports: programmes { programme { slug } } }
         person(slug: "debbie-kimble") { participation { activity { slug } } contributions { output { slug } } }
         externalEvent(slug: "september-11-attacks-2001") { scheduleChanges { activity { slug } } }
         practice(slug: "pavlodar-program-budget") { adoptions { adoptedPractice { slug } } }
         statements(filter: { subject: "local-budgets" }, first: 100) { nodes { slug } }
         activity(slug: "self-government-meeting") { statements(first: 100) { nodes { slug } } } }`,
    );
    expect(JSON.stringify(answer)).not.toMatch(/canary/iu);
    expect(JSON.stringify(answer)).not.toContain("null");
  });

  it("all come back when they are shown again", async () => {
    await visibility("PUBLIC");
    expect(await counts()).toEqual(before);
  });
});
