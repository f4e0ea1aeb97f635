import { testDatabase } from "@dostyk/db/testing";
import { recordOrganizations, recordPeople } from "@dostyk/directory";
import { givenPlaces } from "@dostyk/directory/testing";
import type { ClaimInput } from "@dostyk/evidence";
import { claim, givenSources, inThree, inTransaction, rowsOf, testContext } from "@dostyk/evidence/testing";
import { ask } from "@dostyk/graphql/testing";
import { recordProgrammes } from "@dostyk/programmes";
import { describe, expect, it } from "vitest";
import { recordActivities } from "./commands/record-activities.ts";
import { type OutputInput, recordOutputs } from "./commands/record-outputs.ts";
import "./graphql/index.ts";

const db = await testDatabase();
const context = testContext();

await givenSources(db, context);
await givenPlaces(db, context);
await inTransaction(db, async (tx) => {
  await recordOrganizations(tx, context, [{ slug: "institute", title: inThree("Institute"), kind: "ACADEMY", claims: [] }]);
  await recordPeople(tx, context, [{ slug: "author", title: inThree("Author"), claims: [] }]);
  await recordProgrammes(tx, context, [{ slug: "initiative", title: inThree("Initiative"), claims: [] }]);
  await recordActivities(tx, context, [{ slug: "meeting", title: inThree("Meeting"), kind: "MEETING", claims: [] }]);
});

const output = (slug: string, claims: readonly ClaimInput[], more: Partial<OutputInput> = {}): OutputInput => ({
  slug,
  title: inThree(slug),
  kind: "HANDBOOK",
  claims,
  ...more,
});
const record = (...inputs: readonly OutputInput[]) => inTransaction(db, (tx) => recordOutputs(tx, context, inputs));

const handbook = output("handbook", [
  claim("produced", "2001-08"),
  claim("language", "ru"),
  claim("language", "kk", { line: 2 }),
  claim("language", "ru", { line: 3 }),
  claim("step", { kind: "WRITTEN" }),
  claim("step", { kind: "DISTRIBUTED", on: "2001-09", number: 2000, qualifier: "OVER", note: inThree("By post.") }, { line: 9 }),
  claim("contributor", { role: "AUTHOR", person: "author" }),
  claim("contributor", { role: "PUBLISHER", organization: "institute" }, { line: 2 }),
  claim("activity", "meeting"),
  claim("programme", "initiative"),
  claim("summary", inThree("For deputies.")),
]);

describe("recordOutputs()", () => {
  it("lays out steps, languages and people in their roles, each with its claim", async () => {
    await record(handbook);
    const fields = `kind summary languages produced { edtf } steps { kind on { edtf } number qualifier note claim { lines { text } } }
      contributions { role person { slug } organization { slug } } activity { slug outputs { slug } } programme { slug outputs { nodes { slug } } }`;
    expect(await ask(db, `{ output(slug: "handbook") { ${fields} } }`)).toEqual({
      output: {
        kind: "HANDBOOK",
        summary: "For deputies.",
        languages: ["ru", "kk"],
        produced: { edtf: "2001-08" },
        steps: [
          { kind: "WRITTEN", on: null, number: null, qualifier: null, note: null, claim: { lines: { text: "1" } } },
          {
            kind: "DISTRIBUTED",
            on: { edtf: "2001-09" },
            number: 2000,
            qualifier: "OVER",
            note: "By post.",
            claim: { lines: { text: "9" } },
          },
        ],
        contributions: [
          { role: "AUTHOR", person: { slug: "author" }, organization: null },
          { role: "PUBLISHER", person: null, organization: { slug: "institute" } },
        ],
        activity: { slug: "meeting", outputs: [{ slug: "handbook" }] },
        programme: { slug: "initiative", outputs: { nodes: [{ slug: "handbook" }] } },
      },
    });
  });

  it("changes nothing when the same is recorded again later", async () => {
    const tables = ["registry_entry", "claim", "output", "output_step", "output_contribution"];
    await record(handbook);
    const before = await rowsOf(db, ...tables);
    context.advance(60_000);
    await record(handbook);
    expect(await rowsOf(db, ...tables)).toEqual(before);
  });

  it("takes back what is claimed no more", async () => {
    await record(handbook);
    await record({ ...handbook, claims: [] });
    expect(
      await ask(
        db,
        `{ output(slug: "handbook") { summary languages produced { edtf } steps { kind } contributions { role } activity { slug } } }`,
      ),
    ).toEqual({
      output: { summary: null, languages: [], produced: null, steps: [], contributions: [], activity: null },
    });
  });

  it("refuses a contributor who is a person and an organization, and names nobody knows", async () => {
    const both = claim("contributor", { role: "AUTHOR", person: "author", organization: "institute" });
    await expect(record(output("other", [both]))).rejects.toThrow(/A contributor is a person or an organization/u);
    await expect(record(output("other", [claim("activity", "nowhere")]))).rejects.toThrow('There is no activity "nowhere".');
  });
});

describe("outputs", () => {
  it("are listed by kind and programme; a hidden one, or one of a hidden programme's filter, is not", async () => {
    await record(
      handbook,
      output("report", [], { kind: "REPORT" }),
      output("secret", [claim("programme", "initiative")], { visibility: "HIDDEN" }),
    );
    const list = async (filter: string) => {
      const { outputs } = await ask(db, `{ outputs(filter: { ${filter} }) { totalCount nodes { slug } } }`);
      return [outputs.totalCount, ...outputs.nodes.map(({ slug }: { slug: string }) => slug)] as unknown;
    };
    expect(await list("")).toEqual([2, "handbook", "report"]);
    expect(await list("kind: REPORT")).toEqual([1, "report"]);
    expect(await list('programme: "initiative"')).toEqual([1, "handbook"]);
    expect(
      await ask(db, `{ output(slug: "secret") { id } organization(slug: "institute") { contributions { output { slug } } } }`),
    ).toEqual({
      output: null,
      organization: { contributions: [{ output: { slug: "handbook" } }] },
    });
    await db.prisma.programme.update({ where: { slug: "initiative" }, data: { visibility: "HIDDEN" } });
    expect(await list('programme: "initiative"')).toEqual([0]);
  });
});
