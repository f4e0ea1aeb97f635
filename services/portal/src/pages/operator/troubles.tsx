import { Notice } from "../../components/form-page.tsx";
import type { Page } from "../../page.ts";

/** What is wrong with the node's work, in the API's own sentences; or that nothing is. */
export function Troubles({ page, troubles }: { readonly page: Page; readonly troubles: readonly string[] }) {
  const { t } = page;
  if (troubles.length === 0) return <Notice>{t("operator.well")}</Notice>;
  return (
    <div class="disputed">
      <p class="disputed__title">{t("operator.troubles")}</p>
      <ul class="disputed__list" lang="en">
        {troubles.map((text) => (
          <li>{text}</li>
        ))}
      </ul>
    </div>
  );
}
