import { documentBeside } from "../../document.ts";
import { word } from "../../page.ts";
import { type Connection, enumFilter, listPage, slugFilter } from "../list.tsx";

interface Data {
  readonly outputs: Connection<{
    readonly slug: string;
    readonly title: string;
    readonly kind: string;
    readonly produced: { readonly text: string } | null;
  }>;
}

const kinds = [
  "REPORT",
  "HANDBOOK",
  "MANUAL",
  "TRANSLATION",
  "NEWSLETTER",
  "PLAN",
  "OUTLINE",
  "RECOMMENDATIONS",
  "AGREEMENT",
  "QUESTIONNAIRE",
];

/** All outputs. */
export const outputsPage = listPage<Data>({
  title: "outputs.title",
  description: "outputs.description",
  document: documentBeside(import.meta.url, "list.graphql"),
  filters: (page) => [
    enumFilter(page, "kind", page.t("field.kind"), "OutputKind", kinds),
    slugFilter("programme", page.t("field.programme")),
  ],
  connection: ({ outputs }) => outputs,
  items: (page, { outputs }) =>
    outputs.nodes.map(({ slug, title, kind, produced }) => ({
      path: `/outputs/${slug}`,
      title,
      facts: [[word(page, "OutputKind", kind), produced?.text ?? ""].filter((text) => text !== "").join(" – ")],
    })),
});
