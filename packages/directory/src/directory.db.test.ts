import { testDatabase } from "@dostyk/db/testing";
import { claim, givenSources, inThree, inTransaction, rowsOf, testContext } from "@dostyk/evidence/testing";
import { ask } from "@dostyk/graphql/testing";
import { system } from "@dostyk/kernel";
import { beforeEach, describe, expect, it } from "vitest";
import { type OrganizationInput, recordOrganizations } from "./commands/record-organizations.ts";
import { recordPeople } from "./commands/record-people.ts";
import { type PlaceInput, recordPlaces } from "./commands/record-places.ts";
import { recordThemes } from "./commands/record-themes.ts";
import "./graphql/index.ts";
import { readGazetteer } from "./store.ts";
import { aPlace, givenPlaces } from "./testing.ts";

const db = await testDatabase();
const tables = [
  "registry_entry",
  "claim",
  "dispute",
  "place",
  "place_name",
  "place_membership",
  "place_identifier",
  "organization",
  "person",
  "theme",
];

let context = testContext();

beforeEach(async () => {
  await db.pool.query("TRUNCATE registry_entry, theme CASCADE");
  context = testContext();
  await givenSources(db, context);
  await givenPlaces(db, context);
});

const places = (...inputs: readonly PlaceInput[]) => inTransaction(db, (tx) => recordPlaces(tx, context, inputs));
const organizations = (...inputs: readonly OrganizationInput[]) => inTransaction(db, (tx) => recordOrganizations(tx, context, inputs));

function anOrganization(slug: string, more: Partial<OrganizationInput> = {}): OrganizationInput {
  return { slug, title: inThree(slug), kind: "ASSOCIATION", claims: [], ...more };
}

describe("recordPlaces()", () => {
  const atyrau = aPlace("atyrau", {
    claims: [
      claim("name", { text: "Atyrau", language: "en", kind: "OFFICIAL" }),
      claim("name", { text: "Aturay", language: "en", kind: "MISSPELLING" }, { line: 2 }),
      claim("location", { latitude: 47.1, longitude: 51.92 }),
      claim("identifier", { scheme: "un-locode", value: "KZGUW" }),
      claim("within", { place: "atyrau-region", since: "1938" }),
    ],
  });
  const region = aPlace("atyrau-region", { kind: "REGION", claims: [claim("within", { place: "kazakhstan" })] });

  it("lays out names, units, location and identifiers; a unit may come later in the list", async () => {
    await places(atyrau, region);
    const { place } = await ask(
      db,
      `{ place(slug: "atyrau") { name kind country { code name } names { text kind } location { latitude } identifiers { scheme value }
         parents { unit { slug } since { edtf } } } }`,
    );
    expect(place).toEqual({
      name: "atyrau",
      kind: "CITY",
      country: { code: "KZ", name: "Kazakhstan" },
      names: [
        { text: "Atyrau", kind: "OFFICIAL" },
        { text: "Aturay", kind: "MISSPELLING" },
      ],
      location: { latitude: 47.1 },
      identifiers: [{ scheme: "un-locode", value: "KZGUW" }],
      parents: [{ unit: { slug: "atyrau-region" }, since: { edtf: "1938" } }],
    });
  });

  it("changes nothing when the same is recorded again later", async () => {
    await places(atyrau, region);
    const before = await rowsOf(db, ...tables);
    context.advance(60_000);
    await places(atyrau, region);
    await givenPlaces(db, context);
    expect(await rowsOf(db, ...tables)).toEqual(before);
  });

  it("takes back what is claimed no more", async () => {
    await places(atyrau, region);
    await places({ ...atyrau, claims: [claim("within", { place: "kazakhstan" })] });
    const { place } = await ask(
      db,
      `{ place(slug: "atyrau") { names { text } location { latitude } parents { unit { slug } } claims { property rank } } }`,
    );
    expect(place).toMatchObject({ names: [], location: null, parents: [{ unit: { slug: "kazakhstan" } }] });
    expect(place.claims).toHaveLength(6);
  });

  it("names the path of a unit nobody knows", async () => {
    await expect(places(aPlace("uralsk", { claims: [claim("within", { place: "nowhere" })] }))).rejects.toMatchObject({
      problems: [{ path: ["uralsk", "claims", "0", "within"], message: 'There is no place "nowhere".' }],
    });
  });

  it("disputes locations that are not one town", async () => {
    const at = (latitude: number) => claim("location", { latitude, longitude: 51.92 });
    await places(aPlace("atyrau", { claims: [at(47.1), at(47.12), at(48)] }));
    const { disputes } = await ask(db, `{ disputes { nodes { property kind claims { value } record { slug } } } }`);
    expect(disputes.nodes).toMatchObject([{ property: "location", kind: "PLACE", record: { slug: "atyrau" } }]);
    expect(disputes.nodes[0].claims).toHaveLength(3);
  });

  it("finds a place by any spelling its sources attest", async () => {
    await places(atyrau, region);
    await places(aPlace("oral"));
    for (const name of ["АТЫРАУ", "aturay"]) {
      const { places: found } = await ask(db, `{ places(filter: { kind: CITY, name: "${name}" }) { nodes { slug } totalCount } }`);
      expect(found).toEqual({ nodes: [{ slug: "atyrau" }], totalCount: 1 });
    }
  });
});

