import { testDatabase } from "@dostyk/db/testing";
import { givenPlaces } from "@dostyk/directory/testing";
import { claim, givenSources, inThree, inTransaction, testContext } from "@dostyk/evidence/testing";
import { ask } from "@dostyk/graphql/testing";
import { actingAs, givenAccount, givenBody } from "@dostyk/identity/testing";
import { system, type Viewer } from "@dostyk/kernel";
import { beforeEach, describe, expect, it } from "vitest";
import { proposePartnership } from "./commands/propose-partnership.ts";
import { recordPartnerships } from "./commands/record-partnerships.ts";
import {
  amendPartnership,
  confirmPartnership,
  declinePartnership,
  endPartnership,
  markPartnershipDormant,
  resumePartnership,
  suspendPartnership,
} from "./commands/speak.ts";
import { givenCity } from "./testing.ts";
import "./graphql/index.ts";

const db = await testDatabase();
const context = testContext();
await givenSources(db, context);
await givenPlaces(db, context);
const homeNode = context.homeNode;

const association = await givenBody(db, "ASSOCIATION", "Example Association");
const officer = await givenAccount(db, "Aigerim Example", { bodyId: association, role: "ASSOCIATION_OFFICER" });
const pavlodar = await givenCity(db, "pavlodar", association);
const helena = await givenCity(db, "helena", association);
const almaty = await givenCity(db, "almaty", association);
const { id: ekibastuz } = await db.prisma.place.findUniqueOrThrow({ where: { slug: "ekibastuz" }, select: { id: true } });
type City = typeof pavlodar;

let keys = 0;
const key = () => `key ${(keys += 1)}`;
let time = new Date("2026-01-01T12:00:00Z");
beforeEach(() => {
  time = new Date(time.getTime() + 60_000);
});
const acting = (viewer: Viewer) => ({ ...actingAs(viewer, time), homeNode });
const terms = { title: "Pavlodar and Helena", kind: "SISTER_CITY", themes: ["health"] } as const;
const english = { language: "en" } as const;
const propose = (...cities: readonly [City, ...City[]]) =>
  proposePartnership(db, acting(cities[0].viewer), {
    ...english,
    parties: cities.map(({ party }) => party),
    terms: { ...terms, themes: [...terms.themes] },
    idempotencyKey: key(),
  });
const saying = (partnershipId: string, city: City, version: number) => ({
  ...english,
  partnershipId,
  party: city.party,
  version,
  idempotencyKey: key(),
});
/** Proposed and confirmed: at version 2. */
async function givenActive(): Promise<string> {
  const { partnershipId } = await propose(pavlodar, helena);
  await confirmPartnership(db, acting(helena.viewer), saying(partnershipId, helena, 1));
  return partnershipId;
}
const partnershipOf = (id: string) =>
  db.prisma.partnership.findUniqueOrThrow({
    where: { id },
    include: { parties: { orderBy: { position: "asc" } }, statusHistory: { orderBy: { position: "asc" } } },
  });
const fieldsOf = async (id: string, fields: string, viewer: Viewer = pavlodar.viewer) =>
  (await ask(db, `{ node(id: "Partnership:${id}") { ... on Partnership { ${fields} } } }`, { viewer, locale: "en" }))["node"];

