import { createHash } from "node:crypto";
import type { Child } from "hono/jsx";
import { documentBeside } from "../document.ts";
import { href, type Page, word } from "../page.ts";
import { recordPath, typesWithPage } from "../records.ts";
import { capitalized } from "../pages/list.tsx";

const document = documentBeside(new URL("../islands/", import.meta.url).href, "suggest.graphql");
// The hash instead of the text: the address stays short, and the API may keep its answer.
const ask = `/graphql?documentId=sha256:${createHash("sha256").update(document).digest("hex")}&variables=`;
const mostSuggested = 6;

/** A search field that offers records as one types, where scripts run; without them it is the field alone. */
export function Suggestions({ page, children }: { readonly page: Page; readonly children: Child }) {
  const { t } = page;
  const pages = Object.fromEntries(
    typesWithPage.map((type) => [
      type,
      [href(page, recordPath({ __typename: type, slug: "{slug}" }) ?? ""), capitalized(page, word(page, "RecordType", type))],
    ]),
  );
  return (
    <search-suggestions
      data-ask={ask}
      data-pages={JSON.stringify(pages)}
      data-label={t("suggest.label")}
      data-matched={t("suggest.matchedAs", { name: "{name}" })}
      data-counts={JSON.stringify(Array.from({ length: mostSuggested + 1 }, (_, count) => t("suggest.count", { count })))}
    >
      {children}
    </search-suggestions>
  );
}
