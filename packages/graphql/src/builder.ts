import type PrismaTypes from "@dostyk/db/pothos";
import { getDatamodel } from "@dostyk/db/pothos";
import SchemaBuilder from "@pothos/core";
import ComplexityPlugin from "@pothos/plugin-complexity";
import PrismaPlugin from "@pothos/plugin-prisma";
import type { GraphqlContext } from "./context.ts";
import { TooCostly } from "./errors.ts";
import { declaredPoliciesPluginName } from "./declared-policies.ts";
import { limits } from "./limits.ts";
import { loadedRowsPluginName } from "./loaded-rows.ts";

type Declared = {
  Context: GraphqlContext;
  PrismaTypes: PrismaTypes;
  DefaultFieldNullability: false;
  Scalars: {
    DateTime: { Input: Date; Output: Date };
    JSON: { Input: unknown; Output: unknown };
    LanguageTag: { Input: string; Output: string };
    URL: { Input: string; Output: string };
  };
};

/**
 * The one schema builder. A slice gives birth to its types here, later slices add fields to them, and `network` makes
 * the schema. Fields are non-null unless they say `nullable: true`.
 */
export const builder = new SchemaBuilder<Declared>({
  // The first that wraps wraps outermost: a loaded row answers before the Prisma plugin looks for its plan.
  plugins: [declaredPoliciesPluginName, loadedRowsPluginName, ComplexityPlugin, PrismaPlugin],
  defaultFieldNullability: false,
  prisma: { client: (context) => context.prisma, dmmf: getDatamodel() },
  complexity: {
    defaultComplexity: 1,
    defaultListMultiplier: limits.listMultiplier,
    limit: { complexity: limits.complexity, depth: limits.depth, breadth: limits.breadth },
    complexityError: (kind, { depth, breadth, complexity, maxDepth, maxBreadth, maxComplexity }) => {
      const [cost, limit] = { Depth: [depth, maxDepth], Breadth: [breadth, maxBreadth], Complexity: [complexity, maxComplexity] }[kind];
      return new TooCostly(kind, cost ?? 0, limit ?? 0);
    },
  },
});

/** The types the builder carries through the slices. */
export type BuilderTypes = typeof builder extends PothosSchemaTypes.SchemaBuilder<infer Types> ? Types : never;

builder.queryType({ description: "Questions anyone may ask. Hidden records answer like missing ones." });
