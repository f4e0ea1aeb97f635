import type { Page } from "../page.ts";

/**
 * Why a value is not there. Three different answers: `blank`, a document leaves the place empty; `not-applicable`, a
 * document says "N/A"; `not-stated`, no source says anything.
 */
export type AbsenceKind = "blank" | "not-applicable" | "not-stated";

/** The words for a value that is not there, with the record's own explanation where it has one. */
export function Absent({ page, kind, explanation }: { page: Page; kind: AbsenceKind; explanation?: string | undefined }) {
  return (
    <span class="absent">
      {absenceText(page, kind)}
      {explanation === undefined ? null : ` – ${explanation}`}
    </span>
  );
}

/** The same words as plain text. */
export function absenceText(page: Page, kind: AbsenceKind): string {
  return page.t(`absent.${kind}`);
}
