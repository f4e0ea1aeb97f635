import { assertNever, type Role } from "@dostyk/kernel";

/** The kinds of acting bodies, and so the places where a role can be held. */
export const bodyKinds = ["NODE", "ASSOCIATION", "CITY", "DONOR"] as const;
export type BodyKind = (typeof bodyKinds)[number];

/** Where a role is held. Judges and chairs act for a competition of their association. */
export function heldIn(role: Role): BodyKind {
  switch (role) {
    case "OPERATOR":
      return "NODE";
    case "ASSOCIATION_OFFICER":
    case "TRANSLATOR":
    case "JUDGE":
    case "CHAIR":
      return "ASSOCIATION";
    case "CITY_OFFICER":
      return "CITY";
    case "DONOR":
      return "DONOR";
    default:
      return assertNever(role);
  }
}

/** Whether the role counts only for an account that has a second factor: what it does cannot be taken back easily. */
export function wantsSecondFactor(role: Role): boolean {
  return role === "OPERATOR" || role === "ASSOCIATION_OFFICER" || role === "CHAIR";
}
