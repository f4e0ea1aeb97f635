import { documentBeside } from "../../document.ts";
import { word } from "../../page.ts";
import { type Connection, listPage } from "../list.tsx";

interface Data {
  readonly sources: Connection<{
    readonly slug: string;
    readonly title: string;
    readonly kind: string;
    readonly publisher: string;
    readonly published: { readonly text: string } | null;
    readonly supports: { readonly totalCount: number };
  }>;
}

/** The documents everything rests on. */
export const sourcesPage = listPage<Data>({
  title: "sources.title",
  description: "sources.description",
  document: documentBeside(import.meta.url, "list.graphql"),
  connection: ({ sources }) => sources,
  items: (page, { sources }) =>
    sources.nodes.map(({ slug, title, kind, publisher, published, supports }) => ({
      path: `/sources/${slug}`,
      title,
      facts: [
        [word(page, "SourceKind", kind), publisher, published?.text ?? ""].filter((text) => text !== "").join(" – "),
        page.t("source.claimCount", { count: supports.totalCount }),
      ],
    })),
});
