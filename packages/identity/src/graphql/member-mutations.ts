import { type GraphqlContext, mutation } from "@dostyk/graphql";
import { localeOf } from "@dostyk/kernel";
import { type FreshInvitation, inviteMember } from "../commands/invite-member.ts";
import { leaveBody, removeMember } from "../commands/remove-member.ts";
import { revokeInvitation } from "../commands/revoke-invitation.ts";
import { actingIn } from "./acting.ts";
import { InvitationRef } from "./invitation.ts";
import { forPeople } from "./refusals.ts";
import { RoleEnum } from "./role.ts";

const readInvitation = (query: object, id: string, { prisma }: GraphqlContext) =>
  prisma.invitation.findUniqueOrThrow({ ...query, where: { id } });

/** Sends the link by mail; where it was not sent, answers with it, so that the inviter hands it on. */
async function linkToHandOn({ email, token, bodyName, role }: FreshInvitation, context: GraphqlContext): Promise<string | null> {
  const locale = localeOf(context.locale);
  const link = `${context.publicOrigin ?? context.homeNode}/${locale}/join/${token}`;
  const outcome = await context.sendInvitation?.({ email, link, bodyName, role, locale });
  return outcome === "sent" ? null : link;
}

mutation("inviteMember", {
  description: "Invites whoever reads an address to a role in a body, for 7 days. The same invitation, where it is open, is replaced.",
  input: (t) => ({
    bodyId: t.id({ required: true, description: "Where the role is held." }),
    role: t.field({ type: RoleEnum, required: true, description: "One of the body's `rolesToGive`." }),
    email: t.string({ required: true, description: "The address the invitation is bound to." }),
  }),
  refusals: [
    ...forPeople,
    "ProveWhoYouAreAgain",
    "NobodyGrantsAboveTheirOwn",
    "RoleBelongsElsewhere",
    "TooManyOpenInvitations",
    "RecordNotFound",
    "InvalidInput",
  ],
  wish: async ({ bodyId, role, email }, context) => {
    const invitation = await inviteMember(context, actingIn(context), { bodyId, role, email });
    return { invitationId: invitation.id, link: await linkToHandOn(invitation, context) };
  },
  payload: (t) => ({
    invitation: t.prismaField({
      type: InvitationRef,
      description: "The new invitation.",
      resolve: (query, { invitationId }, _args, context) => readInvitation(query, invitationId, context),
    }),
    link: t.exposeString("link", {
      nullable: true,
      description: "To be handed on, and shown this once. Null where it was sent to the address by mail.",
    }),
  }),
});

mutation("revokeInvitation", {
  description: "Makes an invitation's link worthless. One that was used or has expired stays as it is.",
  input: (t) => ({ invitationId: t.id({ required: true, description: "The invitation." }) }),
  refusals: [...forPeople, "NobodyGrantsAboveTheirOwn", "RecordNotFound"],
  wish: async ({ invitationId }, context) => {
    await revokeInvitation(context, actingIn(context), invitationId);
    return { invitationId };
  },
  payload: (t) => ({
    invitation: t.prismaField({
      type: InvitationRef,
      description: "The invitation as it is now.",
      resolve: (query, { invitationId }, _args, context) => readInvitation(query, invitationId, context),
    }),
  }),
});

mutation("removeMember", {
  description: "Takes a role from its holder, whose sign-ins end. For those who may give it.",
  input: (t) => ({ membershipId: t.id({ required: true, description: "The role as it is held." }) }),
  refusals: [...forPeople, "NobodyGrantsAboveTheirOwn", "TheLastOperatorStays", "RecordNotFound"],
  wish: async ({ membershipId }, context) => {
    await removeMember(context, actingIn(context), membershipId);
    return { membershipId };
  },
  payload: (t) => ({ membershipId: t.exposeID("membershipId", { description: "What is gone." }) }),
});

mutation("leaveBody", {
  description: "Lays down every role one holds in a body; one's other sign-ins end.",
  input: (t) => ({ bodyId: t.id({ required: true, description: "The body." }) }),
  refusals: [...forPeople, "TheLastOperatorStays"],
  wish: async ({ bodyId }, context) => {
    await leaveBody(context, actingIn(context), bodyId);
    return { bodyId };
  },
  payload: (t) => ({ bodyId: t.exposeID("bodyId", { description: "What one belongs to no more." }) }),
});
