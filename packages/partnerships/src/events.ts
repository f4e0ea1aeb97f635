import type { DomainEvent } from "@dostyk/kernel";
import type { StatementAct } from "./partnership-process.ts";

/** What is published of each statement, in the transaction that writes it. */
export const eventOf = {
  PROPOSE: "partnerships.proposed",
  AMEND: "partnerships.amended",
  CONFIRM: "partnerships.confirmed",
  DECLINE: "partnerships.declined",
  SUSPEND: "partnerships.suspended",
  MARK_DORMANT: "partnerships.marked-dormant",
  RESUME: "partnerships.resumed",
  END: "partnerships.ended",
} as const satisfies Readonly<Record<StatementAct, `partnerships.${string}`>>;

/** A party has said something about a partnership, the subject. `before` is null for a new one. */
export type PartySpoke = DomainEvent<
  (typeof eventOf)[StatementAct],
  {
    /** The version of the partnership by this statement. */
    readonly version: number;
    /** Position of the party. */
    readonly party: number;
    readonly before: string | null;
    readonly status: string;
    readonly confirmation: string;
  }
>;