describe("a proposal", () => {
  it("is a partnership of its own, one side of which has confirmed it", async () => {
    const { partnershipId, version } = await propose(pavlodar, helena);
    expect(version).toBe(1);
    const row = await partnershipOf(partnershipId);
    expect(row).toMatchObject({ slug: "pavlodar-helena", status: "PROPOSED", confirmation: "UNILATERAL", homeNode, version: 1 });
    expect(row.parties.map(({ confirmation }) => confirmation)).toEqual(["CONFIRMED", "UNCONFIRMED"]);
    const second = await propose(pavlodar, helena);
    expect((await partnershipOf(second.partnershipId)).slug).toBe("pavlodar-helena-2");
  });

  it("is one proposal when it is sent twice at once", async () => {
    const proposal = { ...english, parties: [pavlodar.party, helena.party], terms: { ...terms, themes: [] }, idempotencyKey: key() };
    const wishes = [1, 2, 3].map(() => proposePartnership(db, acting(pavlodar.viewer), proposal));
    const ids = (await Promise.all(wishes)).map(({ partnershipId }) => partnershipId);
    expect(new Set(ids).size).toBe(1);
    expect(await db.prisma.partnershipStatement.count({ where: { idempotencyKey: proposal.idempotencyKey } })).toBe(1);
  });

  it.each([
    ["one party", [pavlodar.party], {}],
    ["a party twice", [pavlodar.party, pavlodar.party], {}],
    ["no title", [pavlodar.party, helena.party], { terms: { ...terms, themes: [], title: " " } }],
    ["a theme there is not", [pavlodar.party, helena.party], { terms: { ...terms, themes: ["nowhere"] } }],
    ["a language there is not", [pavlodar.party, helena.party], { language: "no language" }],
    ["a day that has not come", [pavlodar.party, helena.party], { on: "2030-01-01" }],
    ["a day in no calendar", [pavlodar.party, helena.party], { on: "2026-02-30" }],
    ["half a character", [pavlodar.party, helena.party], { reason: "\ud800" }],
  ])("of %s is refused, and nothing is written", async (_what, parties, more) => {
    const before = await db.prisma.registryEntry.count();
    const proposal = { ...english, parties, terms: { ...terms, themes: [] }, idempotencyKey: key(), ...more };
    await expect(proposePartnership(db, acting(pavlodar.viewer), proposal)).rejects.toMatchObject({ name: "InvalidInput" });
    expect(await db.prisma.registryEntry.count()).toBe(before);
  });

  it("is not made for another city, nor by the node's operator", async () => {
    const proposal = { ...english, parties: [helena.party, pavlodar.party], terms: { ...terms, themes: [] }, idempotencyKey: key() };
    await expect(proposePartnership(db, acting(pavlodar.viewer), proposal)).rejects.toMatchObject({ name: "OnlyItsPeopleSpeakForIt" });
    await expect(proposePartnership(db, acting(system("a test")), proposal)).rejects.toMatchObject({ name: "OnlyPeopleCanDoThis" });
  });
});

