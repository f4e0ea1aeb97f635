import { documentBeside } from "../../document.ts";
import { word } from "../../page.ts";
import { type Connection, enumFilter, listPage, slugFilter } from "../list.tsx";

interface Data {
  readonly practices: Connection<{
    readonly slug: string;
    readonly title: string;
    readonly summary: string | null;
    readonly outcomeKind: string | null;
    readonly place: { readonly name: string } | null;
  }>;
}

/** All practices. */
export const practicesPage = listPage<Data>({
  title: "practices.title",
  description: "practices.description",
  document: documentBeside(import.meta.url, "list.graphql"),
  filters: (page) => [
    enumFilter(page, "outcomeKind", page.t("field.result"), "OutcomeKind", ["SUCCESSFUL", "UNSUCCESSFUL"]),
    slugFilter("place", page.t("field.place")),
    slugFilter("programme", page.t("field.programme")),
  ],
  connection: ({ practices }) => practices,
  items: (page, { practices }) =>
    practices.nodes.map(({ slug, title, summary, outcomeKind, place }) => ({
      path: `/practices/${slug}`,
      title,
      facts: [
        [place?.name ?? "", outcomeKind === null ? "" : word(page, "OutcomeKind", outcomeKind)].filter((text) => text !== "").join(" – "),
        summary,
      ],
    })),
});
