import { composeServices } from "@apollo/composition";
import { servedApi } from "@dostyk/api/testing";
import { recordKinds } from "@dostyk/graphql";
import { parse } from "graphql";
import { afterAll, describe, expect, it } from "vitest";
import { foundingDatabase } from "./src/founding-record.ts";

const database = await foundingDatabase();
const statements: string[] = [];
const counted = database.prisma.$extends({
  query: {
    $allOperations({ model, args, query }) {
      statements.push(String(model));
      return query(args);
    },
  },
});
// An extended client has every method of the plain one that reads.
const served = await servedApi({ prisma: counted as unknown as typeof database.prisma });
afterAll(() => served.close());

const entities = (representations: readonly unknown[], selection: string) =>
  served.ask(`query Entities($representations: [_Any!]!) { _entities(representations: $representations) { ${selection} } }`, {
    representations,
  });
const missing = "00000000000000000000000000";

/** A donor's own subgraph: it rates partnerships, which it knows by their URI, and names the places its offices are in. */
const donor = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])
  scalar URL
  type Query { grants: [Grant!]! grantPages: PageInfo! }
  type Grant { id: ID! partnership: Partnership office: Place }
  type Partnership @key(fields: "uri") { uri: URL! grants: [Grant!]! }
  type Place @key(fields: "id", resolvable: false) { id: ID! }
  type PageInfo @shareable { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
`;

describe("a donor's supergraph", () => {
  it("composes of a node and the donor's own subgraph", async () => {
    const { data } = await served.ask("{ _service { sdl } }");
    const { sdl } = (data as { _service: { sdl: string } })._service;
    const composed = composeServices([
      { name: "node", url: `${served.url}/graphql`, typeDefs: parse(sdl) },
      { name: "donor", url: "https://donor.example/graphql", typeDefs: parse(donor) },
    ]);
    expect(composed.errors?.map(({ message }) => message) ?? []).toEqual([]);
    const supergraph = composed.supergraphSdl ?? "";
    for (const { typename } of recordKinds())
      expect(supergraph, typename).toMatch(new RegExp(`type ${typename}[^{]*@join__type\\(graph: NODE, key: "(?:id|uri)"`, "u"));
    expect(supergraph).toMatch(/type Partnership[^{]*@join__type\(graph: DONOR, key: "uri"/u);
  });

  it("reads records of every type by either key, in the order asked", async () => {
    const records = await database.prisma.registryEntry.findMany({ distinct: ["type"], orderBy: { id: "asc" } });
    const typename = (type: string) => recordKinds().find((kind) => kind.type === type)?.typename ?? "";
    const representations = records.flatMap(({ type, id, uri }) => [
      { __typename: typename(type), uri },
      { __typename: typename(type), id: `${typename(type)}:${id}` },
    ]);
    const heard = await entities(representations, "__typename ... on Record { uri }");
    expect(heard.errors ?? []).toEqual([]);
    expect(heard.data).toEqual({
      _entities: records.flatMap(({ type, uri }) => Array.from({ length: 2 }, () => ({ __typename: typename(type), uri }))),
    });
    expect(records).toHaveLength(recordKinds().length);
  });

  it("asks the database once for each type, whatever is selected", async () => {
    const places = await database.prisma.place.findMany({ take: 40 });
    const [partnership] = await database.prisma.partnership.findMany({ take: 1 });
    const representations = [
      ...places.map(({ uri }) => ({ __typename: "Place", uri })),
      { __typename: "Partnership", id: `Partnership:${partnership?.id}` },
    ];
    statements.length = 0;
    const heard = await entities(
      representations,
      "... on Place { slug name practices(first: 2) { nodes { title } } claims { source { slug } } } ... on Partnership { parties { place { name } } }",
    );
    expect(heard.errors ?? []).toEqual([]);
    expect(statements.toSorted()).toEqual(["Partnership", "Place"]);
  });

  it("hears null for what is missing or hidden, and which key is none, each in its place", async () => {
    const [shown, hidden] = await database.prisma.place.findMany({
      where: { slug: { in: ["helena", "tucson"] } },
      orderBy: { slug: "asc" },
    });
    await database.prisma.place.update({ where: { id: hidden?.id ?? "" }, data: { visibility: "HIDDEN" } });
    const heard = await entities(
      [
        { __typename: "Place", uri: hidden?.uri },
        { __typename: "Place", id: `Place:${hidden?.id}` },
        { __typename: "Place", id: `Place:${missing}` },
        { __typename: "Place", id: "helena" },
        { __typename: "Partnership", id: `Place:${shown?.id}` },
        { __typename: "Place", uri: "https://nowhere.example/" },
        { __typename: "Grant", id: "1" },
        { __typename: "__proto__", id: "1" },
        { __typename: "Place" },
        { __typename: "Place", id: { deep: [] }, uri: 7 },
        { __typename: "Place", uri: shown?.uri },
      ],
      "... on Place { slug }",
    );
    await database.prisma.place.update({ where: { id: hidden?.id ?? "" }, data: { visibility: "PUBLIC" } });
    expect(heard.data).toEqual({ _entities: [...Array.from({ length: 10 }, () => null), { slug: "helena" }] });
    expect(heard.errors?.map(({ path, extensions }) => [path?.[1], extensions.code])).toEqual([
      [3, "BAD_ID"],
      [4, "BAD_ID"],
      [5, "BAD_URI"],
      [6, "BAD_REPRESENTATION"],
      [7, "BAD_REPRESENTATION"],
      [8, "BAD_REPRESENTATION"],
      [9, "BAD_REPRESENTATION"],
    ]);
  });

  it.each([["a text"], [7], [[]], [{ id: "Place:1" }], [{ __typename: 1 }]])(
    "is told that this is no representation: %j",
    async (value) => {
      expect((await entities([value], "__typename")).errors?.[0]?.extensions.code).toBe("BAD_REPRESENTATION");
    },
  );

  it("may ask for many entities, and not for any number", async () => {
    const many = (length: number) => Array.from({ length }, () => ({ __typename: "Place", id: `Place:${missing}` }));
    expect((await entities(many(500), "... on Place { slug name }")).errors ?? []).toEqual([]);
    expect((await entities(many(501), "... on Place { slug }")).errors?.[0]?.extensions.code).toBe("BAD_PAGE");
    const costly = "... on Place { practices(first: 100) { nodes { place { practices(first: 100) { nodes { title } } } } } }";
    expect((await entities(many(100), costly)).errors?.[0]?.extensions.code).toBe("QUERY_TOO_COSTLY");
  });
});
