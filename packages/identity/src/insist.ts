import type { Refusal, Viewer } from "@dostyk/kernel";
import { mustBeSomebody } from "./policy.ts";
import { OnlyPeopleCanDoThis } from "./refusals.ts";

/** Throws what a policy answers, unless it has nothing against the wish. */
export function insist(refusal: Refusal | null): void {
  if (refusal !== null) throw refusal;
}

/** The person who wishes something of their own. @throws SignInFirst, OnlyPeopleCanDoThis */
export function personOf(viewer: Viewer): Extract<Viewer, { kind: "person" }> {
  insist(mustBeSomebody(viewer));
  if (viewer.kind !== "person") throw new OnlyPeopleCanDoThis();
  return viewer;
}
