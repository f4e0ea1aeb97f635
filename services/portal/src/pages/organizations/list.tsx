import { documentBeside } from "../../document.ts";
import { word } from "../../page.ts";
import { type Connection, enumFilter, listPage } from "../list.tsx";

interface Data {
  readonly organizations: Connection<{
    readonly slug: string;
    readonly name: string;
    readonly kind: string;
    readonly country: { readonly name: string } | null;
  }>;
}

const kinds = [
  "ASSOCIATION",
  "MUNICIPALITY",
  "REGIONAL_GOVERNMENT",
  "GOVERNMENT_BODY",
  "LEGISLATURE",
  "DONOR",
  "IMPLEMENTER",
  "TRAINING_CENTRE",
  "ACADEMY",
  "NGO",
  "INTERNATIONAL",
  "EMBASSY",
  "COMPANY",
  "COMMUNITY_BODY",
];

/** All organizations. */
export const organizationsPage = listPage<Data>({
  title: "organizations.title",
  description: "organizations.description",
  document: documentBeside(import.meta.url, "list.graphql"),
  filters: (page) => [enumFilter(page, "kind", page.t("field.kind"), "OrganizationKind", kinds)],
  connection: ({ organizations }) => organizations,
  items: (page, { organizations }) =>
    organizations.nodes.map(({ slug, name, kind, country }) => ({
      path: `/organizations/${slug}`,
      title: name,
      facts: [[word(page, "OrganizationKind", kind), country?.name ?? ""].filter((text) => text !== "").join(", ")],
    })),
});
