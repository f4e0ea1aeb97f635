import { type Page, word } from "../page.ts";
import { ClaimSaid } from "./claim-said.tsx";
import { DataTable } from "./data-table.tsx";
import type { EvidenceParts } from "./evidence.ts";
import { CitationLink } from "./origin.tsx";

/** At the end of a record's page: everything the sources say about it, and its permanent address. */
export function RecordFoot({ page, evidence }: { page: Page; evidence: EvidenceParts }) {
  const { t } = page;
  return (
    <>
      {evidence.claims.length === 0 ? null : (
        <details class="govuk-details">
          <summary class="govuk-details__summary">
            <span class="govuk-details__summary-text">{t("origin.all")}</span>
          </summary>
          <div class="govuk-details__text">
            <DataTable
              captionHidden
              caption={t("origin.all")}
              head={[t("origin.property"), t("origin.says"), t("origin.where")]}
              rows={evidence.claims.map((claim) => [
                word(page, "Property", claim.property),
                <ClaimSaid page={page} claim={claim} />,
                <CitationLink page={page} claim={claim} />,
              ])}
            />
          </div>
        </details>
      )}
      <p class="govuk-body-s">
        {t("field.uri")}: <code>{evidence.uri}</code>
      </p>
    </>
  );
}