describe("the life of a partnership", () => {
  it("goes from proposal to end, each step with its day, reason and decider", async () => {
    const { partnershipId: id } = await propose(pavlodar, helena);
    await confirmPartnership(db, acting(helena.viewer), { ...saying(id, helena, 1), on: "2025-03" });
    await suspendPartnership(db, acting(pavlodar.viewer), { ...saying(id, pavlodar, 2), on: "2025-06", reason: "A flood." });
    await resumePartnership(db, acting(pavlodar.viewer), { ...saying(id, pavlodar, 3), on: "2025-09" });
    await markPartnershipDormant(db, acting(helena.viewer), saying(id, helena, 4));
    await endPartnership(db, acting(helena.viewer), { ...saying(id, helena, 5), on: "2025-12-31", decider: "The council" });
    const life = await fieldsOf(
      id,
      `status confirmation started { edtf } ended { edtf } statusHistory { status on { edtf } reason decider }
       process { version agreed { version title } statements { version act party { place { slug } } on { edtf } reason } }`,
    );
    expect(life).toMatchObject({
      status: "ENDED",
      confirmation: "ENDED_BY_ONE",
      started: { edtf: "2025-03" },
      ended: { edtf: "2025-12-31" },
      statusHistory: [
        { status: "PROPOSED", on: { edtf: "2026-01-01" } },
        { status: "ACTIVE", on: { edtf: "2025-03" } },
        { status: "SUSPENDED", on: { edtf: "2025-06" }, reason: "A flood." },
        { status: "ACTIVE", on: { edtf: "2025-09" } },
        { status: "DORMANT" },
        { status: "ENDED", on: { edtf: "2025-12-31" }, decider: "The council" },
      ],
      process: { version: 6, agreed: { version: 1, title: "Pavlodar and Helena" } },
    });
    expect(life.process.statements[1]).toEqual({
      version: 2,
      act: "CONFIRM",
      party: { place: { slug: "helena" } },
      on: { edtf: "2025-03" },
      reason: null,
    });
    await endPartnership(db, acting(pavlodar.viewer), saying(id, pavlodar, 6));
    expect(await partnershipOf(id)).toMatchObject({ status: "ENDED", confirmation: "BOTH" });
  });

  it("shows what is agreed until an amendment is confirmed by the other side", async () => {
    const id = await givenActive();
    const amended = { title: "Friends", summary: "Now with housing.", kind: "FRIENDSHIP", themes: ["housing"] } as const;
    await amendPartnership(db, acting(pavlodar.viewer), { ...saying(id, pavlodar, 2), terms: { ...amended, themes: ["housing"] } });
    const shown = "title kind summary themes { code } status process { agreed { version } latest { version title } }";
    expect(await fieldsOf(id, shown)).toEqual({
      title: "Pavlodar and Helena",
      kind: "SISTER_CITY",
      summary: null,
      themes: [{ code: "health" }],
      status: "ACTIVE",
      process: { agreed: { version: 1 }, latest: { version: 2, title: "Friends" } },
    });
    await confirmPartnership(db, acting(helena.viewer), saying(id, helena, 3));
    expect(await fieldsOf(id, shown)).toMatchObject({
      title: "Friends",
      kind: "FRIENDSHIP",
      summary: "Now with housing.",
      themes: [{ code: "housing" }],
    });
  });

  it("is contested where a party declines, and no more where it changes its mind", async () => {
    const { partnershipId: id } = await propose(pavlodar, helena);
    await declinePartnership(db, acting(helena.viewer), saying(id, helena, 1));
    expect(await partnershipOf(id)).toMatchObject({ status: "PROPOSED", confirmation: "CONTESTED" });
    await confirmPartnership(db, acting(helena.viewer), saying(id, helena, 2));
    expect(await partnershipOf(id)).toMatchObject({ status: "ACTIVE", confirmation: "BOTH" });
  });

  it("does not end before it began", async () => {
    const id = await givenActive();
    const early = { ...saying(id, helena, 2), on: "1999" };
    await expect(endPartnership(db, acting(helena.viewer), early)).rejects.toMatchObject({ name: "InvalidInput", path: ["on"] });
    expect(await partnershipOf(id)).toMatchObject({ status: "ACTIVE", version: 2 });
  });

  it("tells the outbox of every statement, and the audit log of every wish", async () => {
    const id = await givenActive();
    const events = await db.prisma.outboxEvent.findMany({ where: { subject: id }, orderBy: { position: "asc" } });
    expect(events.map(({ type, payload }) => [type, payload])).toEqual([
      ["partnerships.proposed", { version: 1, party: 0, before: null, status: "PROPOSED", confirmation: "UNILATERAL" }],
      ["partnerships.confirmed", { version: 2, party: 1, before: "PROPOSED", status: "ACTIVE", confirmation: "BOTH" }],
    ]);
    const lines = await db.prisma.auditLine.findMany({
      where: { subjectId: id },
      orderBy: { id: "asc" },
      select: { command: true, decision: true },
    });
    expect(lines).toEqual([
      { command: "partnerships.propose", decision: "ALLOWED" },
      { command: "partnerships.confirm", decision: "ALLOWED" },
    ]);
  });

  it("has statements that nobody changes", async () => {
    const id = await givenActive();
    await expect(db.pool.query("UPDATE partnership_statement SET act = 'END' WHERE partnership_id = $1", [id])).rejects.toThrow(
      "stays as it is",
    );
    await expect(db.pool.query("DELETE FROM partnership_statement WHERE partnership_id = $1", [id])).rejects.toThrow("stays as it is");
  });
});

