// Apollo Federation's subgraph specification, version 2.3: what a supergraph needs to include a node.
import {
  builder,
  type GraphqlContext,
  limits,
  readGlobalId,
  readTogether,
  recordKinds,
  RequestError,
  type WantedRecord,
} from "@dostyk/graphql";
import { parseRecordUri } from "@dostyk/kernel";
import { type GraphQLResolveInfo, GraphQLScalarType, type GraphQLSchema, valueFromASTUntyped } from "graphql";
import { subgraphText } from "./subgraph-text.ts";

type Representation = Readonly<Record<string, unknown>> & { readonly __typename: string };

function representation(value: unknown): Representation {
  if (typeof value === "object" && value !== null && "__typename" in value && typeof value.__typename === "string")
    return value as Representation;
  throw new RequestError("BAD_REPRESENTATION", 'A representation is an object such as { __typename: "Place", id: "…" }.');
}

const AnyEntity = builder.addScalarType(
  // The builder knows the house's own scalars by name; this one is federation's.
  "_Any" as never,
  new GraphQLScalarType<Representation, unknown>({
    name: "_Any",
    serialize: (value) => value,
    parseValue: representation,
    parseLiteral: (node, variables) => representation(valueFromASTUntyped(node, variables)),
  }),
  { description: "An entity as a supergraph's router knows it: `__typename`, and `id` or `uri`." },
);

const Entity = builder.unionType("_Entity", {
  description: "Any record: each is an entity that other subgraphs may refer to by `id` or by `uri`.",
  // Every slice has declared its records by now; the builder knows their types by name.
  types: recordKinds().map(({ typename }) => typename as never),
  resolveType: (row) => (row as { __typename: string }).__typename as never,
});

const texts = new WeakMap<GraphQLSchema, string>();

const Service = builder.objectRef<{ schema: GraphQLSchema }>("_Service");
builder.objectType(Service, {
  description: "The node as a subgraph.",
  fields: (t) => ({
    sdl: t.string({
      description: "Its schema with the directives of Apollo Federation, for composing a supergraph.",
      resolve: ({ schema }) => {
        const text = texts.get(schema) ?? subgraphText(schema, recordKinds());
        texts.set(schema, text);
        return text;
      },
    }),
  }),
});

builder.queryFields((t) => ({
  _service: t.field({
    policy: "public",
    type: Service,
    description: "What tools that compose a supergraph (Apollo Federation) ask first.",
    resolve: (_root, _args, _context, { schema }) => ({ schema }),
  }),
  _entities: t.field({
    policy: "visible",
    type: [Entity],
    nullable: { list: false, items: true },
    description: `Records by their keys, in the order asked, for a supergraph's router; null for each that is missing or hidden. At most ${limits.entities}.`,
    args: {
      representations: t.arg({
        type: [AnyEntity as never],
        required: true,
        description: 'Such as `[{ __typename: "Place", uri: "…" }]`.',
      }),
    },
    complexity: ({ representations }) => ({ field: 1, multiplier: (representations as readonly unknown[]).length }),
    resolve: (_root, { representations }, context, info) => entities(representations as readonly Representation[], context, info) as never,
  }),
}));

/** The records; an error in the place of each representation that names none, so that it takes no other down. */
async function entities(
  representations: readonly Representation[],
  context: GraphqlContext,
  info: GraphQLResolveInfo,
): Promise<readonly unknown[]> {
  if (representations.length > limits.entities)
    throw new RequestError("BAD_PAGE", `There are ${representations.length} representations; at most ${limits.entities} at once.`);
  const wanted = representations.map(wantedRecord);
  const found = await readTogether(
    wanted.flatMap((one) => (one instanceof RequestError ? [] : [one])),
    context,
    info,
  );
  const rows = found.values();
  return wanted.map((one) => (one instanceof RequestError ? one : (rows.next().value ?? null)));
}

function wantedRecord({ __typename: typename, id, uri }: Representation): WantedRecord | RequestError {
  const kind = recordKinds().find((one) => one.typename === typename);
  if (kind === undefined) return new RequestError("BAD_REPRESENTATION", `"${typename.slice(0, 80)}" is no type of record.`);
  if (typeof id === "string") return byId(kind.typename, id);
  if (typeof uri !== "string") return new RequestError("BAD_REPRESENTATION", `A ${typename} is named by "id" or by "uri".`);
  if (parseRecordUri(uri) === null) return new RequestError("BAD_URI", `"${uri.slice(0, 80)}" is no URI of a record.`);
  return { kind, uri };
}

function byId(typename: string, id: string): WantedRecord | RequestError {
  try {
    const wanted = readGlobalId(id);
    return wanted.kind.typename === typename ? wanted : new RequestError("BAD_ID", `"${id}" is no id of a ${typename}.`);
  } catch (error) {
    if (error instanceof RequestError) return error;
    throw error;
  }
}
