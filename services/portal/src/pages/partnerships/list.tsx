import { documentBeside } from "../../document.ts";
import { numberText, word } from "../../page.ts";
import { type Connection, enumFilter, listPage } from "../list.tsx";

interface Data {
  readonly partnerships: Connection<{
    readonly slug: string;
    readonly title: string;
    readonly kind: string;
    readonly status: string;
    readonly started: { readonly text: string } | null;
    readonly ended: { readonly text: string } | null;
    readonly parties: readonly {
      readonly place: { readonly name: string } | null;
      readonly organization: { readonly name: string } | null;
    }[];
    readonly activities: { readonly totalCount: number };
  }>;
}

const kinds = ["RESOURCE_CITIES", "SISTER_CITY", "FRIENDSHIP", "TWINNING", "TRILATERAL", "CITY_RAYON"];
const statuses = ["PROPOSED", "CONFIRMED", "ACTIVE", "DORMANT", "SUSPENDED", "ENDED"];

/** All partnerships. */
export const partnershipsPage = listPage<Data>({
  title: "partnerships.title",
  description: "partnerships.description",
  document: documentBeside(import.meta.url, "list.graphql"),
  filters: (page) => [
    enumFilter(page, "kind", page.t("field.kind"), "PartnershipKind", kinds),
    enumFilter(page, "status", page.t("field.status"), "PartnershipStatus", statuses),
  ],
  connection: ({ partnerships }) => partnerships,
  items: (page, { partnerships }) =>
    partnerships.nodes.map(({ slug, title, kind, status, started, ended, parties, activities }) => ({
      path: `/partnerships/${slug}`,
      title,
      facts: [
        parties.map(({ place, organization }) => place?.name ?? organization?.name ?? "").join(" – "),
        `${word(page, "PartnershipKind", kind)} – ${word(page, "PartnershipStatus", status)}`,
        [
          started === null ? "" : `${page.t("field.started")}: ${started.text}`,
          ended === null ? "" : `${page.t("field.ended")}: ${ended.text}`,
          activities.totalCount === 0
            ? ""
            : `${numberText(page, activities.totalCount)} ${page.t("home.activities", { count: activities.totalCount })}`,
        ]
          .filter((text) => text !== "")
          .join("; "),
      ],
    })),
});
