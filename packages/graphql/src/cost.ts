import { complexityFromQuery } from "@pothos/plugin-complexity";
import { GraphQLError, type GraphQLSchema } from "graphql";

/** The points an operation costs: fields times the records asked for. One that cannot be understood costs 1. */
export function operationCost(schema: GraphQLSchema, query: string, variables: Readonly<Record<string, unknown>>): number {
  try {
    return Math.max(1, complexityFromQuery(query, { schema, variables: { ...variables } }).complexity);
  } catch (error) {
    // What is wrong with it, the answer says.
    if (error instanceof GraphQLError) return 1;
    throw error;
  }
}
