import { documentBeside } from "../../document.ts";
import { type Connection, listPage, slugFilter } from "../list.tsx";

interface Data {
  readonly reports: Connection<{
    readonly slug: string;
    readonly title: string;
    readonly period: { readonly text: string };
    readonly programme: { readonly title: string } | null;
  }>;
}

/** The reports of programmes. */
export const reportsPage = listPage<Data>({
  title: "reports.title",
  description: "reports.description",
  document: documentBeside(import.meta.url, "list.graphql"),
  filters: (page) => [slugFilter("programme", page.t("field.programme"))],
  connection: ({ reports }) => reports,
  items: (_page, { reports }) =>
    reports.nodes.map(({ slug, title, period, programme }) => ({
      path: `/reports/${slug}`,
      title,
      facts: [period.text, programme?.title ?? null],
    })),
});
