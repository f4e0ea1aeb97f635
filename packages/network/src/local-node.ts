import { builder } from "@dostyk/graphql";

const RecordCount = builder.objectRef<{ type: string; count: number }>("RecordCount");
builder.objectType(RecordCount, {
  description: "How many records of a type the reader may see.",
  fields: (t) => ({
    type: t.exposeString("type", { description: "The type, as the registry spells it." }),
    count: t.exposeInt("count", { description: "How many." }),
  }),
});

const NetworkNode = builder.objectRef<{ uri: string }>("NetworkNode");
builder.objectType(NetworkNode, {
  description: "One installation of Dostyk, run by one association of municipalities.",
  fields: (t) => ({
    uri: t.field({ type: "URL", description: "Its origin: the home node of its own records.", resolve: ({ uri }) => uri }),
    records: t.field({
      type: [RecordCount],
      description: "What it holds, by type.",
      resolve: async (_node, _args, { prisma }) => {
        const groups = await prisma.registryEntry.groupBy({
          by: ["type"],
          where: { visibility: "PUBLIC" },
          _count: true,
          orderBy: { type: "asc" },
        });
        return groups.map(({ type, _count: count }) => ({ type, count }));
      },
    }),
    claims: t.int({
      description: "How many claims it holds about public records.",
      resolve: (_node, _args, { prisma }) => prisma.claim.count({ where: { record: { visibility: "PUBLIC" } } }),
    }),
  }),
});

builder.queryFields((t) => ({
  localNode: t.field({
    policy: "public",
    type: NetworkNode,
    description: "The node that answers.",
    resolve: (_root, _args, { homeNode }) => ({ uri: homeNode }),
  }),
}));
