import { testDatabase } from "@dostyk/db/testing";
import { givenSources, inThree, inTransaction, testContext } from "@dostyk/evidence/testing";
import { ask } from "@dostyk/graphql/testing";
import { actingAs, givenAccount, givenBody, givenHouse } from "@dostyk/identity/testing";
import { anonymous, type Viewer } from "@dostyk/kernel";
import { describe, expect, it } from "vitest";
import { recordOrganizations } from "./commands/record-organizations.ts";
import { linkBody, type Linkable } from "./commands/link-body.ts";
import { givenPlaces } from "./testing.ts";
import "./graphql/index.ts";

const db = await testDatabase();
const context = testContext();
await givenSources(db, context);
await givenPlaces(db, context);
await inTransaction(db, (tx) =>
  recordOrganizations(tx, context, [
    { slug: "union", title: inThree("Union"), kind: "ASSOCIATION", claims: [] },
    { slug: "giver", title: inThree("Giver"), kind: "DONOR", claims: [] },
  ]),
);
const { bodies, people } = await givenHouse(db);
const otherAssociation = await givenBody(db, "ASSOCIATION", "Other Association");
const otherOfficer = await givenAccount(db, "Other Officer", { bodyId: otherAssociation, role: "ASSOCIATION_OFFICER" });

const place = async (slug: string): Promise<Linkable> => ({
  type: "PLACE",
  ...(await db.prisma.place.findUniqueOrThrow({ where: { slug }, select: { id: true } })),
});
const organization = async (slug: string): Promise<Linkable> => ({
  type: "ORGANIZATION",
  ...(await db.prisma.organization.findUniqueOrThrow({ where: { slug }, select: { id: true } })),
});
const link = (viewer: Viewer, bodyId: string, record: Linkable | null) => linkBody(db, actingAs(viewer), { bodyId, record });
const bodyOf = async (slug: string, viewer: Viewer) =>
  (await ask(db, `{ place(slug: "${slug}") { actingBody { name } } }`, { viewer }))["place"].actingBody;

describe("linkBody()", () => {
  it("lets a city's people act for a place, which those see who see the body", async () => {
    await link(people.ASSOCIATION_OFFICER, bodies.CITY, await place("pavlodar"));
    for (const viewer of [people.OPERATOR, people.ASSOCIATION_OFFICER, people.CITY_OFFICER])
      expect(await bodyOf("pavlodar", viewer)).toEqual({ name: "Example City" });
    for (const viewer of [anonymous, people.DONOR, otherOfficer]) expect(await bodyOf("pavlodar", viewer)).toBeNull();
    const question = `{ actingBody(id: "${bodies.CITY}") { record { __typename slug } } }`;
    expect(await ask(db, question, { viewer: people.CITY_OFFICER })).toEqual({
      actingBody: { record: { __typename: "Place", slug: "pavlodar" } },
    });
  });

  it("changes nothing the second time, and can be taken away", async () => {
    const pavlodar = await place("pavlodar");
    await link(people.OPERATOR, bodies.CITY, pavlodar);
    await link(people.OPERATOR, bodies.CITY, pavlodar);
    await link(people.OPERATOR, bodies.CITY, null);
    expect(await bodyOf("pavlodar", people.OPERATOR)).toBeNull();
  });

  it("refuses a second record of a body, and a second body of a record", async () => {
    await link(people.OPERATOR, bodies.CITY, await place("pavlodar"));
    await expect(link(people.OPERATOR, bodies.CITY, await place("almaty"))).rejects.toMatchObject({ name: "LinkedAlready" });
    const rival = await givenBody(db, "CITY", "Rival City", bodies.ASSOCIATION);
    await expect(link(people.OPERATOR, rival, await place("pavlodar"))).rejects.toMatchObject({ name: "LinkedAlready" });
  });

  it("refuses a record of another kind than the body's", async () => {
    await expect(link(people.OPERATOR, bodies.ASSOCIATION, await place("almaty"))).rejects.toMatchObject({ name: "RecordDoesNotFit" });
    await expect(link(people.OPERATOR, bodies.ASSOCIATION, await organization("giver"))).rejects.toMatchObject({
      name: "RecordDoesNotFit",
    });
    await expect(link(people.OPERATOR, bodies.NODE, await organization("union"))).rejects.toMatchObject({ name: "RecordDoesNotFit" });
  });

  it.each([
    ["nobody in particular", anonymous, "SignInFirst"],
    ["the city's own officer", people.CITY_OFFICER, "OnlyThoseSetOverItLink"],
    ["an officer of another association", otherOfficer, "RecordNotFound"],
  ])("refuses %s", async (_who, viewer, name) => {
    await expect(link(viewer, bodies.CITY, await place("almaty"))).rejects.toMatchObject({ name });
  });

  it("tells a hidden place like a missing one, and shows none by its body", async () => {
    const ekibastuz = await place("ekibastuz");
    const city = await givenBody(db, "CITY", "Hidden City", bodies.ASSOCIATION);
    await link(people.OPERATOR, city, ekibastuz);
    await db.prisma.place.update({ where: { id: ekibastuz.id }, data: { visibility: "HIDDEN" } });
    const question = `{ actingBody(id: "${city}") { record { slug } } }`;
    expect(await ask(db, question, { viewer: people.ASSOCIATION_OFFICER })).toEqual({ actingBody: { record: null } });
    await expect(link(people.ASSOCIATION_OFFICER, bodies.ASSOCIATION, ekibastuz)).rejects.toMatchObject({ name: "RecordNotFound" });
  });

  it("answers by GraphQL with the body, or with why not", async () => {
    const { id } = await organization("union");
    const wish = `mutation { linkBody(input: { bodyId: "${bodies.ASSOCIATION}", recordId: "Organization:${id}" }) {
      __typename ... on LinkBodyPayload { body { record { slug } } } ... on Refusal { message } } }`;
    expect(await ask(db, wish, { viewer: people.OPERATOR })).toEqual({
      linkBody: { __typename: "LinkBodyPayload", body: { record: { slug: "union" } } },
    });
    expect((await ask(db, wish))["linkBody"]).toMatchObject({ __typename: "SignInFirst" });
  });
});