describe("readGazetteer()", () => {
  it("tells every unit that holds a place, directly or through others", async () => {
    const gazetteer = await inTransaction(db, readGazetteer);
    expect(gazetteer.get("ekibastuz")).toEqual({ country: "KZ", ancestors: new Set(["pavlodar-region", "kazakhstan"]) });
    expect(gazetteer.get("helena")?.country).toBe("US");
  });

  it("ends where units hold each other", async () => {
    await places(aPlace("kazakhstan", { kind: "COUNTRY", claims: [claim("within", { place: "pavlodar-region" })] }));
    const gazetteer = await inTransaction(db, readGazetteer);
    expect(gazetteer.get("pavlodar")?.ancestors).toEqual(new Set(["pavlodar-region", "kazakhstan"]));
  });
});

describe("recordOrganizations()", () => {
  const office = anOrganization("office", {
    claims: [claim("within", "headquarters"), claim("seat", "almaty"), claim("summary", inThree("An office."))],
  });

  it("lays out seat, summary and the organization above, which may come later in the list", async () => {
    await organizations(office, anOrganization("headquarters"));
    const { organization } = await ask(
      db,
      `{ organization(slug: "office") { kind summary seat { slug } parent { slug } country { code } } }`,
    );
    expect(organization).toEqual({
      kind: "ASSOCIATION",
      summary: "An office.",
      seat: { slug: "almaty" },
      parent: { slug: "headquarters" },
      country: null,
    });
  });

  it("takes back what is claimed no more", async () => {
    await organizations(office, anOrganization("headquarters"));
    await organizations({ ...office, claims: [] });
    const { organization } = await ask(db, `{ organization(slug: "office") { summary seat { slug } parent { slug } } }`);
    expect(organization).toEqual({ summary: null, seat: null, parent: null });
  });

  it("changes nothing when the same is recorded again later", async () => {
    const both = [office, anOrganization("headquarters")];
    await organizations(...both);
    const before = await rowsOf(db, ...tables);
    context.advance(60_000);
    await organizations(...both);
    expect(await rowsOf(db, ...tables)).toEqual(before);
  });

  it("disputes two seats", async () => {
    await organizations(anOrganization("office", { claims: [claim("seat", "almaty"), claim("seat", "pavlodar", { line: 2 })] }));
    const { organization } = await ask(db, `{ organization(slug: "office") { disputes { property chosen { value } policy } } }`);
    expect(organization.disputes).toMatchObject([{ property: "seat", chosen: { value: "almaty" } }]);
  });
});

describe("recordPeople()", () => {
  it("lays out offices and shows them from every side", async () => {
    await organizations(anOrganization("council"));
    const mayor = claim("office", { role: inThree("Mayor"), organization: "council", place: "helena", period: "2001" });
    await inTransaction(db, (tx) => recordPeople(tx, context, [{ slug: "colleen", title: inThree("Colleen"), claims: [mayor] }]));
    const answer = await ask(
      db,
      `{ person(slug: "colleen") { offices { role(locale: "ru") period { edtf } claim { source { slug } } } }
         place(slug: "helena") { offices { person { name } } } organization(slug: "council") { offices { person { name } } } }`,
    );
    expect(answer).toEqual({
      person: { offices: [{ role: "Mayor (ru)", period: { edtf: "2001" }, claim: { source: { slug: "report" } } }] },
      place: { offices: [{ person: { name: "Colleen" } }] },
      organization: { offices: [{ person: { name: "Colleen" } }] },
    });
  });
});

