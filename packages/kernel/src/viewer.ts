/** What somebody may be in an acting body. Policies say what each role may. */
export const roles = ["OPERATOR", "ASSOCIATION_OFFICER", "CITY_OFFICER", "TRANSLATOR", "JUDGE", "CHAIR", "DONOR"] as const;
export type Role = (typeof roles)[number];

/** A role held in one acting body: an association, a city, a donor, or the node itself. */
export type HeldRole = { readonly bodyId: string; readonly role: Role };

/** What an API key may be used for; its own body's donor programmes are named one by one. */
export type KeyScope = "read:public" | "submit:practice" | `read:programme:${string}`;

/**
 * Who asks. Policies answer for a viewer and for nothing else, whatever way in was taken.
 * A person's `held` roles are those that count at this moment: a role that wants a second factor is not among them
 * until the account has one.
 */
export type Viewer =
  | { readonly kind: "anonymous" }
  | {
      readonly kind: "person";
      readonly accountId: string;
      readonly sessionId: string;
      readonly held: readonly HeldRole[];
      /** When the person last proved who they are. */
      readonly reauthenticatedAt: Date;
    }
  | { readonly kind: "key"; readonly keyId: string; readonly bodyId: string; readonly scopes: readonly KeyScope[] }
  | { readonly kind: "system"; readonly reason: string };

/** A reader who has not said who they are. */
export const anonymous: Viewer = { kind: "anonymous" };

/** The node itself, at work for a reason: a timer, or a command typed at its own machine. */
export function system(reason: string): Viewer {
  return { kind: "system", reason };
}

/** Whether the viewer runs the node: the node itself, or a person who holds that role. */
export function isOperator(viewer: Viewer): boolean {
  return viewer.kind === "system" || (viewer.kind === "person" && viewer.held.some(({ role }) => role === "OPERATOR"));
}

/** Whether the viewer holds one of the roles in this body. */
export function holds(viewer: Viewer, bodyId: string, ...wanted: readonly Role[]): boolean {
  return viewer.kind === "person" && viewer.held.some((one) => one.bodyId === bodyId && wanted.includes(one.role));
}
