import { type Page, word } from "../page.ts";

const looks: Readonly<Record<string, string>> = {
  COMPLETED: "done",
  ACTIVE: "done",
  CONFIRMED: "done",
  POSTPONED: "moved",
  SUSPENDED: "moved",
  DORMANT: "moved",
  CANCELLED: "ended",
  ENDED: "ended",
};

/** A state as a word with a mark before it; the colour only repeats what both say. */
export function Status({ page, type, value }: { page: Page; type: "ActivityStatus" | "PartnershipStatus"; value: string }) {
  const look = looks[value];
  return <span class={look === undefined ? "status" : `status status--${look}`}>{word(page, type, value)}</span>;
}
