import { servedApi } from "@dostyk/api/testing";
import { recordKinds } from "@dostyk/graphql";
import { heldIn, issueKey } from "@dostyk/identity";
import { actingAs, aPerson, givenAccountWithPassword, givenHouse, testIdentity, testNow } from "@dostyk/identity/testing";
import { roles } from "@dostyk/kernel";
import { schema } from "@dostyk/network";
import {
  getNamedType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { foundingDatabase } from "./src/founding-record.ts";
import { questionsOver } from "./src/questions.ts";

const database = await foundingDatabase();
const origin = "http://localhost:4000";
const identity = testIdentity(database, { origin });
const served = await servedApi({ prisma: database.prisma, identity });
afterAll(() => served.close());

/** Who walks: nobody in particular, somebody who holds every role but the operator's, and a key. */
const { bodies } = await givenHouse(database);
const password = "steppe wind over the Irtysh";
const email = "everything@example.org";
const accountId = await givenAccountWithPassword(database, { email, password });
const visitor = identity.visitor();
await visitor.post("/sign-in/email", { email, password });
await database.prisma.userAccount.update({ where: { id: accountId }, data: { twoFactorEnabled: true } });
for (const role of roles.filter((one) => one !== "OPERATOR"))
  await database.prisma.membership.create({ data: { id: `membership-${role}`, accountId, bodyId: bodies[heldIn(role)], role } });
const donor = aPerson(accountId, [{ bodyId: bodies.DONOR, role: "DONOR" }]);
const wanted = {
  bodyId: bodies.DONOR,
  name: "Walk",
  scopes: ["read:public"],
  expiresAt: new Date(testNow.getTime() + 3_600_000),
  costBudget: 1_000,
};
const { id: keyId, secret } = await issueKey(database, actingAs(donor), wanted);
await database.prisma.apiKey.update({ where: { id: keyId }, data: { costBudget: 2_000_000_000, expiresAt: new Date("2100-01-01") } });

const viewers: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ["nobody in particular", {}],
  ["somebody with every role but the operator's", { cookie: visitor.headers().get("cookie") ?? "" }],
  ["a key", { authorization: `Bearer ${secret}` }],
];
let headers: Readonly<Record<string, string>> = {};
const heardBy = (query: string, variables: Readonly<Record<string, unknown>> = {}) => served.ask(query, variables, headers);

/** Stands in the slug, the title and the URI of every hidden record and in claims that name one, and nowhere else. */
const canary = "canary";
const questions = questionsOver(schema, 5);

type Hidden = { readonly typename: string; readonly id: string; readonly slug: string; readonly uri: string; readonly formerSlug: string };
const hidden: Hidden[] = [];
const visible = new Map<string, number>();

beforeAll(async () => {
  for (const { model, type, typename } of recordKinds()) {
    const entries = await database.prisma.registryEntry.findMany({
      where: { type: type as never },
      orderBy: { slug: "asc" },
      select: { id: true, slug: true },
    });
    // Every third, and the only one where there is one: so that visible records stand beside hidden ones in every relation.
    const chosen = entries.filter((_entry, index) => index % 3 === (entries.length === 1 ? 0 : 1));
    visible.set(typename, entries.length - chosen.length);
    for (const { id, slug: formerSlug } of chosen) {
      const uri = `https://${canary}.example/id/${type.toLowerCase().replaceAll("_", "-")}/${id}`;
      const data = {
        visibility: "HIDDEN",
        slug: `${canary}-${id.toLowerCase()}`,
        uri,
        titles: { en: canary, ru: canary, kk: canary },
      } as const;
      await database.prisma.registryEntry.update({ where: { id }, data });
      const record = (database.prisma as unknown as Record<string, { update: (query: object) => Promise<unknown> }>)[model];
      await record?.update({ where: { id }, data });
      // What claims about other records say of this one is written out in their values.
      await database.prisma.$executeRaw`
        UPDATE claim SET value = replace(value::text, ${`"${formerSlug}"`}, ${`"${data.slug}"`})::jsonb
        WHERE id IN (SELECT claim_id FROM claim_reference WHERE record_id = ${id})`;
      hidden.push({ typename, id, slug: data.slug, uri, formerSlug });
    }
  }
});

const isRecord = (type: GraphQLNamedType): boolean =>
  type.name === "Record" || type.name === "Node" || (isObjectType(type) && type.getInterfaces().some(({ name }) => name === "Record"));

/** Everything below a field as far as the next records, and of those what tells them from others. */
function asFarAsRecords(type: GraphQLNamedType, depth: number): string {
  if (type.name === "Record") return "__typename id uri slug";
  if (type.name === "Node") return "__typename id";
  if (isRecord(type)) return `__typename id uri slug ${"title" in (type as GraphQLObjectType).getFields() ? "title" : "name"}`;
  if (!isObjectType(type) && !isInterfaceType(type)) return "__typename";
  const parts = Object.values(type.getFields()).flatMap((field) => {
    const target = getNamedType(field.type);
    if (isLeafType(target)) return [questions.call(field)];
    // Edges lead where nodes lead, a second time.
    if (depth === 0 || field.name === "edges") return [];
    return [`${questions.call(field)} { ${asFarAsRecords(target, depth - 1)} }`];
  });
  return ["__typename", ...parts].join(" ");
}

