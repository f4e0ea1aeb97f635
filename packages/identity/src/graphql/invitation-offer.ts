import { builder } from "@dostyk/graphql";
import { describeInvitation, type InvitationDescription } from "../commands/accept-invitation.ts";
import { wantsSecondFactor } from "../role.ts";
import { BodyKindEnum, RoleEnum } from "./role.ts";

const InvitationOffer = builder.objectRef<InvitationDescription>("InvitationOffer");
builder.objectType(InvitationOffer, {
  description: "What an invitation offers, for whoever holds its link.",
  fields: (t) => ({
    bodyName: t.exposeString("bodyName", { description: "For whom one would act." }),
    bodyKind: t.field({ type: BodyKindEnum, description: "What that is.", resolve: ({ bodyKind }) => bodyKind }),
    role: t.field({ type: RoleEnum, description: "What one would be there.", resolve: ({ role }) => role }),
    wantsSecondFactor: t.boolean({
      description: "Whether the role counts only for an account with a second factor.",
      resolve: ({ role }) => wantsSecondFactor(role),
    }),
    address: t.exposeString("address", {
      nullable: true,
      description: "The address it is bound to, all but its ends hidden. Null: whoever opens the link gives one.",
    }),
    expiresAt: t.field({ type: "DateTime", description: "When the link stops working.", resolve: ({ expiresAt }) => expiresAt }),
  }),
});

builder.queryField("invitation", (t) =>
  t.field({
    type: InvitationOffer,
    policy: "bearer",
    nullable: true,
    description: "What a link offers. Null, alike, where it is unknown, used, revoked, replaced or has expired.",
    args: { token: t.arg.string({ required: true, description: "The last part of the link's path." }) },
    resolve: (_root, { token }, { prisma, now }) => describeInvitation(prisma, token, now),
  }),
);
