import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { getNamedType, type GraphQLField, type GraphQLObjectType, isObjectType, lexicographicSortSchema, printSchema } from "graphql";
import { afterAll, describe, expect, it } from "vitest";
import { schema } from "@dostyk/network";

const folder = mkdtempSync(join(tmpdir(), "dostyk-relay-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const require = createRequire(import.meta.url);
const compiler = require.resolve("relay-compiler/cli.js");

type Field = GraphQLField<unknown, unknown>;

function connectionsOf(type: GraphQLObjectType): Field[] {
  return Object.values(type.getFields()).filter(
    (field) => getNamedType(field.type).name.endsWith("Connection") && field.args.every(({ name }) => name !== "query"),
  );
}

/** A component's fragment that pages through a list of a record, refetched by `node(id)` as Relay does it. */
function listOfRecord(name: string, type: string, { name: list }: Field): string {
  return `graphql\`
  fragment ${name}_record on ${type} @argumentDefinitions(count: { type: "Int", defaultValue: 10 }, cursor: { type: "String" })
    @refetchable(queryName: "${name}PaginationQuery") {
    slug
    ${list}(first: $count, after: $cursor) @connection(key: "${name}_${list}") {
      totalCount
      edges { cursor node { __typename } }
    }
  }\``;
}

/** A page's query that pages backwards and forwards through a list of the root. */
function listOfRoot(name: string, { name: list }: Field): string {
  return `graphql\`
  query ${name}Query($count: Int!, $cursor: String) {
    ...${name}_query @arguments(count: $count, cursor: $cursor)
  }\`;
graphql\`
  fragment ${name}_query on Query @argumentDefinitions(count: { type: "Int!" }, cursor: { type: "String" })
    @refetchable(queryName: "${name}PaginationQuery") {
    ${list}(first: $count, after: $cursor) @connection(key: "${name}_${list}") {
      edges { cursor node { __typename } }
      pageInfo { hasNextPage endCursor hasPreviousPage startCursor }
    }
  }\``;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function components(): ReadonlyMap<string, string> {
  const records = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => type.getInterfaces().some(({ name }) => name === "Node"));
  const root = schema.getQueryType();
  const made = new Map<string, string>();
  for (const field of root == null ? [] : connectionsOf(root))
    made.set(`Root${capital(field.name)}`, listOfRoot(`Root${capital(field.name)}`, field));
  for (const record of records)
    for (const field of connectionsOf(record)) {
      const name = `${record.name}${capital(field.name)}`;
      made.set(name, listOfRecord(name, record.name, field));
    }
  made.set(
    "AnyRecord",
    "graphql`query AnyRecordQuery($id: ID!) { node(id: $id) { id ... on Record { uri slug claims { value source { slug } } disputes { property } } } }`",
  );
  return made;
}

describe("relay-compiler", () => {
  it("accepts the schema, and fragments that page through every list of every record", () => {
    mkdirSync(join(folder, "src"));
    writeFileSync(join(folder, "schema.graphql"), printSchema(lexicographicSortSchema(schema)));
    writeFileSync(join(folder, "package.json"), "{}");
    const config = { src: "./src", schema: "./schema.graphql", language: "typescript", eagerEsModules: true, noFutureProofEnums: true };
    writeFileSync(join(folder, "relay.config.json"), JSON.stringify(config));
    const written = components();
    for (const [name, text] of written) writeFileSync(join(folder, "src", `${name}.ts`), `${text};\n`);

    const { status, stdout, stderr } = spawnSync(process.execPath, [compiler, "--noWatchman", "relay.config.json"], {
      cwd: folder,
      encoding: "utf8",
    });
    expect(`${stdout}${stderr}`).not.toMatch(/error/iu);
    expect(status).toBe(0);
    expect(readdirSync(join(folder, "src", "__generated__")).length).toBeGreaterThan(written.size);
  });
});
