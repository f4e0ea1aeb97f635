import { GraphQLError, Kind, parse } from "graphql";

const mostTokens = 4_000;

/**
 * Whether a document holds questions only. A link must never change anything, and this page asks whatever its address
 * says. What cannot be parsed changes nothing either: the API says what is wrong with it.
 */
export function asksOnly(document: string): boolean {
  try {
    return parse(document, { maxTokens: mostTokens, noLocation: true }).definitions.every(
      (definition) => definition.kind !== Kind.OPERATION_DEFINITION || definition.operation === "query",
    );
  } catch (error) {
    if (error instanceof GraphQLError) return true;
    throw error;
  }
}