describe("parties at the same time", () => {
  it("lose no confirmation, however many confirm at once", async () => {
    for (let round = 0; round < 5; round += 1) {
      const { partnershipId: id } = await propose(pavlodar, helena, almaty);
      await Promise.all([helena, almaty].map((city) => confirmPartnership(db, acting(city.viewer), saying(id, city, 1))));
      expect(await partnershipOf(id)).toMatchObject({ status: "ACTIVE", confirmation: "BOTH", version: 3 });
    }
  });

  it("overwrite nothing in silence: of two amendments one is refused with what changed", async () => {
    const id = await givenActive();
    const wishes = [pavlodar, helena].map((city) =>
      amendPartnership(db, acting(city.viewer), { ...saying(id, city, 2), terms: { ...terms, title: "Other", themes: [] } }),
    );
    const outcomes = await Promise.allSettled(wishes);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const refused = outcomes.find(({ status }) => status === "rejected");
    expect(refused).toMatchObject({ reason: { name: "SomebodyElseChangedIt", yours: 2, present: 3, path: ["version"] } });
  });

  it("cannot say two things for one party at once", async () => {
    const { partnershipId: id } = await propose(pavlodar, helena);
    const outcomes = await Promise.allSettled([
      confirmPartnership(db, acting(helena.viewer), saying(id, helena, 1)),
      declinePartnership(db, acting(officer), saying(id, helena, 1)),
    ]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await partnershipOf(id)).version).toBe(2);
  });

  it("count a double click once", async () => {
    const { partnershipId: id } = await propose(pavlodar, helena);
    const twice = saying(id, helena, 1);
    const answers = await Promise.all([1, 2].map(() => confirmPartnership(db, acting(helena.viewer), twice)));
    expect(answers).toEqual([
      { partnershipId: id, version: 2 },
      { partnershipId: id, version: 2 },
    ]);
    await expect(endPartnership(db, acting(helena.viewer), { ...twice, version: 2 })).rejects.toMatchObject({ path: ["idempotencyKey"] });
  });
});

describe("who may speak", () => {
  it("is the party's own city, or its association, for one side of a partnership", async () => {
    const { partnershipId: id } = await propose(pavlodar, helena);
    await expect(confirmPartnership(db, acting(almaty.viewer), saying(id, helena, 1))).rejects.toMatchObject({
      name: "OnlyItsPeopleSpeakForIt",
    });
    await confirmPartnership(db, acting(officer), saying(id, helena, 1));
    await expect(endPartnership(db, acting(officer), saying(id, pavlodar, 2))).rejects.toMatchObject({ name: "OnePersonSpeaksForOneSide" });
  });

  it("is nobody for a place without a body", async () => {
    const party = { type: "PLACE", id: ekibastuz } as const;
    const { partnershipId: id } = await propose(pavlodar, { ...pavlodar, party });
    await expect(confirmPartnership(db, acting(officer), { ...saying(id, helena, 1), party })).rejects.toMatchObject({
      name: "NobodySpeaksForItYet",
    });
  });

  it("is nobody on this node for another node's partnership", async () => {
    const id = await givenActive();
    await db.prisma.partnership.update({ where: { id }, data: { homeNode: "https://us.example" } });
    await expect(endPartnership(db, acting(helena.viewer), saying(id, helena, 2))).rejects.toMatchObject({ name: "OnlyItsHomeNodeWrites" });
    expect(await fieldsOf(id, "parties { actions }", helena.viewer)).toEqual({ parties: [{ actions: [] }, { actions: [] }] });
  });
});

