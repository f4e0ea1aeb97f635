import type { Prisma } from "@dostyk/db";
import { isOperator, type Viewer } from "@dostyk/kernel";

/**
 * A Prisma filter for the lines the viewer may read: everybody their own, whatever role they had then, and an operator
 * all. Who has not said who they are has no lines of their own, for those of all strangers are alike.
 */
export function linesVisibleTo(viewer: Viewer): Prisma.AuditLineWhereInput {
  if (isOperator(viewer)) return {};
  // The kind too: the reason of a system could be worded like somebody's id.
  if (viewer.kind === "person") return { viewerKind: "person", viewerId: viewer.accountId };
  if (viewer.kind === "key") return { viewerKind: "key", viewerId: viewer.keyId };
  return { id: { in: [] } };
}
