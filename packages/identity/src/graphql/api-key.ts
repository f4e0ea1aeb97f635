import { builder, columnField, connectionOf, enumOf, type GraphqlContext } from "@dostyk/graphql";
import { keysVisibleTo } from "../policy.ts";

const nothing = { nullable: true } as const;

export const ApiKeyRef = builder.prismaObject("ApiKey", {
  description: "A machine's way in on behalf of a body. Shown to those who may issue keys for it, and to operators; never the key itself.",
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID("id", { description: "By this it is revoked." }),
    name: t.exposeString("name", { description: "What its body calls it." }),
    prefix: t.exposeString("prefix", { description: "How the key begins, so that people tell keys apart." }),
    scopes: t.exposeStringList("scopes", {
      description: "What it may be used for: read:public, submit:practice, read:programme:<id of a programme>.",
    }),
    costBudget: t.exposeInt("costBudget", { description: "Points of query cost it may spend in an hour." }),
    createdAt: columnField(t, "createdAt", "DateTime", "When it was issued."),
    expiresAt: columnField(t, "expiresAt", "DateTime", "When it stops working."),
    revokedAt: columnField(t, "revokedAt", "DateTime", "When it was revoked. Null: it was not.", nothing),
    lastUsedAt: columnField(t, "lastUsedAt", "DateTime", "When it was last used, to the hour. Null: never.", nothing),
  }),
});

const ApiKeyFilter = builder.inputType("ApiKeyFilter", {
  description: "Which keys.",
  fields: (t) => ({
    working: t.boolean({ description: "True: only keys that work. False: only those that were revoked or have expired." }),
  }),
});

export const keyList = {
  of: connectionOf(ApiKeyRef),
  filter: ApiKeyFilter,
  orderEnum: enumOf("ApiKeyOrder", "Order of a list of keys.", { NEWEST: "Latest first.", NAME: "By name." }),
  orders: { NEWEST: [{ column: "createdAt", direction: "desc" }], NAME: [{ column: "name", direction: "asc" }] },
  visibleTo: keysVisibleTo,
  toWhere: ({ working }: { working?: boolean | null }, { now }: GraphqlContext) => {
    const works = { revokedAt: null, expiresAt: { gt: now } };
    return working === true ? works : working === false ? { NOT: works } : {};
  },
} as const;
