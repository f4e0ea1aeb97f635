import { builder } from "@dostyk/graphql";
import "@dostyk/evidence/graphql";
import type { GraphQLSchema } from "graphql";

let schema: GraphQLSchema | null = null;

/** The schema of the whole house, built once. */
export function houseSchema(): GraphQLSchema {
  return (schema ??= builder.toSchema());
}
