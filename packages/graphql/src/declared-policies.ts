import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from "@pothos/core";
import { type GraphQLSchema, isObjectType } from "graphql";
import { recordKind } from "./record-kinds.ts";

/**
 * Why a question at the root may be answered to whoever asks it.
 * - `public`: all of the answer is for everybody.
 * - `visible`: the records of the answer are those the viewer may see, by the `visibleTo` of their type.
 * - `own`: the answer is about the viewer alone.
 * - `bearer`: whoever asks gives a secret that was handed to them, and it opens the answer.
 */
type QuestionPolicy = "public" | "visible" | "own" | "bearer";

const questionPolicies: ReadonlySet<unknown> = new Set<QuestionPolicy>(["public", "visible", "own", "bearer"]);

/** Why a wish may be taken from whoever has it: the command it leads to asks its policy and refuses. */
type WishPolicy = "command";

declare global {
  // Pothos is extended by merging into its global namespace; there is no other door.
  // oxlint-disable-next-line typescript/no-namespace
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      declaredPolicies: DeclaredPoliciesPlugin<Types>;
    }
    // The parameters must be those of the interface that is merged into.
    export interface QueryFieldOptions<Types, Type, Nullable, Args, ResolveReturnShape> {
      /** Why whoever asks may have the answer. */
      policy: QuestionPolicy;
    }
    export interface MutationFieldOptions<Types, Type, Nullable, Args, ResolveReturnShape> {
      /** Who decides about the wish. */
      policy: WishPolicy;
    }
  }
}

/** Name of the plugin for the builder's list. */
export const declaredPoliciesPluginName = "declaredPolicies";

/** The schema was built with something that nobody has said who may see. A node does not start with it. */
class NoPolicyDeclared extends Error {
  constructor(place: string, instead: string) {
    super(`${place} declares no policy, so nobody may see it. ${instead}`);
    this.name = "NoPolicyDeclared";
  }
}

/** Denies by default: a schema in which a root field or a type of record declares no policy cannot be built. */
export class DeclaredPoliciesPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const place = `${field.parentType}.${field.name}`;
    // Whoever builds fields by a function without types gets past the compiler, but not past this.
    const { policy } = field.pothosOptions as { policy?: unknown };
    if (field.kind === "Query" && !questionPolicies.has(policy))
      throw new NoPolicyDeclared(place, 'Say why whoever asks may have the answer: policy: "public", "visible", "own" or "bearer".');
    if (field.kind === "Mutation" && policy !== "command")
      throw new NoPolicyDeclared(place, "Declare it by mutation(), which leaves the decision to a command.");
    return field;
  }

  override afterBuild(schema: GraphQLSchema): GraphQLSchema {
    for (const type of Object.values(schema.getTypeMap())) {
      const isRecord = isObjectType(type) && type.getInterfaces().some(({ name }) => name === "Record");
      if (isRecord && recordKind(type.name) === undefined)
        throw new NoPolicyDeclared(type.name, "Declare it by declareRecord() with the filter of what a viewer may see.");
    }
    return schema;
  }
}

SchemaBuilder.registerPlugin(declaredPoliciesPluginName, DeclaredPoliciesPlugin);
