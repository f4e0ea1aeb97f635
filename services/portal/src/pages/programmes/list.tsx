import { documentBeside } from "../../document.ts";
import { type Connection, listPage } from "../list.tsx";

interface Data {
  readonly programmes: Connection<{
    readonly slug: string;
    readonly title: string;
    readonly acronym: string | null;
    readonly summary: string | null;
    readonly started: { readonly text: string } | null;
    readonly ended: { readonly text: string } | null;
  }>;
}

/** All programmes. */
export const programmesPage = listPage<Data>({
  title: "programmes.title",
  description: "programmes.description",
  document: documentBeside(import.meta.url, "list.graphql"),
  connection: ({ programmes }) => programmes,
  items: (page, { programmes }) =>
    programmes.nodes.map(({ slug, title, acronym, summary, started, ended }) => ({
      path: `/programmes/${slug}`,
      title: acronym === null ? title : `${title} (${acronym})`,
      facts: [
        summary,
        [
          started === null ? "" : `${page.t("field.started")}: ${started.text}`,
          ended === null ? "" : `${page.t("field.ended")}: ${ended.text}`,
        ]
          .filter((text) => text !== "")
          .join("; "),
      ],
    })),
});
