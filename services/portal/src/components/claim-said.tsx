import type { Page } from "../page.ts";
import { claimValueText } from "./claim-value.ts";
import type { ClaimParts } from "./evidence.ts";

/** What a claim says, with the source's own writing where that is evidence. */
export function ClaimSaid({ page, claim }: { page: Page; claim: ClaimParts }) {
  const { t } = page;
  return (
    <>
      {claimValueText(page, claim.value)}
      {claim.raw === null ? null : (
        <>
          {" "}
          <span class="muted">
            ({t("origin.raw")}{" "}
            <q class="raw" lang={claim.source.language}>
              {claim.raw}
            </q>
            )
          </span>
        </>
      )}
      {claim.rank === "DEPRECATED" ? ` (${t("origin.deprecated")})` : null}
      {claim.rank === "PREFERRED" ? ` (${t("origin.preferred")})` : null}
    </>
  );
}
