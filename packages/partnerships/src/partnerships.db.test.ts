import { testDatabase } from "@dostyk/db/testing";
import { recordOrganizations } from "@dostyk/directory";
import { givenPlaces } from "@dostyk/directory/testing";
import type { ClaimInput } from "@dostyk/evidence";
import { claim, givenSources, inThree, inTransaction, rowsOf, testContext } from "@dostyk/evidence/testing";
import { ask } from "@dostyk/graphql/testing";
import { system } from "@dostyk/kernel";
import { recordProgrammes } from "@dostyk/programmes";
import { describe, expect, it } from "vitest";
import { type PartnershipInput, recordPartnerships } from "./commands/record-partnerships.ts";
import "./graphql/index.ts";

const db = await testDatabase();
const context = testContext();

await givenSources(db, context);
await givenPlaces(db, context);
await inTransaction(db, async (tx) => {
  await recordOrganizations(tx, context, [{ slug: "academy", title: inThree("Academy"), kind: "ACADEMY", claims: [] }]);
  await recordProgrammes(tx, context, [{ slug: "resource-cities", title: inThree("Resource Cities"), claims: [] }]);
});

const parties = [claim("party", { place: "pavlodar" }), claim("party", { place: "helena", role: inThree("adviser") }, { line: 2 })];
const partnership = (slug: string, claims: readonly ClaimInput[], more: Partial<PartnershipInput> = {}): PartnershipInput => ({
  slug,
  title: inThree(slug),
  kind: "RESOURCE_CITIES",
  claims,
  ...more,
});
const record = (...inputs: readonly PartnershipInput[]) => inTransaction(db, (tx) => recordPartnerships(tx, context, inputs));
const fieldsOf = async (slug: string, fields: string) => {
  const answer = await ask(db, `{ partnership(slug: "${slug}") { ${fields} } }`);
  return answer["partnership"];
};

const whole = partnership("pavlodar-helena", [
  ...parties,
  claim("party", { place: "helena" }, { source: "article", line: 8 }),
  claim("programme", "resource-cities"),
  claim("started", "2000"),
  claim("status", { is: "ENDED", reason: inThree("The governor was arrested."), decider: inThree("the funder") }, { line: 9 }),
  claim("status", { is: "ACTIVE", on: "2000" }, { line: 3 }),
  claim("status", { is: "PROPOSED", on: "1999-11" }, { line: 4 }),
  claim("theme", "health"),
  claim("outcome", inThree("A centre."), { line: 5 }),
  claim("outcome", inThree("A budget."), { line: 6 }),
  claim("summary", inThree("Two cities.")),
]);