describe("recordThemes()", () => {
  it("words a code anew and keeps it", async () => {
    await inTransaction(db, (tx) => recordThemes(tx, [{ code: "health", version: "2", title: inThree("Health care") }]));
    const { themes } = await ask(db, `{ themes { code version title } }`);
    expect(themes).toEqual([
      { code: "health", version: "2", title: "Health care" },
      { code: "housing", version: "1", title: "housing" },
    ]);
  });
});

describe("a hidden record", () => {
  beforeEach(async () => {
    await places(aPlace("almaty", { visibility: "HIDDEN" }));
    await organizations(anOrganization("office", { claims: [claim("seat", "almaty")] }));
  });

  it("answers like a missing one, alone, in lists and from other records", async () => {
    const { id, uri } = await db.prisma.place.findUniqueOrThrow({ where: { slug: "almaty" } });
    const answer = await ask(
      db,
      `{ place(slug: "almaty") { slug } node(id: "Place:${id}") { id } nodes(ids: ["Place:${id}"]) { id } record(uri: "${uri}") { slug }
         places(filter: { name: "almaty" }) { totalCount nodes { slug } } organization(slug: "office") { seat { slug } } }`,
    );
    expect(answer).toEqual({
      place: null,
      node: null,
      nodes: [null],
      record: null,
      places: { totalCount: 0, nodes: [] },
      organization: { seat: null },
    });
  });

  it("is there for the operator", async () => {
    const answer = await ask(db, `{ place(slug: "almaty") { slug } organization(slug: "office") { seat { slug } } }`, {
      viewer: system("a test"),
    });
    expect(answer).toEqual({ place: { slug: "almaty" }, organization: { seat: { slug: "almaty" } } });
  });
});

describe("a former slug", () => {
  it("leads to the record, which says its present one", async () => {
    await places(aPlace("astana", { aliases: ["akmola"] }));
    expect(await ask(db, `{ place(slug: "akmola") { slug } }`)).toEqual({ place: { slug: "astana" } });
  });
});

describe("a list", () => {
  it("is walked page by page, forwards and backwards, also inside a record", async () => {
    await organizations(...["d", "b", "a", "c"].map((slug) => anOrganization(slug, { claims: [claim("seat", "almaty")] })));
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { place } = await ask(
        db,
        `{ place(slug: "almaty") { organizations(first: 3, after: ${JSON.stringify(after)}) { nodes { slug } totalCount pageInfo { hasNextPage endCursor } } } }`,
      );
      const { nodes, totalCount, pageInfo } = place.organizations;
      expect(totalCount).toBe(4);
      seen.push(...nodes.map(({ slug }: { slug: string }) => slug));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual(["a", "b", "c", "d"]);
    const { organizations: last } = await ask(db, `{ organizations(last: 3) { nodes { slug } pageInfo { hasPreviousPage hasNextPage } } }`);
    expect(last).toEqual({ nodes: [{ slug: "b" }, { slug: "c" }, { slug: "d" }], pageInfo: { hasPreviousPage: true, hasNextPage: false } });
  });

  it("may be asked for twice in one question, under other names", async () => {
    await organizations(...["a", "b"].map((slug) => anOrganization(slug, { claims: [claim("seat", "almaty")] })));
    const { place } = await ask(
      db,
      `{ place(slug: "almaty") { first: organizations(first: 1) { nodes { slug } } last: organizations(last: 1) { nodes { slug } } } }`,
    );
    expect(place).toEqual({ first: { nodes: [{ slug: "a" }] }, last: { nodes: [{ slug: "b" }] } });
  });

  it("gives what changed since an instant, for harvesting", async () => {
    context.advance(60_000);
    await places(aPlace("astana"));
    const since = context.now().toISOString();
    const { places: changed } = await ask(db, `{ places(filter: { updatedSince: "${since}" }) { nodes { slug } } }`);
    expect(changed.nodes).toEqual([{ slug: "astana" }]);
  });
});