function selectionOf(type: GraphQLNamedType): string {
  return isLeafType(type) ? "" : `{ ${asFarAsRecords(type, 3)} }`;
}

/** Asks a question that must be answered without an error; null where it costs too much. */
async function ask(query: string): Promise<unknown> {
  const heard = await heardBy(query);
  if (heard.errors?.some(({ extensions }) => extensions.code === "QUERY_TOO_COSTLY") === true) return null;
  const errors = heard.errors?.map(({ message, path, extensions }) => `${extensions.code} at ${path?.join(".")}: ${message}`) ?? [];
  expect(errors.slice(0, 5), query).toEqual([]);
  return heard.data;
}

/** The ways to every text that holds the canary, without the places in lists: `practices > nodes > place`. */
function canaries(answer: unknown, way: readonly string[] = []): string[] {
  if (typeof answer === "string") return answer.toLowerCase().includes(canary) ? [way.slice(0, -1).join(" > ")] : [];
  if (typeof answer !== "object" || answer === null) return [];
  const members = Object.entries(answer).flatMap(([name, value]) => canaries(value, Array.isArray(answer) ? way : [...way, name]));
  return [...new Set(members)];
}

type Page = { readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }; readonly nodes: readonly unknown[] };

/** Every page of a list at the root, each as large as its cost allows. */
async function* pagesOf(list: string, selection: string): AsyncGenerator<Page> {
  let after = "";
  for (let first = 50; ;) {
    const answer = await ask(`{ ${list}(first: ${first}${after}) { pageInfo { hasNextPage endCursor } nodes { ${selection} } } }`);
    if (answer === null) {
      if (first === 1) throw new Error(`${list} { ${selection} } costs too much even for one record`);
      first = Math.floor(first / 2);
      continue;
    }
    const page = (answer as Record<string, Page>)[list];
    if (page === undefined) return;
    yield page;
    if (!page.pageInfo.hasNextPage) return;
    after = `, after: "${page.pageInfo.endCursor}"`;
  }
}

/** The lists at the root: the field, and the type of its nodes. */
const root = Object.values(schema.getQueryType()?.getFields() ?? {});
const lists = root.flatMap((field) => {
  const connection = getNamedType(field.type);
  if (!isObjectType(connection) || !connection.name.endsWith("Connection") || field.args.some(isRequiredArgument)) return [];
  const node = connection.getFields()["nodes"];
  return node === undefined ? [] : [{ name: field.name, node: getNamedType(node.type) }];
});

