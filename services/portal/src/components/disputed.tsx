import type { Page } from "../page.ts";
import type { DisputeParts } from "./evidence.ts";
import { ClaimLine } from "./origin.tsx";

interface DisputedProps {
  readonly page: Page;
  readonly disputes: readonly DisputeParts[];
}

/** Beside a value that sources disagree on: in words that they do, what each says, and why this one is shown. */
export function Disputed({ page, disputes }: DisputedProps) {
  return (
    <>
      {disputes.map((dispute) => (
        <div class="disputed">
          <p class="disputed__title">{page.t("disputed.title", { count: dispute.claims.length })}</p>
          <ul class="disputed__list">
            {dispute.claims.map((claim) => (
              <li>
                <ClaimLine page={page} claim={claim} />
                {isChosen(dispute, claim) ? ` – ${page.t("disputed.chosen")}` : null}
              </li>
            ))}
          </ul>
          <p class="govuk-body-s">
            {dispute.chosen === null ? `${page.t("disputed.undecided")} ` : null}
            {page.t("disputed.policy")} {dispute.policy}
          </p>
        </div>
      ))}
    </>
  );
}

function isChosen(dispute: DisputeParts, claim: DisputeParts["claims"][number]): boolean {
  const { chosen } = dispute;
  if (chosen === null) return false;
  return (
    chosen.source.slug === claim.source.slug &&
    chosen.lines.start === claim.lines.start &&
    JSON.stringify(chosen.value) === JSON.stringify(claim.value)
  );
}
