import { type BodyKind, mustBeSomebody } from "@dostyk/identity";
import { assertNever, holds, isOperator, type Refusal, type Viewer } from "@dostyk/kernel";
import type { NeedOrOfferKind } from "./need-or-offer.ts";
import { DonorsOnlyOffer, OnlyForItsOwnPlace, OnlyItsOwnPeoplePublish } from "./refusals.ts";

/** What policies know of the body that looks for something or gives it. */
export type Publisher = { readonly id: string; readonly kind: BodyKind; readonly parentId: string | null };

/** Why the viewer may not write or publish this for the body, or null. */
export function mayPublish(viewer: Viewer, body: Publisher, kind: NeedOrOfferKind): Refusal | null {
  const stranger = mustBeSomebody(viewer);
  if (stranger !== null) return stranger;
  if (!actsFor(viewer, body)) return new OnlyItsOwnPeoplePublish();
  return body.kind === "DONOR" && kind === "NEED" ? new DonorsOnlyOffer() : null;
}

/** The body that acts for a place, as far as policies ask; null: nobody does. */
export type PlaceBody = { readonly id: string; readonly parentId: string | null } | null;

/** Why the body may not speak for the place, or null. A donor's help is for any place. */
export function maySpeakOf(body: Publisher, place: PlaceBody): Refusal | null {
  if (body.kind === "DONOR" || place?.id === body.id) return null;
  return body.kind === "ASSOCIATION" && place?.parentId === body.id ? null : new OnlyForItsOwnPlace();
}

/** Why the viewer may not close it, or null. An operator may: what is published in bad faith cannot wait for its author. */
export function mayClose(viewer: Viewer, body: Publisher): Refusal | null {
  return mustBeSomebody(viewer) ?? (isOperator(viewer) || actsFor(viewer, body) ? null : new OnlyItsOwnPeoplePublish());
}

function actsFor(viewer: Viewer, body: Publisher): boolean {
  switch (body.kind) {
    case "CITY":
      return holds(viewer, body.id, "CITY_OFFICER") || (body.parentId !== null && holds(viewer, body.parentId, "ASSOCIATION_OFFICER"));
    case "ASSOCIATION":
      return holds(viewer, body.id, "ASSOCIATION_OFFICER");
    case "DONOR":
      return holds(viewer, body.id, "DONOR");
    case "NODE":
      return false;
    default:
      return assertNever(body.kind);
  }
}

/**
 * What the viewer may see, as a Prisma filter: open ones everybody; drafts and closed ones the people who may publish for the body; closed ones
 * operators too.
 */
export function needsAndOffersVisibleTo(viewer: Viewer) {
  const open = { status: "OPEN" as const };
  const published = isOperator(viewer) ? [{ status: "CLOSED" as const }] : [];
  if (viewer.kind !== "person") return { OR: [open, ...published] };
  const bodies = (...roles: readonly string[]) => viewer.held.flatMap(({ bodyId, role }) => (roles.includes(role) ? [bodyId] : []));
  const own = { bodyId: { in: bodies("CITY_OFFICER", "ASSOCIATION_OFFICER", "DONOR") } };
  return { OR: [open, ...published, own, { body: { parentId: { in: bodies("ASSOCIATION_OFFICER") } } }] };
}