describe.each(viewers)("a hidden record, for %s,", (name, sent) => {
  beforeAll(async () => {
    headers = sent;
    const { data } = await heardBy("{ viewer { kind } }");
    expect(data).toEqual({ viewer: { kind: name === "a key" ? "key" : name.startsWith("nobody") ? "anonymous" : "person" } });
  });

  it("is hidden in this test in every type there is", () => {
    expect(new Set(hidden.map(({ typename }) => typename))).toEqual(new Set(recordKinds().map(({ typename }) => typename)));
  });

  it("answers by its id, its URI and its slugs exactly as a missing one", async () => {
    for (const { typename, id, uri, slug, formerSlug } of hidden) {
      const single = typename.slice(0, 1).toLowerCase() + typename.slice(1);
      const named = `byId: node(id: "${typename}:${id}") { id } many: nodes(ids: ["${typename}:${id}"]) { id } byUri: record(uri: "${uri}") { id }`;
      const slugs = root.some(({ name }) => name === single)
        ? `bySlug: ${single}(slug: "${slug}") { id } before: ${single}(slug: "${formerSlug}") { id }`
        : "";
      const heard = await heardBy(`{ ${named} ${slugs} }`);
      expect(heard).not.toHaveProperty("errors");
      expect(heard.data).toEqual({ byId: null, many: [null], byUri: null, ...(slugs === "" ? {} : { bySlug: null, before: null }) });
    }
  });

  it("is in no list at the root, and in none of their counts", async () => {
    for (const { name, node } of lists) {
      const expected = visible.get(node.name);
      if (expected === undefined) continue;
      const heard = await heardBy(`{ ${name}(first: 100) { totalCount nodes { ... on Record { slug } } } }`);
      expect(heard.text, name).not.toContain(canary);
      expect(heard.data, name).toMatchObject({ [name]: { totalCount: expected } });
    }
  });

  it.each(lists.map(({ name, node }) => [name, node] as const))("is not met on any way that leads from %s", async (name, node) => {
    if (!isObjectType(node)) throw new Error(`${name} lists no objects`);
    const met = new Set<string>();
    for (const field of Object.values(node.getFields())) {
      const target = getNamedType(field.type);
      if (isLeafType(target)) continue;
      for await (const page of pagesOf(name, `${questions.call(field)} { ${asFarAsRecords(target, 3)} }`))
        for (const way of canaries(page.nodes, [name])) met.add(way);
    }
    expect([...met]).toEqual([]);
  });

  it("is not met on any other way from the root", async () => {
    const others = root.filter((field) => !lists.some(({ name }) => name === field.name) && !field.args.some(isRequiredArgument));
    const met = [];
    for (const field of others) met.push(...canaries(await ask(`{ ${questions.call(field)} ${selectionOf(getNamedType(field.type))} }`)));
    expect(met).toEqual([]);
  });

  it("is not counted in the lists of the records it belongs to", async () => {
    const wrong = new Set<string>();
    for (const { name, node } of lists) {
      if (!isObjectType(node)) continue;
      const inner = Object.values(node.getFields()).filter((field) => getNamedType(field.type).name.endsWith("Connection"));
      for (const field of inner)
        for await (const page of pagesOf(
          name,
          `list: ${field.name}(first: 100) { totalCount pageInfo { hasNextPage } nodes { __typename } }`,
        ))
          for (const { list } of page.nodes as { list: { totalCount: number; pageInfo: { hasNextPage: boolean }; nodes: unknown[] } }[])
            if (!list.pageInfo.hasNextPage && list.totalCount !== list.nodes.length) wrong.add(`${name} > ${field.name}`);
    }
    expect([...wrong]).toEqual([]);
  });

  it("is betrayed by no filter that names it", async () => {
    const told: string[] = [];
    for (const { name } of lists) {
      const filter = root.find((field) => field.name === name)?.args.find((argument) => argument.name === "filter");
      const type = filter === undefined ? null : getNamedType(filter.type);
      if (!isInputObjectType(type)) continue;
      for (const field of Object.values(type.getFields())) {
        const named = hidden.filter(({ typename }) => typename.toLowerCase() === field.name.toLowerCase()).slice(0, 30);
        const counts = named.map(({ slug }, index) => `h${index}: ${name}(filter: { ${field.name}: "${slug}" }) { totalCount }`);
        if (counts.length === 0) continue;
        const answer = (await ask(`{ ${counts.join(" ")} }`)) as Record<string, { totalCount: number }>;
        if (Object.values(answer).some(({ totalCount }) => totalCount > 0)) told.push(`${name}(filter: { ${field.name} })`);
      }
    }
    expect(told).toEqual([]);
  });

  it("puts nothing into a country that a search is narrowed to", async () => {
    for (const country of ["KZ", "US", "KG"]) {
      const heard = await heardBy(
        `query In($country: String!) {
          search(query: "a", types: [PARTNERSHIP], filter: { country: $country }, first: 100) { totalCount nodes { record { slug } } }
          partnerships(filter: { country: $country }, first: 100) { nodes { slug } } }`,
        { country },
      );
      expect(heard).not.toHaveProperty("errors");
      const { search, partnerships } = heard.data as {
        search: { totalCount: number; nodes: { record: { slug: string } }[] };
        partnerships: { nodes: { slug: string }[] };
      };
      const listed = new Set(partnerships.nodes.map(({ slug }) => slug));
      expect(search.nodes.map(({ record }) => record.slug).filter((slug) => !listed.has(slug))).toEqual([]);
      expect(search.totalCount).toBe(search.nodes.length);
    }
  });

  it("is the name nearest to no misspelling", async () => {
    for (const word of [`${canary}x`, canary.slice(1)]) {
      const heard = await heardBy("query Near($word: String!) { search(query: $word) { totalCount didYouMean } }", { word });
      expect(heard.data).toEqual({ search: { totalCount: 0, didYouMean: null } });
    }
  });

  it("answers a router that knows its keys exactly as a missing one", async () => {
    const representations = hidden.flatMap(({ typename, id, uri }) => [
      { __typename: typename, uri },
      { __typename: typename, id: `${typename}:${id}` },
    ]);
    for (let index = 0; index < representations.length; index += 500) {
      const some = representations.slice(index, index + 500);
      const heard = await heardBy("query Entities($some: [_Any!]!) { _entities(representations: $some) { __typename } }", { some });
      expect(heard).not.toHaveProperty("errors");
      expect(heard.data).toEqual({ _entities: some.map(() => null) });
    }
  });

  it("is not found by search, by its names or by the beginning of one", async () => {
    for (const word of [canary, ...hidden.slice(0, 40).map(({ formerSlug }) => formerSlug.replaceAll("-", " "))]) {
      const heard = await heardBy(
        `query Search($word: String!) { search(query: $word, first: 50) { didYouMean nodes { record { slug uri } } } suggest(prefix: $word) { record { slug uri } } }`,
        { word: word.slice(0, 100) },
      );
      expect(heard).not.toHaveProperty("errors");
      expect(heard.text).not.toContain(canary);
    }
  });
});
