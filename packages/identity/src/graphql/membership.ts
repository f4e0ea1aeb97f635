import { builder, columnField, connectionOf, enumOf } from "@dostyk/graphql";
import { wantsSecondFactor } from "../role.ts";
import { membershipsVisibleTo, rolesVisibleTo } from "../policy.ts";
import { AccountRef } from "./account.ts";
import { RoleEnum } from "./role.ts";

export const MembershipRef = builder.prismaObject("Membership", {
  description: "A role somebody holds in a body. Shown to the person, to those who may give the role, and to operators.",
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID("id", { description: "By this the role is taken back." }),
    role: columnField(t, "role", RoleEnum, "What the person is there."),
    account: t.relation("account", { type: AccountRef, description: "Who holds it." }),
    email: t.string({
      description: "The person's address, for those who see the role are those who write to its holder.",
      select: { account: { select: { email: true } } },
      resolve: ({ account }) => account.email,
    }),
    counts: t.boolean({
      description: "Whether it counts: false where it wants a second factor and the account has none.",
      select: { role: true, account: { select: { twoFactorEnabled: true } } },
      resolve: ({ role, account }) => account.twoFactorEnabled || !wantsSecondFactor(role),
    }),
    since: columnField(t, "createdAt", "DateTime", "When the person became it."),
  }),
});

builder.prismaObjectFields(AccountRef, (t) => ({
  memberships: t.relation("memberships", {
    type: MembershipRef,
    description: "The roles the person holds: their own, those the reader may give, and all for operators.",
    query: (_args, { viewer }) => ({
      where: membershipsVisibleTo(viewer),
      orderBy: [{ role: "asc" as const }, { id: "asc" as const }],
    }),
  }),
}));

const MembershipFilter = builder.inputType("MembershipFilter", {
  description: "Which members.",
  fields: (t) => ({ role: t.field({ type: RoleEnum, description: "Holding this role." }) }),
});

export const membershipList = {
  of: connectionOf(MembershipRef),
  filter: MembershipFilter,
  orderEnum: enumOf("MembershipOrder", "Order of a list of members.", { ROLE: "By role.", NEWEST: "Latest first." }),
  orders: { ROLE: [{ column: "role", direction: "asc" }], NEWEST: [{ column: "createdAt", direction: "desc" }] },
  visibleTo: rolesVisibleTo,
  toWhere: ({ role }: { role?: string | null }) => (role ? { role } : {}),
} as const;
