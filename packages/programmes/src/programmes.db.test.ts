import { testDatabase } from "@dostyk/db/testing";
import { recordOrganizations } from "@dostyk/directory";
import { claim, givenSources, inThree, inTransaction, rowsOf, testContext } from "@dostyk/evidence/testing";
import { ask } from "@dostyk/graphql/testing";
import { describe, expect, it } from "vitest";
import { type ProgrammeInput, recordProgrammes } from "./commands/record-programmes.ts";
import "./graphql/index.ts";

const db = await testDatabase();
const context = testContext();

await givenSources(db, context);
await inTransaction(db, (tx) =>
  recordOrganizations(tx, context, [
    { slug: "usaid", title: inThree("USAID"), kind: "DONOR", claims: [] },
    { slug: "icma", title: inThree("ICMA"), kind: "IMPLEMENTER", claims: [] },
  ]),
);

const record = (...inputs: readonly ProgrammeInput[]) => inTransaction(db, (tx) => recordProgrammes(tx, context, inputs));
const trained = (number: number, more: object = {}) => ({
  key: "officials-trained",
  label: inThree("officials"),
  measure: "ACTUAL",
  number,
  qualifier: "EXACT",
  ...more,
});

const initiative: ProgrammeInput = {
  slug: "initiative",
  acronym: "LGI",
  title: inThree("Initiative"),
  claims: [
    claim("number", { scheme: "task-order", value: "801" }),
    claim("number", { scheme: "contract", value: "EEU-1" }, { line: 2 }),
    claim("number", { scheme: "task-order", value: "801" }, { line: 3 }),
    claim("started", "2000"),
    claim("started", "2000-03", { line: 2 }),
    claim("organization", { organization: "usaid", role: "FUNDING" }),
    claim("organization", { organization: "icma", role: "IMPLEMENTING" }, { line: 2 }),
    claim("objective", { kind: "INTERMEDIATE_RESULT", code: "IR 2.3.1", text: inThree("Democratic practices") }),
    claim("objective", { kind: "APPROACH", text: inThree("From below") }, { line: 2 }),
    claim("indicator", trained(2000, { qualifier: "OVER" })),
    claim(
      "indicator",
      { ...trained(2000, { qualifier: "OVER" }), key: "newsletter-recipients", label: inThree("recipients") },
      { line: 2 },
    ),
    claim("indicator", trained(18_000, { key: "saved", unit: "USD", period: "2001" }), { line: 3 }),
    claim("summary", inThree("For local government.")),
  ],
};

