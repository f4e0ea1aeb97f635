import type { PrismaClient } from "@dostyk/db";
import type { Role, Viewer } from "@dostyk/kernel";

/** An invitation as it goes to whoever is invited. Nobody keeps the link but the letter. */
export type InvitationMail = {
  readonly email: string;
  readonly link: string;
  readonly bodyName: string;
  readonly role: Role;
  /** The language the inviter reads, for want of a better guess. */
  readonly locale: string;
};

/** How one part of the node was found. */
export type PartHealth = {
  readonly name: string;
  readonly about: string;
  readonly status: "ok" | "degraded" | "down";
  readonly note?: string;
};

/** What every resolver knows of the request. */
export type GraphqlContext = {
  readonly prisma: PrismaClient;
  readonly viewer: Viewer;
  /** BCP 47 tag of the reader, used where a field's `locale` argument is left out. */
  readonly locale: string;
  /** Origin of this node. */
  readonly homeNode: string;
  /** Origin of the website as readers know it, for links that are handed out. Left out, it is the node's. */
  readonly publicOrigin?: string | undefined;
  /** When the request came in. */
  readonly now: Date;
  /** Under which the request stands in the log, and what it wished in the audit log. */
  readonly requestId: string;
  /** A new ULID at every call, for what the request makes. */
  readonly newId: () => string;
  /** How the parts of the node are. Left out, nobody looks after them. */
  readonly health?: (() => Promise<readonly PartHealth[]>) | undefined;
  /** Sends an invitation by mail; where it says "not-sent", or is left out, whoever invites is shown the link. */
  readonly sendInvitation?: ((invitation: InvitationMail) => Promise<"sent" | "not-sent">) | undefined;
};
