import "@dostyk/identity/graphql";
import "@dostyk/evidence/graphql";
import "@dostyk/directory/graphql";
import "@dostyk/programmes/graphql";
import "@dostyk/partnerships/graphql";
import "@dostyk/exchanges/graphql";
import "@dostyk/practices/graphql";
import "@dostyk/competitions/graphql";
import "@dostyk/statements/graphql";
import "@dostyk/reporting/graphql";
import "./search/search.ts";
import "./local-node.ts";
import "./operations/health.ts";
import "./operations/work.ts";
import "./subgraph.ts";
import { builder } from "@dostyk/graphql";
import { lexicographicSortSchema, printSchema } from "graphql";

/** The schema of a node, made once. */
export const schema = builder.toSchema();

/** The schema as text, in one order: what `schema.graphql` holds. */
export function schemaText(): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}
