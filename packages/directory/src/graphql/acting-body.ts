import { maySee } from "@dostyk/evidence";
import { builder, declareRefusals, type GraphqlContext, mutation, readGlobalId, RecordRef } from "@dostyk/graphql";
import { maySeeBody } from "@dostyk/identity";
import { ActingBodyRef, actingIn, forPeople } from "@dostyk/identity/graphql";
import { RecordNotFound } from "@dostyk/kernel";
import { linkBody, type Linkable } from "../commands/link-body.ts";
import { LinkedAlready, OnlyThoseSetOverItLink, RecordDoesNotFit } from "../refusals.ts";
import { OrganizationRef } from "./organization.ts";
import { PlaceRef } from "./place.ts";

type Nested = (query: object, path?: readonly string[], type?: string) => object;
type Linked = { readonly visibility: string } | null;
type Body = Parameters<typeof maySeeBody>[1];

builder.prismaObjectFields(ActingBodyRef, (t) => ({
  record: t.field({
    type: RecordRef,
    nullable: true,
    description: "The place or organization its people act for. Null: none yet, or hidden from the viewer.",
    select: (_args, _context, nested) => {
      const read = nested as Nested;
      return {
        place: read({ select: { visibility: true } }, [], "Place"),
        organization: read({ select: { visibility: true } }, [], "Organization"),
      } as never;
    },
    extensions: { readsFromRow: ["place", "organization"] },
    resolve: (body: object, _args, { viewer }) => {
      const { place, organization } = body as { place: Linked; organization: Linked };
      if (place !== null && maySee(viewer, place)) return { ...place, __typename: "Place" } as never;
      return organization !== null && maySee(viewer, organization) ? ({ ...organization, __typename: "Organization" } as never) : null;
    },
  }),
}));

/** The body that acts for a record, for those who may see it. `t` is the field builder of a place or an organization. */
function actingBodyField(t: unknown): never {
  const fields = t as { field: (options: object) => never };
  return fields.field({
    type: ActingBodyRef,
    nullable: true,
    description: "The body whose people act for it here. Null: none, or not for this viewer.",
    select: (_args: unknown, { viewer }: GraphqlContext, nested: Nested) => {
      // Of the cities below, only those that make the viewer one of its people matter.
      const own = viewer.kind === "person" ? viewer.held.map(({ bodyId }) => bodyId) : [];
      const ruled = { id: true, parentId: true, below: { where: { id: { in: own } }, select: { id: true } } };
      return { actingBody: nested({ select: ruled }) };
    },
    extensions: { readsFromRow: ["actingBody"] },
    resolve: ({ actingBody }: { actingBody: Body | null }, _args: unknown, { viewer }: GraphqlContext) =>
      actingBody !== null && maySeeBody(viewer, actingBody) ? actingBody : null,
  });
}

builder.prismaObjectFields(PlaceRef, (t) => ({ actingBody: actingBodyField(t) }));
builder.prismaObjectFields(OrganizationRef, (t) => ({ actingBody: actingBodyField(t) }));

declareRefusals({
  OnlyThoseSetOverItLink: [OnlyThoseSetOverItLink, "The viewer is not set over the body."],
  LinkedAlready: [LinkedAlready, "The body acts for another record, or another body for this one."],
  RecordDoesNotFit: [RecordDoesNotFit, "A body of this kind does not act for such a record."],
});

mutation("linkBody", {
  description: "Says for which place or organization a body's people act. For operators, and for an association's officers.",
  input: (t) => ({
    bodyId: t.id({ required: true, description: "The body." }),
    recordId: t.id({ description: "Global id of the place or organization. Left out or null: takes the link away." }),
  }),
  refusals: [...forPeople, "OnlyThoseSetOverItLink", "LinkedAlready", "RecordDoesNotFit", "RecordNotFound"],
  wish: async ({ bodyId, recordId }, context) => {
    await linkBody(context, actingIn(context), { bodyId, record: recordId == null ? null : linkableOf(recordId) });
    return { bodyId };
  },
  payload: (t) => ({
    body: t.prismaField({
      type: ActingBodyRef,
      description: "The body as it is linked now.",
      resolve: (query, { bodyId }, _args, { prisma }) => prisma.actingBody.findUniqueOrThrow({ ...query, where: { id: bodyId } }),
    }),
  }),
});

/** The place or organization of a global id. @throws RecordNotFound for any other record */
export function linkableOf(globalId: string, path: readonly string[] = ["recordId"]): Linkable {
  const { kind, id } = readGlobalId(globalId);
  if (kind.type !== "PLACE" && kind.type !== "ORGANIZATION") throw new RecordNotFound("place or organization", globalId.slice(0, 80), path);
  return { type: kind.type, id };
}
