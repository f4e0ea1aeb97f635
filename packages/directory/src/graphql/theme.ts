import { titleFields } from "@dostyk/evidence/graphql";
import { builder } from "@dostyk/graphql";

export const ThemeRef = builder.prismaObject("Theme", {
  description: "A subject heading of the code list of themes.",
  select: { code: true },
  fields: (t) => ({
    code: t.exposeString("code", { description: "Its code; keeps its meaning for ever." }),
    version: t.exposeString("version", { description: "Version of the code list its wording comes from." }),
    ...titleFields(t, "title", "titles"),
  }),
});

builder.queryField("themes", (t) =>
  t.prismaField({
    type: ["Theme"],
    policy: "public",
    description: "The whole code list of themes, by code.",
    resolve: (query, _root, _args, { prisma }) => prisma.theme.findMany({ ...query, orderBy: { code: "asc" } }),
  }),
);
