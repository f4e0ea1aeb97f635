import type { Clock, Viewer } from "@dostyk/kernel";

/** Who acts, and what a line of the audit log needs from outside itself. */
export type Acting = {
  readonly viewer: Viewer;
  readonly now: Clock;
  /** A new ULID at every call. */
  readonly newId: () => string;
  /** Under which the same request stands in the node's log and in its traces. */
  readonly traceId?: string | undefined;
};

/** What somebody wants to have done, as the audit log tells it. No secret belongs in any of it. */
export type Wish = {
  /** Slice and verb: `identity.invite-member`. */
  readonly command: string;
  /** What it is about: `{ type: "ActingBody", id }`. Ids name nobody by themselves, so they stand in the chain. */
  readonly subject?: { readonly type: string; readonly id: string };
  /** What a person may read about it later. It may name people: it stands apart from the chain and can be erased. */
  readonly detail?: Readonly<Record<string, unknown>>;
  /** The subject before and after, of which only digests are kept. Undefined: the command does not say. */
  readonly before?: unknown;
  readonly after?: unknown;
};
