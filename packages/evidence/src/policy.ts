import type { Viewer } from "@dostyk/kernel";

/** A Prisma filter for what the viewer may see of any record's table: anonymous readers see what is public. */
export function visibleTo(viewer: Viewer): { readonly visibility?: "PUBLIC" } {
  return viewer.kind === "operator" ? {} : { visibility: "PUBLIC" };
}

/** The same answer for one record at hand. */
export function maySee(viewer: Viewer, record: { readonly visibility: string }): boolean {
  return viewer.kind === "operator" || record.visibility === "PUBLIC";
}
