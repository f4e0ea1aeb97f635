import { visibleTo } from "@dostyk/evidence";
import { recordFields, slugField, titleFields } from "@dostyk/evidence/graphql";
import { builder, connectionOf, declareRecord, enumOf, listField, NodeRef, RecordRef } from "@dostyk/graphql";
import { foldForSearch } from "@dostyk/kernel";

const personKind = { typename: "Person", model: "person", type: "PERSON", visibleTo };
declareRecord(personKind);

export const PersonRef = builder.prismaObject("Person", {
  description: "A person in public office or in a named professional role. Contact details are never kept. Near names are not one person.",
  interfaces: [NodeRef, RecordRef],
  select: { id: true },
  fields: (t) => ({
    ...recordFields(t, "Person"),
    ...titleFields(t, "name", "labels"),
    offices: t.relation("offices", { description: "Roles the sources state.", query: { orderBy: { id: "asc" } } }),
  }),
});

const PersonFilter = builder.inputType("PersonFilter", {
  description: "Which people; all conditions hold together.",
  fields: (t) => ({
    name: t.string({ description: "Whose attested names contain this." }),
    updatedSince: t.field({ type: "DateTime", description: "Changed at or after this instant; for harvesting." }),
  }),
});

listField("people", "person", {
  of: connectionOf(PersonRef),
  description: "People in office the record knows.",
  filter: PersonFilter,
  orderEnum: enumOf("PersonOrder", "Order of a list of people.", { NAME: "By English name.", UPDATED: "Last changed first." }),
  orders: { NAME: [{ column: "titleSort", direction: "asc" }], UPDATED: [{ column: "updatedAt", direction: "desc" }] },
  visibleTo,
  toWhere: ({ name, updatedSince }: { name?: string | null; updatedSince?: Date | null }) => ({
    ...(name ? { registry: { searchText: { contains: foldForSearch(name) } } } : {}),
    ...(updatedSince ? { updatedAt: { gte: updatedSince } } : {}),
  }),
});
slugField("person", personKind, PersonRef);
