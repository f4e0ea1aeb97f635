import { assertNever, holds, isOperator, type KeyScope, type Refusal, type Role, roles, type Viewer } from "@dostyk/kernel";
import {
  NobodyGrantsAboveTheirOwn,
  OnlyItsOwnPeopleIssueKeys,
  OnlyPeopleCanDoThis,
  OnlyThoseAboveCanRegister,
  ProveWhoYouAreAgain,
  RoleBelongsElsewhere,
  ScopeBelongsElsewhere,
  SignInFirst,
} from "./refusals.ts";
import { type BodyKind, heldIn } from "./role.ts";

/** What policies know of an acting body. `parentId` is a city's association. */
export type Body = { readonly id: string; readonly kind: BodyKind; readonly parentId: string | null };

/** A role in a body, held or offered by an invitation. */
export type RoleInBody = { readonly role: Role; readonly body: Body };

// Wherever they are held: operators set up others, who then help themselves.
const givenByOperators: readonly Role[] = ["OPERATOR", "ASSOCIATION_OFFICER", "DONOR"];

/** The roles each role gives in its own body, and in the bodies below it. */
const given: Readonly<Record<Role, { readonly here: readonly Role[]; readonly below: readonly Role[] }>> = {
  OPERATOR: { here: [], below: [] },
  ASSOCIATION_OFFICER: { here: ["ASSOCIATION_OFFICER", "TRANSLATOR", "JUDGE", "CHAIR"], below: ["CITY_OFFICER"] },
  CHAIR: { here: ["JUDGE"], below: [] },
  CITY_OFFICER: { here: ["CITY_OFFICER"], below: [] },
  DONOR: { here: ["DONOR"], below: [] },
  TRANSLATOR: { here: [], below: [] },
  JUDGE: { here: [], below: [] },
};

/** A recent proof of who one is lasts this long. */
const recentMs = 10 * 60_000;

/** The roles the viewer may give in the body, and take back; none for most viewers. */
export function rolesToGive(viewer: Viewer, body: Body): readonly Role[] {
  const offered = roles.filter((role) => heldIn(role) === body.kind);
  if (isOperator(viewer)) return offered.filter((role) => givenByOperators.includes(role) || heldGives(viewer, body, role));
  return offered.filter((role) => heldGives(viewer, body, role));
}

function heldGives(viewer: Viewer, body: Body, role: Role): boolean {
  if (viewer.kind !== "person") return false;
  return viewer.held.some(
    (one) =>
      (one.bodyId === body.id && given[one.role].here.includes(role)) ||
      (one.bodyId === body.parentId && given[one.role].below.includes(role)),
  );
}

/** Why the viewer may not invite somebody to this role now, or null. */
export function mayInvite(viewer: Viewer, { role, body }: RoleInBody, now: Date): Refusal | null {
  return mayTakeBack(viewer, { role, body }) ?? mustBeRecent(viewer, now);
}

/** Why the viewer may not revoke an invitation to this role or remove its holder, or null. Whoever gives a role may take it back. */
export function mayTakeBack(viewer: Viewer, { role, body }: RoleInBody): Refusal | null {
  const stranger = mustBeSomebody(viewer);
  if (stranger !== null) return stranger;
  if (heldIn(role) !== body.kind) return new RoleBelongsElsewhere();
  return rolesToGive(viewer, body).includes(role) ? null : new NobodyGrantsAboveTheirOwn();
}

/** Why the viewer may not register or rename such a body, or null. */
export function mayRegister(viewer: Viewer, { parentId }: Pick<Body, "kind" | "parentId">): Refusal | null {
  const stranger = mustBeSomebody(viewer);
  if (stranger !== null) return stranger;
  if (isOperator(viewer)) return null;
  return parentId !== null && holds(viewer, parentId, "ASSOCIATION_OFFICER") ? null : new OnlyThoseAboveCanRegister();
}

/** Why the viewer may not issue a key of these scopes now, or null. */
export function mayIssueKey(viewer: Viewer, body: Body, scopes: readonly KeyScope[], now: Date): Refusal | null {
  const stranger = mustBeSomebody(viewer);
  if (stranger !== null) return stranger;
  if (!actsWithKeys(viewer, body)) return new OnlyItsOwnPeopleIssueKeys();
  // A donor reads; what it may write, no scope can widen.
  if (body.kind !== "ASSOCIATION" && scopes.includes("submit:practice")) return new ScopeBelongsElsewhere();
  return mustBeRecent(viewer, now);
}

/** Why the viewer may not revoke a key of the body, or null. An operator may: a stolen key cannot wait for its owner. */
export function mayRevokeKey(viewer: Viewer, body: Body): Refusal | null {
  return mustBeSomebody(viewer) ?? (maySeeKeys(viewer, body) ? null : new OnlyItsOwnPeopleIssueKeys());
}

/** Whether the viewer may see which keys the body has; never the keys themselves. */
export function maySeeKeys(viewer: Viewer, body: Body): boolean {
  return isOperator(viewer) || actsWithKeys(viewer, body);
}

