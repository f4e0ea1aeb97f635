import { builder, columnField } from "@dostyk/graphql";
import type { Viewer } from "@dostyk/kernel";
import { mustBeRecent } from "../policy.ts";
import { AccountRef } from "./account.ts";
import { ActingBodyRef } from "./acting-body.ts";
import { MembershipRef } from "./membership.ts";

const LoginSessionRef = builder.prismaObject("LoginSession", {
  description: "One sign-in that goes on. Everybody sees their own.",
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID("id", { description: "By this it is ended." }),
    current: t.boolean({
      description: "Whether this very question was asked in it.",
      resolve: ({ id }, _args, { viewer }) => viewer.kind === "person" && viewer.sessionId === id,
    }),
    address: t.exposeString("ipAddress", { nullable: true, description: "The network address it was begun from. Null: not kept." }),
    browser: t.exposeString("userAgent", { nullable: true, description: "What the browser calls itself. Null: it did not say." }),
    createdAt: columnField(t, "createdAt", "DateTime", "When it was begun."),
    expiresAt: columnField(t, "expiresAt", "DateTime", "When it ends unless it is used."),
    reauthenticatedAt: columnField(t, "reauthenticatedAt", "DateTime", "When the person last proved in it who they are."),
  }),
});

const ViewerRef = builder.objectRef<Viewer>("Viewer");
builder.objectType(ViewerRef, {
  description: "Who asks.",
  fields: (t) => ({
    kind: t.exposeString("kind", { description: "anonymous, person, key, or system: the node itself." }),
    account: t.prismaField({
      type: AccountRef,
      nullable: true,
      description: "The person's own account. Null for all others.",
      resolve: (query, viewer, _args, { prisma }) =>
        viewer.kind === "person" ? prisma.userAccount.findUnique({ ...query, where: { id: viewer.accountId } }) : null,
    }),
    roles: t.prismaField({
      type: [MembershipRef],
      description: "Every role the person holds, also those that do not count until the account has a second factor.",
      resolve: (query, viewer, _args, { prisma }) =>
        viewer.kind === "person"
          ? prisma.membership.findMany({ ...query, where: { accountId: viewer.accountId }, orderBy: [{ role: "asc" }, { id: "asc" }] })
          : [],
    }),
    bodies: t.prismaField({
      type: [ActingBodyRef],
      description: "The bodies the viewer acts for: by a role that counts, or by the key's own.",
      resolve: (query, viewer, _args, { prisma }) =>
        prisma.actingBody.findMany({ ...query, where: { id: { in: [...actsFor(viewer)] } }, orderBy: [{ kind: "asc" }, { name: "asc" }] }),
    }),
    loginSessions: t.prismaField({
      type: [LoginSessionRef],
      description: "The person's own sign-ins that go on, the latest first.",
      resolve: (query, viewer, _args, { prisma, now }) =>
        viewer.kind === "person"
          ? prisma.loginSession.findMany({
              ...query,
              where: { userId: viewer.accountId, expiresAt: { gt: now } },
              orderBy: [{ createdAt: "desc" }, { id: "desc" }],
              take: 100,
            })
          : [],
    }),
    provenRecently: t.boolean({
      description: "Whether the last proof of who the viewer is was in the last 10 minutes, as wishes with consequences want it.",
      resolve: (viewer, _args, { now }) => mustBeRecent(viewer, now) === null,
    }),
  }),
});

function actsFor(viewer: Viewer): readonly string[] {
  if (viewer.kind === "key") return [viewer.bodyId];
  return viewer.kind === "person" ? viewer.held.map(({ bodyId }) => bodyId) : [];
}

builder.queryField("viewer", (t) =>
  t.field({ type: ViewerRef, policy: "own", description: "Who asks.", resolve: (_root, _args, { viewer }) => viewer }),
);
