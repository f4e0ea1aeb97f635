import { type DefinitionNode, type GraphQLSchema, Kind, lexicographicSortSchema, parse, print, printSchema, visit } from "graphql";

// The oldest version with all that is used here, so that every router in use takes it. The router adds its own fields.
const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])';
const ownTypes: ReadonlySet<string> = new Set(["_Any", "_Entity", "_Service"]);
const ownFields: ReadonlySet<string> = new Set(["_entities", "_service"]);

const recordKeys = directives('@key(fields: "id") @key(fields: "uri")');
const shared = directives("@shareable");

// Every subgraph with Relay's lists has this type; unless all say that it is shared, they do not compose.
const sharedTypes: ReadonlySet<string> = new Set(["PageInfo"]);

/**
 * The schema as Apollo Federation reads it: each type of record an entity with the keys `id` and `uri`, without the
 * fields that federation itself adds.
 */
export function subgraphText(schema: GraphQLSchema, records: readonly { readonly typename: string }[]): string {
  const entities = new Set(records.map(({ typename }) => typename));
  const document = visit(parse(printSchema(lexicographicSortSchema(schema))), {
    FieldDefinition: (field) => (ownFields.has(field.name.value) ? null : undefined),
    ObjectTypeDefinition: {
      leave: (type) => {
        if (entities.has(type.name.value)) return { ...type, directives: recordKeys };
        return sharedTypes.has(type.name.value) ? { ...type, directives: shared } : undefined;
      },
    },
  });
  const definitions = document.definitions.filter((definition) => !ownTypes.has(nameOf(definition)));
  return `${link}\n\n${print({ ...document, definitions })}\n`;
}

function nameOf(definition: DefinitionNode): string {
  return "name" in definition ? (definition.name?.value ?? "") : "";
}

function directives(text: string) {
  const [type] = parse(`type T ${text}`).definitions;
  return type?.kind === Kind.OBJECT_TYPE_DEFINITION ? (type.directives ?? []) : [];
}
