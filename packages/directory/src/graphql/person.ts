import { visibleTo } from "@dostyk/evidence";
import {
  recordFields,
  slugField,
  titleFields,
  type RecordConditions,
  recordConditions,
  recordsWhere,
  titleOrder,
  updateOrder,
} from "@dostyk/evidence/graphql";
import { builder, connectionOf, declareRecord, enumOf, listField, NodeRef, RecordRef } from "@dostyk/graphql";

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
    ...recordConditions(t),
  }),
});

listField("people", "person", {
  of: connectionOf(PersonRef),
  description: "People in office the record knows.",
  filter: PersonFilter,
  orderEnum: enumOf("PersonOrder", "Order of a list of people.", { NAME: "By English name.", UPDATED: "Last changed first." }),
  orders: { NAME: titleOrder, UPDATED: updateOrder },
  visibleTo,
  toWhere: ({ ...conditions }: RecordConditions) => ({
    ...recordsWhere(conditions),
  }),
});
slugField("person", personKind, PersonRef);
