import { builder, columnField, connectionOf, enumOf, type GraphqlContext } from "@dostyk/graphql";
import { isOpen, openAt } from "../invitation.ts";
import { rolesVisibleTo } from "../policy.ts";
import { AccountRef } from "./account.ts";
import { RoleEnum } from "./role.ts";

const InvitationState = enumOf("InvitationState", "What has become of an invitation.", {
  OPEN: "Its link works.",
  ACCEPTED: "Somebody has joined by it.",
  REVOKED: "It was taken back, or replaced by a later one.",
  EXPIRED: "Nobody answered in time.",
});

const nothing = { nullable: true } as const;

export const InvitationRef = builder.prismaObject("Invitation", {
  description: "A one-time link to a role in a body. Shown to those who may give the role, and to operators; never with its link.",
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID("id", { description: "By this it is revoked." }),
    role: columnField(t, "role", RoleEnum, "What whoever accepts becomes."),
    email: t.exposeString("email", { nullable: true, description: "The address it is bound to. Null for the first operator's." }),
    state: t.field({
      type: InvitationState,
      description: "What has become of it by now.",
      select: { acceptedAt: true, revokedAt: true, expiresAt: true },
      resolve: (row, _args, { now }) => {
        if (row.acceptedAt !== null) return "ACCEPTED";
        if (row.revokedAt !== null) return "REVOKED";
        return isOpen(row, now) ? "OPEN" : "EXPIRED";
      },
    }),
    invitedBy: t.relation("invitedBy", { type: AccountRef, nullable: true, description: "Who invited. Null: the node itself." }),
    createdAt: columnField(t, "createdAt", "DateTime", "When it was made."),
    expiresAt: columnField(t, "expiresAt", "DateTime", "When its link stops working."),
    acceptedAt: columnField(t, "acceptedAt", "DateTime", "When somebody joined by it. Null: nobody has.", nothing),
    revokedAt: columnField(t, "revokedAt", "DateTime", "When it was revoked or replaced. Null: it was not.", nothing),
  }),
});

const InvitationFilter = builder.inputType("InvitationFilter", {
  description: "Which invitations.",
  fields: (t) => ({
    open: t.boolean({ description: "True: only those whose link works. False: only others." }),
    role: t.field({ type: RoleEnum, description: "To this role." }),
  }),
});

type Filter = { open?: boolean | null; role?: string | null };

export const invitationList = {
  of: connectionOf(InvitationRef),
  filter: InvitationFilter,
  orderEnum: enumOf("InvitationOrder", "Order of a list of invitations.", { NEWEST: "Latest first.", EXPIRY: "First to expire first." }),
  orders: { NEWEST: [{ column: "createdAt", direction: "desc" }], EXPIRY: [{ column: "expiresAt", direction: "asc" }] },
  visibleTo: rolesVisibleTo,
  toWhere: ({ open, role }: Filter, { now }: GraphqlContext) => ({
    ...(open === true ? openAt(now) : open === false ? { NOT: openAt(now) } : {}),
    ...(role ? { role } : {}),
  }),
} as const;
