import { documentBeside } from "../../document.ts";
import { type Connection, listPage } from "../list.tsx";

interface Data {
  readonly people: Connection<{
    readonly slug: string;
    readonly name: string;
    readonly offices: readonly {
      readonly role: string;
      readonly organization: { readonly name: string } | null;
      readonly place: { readonly name: string } | null;
    }[];
  }>;
}

/** People the sources name in a role. */
export const peoplePage = listPage<Data>({
  title: "people.title",
  description: "people.description",
  document: documentBeside(import.meta.url, "list.graphql"),
  connection: ({ people }) => people,
  items: (_page, { people }) =>
    people.nodes.map(({ slug, name, offices }) => ({
      path: `/people/${slug}`,
      title: name,
      facts: offices.map(({ role, organization, place }) =>
        [role, organization?.name ?? "", place?.name ?? ""].filter((text) => text !== "").join(" – "),
      ),
    })),
});
