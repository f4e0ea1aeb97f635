import { testDatabase } from "@dostyk/db/testing";
import { recordOrganizations, recordPeople } from "@dostyk/directory";
import { claim, givenSources, inThree, inTransaction, rowsOf, testContext } from "@dostyk/evidence/testing";
import { recordActivities } from "@dostyk/exchanges";
import { ask } from "@dostyk/graphql/testing";
import { system } from "@dostyk/kernel";
import { beforeEach, describe, expect, it } from "vitest";
import { recordStatements, type StatementInput } from "./commands/record-statements.ts";
import { recordSubjects } from "./commands/record-subjects.ts";
import "./graphql/index.ts";

const db = await testDatabase();
const tables = ["registry_entry", "claim", "dispute", "absence", "statement", "statement_subject"];

let context = testContext();

beforeEach(async () => {
  await db.pool.query("TRUNCATE registry_entry, statement_subject CASCADE");
  context = testContext();
  await givenSources(db, context);
  await inTransaction(db, async (tx) => {
    await recordSubjects(
      tx,
      ["law-on-self-government", "budget"].map((code) => ({ code, title: inThree(code) })),
    );
    await recordOrganizations(tx, context, [{ slug: "akimat", title: inThree("Akimat"), kind: "MUNICIPALITY", claims: [] }]);
    await recordPeople(
      tx,
      context,
      ["akim", "expert"].map((slug) => ({ slug, title: inThree(slug), claims: [] })),
    );
    const events = ["conference", "meeting"].map((slug) => ({ slug, title: inThree(slug), kind: "CONFERENCE" as const, claims: [] }));
    await recordActivities(tx, context, events);
  });
});

const record = (...inputs: readonly StatementInput[]) => inTransaction(db, (tx) => recordStatements(tx, context, inputs));

function aStatement(slug: string, more: Partial<StatementInput> = {}): StatementInput {
  return {
    slug,
    title: inThree(slug),
    kind: "POSITION",
    stance: "SUPPORTS",
    subject: "law-on-self-government",
    text: inThree(`What ${slug} says.`),
    claims: [claim("made", { event: "conference" })],
    ...more,
  };
}

const madeBy = (speaker: string, line = 1) => claim("made", { event: "conference", speaker }, { line });

const commitment = aStatement("hearings", {
  kind: "COMMITMENT",
  stance: "PROPOSES",
  subject: "budget",
  verifiable: true,
  claims: [claim("made", { event: "meeting", speaker: "akim", organization: "akimat", voice: inThree("the akim") }, { line: 9 })],
});

describe("recordStatements()", () => {
  it("lays the claim out in columns", async () => {
    await record(commitment);
    const { statement } = await ask(
      db,
      `{ statement(slug: "hearings") { title kind stance text(locale: "kk") verifiable voice subject { code title } activity { slug } speaker { slug }
         organization { slug } claims { property lines { text } } } }`,
    );
    expect(statement).toEqual({
      title: "hearings",
      kind: "COMMITMENT",
      stance: "PROPOSES",
      text: "What hearings says. (kk)",
      verifiable: true,
      voice: "the akim",
      subject: { code: "budget", title: "budget" },
      activity: { slug: "meeting" },
      speaker: { slug: "akim" },
      organization: { slug: "akimat" },
      claims: [{ property: "made", lines: { text: "9" } }],
    });
  });

  it("changes nothing when the same is recorded again later", async () => {
    const inputs = [commitment, aStatement("first"), aStatement("second")];
    await record(...inputs);
    const before = await rowsOf(db, ...tables);
    context.advance(60_000);
    await record(...inputs);
    expect(await rowsOf(db, ...tables)).toEqual(before);
  });

  it("takes back what is claimed no more", async () => {
    await record(commitment);
    await record({ ...aStatement("hearings"), claims: [claim("made", { event: "conference" })] });
    const { statement } = await ask(
      db,
      `{ statement(slug: "hearings") { verifiable voice activity { slug } speaker { slug } organization { slug } } }`,
    );
    expect(statement).toEqual({ verifiable: null, voice: null, activity: { slug: "conference" }, speaker: null, organization: null });
  });

  it.each([
    [aStatement("odd", { subject: "weather" }), ["odd", "subject"], 'There is no subject "weather".'],
    [aStatement("odd", { verifiable: false }), ["odd", "verifiable"], "Only a commitment"],
    [aStatement("odd", { claims: [] }), ["odd", "claims"], "claim where and by whom"],
    [
      aStatement("odd", { claims: [claim("made", { event: "nowhere" })] }),
      ["odd", "claims", "0", "made"],
      'There is no activity "nowhere".',
    ],
    [aStatement("odd", { claims: [madeBy("nobody")] }), ["odd", "claims", "0", "made"], 'There is no person "nobody".'],
  ])("names the path of what it refuses: %#", async (input, path, message) => {
    await expect(record(input)).rejects.toMatchObject({ problems: [{ path, message: expect.stringContaining(message) }] });
    expect(await db.prisma.statement.count()).toBe(0);
  });

  it("disputes who made it, where two sources name two people", async () => {
    await record(
      aStatement("law", { claims: [madeBy("akim"), claim("made", { event: "conference", speaker: "expert" }, { source: "article" })] }),
    );
    const { statement } = await ask(
      db,
      `{ statement(slug: "law") { speaker { slug } disputes { property kind chosen { source { slug } } } } }`,
    );
    expect(statement).toEqual({
      speaker: { slug: "akim" },
      disputes: [{ property: "made", kind: "VALUE", chosen: { source: { slug: "report" } } }],
    });
  });

  it("shows the fuller account where one adds to another", async () => {
    await record(
      aStatement("law", {
        claims: [claim("made", { event: "conference" }), claim("made", { event: "conference", speaker: "expert" }, { line: 3 })],
      }),
    );
    const { statement } = await ask(db, `{ statement(slug: "law") { speaker { slug } disputes { property } } }`);
    expect(statement).toEqual({ speaker: { slug: "expert" }, disputes: [] });
  });

  it("never sets opposed opinions against each other: both stand", async () => {
    await record(aStatement("for", { stance: "SUPPORTS" }), aStatement("against", { stance: "OPPOSES" }));
    const { disputes, statements } = await ask(db, `{ disputes { totalCount } statements { nodes { slug stance } } }`);
    expect(disputes.totalCount).toBe(0);
    expect(statements.nodes).toEqual([
      { slug: "for", stance: "SUPPORTS" },
      { slug: "against", stance: "OPPOSES" },
    ]);
  });
});

