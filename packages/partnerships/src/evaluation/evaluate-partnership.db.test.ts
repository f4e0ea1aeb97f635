import { testDatabase } from "@dostyk/db/testing";
import { givenPlaces } from "@dostyk/directory/testing";
import { givenSources, testContext } from "@dostyk/evidence/testing";
import { ask } from "@dostyk/graphql/testing";
import { actingAs, givenBody } from "@dostyk/identity/testing";
import { anonymous, type Viewer } from "@dostyk/kernel";
import { describe, expect, it } from "vitest";
import { proposePartnership } from "../commands/propose-partnership.ts";
import { confirmPartnership } from "../commands/speak.ts";
import { givenCity } from "../testing.ts";
import { evaluatePartnership } from "./evaluate-partnership.ts";
import "../graphql/index.ts";

const db = await testDatabase();
const context = testContext();
await givenSources(db, context);
await givenPlaces(db, context);
const association = await givenBody(db, "ASSOCIATION", "Example Association");
const pavlodar = await givenCity(db, "pavlodar", association);
const helena = await givenCity(db, "helena", association);
type City = typeof pavlodar;

let keys = 0;
const sent = () => ({ language: "en", idempotencyKey: `key ${(keys += 1)}` });
const acting = (viewer: Viewer) => ({ ...actingAs(viewer), homeNode: context.homeNode });
async function givenProposed(): Promise<string> {
  const terms = { title: "Friends", kind: "TWINNING" as const, themes: [] };
  const proposal = { ...sent(), parties: [pavlodar.party, helena.party], terms };
  return (await proposePartnership(db, acting(pavlodar.viewer), proposal)).partnershipId;
}
async function givenActive(): Promise<string> {
  const partnershipId = await givenProposed();
  await confirmPartnership(db, acting(helena.viewer), { ...sent(), partnershipId, party: helena.party, version: 1 });
  return partnershipId;
}
const evaluate = (partnershipId: string, city: City, version: number, scores: readonly { criterion: string; score: number }[], more = {}) =>
  evaluatePartnership(db, acting(city.viewer), { ...sent(), partnershipId, party: city.party, version, scores, ...more });
const money = (score: number) => [{ criterion: "financing", score }];

describe("evaluatePartnership()", () => {
  it("puts the parties' scores side by side, with average and gap", async () => {
    const id = await givenActive();
    await evaluate(id, pavlodar, 0, [...money(4), { criterion: "engagement", score: 1, note: "Few came." } as never]);
    await evaluate(id, helena, 0, money(1));
    const question = `{ node(id: "Partnership:${id}") { ... on Partnership {
      evaluations { version language party { place { slug } } scores { criterion { code title } score note } }
      comparison { criterion { code } average gap } } } }`;
    const { node } = await ask(db, question, { viewer: anonymous });
    expect(node.evaluations).toEqual([
      {
        version: 1,
        language: "en",
        party: { place: { slug: "pavlodar" } },
        scores: [
          { criterion: { code: "financing", title: "Money" }, score: 4, note: null },
          { criterion: { code: "engagement", title: "Everybody concerned" }, score: 1, note: "Few came." },
        ],
      },
      {
        version: 1,
        language: "en",
        party: { place: { slug: "helena" } },
        scores: [{ criterion: { code: "financing", title: "Money" }, score: 1, note: null }],
      },
    ]);
    const compared = node.comparison.filter(({ average }: { average: number | null }) => average !== null);
    expect(compared).toEqual([
      { criterion: { code: "financing" }, average: 2.5, gap: 3 },
      { criterion: { code: "engagement" }, average: 1, gap: null },
    ]);
  });

  it("lets new scores take the place of earlier ones, of which none is lost", async () => {
    const id = await givenActive();
    await evaluate(id, helena, 0, money(1));
    expect(await evaluate(id, helena, 1, money(3))).toEqual({ partnershipId: id, version: 2 });
    const { node } = await ask(db, `{ node(id: "Partnership:${id}") { ... on Partnership { evaluations { version scores { score } } } } }`);
    expect(node.evaluations).toEqual([{ version: 2, scores: [{ score: 3 }] }]);
    expect(await db.prisma.partnershipEvaluation.count({ where: { partnershipId: id } })).toBe(2);
    await expect(db.pool.query("DELETE FROM partnership_evaluation WHERE partnership_id = $1", [id])).rejects.toThrow("stays as it is");
  });

  it("takes one of two that are given at once, and a double click once", async () => {
    const id = await givenActive();
    const outcomes = await Promise.allSettled([evaluate(id, helena, 0, money(1)), evaluate(id, helena, 0, money(2))]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({ reason: { name: "SomebodyElseEvaluated" } });
    const twice = { idempotencyKey: "twice" };
    const answers = await Promise.all([1, 2].map(() => evaluate(id, helena, 1, money(2), twice)));
    expect(answers.map(({ version }) => version)).toEqual([2, 2]);
  });

  it.each([
    ["no score", []],
    ["a criterion the checklist has not", [{ criterion: "weather", score: 1 }]],
    ["a score below the lowest", money(-1)],
    ["a score above the highest", money(5)],
    ["half a score", money(1.5)],
    ["a criterion twice", [...money(1), ...money(2)]],
  ])("refuses %s", async (_what, scores) => {
    const id = await givenActive();
    await expect(evaluate(id, helena, 0, scores)).rejects.toMatchObject({ name: "InvalidInput" });
    expect(await db.prisma.partnershipEvaluation.count({ where: { partnershipId: id } })).toBe(0);
  });

  it("refuses who does not speak for the party, and what was never agreed", async () => {
    const id = await givenActive();
    await expect(evaluate(id, { ...helena, viewer: pavlodar.viewer }, 0, money(1))).rejects.toMatchObject({
      name: "OnlyItsPeopleSpeakForIt",
    });
    await expect(evaluate(await givenProposed(), helena, 0, money(1))).rejects.toMatchObject({ name: "NothingAgreedYet" });
  });

  it("is wished by GraphQL, by the criteria of the checklist", async () => {
    const id = await givenActive();
    const { evaluationChecklist } = await ask(db, '{ evaluationChecklist { code criteria { code question(locale: "kk") } } }');
    expect(evaluationChecklist.criteria).toHaveLength(10);
    const [{ code }] = evaluationChecklist.criteria;
    const wish = `mutation { evaluatePartnership(input: { partnershipId: "Partnership:${id}", party: "Place:${helena.party.id}", version: 0,
      idempotencyKey: "by wire", scores: [{ criterion: "${code}", score: 2 }] }) { __typename
      ... on EvaluatePartnershipPayload { version partnership { comparison { average } } } ... on Refusal { message } } }`;
    const answer = (await ask(db, wish, { viewer: helena.viewer }))["evaluatePartnership"];
    expect(answer).toMatchObject({ __typename: "EvaluatePartnershipPayload", version: 1 });
    expect(answer.partnership.comparison[0]).toEqual({ average: 2 });
    expect((await ask(db, wish.replace("by wire", "again")))["evaluatePartnership"]).toMatchObject({ __typename: "SignInFirst" });
  });
});
