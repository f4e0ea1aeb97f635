import { builder, columnField, connectionOf, enumOf, listField, relatedList } from "@dostyk/graphql";
import { bodiesVisibleTo, mayRegister, maySeeKeys, rolesToGive, type Body } from "../policy.ts";
import { keyList } from "./api-key.ts";
import { invitationList } from "./invitation.ts";
import { membershipList, MembershipRef } from "./membership.ts";
import { BodyKindEnum, RoleEnum } from "./role.ts";

const ruled = { id: true, kind: true, parentId: true } as const;

export const ActingBodyRef = builder.prismaObject("ActingBody", {
  description: "On whose behalf people act here. Shown to its people, to those set over it, and to operators.",
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID("id", { description: "For `actingBody`; stays the same under another name." }),
    kind: columnField(t, "kind", BodyKindEnum, "Association, city, donor, or the node."),
    name: t.exposeString("name", { description: "What it is called; no other of its kind is." }),
    rolesToGive: t.field({
      type: [RoleEnum],
      description: "The roles the viewer may invite to here, and take back. Empty for most.",
      select: ruled,
      resolve: (body: Body, _args, { viewer }) => [...rolesToGive(viewer, body)],
    }),
    mayRename: t.boolean({
      description: "Whether the viewer may give it another name.",
      select: ruled,
      resolve: (body: Body, _args, { viewer }) => mayRegister(viewer, body) === null,
    }),
    maySeeKeys: t.boolean({
      description: "Whether the viewer may see which keys it has, and revoke them. Its own people may also issue some.",
      select: ruled,
      resolve: (body: Body, _args, { viewer }) => maySeeKeys(viewer, body),
    }),
    createdAt: columnField(t, "createdAt", "DateTime", "When it was registered."),
    members: relatedList(t, {
      ...membershipList,
      relation: "memberships",
      description: "Who holds which role in it. Only roles that the viewer may give; all for operators.",
    }) as never,
    invitations: relatedList(t, {
      ...invitationList,
      relation: "invitations",
      description: "Who was invited to it. Only to roles that the viewer may give; all for operators.",
    }) as never,
    keys: relatedList(t, { ...keyList, relation: "apiKeys", description: "Its API keys. Empty for who may not see them." }) as never,
  }),
});

const ActingBodyFilter = builder.inputType("ActingBodyFilter", {
  description: "Which bodies; all conditions hold together.",
  fields: (t) => ({
    kind: t.field({ type: BodyKindEnum, description: "Of this kind." }),
    parent: t.id({ description: "Below the association of this id." }),
    text: t.string({ description: "The name contains this." }),
  }),
});

type Filter = { kind?: string | null; parent?: string | null; text?: string | null };

const bodyList = {
  of: connectionOf(ActingBodyRef),
  filter: ActingBodyFilter,
  orderEnum: enumOf("ActingBodyOrder", "Order of a list of bodies.", { NAME: "By name.", NEWEST: "Latest first." }),
  orders: { NAME: [{ column: "name", direction: "asc" }], NEWEST: [{ column: "createdAt", direction: "desc" }] },
  visibleTo: bodiesVisibleTo,
  toWhere: ({ kind, parent, text }: Filter) => ({
    ...(kind ? { kind } : {}),
    ...(parent ? { parentId: parent } : {}),
    ...(text ? { name: { contains: text.slice(0, 200), mode: "insensitive" } } : {}),
  }),
} as const;

builder.prismaObjectFields(ActingBodyRef, (t) => ({
  // Whoever sees a city acts for it, or is set over it: each of them sees its association too.
  parent: t.relation("parent", { type: ActingBodyRef, nullable: true, description: "A city's association. Null for all others." }),
  below: relatedList(t, { ...bodyList, relation: "below", description: "The cities of an association. Empty for all others." }) as never,
}));
builder.prismaObjectFields(MembershipRef, (t) => ({
  body: t.relation("body", { type: ActingBodyRef, description: "Where the role is held." }),
}));

listField("actingBodies", "actingBody", {
  ...bodyList,
  description: "The bodies the viewer may see: all for an operator, for others those they act for or are set over. Empty for strangers.",
});

builder.queryField("actingBody", (t) =>
  t.prismaField({
    type: ActingBodyRef,
    policy: "visible",
    nullable: true,
    description: "A body by id. Null where there is none or it is hidden from the viewer.",
    args: { id: t.arg.id({ required: true, description: "From an `id` field of a body." }) },
    resolve: (query, _root, { id }, { prisma, viewer }) =>
      prisma.actingBody.findFirst({ ...query, where: { AND: [{ id }, bodiesVisibleTo(viewer)] } }),
  }),
);