describe("recordPartnerships()", () => {
  it("lays out parties, each once whoever names it, outcomes and themes", async () => {
    await record(whole);
    const fields = `title kind confirmation summary started { edtf } ended { edtf } programme { slug } themes { code }
      parties { place { slug } organization { slug } role confirmation claim { lines { text } } } outcomes { text claim { lines { text } } }`;
    expect(await fieldsOf("pavlodar-helena", fields)).toEqual({
      title: "pavlodar-helena",
      kind: "RESOURCE_CITIES",
      confirmation: "HISTORICAL",
      summary: "Two cities.",
      started: { edtf: "2000" },
      ended: null,
      programme: { slug: "resource-cities" },
      themes: [{ code: "health" }],
      parties: [
        { place: { slug: "pavlodar" }, organization: null, role: null, confirmation: "HISTORICAL", claim: { lines: { text: "1" } } },
        { place: { slug: "helena" }, organization: null, role: "adviser", confirmation: "HISTORICAL", claim: { lines: { text: "2" } } },
      ],
      outcomes: [
        { text: "A centre.", claim: { lines: { text: "5" } } },
        { text: "A budget.", claim: { lines: { text: "6" } } },
      ],
    });
  });

  it("keeps every change of status, oldest first and undated last; the last is where it stands", async () => {
    await record(whole);
    expect(await fieldsOf("pavlodar-helena", "status statusHistory { status on { edtf } reason decider }")).toEqual({
      status: "ENDED",
      statusHistory: [
        { status: "PROPOSED", on: { edtf: "1999-11" }, reason: null, decider: null },
        { status: "ACTIVE", on: { edtf: "2000" }, reason: null, decider: null },
        { status: "ENDED", on: null, reason: "The governor was arrested.", decider: "the funder" },
      ],
    });
  });

  it("takes one for active of which no source says where it stands", async () => {
    await record(partnership("quiet", parties));
    expect(await fieldsOf("quiet", "status statusHistory { status }")).toEqual({ status: "ACTIVE", statusHistory: [] });
  });

  it("leaves unconfirmed the parties of one that is not only known from documents", async () => {
    await record(
      partnership("new", [...parties, claim("party", { organization: "academy" }, { line: 3 })], {
        kind: "TRILATERAL",
        confirmation: "UNILATERAL",
      }),
    );
    expect(await fieldsOf("new", "confirmation parties { confirmation organization { slug } }")).toEqual({
      confirmation: "UNILATERAL",
      parties: [
        { confirmation: "UNCONFIRMED", organization: null },
        { confirmation: "UNCONFIRMED", organization: null },
        { confirmation: "UNCONFIRMED", organization: { slug: "academy" } },
      ],
    });
  });

  it("finds a beginning two sources date differently in dispute, and one told more finely not", async () => {
    await record(partnership("disputed", [...parties, claim("started", "2000"), claim("started", "1999", { source: "article" })]));
    await record(partnership("agreed", [...parties, claim("started", "2000"), claim("started", "2000-05", { source: "article" })]));
    expect(await fieldsOf("disputed", "disputes { property kind claims { value source { slug } } }")).toEqual({
      disputes: [
        {
          property: "started",
          kind: "DATE",
          claims: [
            { value: "2000", source: { slug: "report" } },
            { value: "1999", source: { slug: "article" } },
          ],
        },
      ],
    });
    expect(await fieldsOf("agreed", "disputes { property } started { edtf }")).toEqual({ disputes: [], started: { edtf: "2000-05" } });
  });

  it.each([
    ["one party", parties.slice(0, 1)],
    [
      "one party that two sources name",
      [claim("party", { place: "pavlodar" }), claim("party", { place: "pavlodar" }, { source: "article" })],
    ],
    [
      "two parties of which one counts no more",
      [claim("party", { place: "pavlodar" }), claim("party", { place: "helena" }, { rank: "DEPRECATED" })],
    ],
    ["no party", []],
  ])("refuses a partnership of %s", async (_what, claims) => {
    await expect(record(partnership("fine", parties), partnership("alone", claims))).rejects.toMatchObject({
      problems: [{ path: ["alone", "claims"], message: "A partnership has at least two parties." }],
    });
    expect(await db.prisma.registryEntry.count({ where: { slug: { in: ["alone", "fine"] } } })).toBe(0);
  });

  it.each([
    ["a place", claim("party", { place: "nowhere" }), 'There is no place "nowhere".'],
    ["an organization", claim("party", { organization: "nobody" }), 'There is no organization "nobody".'],
    ["a programme", claim("programme", "nowhere"), 'There is no programme "nowhere".'],
    ["a theme", claim("theme", "nowhere"), 'There is no theme "nowhere".'],
    [
      "a party that is a place and an organization",
      claim("party", { place: "almaty", organization: "academy" }),
      "A party is a place or an organization, one of the two.",
    ],
  ])("names the path of %s that cannot be", async (_what, wrong, message) => {
    const problems = [{ path: ["other", "claims", "2", wrong.property], message }];
    await expect(record(partnership("other", [...parties, wrong]))).rejects.toMatchObject({ problems });
  });

  it("changes nothing when the same is recorded again later", async () => {
    const tables = [
      "registry_entry",
      "claim",
      "dispute",
      "partnership",
      "partnership_party",
      "partnership_status_change",
      "partnership_theme",
      "outcome",
    ];
    await record(whole);
    const before = await rowsOf(db, ...tables);
    context.advance(60_000);
    await record(whole);
    expect(await rowsOf(db, ...tables)).toEqual(before);
  });

  it("takes back what is claimed no more", async () => {
    await record(whole);
    await record(partnership("pavlodar-helena", parties));
    expect(
      await fieldsOf(
        "pavlodar-helena",
        "status summary programme { slug } started { edtf } themes { code } outcomes { text } statusHistory { status }",
      ),
    ).toEqual({
      status: "ACTIVE",
      summary: null,
      programme: null,
      started: null,
      themes: [],
      outcomes: [],
      statusHistory: [],
    });
  });
});

