import { ClaimSaid } from "../../components/claim-said.tsx";
import { CitationLink } from "../../components/origin.tsx";
import { RecordLinks } from "../../components/record-list.tsx";
import { type Page, word } from "../../page.ts";
import { linksTo } from "../../records.ts";
import type { Contradiction } from "./report.ts";

/** Every contradiction in one sentence, then each of its sides with the lines that say so. */
export function Contradictions({ page, contradictions }: { page: Page; contradictions: readonly Contradiction[] }) {
  const { t } = page;
  if (contradictions.length === 0) return <p class="govuk-body">{t("report.contradictionsNone")}</p>;
  return (
    <>
      <p class="govuk-body">{t("report.contradictionsNote")}</p>
      {contradictions.map((contradiction, index) => (
        <div class="contradiction" id={`contradiction-${index + 1}`}>
          <h3 class="govuk-heading-m">
            {index + 1}. {word(page, "ContradictionKind", contradiction.kind)}
          </h3>
          <p class="govuk-body">{contradiction.message}</p>
          <About page={page} contradiction={contradiction} />
          <div class="sides">
            {contradiction.claims.map((claim) => (
              <div class="side">
                <p class="govuk-body">
                  {word(page, "Property", claim.property)}:{" "}
                  <strong>
                    <ClaimSaid page={page} claim={claim} />
                  </strong>
                </p>
                <p class="govuk-body-s">
                  <CitationLink short page={page} claim={claim} />
                </p>
              </div>
            ))}
          </div>
        </div>
      ))}
    </>
  );
}

function About({ page, contradiction }: { page: Page; contradiction: Contradiction }) {
  const links = linksTo([contradiction.activity, contradiction.output]);
  const { row } = contradiction;
  if (links.length === 0 && row === null) return null;
  return (
    <p class="govuk-body">
      <RecordLinks page={page} records={links} />
      {links.length > 0 && row !== null ? " – " : null}
      {row === null ? null : (
        <a class="govuk-link" href={`#row-${row.position}`}>
          {page.t("report.row", { number: String(row.position) })}
        </a>
      )}
    </p>
  );
}
