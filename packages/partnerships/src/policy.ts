import { mustBeSomebody, OnlyPeopleCanDoThis } from "@dostyk/identity";
import { holds, type Refusal, type Viewer } from "@dostyk/kernel";
import { actsOpenTo, type ProcessState, type StatementAct } from "./partnership-process.ts";
import {
  KnownOnlyFromDocuments,
  NobodySpeaksForItYet,
  NotOpenNow,
  OnePersonSpeaksForOneSide,
  OnlyItsHomeNodeWrites,
  OnlyItsPeopleSpeakForIt,
} from "./refusals.ts";

/** The body that acts for a party; `parentId` is a city's association. Null: none is linked to its record. */
export type PartyBody = { readonly id: string; readonly parentId: string | null } | null;

/** What policies know of a partnership. */
export type Life = {
  /** Whether this node is the one that writes it. */
  readonly ours: boolean;
  /** Null: known from documents alone. */
  readonly state: ProcessState | null;
  /** By position. */
  readonly bodies: readonly PartyBody[];
  /** Who has spoken, and for which party. */
  readonly spoken: readonly { readonly accountId: string; readonly position: number }[];
};

/**
 * Why the viewer may not speak for a party that this body acts for, or null. An operator may not, nor may the node
 * itself: a city's yes is worth something because nobody else can say it.
 */
export function maySpeakFor(viewer: Viewer, body: PartyBody): Refusal | null {
  const stranger = mustBeSomebody(viewer);
  if (stranger !== null) return stranger;
  if (viewer.kind !== "person") return new OnlyPeopleCanDoThis();
  if (body === null) return new NobodySpeaksForItYet();
  if (holds(viewer, body.id, "CITY_OFFICER", "ASSOCIATION_OFFICER")) return null;
  return body.parentId !== null && holds(viewer, body.parentId, "ASSOCIATION_OFFICER") ? null : new OnlyItsPeopleSpeakForIt();
}

/** Why the viewer may not say this for the party at the position now, or null. */
export function mayState(viewer: Viewer, life: Life, position: number, act: StatementAct): Refusal | null {
  const denied = maySpeakFor(viewer, life.bodies[position] ?? null);
  if (denied !== null) return denied;
  if (!life.ours) return new OnlyItsHomeNodeWrites();
  if (life.state === null) return new KnownOnlyFromDocuments();
  const { spoken } = life;
  if (viewer.kind === "person" && spoken.some((one) => one.accountId === viewer.accountId && one.position !== position))
    return new OnePersonSpeaksForOneSide();
  const open = actsOpenTo(life.state, position);
  return open.includes(act) ? null : new NotOpenNow(act, open);
}
