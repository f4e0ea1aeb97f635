import { isOperator, type Viewer } from "@dostyk/kernel";

/**
 * A Prisma filter for what the viewer may see of any record's table: anonymous readers see what is public. It always
 * says something: an empty filter on a relation inside an OR would be taken for none that fits.
 */
export function visibleTo(viewer: Viewer): { visibility: "PUBLIC" | { in: ("PUBLIC" | "HIDDEN")[] } } {
  return { visibility: isOperator(viewer) ? { in: ["PUBLIC", "HIDDEN"] } : "PUBLIC" };
}

/** The same answer for one record at hand. */
export function maySee(viewer: Viewer, record: { readonly visibility: string }): boolean {
  return isOperator(viewer) || record.visibility === "PUBLIC";
}

/**
 * A Prisma filter for the claims the viewer may see: their source must be visible, and so must every record their value
 * speaks of. Whether the record they are about is, the way to them has decided.
 */
export function claimsVisibleTo(viewer: Viewer) {
  return { source: visibleTo(viewer), references: { none: { record: { NOT: visibleTo(viewer) } } } };
}
