import { enumOf } from "@dostyk/graphql";
import type { Role } from "@dostyk/kernel";
import type { BodyKind } from "../role.ts";

export const RoleEnum = enumOf<Role>("Role", "What somebody may be in a body.", {
  OPERATOR: "Runs the node: bodies, accounts, peers, backup. Held in the node itself.",
  ASSOCIATION_OFFICER: "Acts for an association: publishes, invites its people and its cities' officers.",
  CITY_OFFICER: "Acts for a city: partnerships, trips, drafts.",
  TRANSLATOR: "Writes language versions for an association.",
  JUDGE: "Scores what is assigned in an association's competitions.",
  CHAIR: "Leads an association's competitions.",
  DONOR: "Reads for a donor and keeps its keys.",
});

export const BodyKindEnum = enumOf<BodyKind>("ActingBodyKind", "On whose behalf people act.", {
  NODE: "This installation.",
  ASSOCIATION: "An association of municipalities.",
  CITY: "A city, below its association.",
  DONOR: "A donor organization.",
});

export const RegisteredKindEnum = enumOf<"ASSOCIATION" | "CITY" | "DONOR">("RegisteredBodyKind", "What can be registered.", {
  ASSOCIATION: "An association of municipalities.",
  CITY: "A city, below its association.",
  DONOR: "A donor organization.",
});
