import {
  getNamedType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
} from "graphql";

/** Questions made from the schema itself, so that a field added tomorrow is asked too. */
export type Questions = {
  /** `name` with the arguments it needs, and `first` where it has one. */
  call(field: GraphQLField<unknown, unknown>): string;
  /** Every field of a type that needs no guess, objects down to `depth` levels below; each branch ends in leaves. */
  selection(type: GraphQLNamedType, depth: number): string;
  /** The object types that can be reached, each with the calls that lead from the root to it, the fewest first. */
  ways(): ReadonlyMap<string, readonly string[]>;
};

/** Values for arguments that must be given, by name. */
const samples: Readonly<Record<string, string>> = {
  slug: '"nothing-of-this-name"',
  id: '"Source:01ARZ3NDEKTSV4RRFFQ69G5FAV"',
  ids: '["Source:01ARZ3NDEKTSV4RRFFQ69G5FAV"]',
  uri: '"https://nowhere.example/id/source/01ARZ3NDEKTSV4RRFFQ69G5FAV"',
  query: '"a"',
  prefix: '"a"',
};

/** A generator over a schema; connections are asked for `first` records, other arguments are left out where they may be. */
export function questionsOver(schema: GraphQLSchema, first: number): Questions {
  const call: Questions["call"] = (field) => {
    const given = field.args.flatMap((argument) => {
      if (argument.name === "first") return [`first: ${first}`];
      if (!isRequiredArgument(argument)) return [];
      return [`${argument.name}: ${samples[argument.name] ?? sampleOf(argument.type)}`];
    });
    return given.length === 0 ? field.name : `${field.name}(${given.join(", ")})`;
  };

  const fieldsOf = (type: GraphQLNamedType) => (isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : []);

  const selection: Questions["selection"] = (type, depth) => {
    if (isAbstractType(type)) {
      const own = fieldsOf(type).filter((field) => isLeafType(getNamedType(field.type)));
      const possible = schema.getPossibleTypes(type).map((member) => `... on ${member.name} { ${leaves(member).join(" ")} }`);
      return ["__typename", ...own.map(call), ...possible].join(" ");
    }
    const objects = fieldsOf(type).filter((field) => !isLeafType(getNamedType(field.type)));
    // Fields of one name may have different types in different members of an interface; each is asked in its own type.
    const below = depth === 0 ? [] : objects.map((field) => `${call(field)} { ${selection(getNamedType(field.type), depth - 1)} }`);
    return ["__typename", ...leaves(type), ...below].join(" ");
  };

  const leaves = (type: GraphQLNamedType): string[] =>
    fieldsOf(type)
      .filter((field) => isLeafType(getNamedType(field.type)))
      .map(call);

  const ways: Questions["ways"] = () => {
    const root = schema.getQueryType();
    const found = new Map<string, readonly string[]>();
    let edge: readonly { readonly type: GraphQLNamedType; readonly way: readonly string[] }[] =
      root == null ? [] : [{ type: root, way: [] }];
    while (edge.length > 0) {
      const next: { type: GraphQLNamedType; way: readonly string[] }[] = [];
      for (const { type, way } of edge) {
        if (found.has(type.name)) continue;
        found.set(type.name, way);
        for (const field of fieldsOf(type)) {
          const target = getNamedType(field.type);
          if (!isLeafType(target)) next.push({ type: target, way: [...way, call(field)] });
        }
      }
      edge = next;
    }
    return found;
  };

  return { call, selection, ways };
}

function sampleOf(type: GraphQLInputType): string {
  if (isNonNullType(type)) return sampleOf(type.ofType);
  if (isListType(type)) return `[${sampleOf(type.ofType)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name ?? "";
  if (isInputObjectType(type)) return "{}";
  return { Int: "1", Float: "1", Boolean: "true" }[type.name] ?? '"a"';
}

/** A question that goes the way and asks the selection at its end. */
export function along(way: readonly string[], selection: string): string {
  return `{ ${way.map((call) => `${call} { `).join("")}${selection}${" }".repeat(way.length)} }`;
}
