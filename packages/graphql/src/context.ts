import type { PrismaClient } from "@dostyk/db";
import type { Viewer } from "@dostyk/kernel";

/** What every resolver knows of the request. */
export type GraphqlContext = {
  readonly prisma: PrismaClient;
  readonly viewer: Viewer;
  /** BCP 47 tag of the reader, used where a field's `locale` argument is left out. */
  readonly locale: string;
  /** Origin of this node. */
  readonly homeNode: string;
  /** When the request came in. */
  readonly now: Date;
  /** Under which the request stands in the log, and what it wished in the audit log. */
  readonly requestId: string;
  /** A new ULID at every call, for what the request makes. */
  readonly newId: () => string;
};
