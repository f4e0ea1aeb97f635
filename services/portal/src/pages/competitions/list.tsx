import { documentBeside } from "../../document.ts";
import { type Connection, listPage } from "../list.tsx";

interface Data {
  readonly competitions: Connection<{
    readonly slug: string;
    readonly title: string;
    readonly summary: string | null;
    readonly year: { readonly text: string } | null;
  }>;
}

/** All competitions. */
export const competitionsPage = listPage<Data>({
  title: "competitions.title",
  description: "competitions.description",
  document: documentBeside(import.meta.url, "list.graphql"),
  connection: ({ competitions }) => competitions,
  items: (_page, { competitions }) =>
    competitions.nodes.map(({ slug, title, summary, year }) => ({
      path: `/competitions/${slug}`,
      title,
      facts: [year?.text ?? null, summary],
    })),
});