// Inside an AND, Prisma takes an OR of nothing for no condition at all, and would show everything.
const nothing = { id: { in: [] as string[] } };

function anyOf<Filter extends object>(alternatives: readonly Filter[]) {
  return alternatives.length === 0 ? nothing : { OR: [...alternatives] };
}

/** `maySeeKeys` as a Prisma filter on keys. */
export function keysVisibleTo(viewer: Viewer) {
  if (isOperator(viewer)) return {};
  if (viewer.kind !== "person") return nothing;
  const acts = viewer.held.filter(({ role }) => role === "DONOR" || role === "ASSOCIATION_OFFICER");
  return anyOf(acts.map(({ bodyId, role }) => ({ body: { id: bodyId, kind: heldIn(role) } })));
}

function actsWithKeys(viewer: Viewer, body: Body): boolean {
  switch (body.kind) {
    case "DONOR":
      return holds(viewer, body.id, "DONOR");
    case "ASSOCIATION":
      return holds(viewer, body.id, "ASSOCIATION_OFFICER");
    case "CITY":
    case "NODE":
      return false;
    default:
      return assertNever(body.kind);
  }
}

/** Why the viewer is nobody who could wish anything of their own, or null for a person and for the node itself. */
export function mustBeSomebody(viewer: Viewer): SignInFirst | OnlyPeopleCanDoThis | null {
  switch (viewer.kind) {
    case "anonymous":
      return new SignInFirst();
    case "key":
      return new OnlyPeopleCanDoThis();
    case "person":
    case "system":
      return null;
    default:
      return assertNever(viewer);
  }
}

/** Why the viewer must prove again who they are before a wish with consequences, or null. The node itself need not. */
export function mustBeRecent(viewer: Viewer, now: Date): ProveWhoYouAreAgain | null {
  if (viewer.kind === "system") return null;
  if (viewer.kind !== "person") return new ProveWhoYouAreAgain();
  return now.getTime() - viewer.reauthenticatedAt.getTime() <= recentMs ? null : new ProveWhoYouAreAgain();
}

/** Whether the viewer may see that the body is there. `below` are the cities of an association. */
export function maySeeBody(
  viewer: Viewer,
  body: Pick<Body, "id" | "parentId"> & { readonly below: readonly { readonly id: string }[] },
): boolean {
  if (isOperator(viewer)) return true;
  if (viewer.kind === "key") return viewer.bodyId === body.id;
  if (viewer.kind !== "person") return false;
  return viewer.held.some(
    ({ bodyId, role }) =>
      bodyId === body.id || (role === "ASSOCIATION_OFFICER" && bodyId === body.parentId) || body.below.some(({ id }) => id === bodyId),
  );
}

/** `maySeeBody` as a Prisma filter. */
export function bodiesVisibleTo(viewer: Viewer) {
  if (isOperator(viewer)) return {};
  if (viewer.kind === "key") return { id: viewer.bodyId };
  if (viewer.kind !== "person") return nothing;
  const own = viewer.held.map(({ bodyId }) => bodyId);
  const officerOf = viewer.held.flatMap(({ bodyId, role }) => (role === "ASSOCIATION_OFFICER" ? [bodyId] : []));
  return { OR: [{ id: { in: own } }, { parentId: { in: officerOf } }, { below: { some: { id: { in: own } } } }] };
}

/** Whether the viewer may see who holds the role or is invited to it: those who give it, and operators. */
export function maySeeRole(viewer: Viewer, { role, body }: RoleInBody): boolean {
  return isOperator(viewer) || heldGives(viewer, body, role);
}

/** `maySeeRole` as a Prisma filter on memberships and invitations. */
export function rolesVisibleTo(viewer: Viewer) {
  return isOperator(viewer) ? {} : anyOf(rolesGivenBy(viewer));
}

/** A Prisma filter on memberships: the person's own, and those of `rolesVisibleTo`. */
export function membershipsVisibleTo(viewer: Viewer) {
  if (isOperator(viewer)) return {};
  return anyOf([...(viewer.kind === "person" ? [{ accountId: viewer.accountId }] : []), ...rolesGivenBy(viewer)]);
}

function rolesGivenBy(viewer: Viewer) {
  if (viewer.kind !== "person") return [];
  return viewer.held.flatMap(({ bodyId, role }) => [
    { body: { id: bodyId }, role: { in: [...given[role].here] } },
    { body: { parentId: bodyId }, role: { in: [...given[role].below] } },
  ]);
}

/** Whether the account is the viewer's own. */
export function isOwn(viewer: Viewer, accountId: string): boolean {
  return viewer.kind === "person" && viewer.accountId === accountId;
}

/** Whether the viewer may see an account's address and settings: its own, and an operator any. */
export function maySeeAccount(viewer: Viewer, { id }: { readonly id: string }): boolean {
  return isOperator(viewer) || isOwn(viewer, id);
}

/** `maySeeAccount` as a Prisma filter. */
export function accountsVisibleTo(viewer: Viewer) {
  if (isOperator(viewer)) return {};
  return viewer.kind === "person" ? { id: viewer.accountId } : nothing;
}
