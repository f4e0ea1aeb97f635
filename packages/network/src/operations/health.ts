import { builder, enumOf, type PartHealth } from "@dostyk/graphql";
import { isOperator } from "@dostyk/kernel";

const HealthStatusEnum = enumOf("HealthStatus", "How a part of the node is.", {
  OK: "It does its work.",
  DEGRADED: "It does it worse, and readers hardly notice.",
  DOWN: "It does not do it, and the node does not serve.",
});

const HealthPartRef = builder.objectRef<PartHealth>("HealthPart");
builder.objectType(HealthPartRef, {
  description: "One part of the node: the database, its tables, the disk, the worker. For operators.",
  fields: (t) => ({
    name: t.exposeString("name", { description: "One word." }),
    about: t.exposeString("about", { description: "What the part does, in English." }),
    status: t.field({ type: HealthStatusEnum, description: "How it is.", resolve: ({ status }) => status.toUpperCase() as "OK" }),
    note: t.string({
      nullable: true,
      description: "What was seen, in English. Null: nothing worth a word.",
      resolve: ({ note }) => note ?? null,
    }),
  }),
});

builder.queryField("nodeHealth", (t) =>
  t.field({
    type: [HealthPartRef],
    policy: "own",
    description: "How each part of the node is, as the management port tells it. Empty for whoever is no operator.",
    resolve: async (_root, _args, { viewer, health }) => (isOperator(viewer) ? [...((await health?.()) ?? [])] : []),
  }),
);
