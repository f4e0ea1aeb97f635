import { mustBeSomebody } from "@dostyk/identity";
import { holds, isOperator, type Refusal, type Viewer } from "@dostyk/kernel";
import { OnlyThoseSetOverItLink } from "./refusals.ts";

/**
 * Why the viewer may not say which record a body acts for, or null. A city's own officers may not: whoever holds the link
 * speaks for the city, so somebody above them makes it.
 */
export function mayLink(viewer: Viewer, body: { readonly id: string; readonly parentId: string | null }): Refusal | null {
  const stranger = mustBeSomebody(viewer);
  if (stranger !== null) return stranger;
  const above = [body.id, ...(body.parentId === null ? [] : [body.parentId])];
  return isOperator(viewer) || above.some((id) => holds(viewer, id, "ASSOCIATION_OFFICER")) ? null : new OnlyThoseSetOverItLink();
}
