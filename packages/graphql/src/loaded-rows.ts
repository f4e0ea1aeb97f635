import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from "@pothos/core";
import { type DocumentNode, type GraphQLFieldResolver, Kind, type OperationDefinitionNode, visit } from "graphql";
import type { FragmentDefinitionNode } from "graphql";

declare global {
  // Pothos is extended by merging into its global namespace; there is no other door.
  // oxlint-disable-next-line typescript/no-namespace
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      loadedRows: LoadedRowsPlugin<Types>;
    }
  }
}

/** Name of the plugin for the builder's list. */
export const loadedRowsPluginName = "loadedRows";

/**
 * Reads a field straight from the row its parent was loaded as. The Prisma plugin looks up its plan for every field of
 * every row; where the operation uses no alias, a column or relation on the row can only be the one this operation
 * asked for, so the plain resolver may read it. Anything not on the row takes the Prisma plugin's way.
 * A field says what it reads by a static `select`, by being a relation, or by the extension `readsFromRow`.
 */
export class LoadedRowsPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override wrapResolve(
    resolver: GraphQLFieldResolver<unknown, Types["Context"], object>,
    fieldConfig: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types["Context"], object> {
    const keys = fieldConfig.kind === "PrismaObject" ? keysRead(fieldConfig.extensions ?? {}) : null;
    if (keys === null) return resolver;
    const direct = fieldConfig.resolve as GraphQLFieldResolver<unknown, Types["Context"], object>;
    return (parent, args, context, info) =>
      holds(parent, keys) && usesNoAlias(info.operation, info.fragments)
        ? direct(parent, args, context, info)
        : resolver(parent, args, context, info);
  }
}

SchemaBuilder.registerPlugin(loadedRowsPluginName, LoadedRowsPlugin);

function keysRead(extensions: Readonly<Record<string, unknown>>): readonly string[] | null {
  const declared = extensions["readsFromRow"];
  if (Array.isArray(declared)) return declared.map(String);
  const relation = extensions["pothosPrismaRelationField"];
  if (typeof relation === "object" && relation !== null && "name" in relation) return [String(relation.name)];
  const select = extensions["pothosPrismaSelect"];
  if (typeof select === "object" && select !== null && !("_count" in select)) return Object.keys(select);
  return null;
}

function holds(row: unknown, keys: readonly string[]): boolean {
  const loaded = row as Readonly<Record<string, unknown>>;
  for (const key of keys) if (loaded[key] === undefined) return false;
  return true;
}

const knownOperations = new WeakMap<OperationDefinitionNode, boolean>();

function usesNoAlias(operation: OperationDefinitionNode, fragments: Readonly<Record<string, FragmentDefinitionNode>>): boolean {
  const known = knownOperations.get(operation);
  if (known !== undefined) return known;
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...Object.values(fragments)] };
  let aliased = false;
  visit(document, {
    Field(node) {
      if (node.alias !== undefined && node.alias.value !== node.name.value) aliased = true;
    },
  });
  knownOperations.set(operation, !aliased);
  return !aliased;
}