describe("a partnership known from documents", () => {
  it("has no process and takes no statement", async () => {
    const claims = [claim("party", { place: "pavlodar" }), claim("party", { place: "helena" }, { line: 2 })];
    const historical = { slug: "old-friends", title: inThree("Old friends"), kind: "RESOURCE_CITIES", claims } as const;
    await inTransaction(db, (tx) => recordPartnerships(tx, context, [historical]));
    const { id } = await db.prisma.partnership.findUniqueOrThrow({ where: { slug: "old-friends" } });
    const before = await partnershipOf(id);
    await expect(confirmPartnership(db, acting(helena.viewer), saying(id, helena, 0))).rejects.toMatchObject({
      name: "KnownOnlyFromDocuments",
    });
    expect(await partnershipOf(id)).toEqual(before);
    expect(await fieldsOf(id, "confirmation process { version } parties { actions standing }")).toEqual({
      confirmation: "HISTORICAL",
      process: null,
      parties: [
        { actions: [], standing: null },
        { actions: [], standing: null },
      ],
    });
  });

  it("does not take the slug of one whose parties speak", async () => {
    const { slug } = await partnershipOf(await givenActive());
    const claims = [claim("party", { place: "pavlodar" }), claim("party", { place: "helena" }, { line: 2 })];
    const document = { slug, title: inThree("A document"), kind: "RESOURCE_CITIES", claims } as const;
    await expect(inTransaction(db, (tx) => recordPartnerships(tx, context, [document]))).rejects.toMatchObject({ name: "InvalidInput" });
  });
});

describe("GraphQL", () => {
  const global = ({ party }: City) => `Place:${party.id}`;
  const wish = async (viewer: Viewer, name: string, input: string) =>
    (
      await ask(
        db,
        `mutation { ${name}(input: { ${input}, idempotencyKey: "${key()}" }) { __typename
           ... on Refusal { message path }
           ... on SomebodyElseChangedIt { yourVersion presentVersion changes { act version } partnership { status } } ${
             name === "proposePartnership"
               ? "... on ProposePartnershipPayload { version partnership { id status parties { actions } } }"
               : ""
           } ${name === "confirmPartnership" ? "... on ConfirmPartnershipPayload { version partnership { id status parties { actions standing } } }" : ""} } }`,
        { viewer, now: time },
      )
    )[name];

  it("carries a proposal and its confirmation, and tells each side what it may do", async () => {
    const proposed = await wish(
      pavlodar.viewer,
      "proposePartnership",
      `parties: ["${global(pavlodar)}", "${global(helena)}"], terms: { title: "By wire", kind: TWINNING }`,
    );
    expect(proposed).toMatchObject({
      __typename: "ProposePartnershipPayload",
      version: 1,
      partnership: { status: "PROPOSED", parties: [{ actions: ["AMEND", "END"] }, { actions: [] }] },
    });
    const about = `partnershipId: "${proposed.partnership.id}", party: "${global(helena)}"`;
    expect(await wish(helena.viewer, "confirmPartnership", `${about}, version: 1`)).toMatchObject({
      version: 2,
      partnership: {
        status: "ACTIVE",
        parties: [
          { actions: [], standing: "ACTIVE" },
          { actions: ["AMEND", "SUSPEND", "MARK_DORMANT", "END"], standing: "ACTIVE" },
        ],
      },
    });
    expect(await wish(helena.viewer, "endPartnership", `${about}, version: 1`)).toMatchObject({
      __typename: "SomebodyElseChangedIt",
      yourVersion: 1,
      presentVersion: 2,
      changes: [{ act: "CONFIRM", version: 2 }],
      partnership: { status: "ACTIVE" },
    });
  });

  it("answers refusals by their types", async () => {
    const id = await givenActive();
    const about = `partnershipId: "Partnership:${id}", version: 2`;
    expect(await wish(almaty.viewer, "endPartnership", `${about}, party: "${global(almaty)}"`)).toMatchObject({
      __typename: "RecordNotFound",
      path: ["party"],
    });
    expect(await wish(helena.viewer, "resumePartnership", `${about}, party: "${global(helena)}"`)).toMatchObject({
      __typename: "NotOpenNow",
    });
    expect(await wish(helena.viewer, "endPartnership", `${about}, party: "Partnership:${id}"`)).toMatchObject({
      __typename: "RecordNotFound",
    });
  });
});