describe("statements()", () => {
  beforeEach(() =>
    record(
      commitment,
      aStatement("later", { claims: [madeBy("expert", 7)] }),
      aStatement("b", { claims: [madeBy("expert", 2)], stance: "OPPOSES" }),
      aStatement("a", { claims: [madeBy("akim", 2)], kind: "RECOMMENDATION" }),
    ),
  );

  it("stands as the document reads, however the statements came, and in several goes too", async () => {
    await record(aStatement("between", { claims: [madeBy("akim", 5)] }));
    const { statements } = await ask(db, `{ statements { nodes { slug } } }`);
    expect(statements.nodes.map(({ slug }: { slug: string }) => slug)).toEqual(["b", "a", "between", "later", "hearings"]);
  });

  it.each([
    [`kind: COMMITMENT`, ["hearings"]],
    [`subject: "law-on-self-government", speaker: "expert"`, ["b", "later"]],
    [`stance: OPPOSES`, ["b"]],
    [`activity: "meeting"`, ["hearings"]],
    [`speaker: "nobody"`, []],
    [`updatedSince: "2030-01-01T00:00:00Z"`, []],
  ])("filter: { %s }", async (filter, slugs) => {
    const { statements } = await ask(db, `{ statements(filter: { ${filter} }) { totalCount nodes { slug } } }`);
    expect(statements).toEqual({ totalCount: slugs.length, nodes: slugs.map((slug) => ({ slug })) });
  });

  it("is grown on activities, people, organizations and subjects", async () => {
    const answer = await ask(
      db,
      `{ activity(slug: "conference") { statements { nodes { slug } } } person(slug: "akim") { statements { nodes { slug } } }
         organization(slug: "akimat") { statements { nodes { slug } } } statementSubjects { code statements(first: 1) { totalCount } } }`,
    );
    expect(answer).toEqual({
      activity: { statements: { nodes: [{ slug: "b" }, { slug: "a" }, { slug: "later" }] } },
      person: { statements: { nodes: [{ slug: "a" }, { slug: "hearings" }] } },
      organization: { statements: { nodes: [{ slug: "hearings" }] } },
      statementSubjects: [
        { code: "budget", statements: { totalCount: 1 } },
        { code: "law-on-self-government", statements: { totalCount: 3 } },
      ],
    });
  });
});

describe("what is hidden", () => {
  it("a statement is in no list, count or relation", async () => {
    await record({ ...commitment, visibility: "HIDDEN" });
    const everywhere = `{
      statement(slug: "hearings") { slug } statements { totalCount } activity(slug: "meeting") { statements { totalCount nodes { slug } } }
      person(slug: "akim") { statements { totalCount } } organization(slug: "akimat") { statements { nodes { slug } } }
    }`;
    expect(await ask(db, everywhere)).toEqual({
      statement: null,
      statements: { totalCount: 0 },
      activity: { statements: { totalCount: 0, nodes: [] } },
      person: { statements: { totalCount: 0 } },
      organization: { statements: { nodes: [] } },
    });
    expect(await ask(db, everywhere, { viewer: system("a test") })).toMatchObject({
      statement: { slug: "hearings" },
      person: { statements: { totalCount: 1 } },
    });
  });

  it("a speaker is not named, and asking for their statements finds none", async () => {
    await record(commitment);
    await inTransaction(db, (tx) =>
      recordPeople(tx, context, [{ slug: "akim", title: inThree("akim"), visibility: "HIDDEN", claims: [] }]),
    );
    const question = `{ statement(slug: "hearings") { speaker { slug } } statements(filter: { speaker: "akim" }) { totalCount } }`;
    expect(await ask(db, question)).toEqual({ statement: { speaker: null }, statements: { totalCount: 0 } });
    expect(await ask(db, question, { viewer: system("a test") })).toMatchObject({ statements: { totalCount: 1 } });
  });
});