describe("a list of partnerships", () => {
  it.each([
    ["", ["pavlodar-almaty", "pavlodar-helena"]],
    ["kind: TWINNING", ["pavlodar-almaty"]],
    ["status: ENDED", ["pavlodar-helena"]],
    ["confirmation: BOTH", ["pavlodar-almaty"]],
    ['place: "helena"', ["pavlodar-helena"]],
    ['country: "us"', ["pavlodar-helena"]],
    ['place: "almaty", country: "US"', []],
    ['programme: "resource-cities"', ["pavlodar-helena"]],
    ['theme: "health"', ["pavlodar-helena"]],
    ['name: "Helena"', ["pavlodar-helena"]],
  ])("keeps those with { %s }", async (filter, slugs) => {
    await db.pool.query("UPDATE partnership SET visibility = 'HIDDEN'");
    const two = [claim("party", { place: "pavlodar" }), claim("party", { place: "almaty" })];
    await record(whole, partnership("pavlodar-almaty", two, { kind: "TWINNING", confirmation: "BOTH" }));
    const { partnerships } = await ask(db, `{ partnerships(filter: { ${filter} }) { totalCount nodes { slug } } }`);
    expect(partnerships).toEqual({ totalCount: slugs.length, nodes: slugs.map((slug) => ({ slug })) });
  });
});

describe("a hidden record", () => {
  it("that is a partnership is met neither by itself nor from its parties and programme", async () => {
    await db.pool.query("UPDATE partnership SET visibility = 'HIDDEN'");
    await record(partnership("secret", whole.claims, { visibility: "HIDDEN" }));
    const question = `{ partnership(slug: "secret") { id } partnerships { totalCount nodes { slug } } place(slug: "helena") { partnerships { totalCount nodes { slug } } }
      programme(slug: "resource-cities") { partnerships { totalCount nodes { slug } } } }`;
    const none = { totalCount: 0, nodes: [] };
    expect(await ask(db, question)).toEqual({
      partnership: null,
      partnerships: none,
      place: { partnerships: none },
      programme: { partnerships: none },
    });
    expect(await ask(db, `{ partnership(slug: "secret") { slug } }`, { viewer: system("a test") })).toEqual({
      partnership: { slug: "secret" },
    });
  });

  it("that is a party or a programme is not met from its partnership, nor told by a filter", async () => {
    await record(whole);
    await db.prisma.place.update({ where: { slug: "helena" }, data: { visibility: "HIDDEN" } });
    await db.prisma.programme.update({ where: { slug: "resource-cities" }, data: { visibility: "HIDDEN" } });
    expect(await fieldsOf("pavlodar-helena", "parties { place { slug } } programme { slug }")).toEqual({
      parties: [{ place: { slug: "pavlodar" } }],
      programme: null,
    });
    for (const filter of ['place: "helena"', 'country: "US"', 'programme: "resource-cities"'])
      expect(await ask(db, `{ partnerships(filter: { ${filter} }) { totalCount } }`), filter).toEqual({ partnerships: { totalCount: 0 } });
  });
});
