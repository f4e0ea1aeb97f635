import { mustBeSomebody, OnlyPeopleCanDoThis } from "@dostyk/identity";
import { holds, type Refusal, type Viewer } from "@dostyk/kernel";
import { actsOpenTo, type ProcessState, type StatementAct } from "./partnership-process.ts";
import {
  KnownOnlyFromDocuments,
  NobodySpeaksForItYet,
  NothingAgreedYet,
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

/** Why the viewer may not speak for the party at the position of this partnership, whatever it is about, or null. */
function maySpeakIn(viewer: Viewer, { bodies, ours, state, spoken }: Life, position: number): Refusal | null {
  const denied = maySpeakFor(viewer, bodies[position] ?? null);
  if (denied !== null) return denied;
  if (!ours) return new OnlyItsHomeNodeWrites();
  if (state === null) return new KnownOnlyFromDocuments();
  const forAnother = viewer.kind === "person" && spoken.some((one) => one.accountId === viewer.accountId && one.position !== position);
  return forAnother ? new OnePersonSpeaksForOneSide() : null;
}

/** Why the viewer may not evaluate the partnership for the party at the position, or null. Also what has ended can be judged. */
export function mayEvaluate(viewer: Viewer, life: Life, position: number): Refusal | null {
  const denied = maySpeakIn(viewer, life, position);
  if (denied !== null) return denied;
  return life.state?.agreed == null ? new NothingAgreedYet() : null;
}

/** Why the viewer may not say this for the party at the position now, or null. */
export function mayState(viewer: Viewer, life: Life, position: number, act: StatementAct): Refusal | null {
  const denied = maySpeakIn(viewer, life, position);
  if (denied !== null) return denied;
  if (life.state === null) return new KnownOnlyFromDocuments();
  const open = actsOpenTo(life.state, position);
  return open.includes(act) ? null : new NotOpenNow(act, open);
}
