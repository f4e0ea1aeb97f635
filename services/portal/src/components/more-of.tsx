import type { Page } from "../page.ts";
import { numberText } from "../page.ts";

/** Below a list that shows only the first records: how many there are, and the way to all of them. */
export function MoreOf({ page, path, shown, of }: { page: Page; path: string; shown: number; of: number }) {
  if (shown >= of) return null;
  return (
    <p class="govuk-body">
      {page.t("list.shown", { shown: numberText(page, shown), count: numberText(page, of) })}{" "}
      <a class="govuk-link" href={`/${page.locale}${path}`}>
        {page.t("list.all")}
      </a>
    </p>
  );
}