describe("recordProgrammes()", () => {
  it("lays out numbers, roles, objectives and indicators; a number two lines give is one", async () => {
    await record(initiative);
    const fields = `title acronym summary started { edtf } ended { edtf } numbers { scheme value } organizations { role organization { slug } }
      objectives { kind code text } indicators { key label measure number qualifier unit period { edtf } claim { lines { text } } }`;
    expect(await ask(db, `{ programme(slug: "initiative") { ${fields} } }`)).toEqual({
      programme: {
        title: "Initiative",
        acronym: "LGI",
        summary: "For local government.",
        started: { edtf: "2000-03" },
        ended: null,
        numbers: [
          { scheme: "contract", value: "EEU-1" },
          { scheme: "task-order", value: "801" },
        ],
        organizations: [
          { role: "FUNDING", organization: { slug: "usaid" } },
          { role: "IMPLEMENTING", organization: { slug: "icma" } },
        ],
        objectives: [
          { kind: "INTERMEDIATE_RESULT", code: "IR 2.3.1", text: "Democratic practices" },
          { kind: "APPROACH", code: null, text: "From below" },
        ],
        indicators: [
          {
            key: "officials-trained",
            label: "officials",
            measure: "ACTUAL",
            number: 2000,
            qualifier: "OVER",
            unit: null,
            period: null,
            claim: { lines: { text: "1" } },
          },
          {
            key: "newsletter-recipients",
            label: "recipients",
            measure: "ACTUAL",
            number: 2000,
            qualifier: "OVER",
            unit: null,
            period: null,
            claim: { lines: { text: "2" } },
          },
          {
            key: "saved",
            label: "officials",
            measure: "ACTUAL",
            number: 18_000,
            qualifier: "EXACT",
            unit: "USD",
            period: { edtf: "2001" },
            claim: { lines: { text: "3" } },
          },
        ],
      },
    });
  });

  it("takes equal numbers of different things for different indicators, without dispute", async () => {
    await record(initiative);
    expect(await ask(db, `{ programme(slug: "initiative") { disputes { property } } }`)).toEqual({ programme: { disputes: [] } });
  });

  it("finds two numbers of one thing in dispute, but not at two times", async () => {
    const counts = [claim("indicator", trained(2000)), claim("indicator", trained(2500), { source: "article" })];
    const later = claim("indicator", trained(3000, { period: "2002" }), { source: "article" });
    await record({ ...initiative, claims: [...counts, later] });
    const { programme } = await ask(
      db,
      `{ programme(slug: "initiative") { disputes { property qualifier kind claims { value } } indicators { number } } }`,
    );
    expect(programme.disputes).toMatchObject([
      {
        property: "indicator",
        qualifier: "officials-trained ACTUAL",
        kind: "NUMBER",
        claims: [{ value: { number: 2000 } }, { value: { number: 2500 } }],
      },
    ]);
    expect(programme.indicators).toEqual([{ number: 2000 }, { number: 3000 }]);
  });

  it("changes nothing when the same is recorded again later", async () => {
    const tables = [
      "registry_entry",
      "claim",
      "dispute",
      "programme",
      "programme_number",
      "programme_organization",
      "objective",
      "indicator",
    ];
    await record(initiative);
    const before = await rowsOf(db, ...tables);
    context.advance(60_000);
    await record(initiative);
    expect(await rowsOf(db, ...tables)).toEqual(before);
  });

  it("takes back what is claimed no more", async () => {
    await record(initiative);
    await record({ slug: "initiative", title: inThree("Initiative"), claims: [] });
    const fields = "acronym summary started { edtf } numbers { value } organizations { role } objectives { kind } indicators { key }";
    expect(await ask(db, `{ programme(slug: "initiative") { ${fields} } }`)).toEqual({
      programme: { acronym: null, summary: null, started: null, numbers: [], organizations: [], objectives: [], indicators: [] },
    });
  });

  it.each([
    [
      "an organization nobody knows",
      claim("organization", { organization: "nobody", role: "FUNDING" }),
      'There is no organization "nobody".',
    ],
    ["a role nobody has", claim("organization", { organization: "usaid", role: "OBSERVING" }), "Invalid option"],
    [
      "an indicator without a qualifier",
      claim("indicator", { key: "x", label: inThree("x"), measure: "ACTUAL", number: 1 }),
      "Invalid option",
    ],
  ])("refuses %s", async (_what, wrong, message) => {
    await expect(record({ slug: "other", title: inThree("Other"), claims: [wrong] })).rejects.toThrow(message);
    expect(await db.prisma.programme.findUnique({ where: { slug: "other" } })).toBeNull();
  });
});

describe("programmes", () => {
  it("are met from their organizations and listed by them; hidden ones nowhere", async () => {
    await record(initiative, { slug: "secret", title: inThree("Secret"), visibility: "HIDDEN", claims: initiative.claims });
    const question = `{ programmes { totalCount nodes { slug } } mine: programmes(filter: { organization: "usaid" }) { totalCount }
      named: programmes(filter: { name: "INITIAT" }) { totalCount } secret: programme(slug: "secret") { id }
      organization(slug: "usaid") { programmes { role programme { slug } } } }`;
    expect(await ask(db, question)).toEqual({
      programmes: { totalCount: 1, nodes: [{ slug: "initiative" }] },
      mine: { totalCount: 1 },
      named: { totalCount: 1 },
      secret: null,
      organization: { programmes: [{ role: "FUNDING", programme: { slug: "initiative" } }] },
    });
  });

  it("do not tell of a hidden organization, by its role or by a filter", async () => {
    await record(initiative);
    await db.prisma.organization.update({ where: { slug: "usaid" }, data: { visibility: "HIDDEN" } });
    const question = `{ programme(slug: "initiative") { organizations { role } } programmes(filter: { organization: "usaid" }) { totalCount } }`;
    expect(await ask(db, question)).toEqual({ programme: { organizations: [{ role: "IMPLEMENTING" }] }, programmes: { totalCount: 0 } });
  });
});
