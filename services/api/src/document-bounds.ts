import { limits, TooCostly } from "@dostyk/graphql";
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  getIntrospectionQuery,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  parse,
  type SelectionSetNode,
} from "graphql";

/** How large a selection is once every fragment is written out. */
type Size = {
  readonly fields: number;
  /** Levels of fields; questions about the schema itself count as one, for they have a bound of their own. */
  readonly depth: number;
  /** Values a question about the schema can answer with, estimated. */
  readonly schemaValues: number;
};

const nothing: Size = { fields: 0, depth: 0, schemaValues: 0 };

// Fragments of fragments double at every step; beyond this only "far too much" matters.
const countless = 1e9;

/**
 * Checks a document before it is validated, because validation itself compares every field with every other: depth,
 * breadth with fragments written out, and what a question about the schema would bring back. Takes time linear in the
 * document whatever its fragments do. Null where all is within bounds.
 */
export function documentBounds(schema: GraphQLSchema): (document: DocumentNode) => GraphQLError | null {
  const weights = schemaWeights(schema);
  const standard = getIntrospectionQuery({
    descriptions: true,
    specifiedByUrl: true,
    directiveIsRepeatable: true,
    schemaDescription: true,
    inputValueDeprecation: true,
    oneOf: true,
  });
  // The tools' own question must pass, and some ask a little more.
  const schemaValues = 1.5 * largest(parse(standard), weights).schemaValues;
  return (document) => {
    const size = largest(document, weights);
    if (size.depth > limits.depth) return new TooCostly("Depth", size.depth, limits.depth);
    if (size.fields > limits.breadth) return new TooCostly("Breadth", size.fields, limits.breadth);
    if (size.schemaValues > schemaValues) return new TooCostly("Introspection", Math.ceil(size.schemaValues), Math.floor(schemaValues));
    return null;
  };
}

/** Entries a list of the introspection types has, roughly: types of the whole schema, the rest of one type or field. */
function schemaWeights(schema: GraphQLSchema): Readonly<Record<string, number>> {
  return {
    types: Object.keys(schema.getTypeMap()).length,
    fields: 12,
    args: 4,
    inputFields: 6,
    enumValues: 8,
    interfaces: 2,
    possibleTypes: 10,
    directives: 8,
    locations: 4,
  };
}

/** The largest of the document's operations and fragments: validation walks unused fragments too. */
function largest(document: DocumentNode, weights: Readonly<Record<string, number>>): Size {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  // A fragment that is being written out counts nothing inside itself: validation refuses the circle.
  const known = new Map<string, Size>();

  const spread = (name: string, ofSchema: boolean): Size => {
    const key = `${ofSchema ? "__" : ""}${name}`;
    const fragment = fragments.get(name);
    const before = known.get(key);
    if (before !== undefined || fragment === undefined) return before ?? nothing;
    known.set(key, nothing);
    const size = sizeOf(fragment.selectionSet, ofSchema);
    known.set(key, size);
    return size;
  };

  const sizeOf = (selectionSet: SelectionSetNode, ofSchema: boolean): Size => {
    let { fields, depth, schemaValues } = nothing;
    for (const selection of selectionSet.selections) {
      let inner = nothing;
      if (selection.kind === Kind.FRAGMENT_SPREAD) inner = spread(selection.name.value, ofSchema);
      else if (selection.kind === Kind.INLINE_FRAGMENT) inner = sizeOf(selection.selectionSet, ofSchema);
      else {
        const name = selection.name.value;
        const asksSchema = ofSchema || name === "__schema" || name === "__type";
        const below = selection.selectionSet === undefined ? nothing : sizeOf(selection.selectionSet, asksSchema);
        inner = {
          fields: 1 + below.fields,
          depth: ofSchema ? 0 : 1 + below.depth,
          schemaValues: asksSchema ? (weights[name] ?? 1) * (1 + below.schemaValues) : below.schemaValues,
        };
      }
      fields = Math.min(fields + inner.fields, countless);
      depth = Math.max(depth, inner.depth);
      schemaValues = Math.min(schemaValues + inner.schemaValues, countless);
    }
    return { fields, depth, schemaValues };
  };

  const sizes = document.definitions.flatMap((definition) => {
    if (definition.kind === Kind.OPERATION_DEFINITION) return [sizeOf(definition.selectionSet, false)];
    if (definition.kind !== Kind.FRAGMENT_DEFINITION) return [];
    return [spread(definition.name.value, definition.typeCondition.name.value.startsWith("__"))];
  });
  return {
    fields: Math.max(0, ...sizes.map(({ fields }) => fields)),
    depth: Math.max(0, ...sizes.map(({ depth }) => depth)),
    schemaValues: Math.max(0, ...sizes.map((size) => size.schemaValues)),
  };
}
