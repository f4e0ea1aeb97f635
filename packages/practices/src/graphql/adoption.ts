import { visibleTo } from "@dostyk/evidence";
import { claimField, relatedRecord } from "@dostyk/evidence/graphql";
import { ActivityRef } from "@dostyk/exchanges/graphql";
import { builder, dateField, type GraphqlContext, textField } from "@dostyk/graphql";
import { PartnershipRef } from "@dostyk/partnerships/graphql";
import { PracticeRef } from "./practice.ts";

export const AdoptionRef = builder.prismaObject("Adoption", {
  description: "An edge of the lineage of practices: who took which practice over, learnt where, and what became of it.",
  select: { id: true },
  fields: (t) => ({
    practice: relatedRecord(t, "practice", PracticeRef, "The practice that was taken over. Null where the viewer may not see it."),
    adoptedPractice: relatedRecord(
      t,
      "adoptedPractice",
      PracticeRef,
      "What it became at its new place. Null where the viewer may not see it.",
    ),
    partnership: relatedRecord(t, "partnership", PartnershipRef, "The partnership it was taken over in. Null: none, or not stated."),
    learntAt: relatedRecord(t, "learntAt", ActivityRef, "The trip or training it was learnt at. Null: not stated."),
    on: dateField(t, "onEdtf", "When it was taken over. Null: not stated."),
    changes: textField(t, "changes", "What was changed for the new place. Null: not stated.", { nullable: true }),
    result: textField(t, "result", "What came of it. Null: not stated.", { nullable: true }),
    claim: claimField(t, "Where it is stated."),
  }),
});

// Ids stand in the order of recording: the practice recorded as the first model comes first.
const inOrder = { orderBy: { id: "asc" } } as const;

builder.prismaObjectFields(PracticeRef, (t) => ({
  adoptions: t.relation("adoptions", {
    type: AdoptionRef,
    description: "Who took this practice over.",
    query: (_args, { viewer }) => ({ where: { adoptedPractice: visibleTo(viewer) }, ...inOrder }),
  }),
  adoptedFrom: t.field({
    type: AdoptionRef,
    nullable: true,
    description: "How this practice was taken over from another; the first where there were several. Null: it began here, or not stated.",
    select: (_args: unknown, { viewer }: GraphqlContext, nested) => ({
      adoptedAs: nested({ where: { practice: visibleTo(viewer) }, ...inOrder, take: 1 }) as never,
    }),
    extensions: { readsFromRow: ["adoptedAs"] },
    resolve: (row: object) => ((row as { adoptedAs: readonly object[] }).adoptedAs[0] ?? null) as never,
  }),
}));
builder.prismaObjectFields(PartnershipRef, (t) => ({
  lineage: t.relation("adoptions", {
    type: AdoptionRef,
    description: "Practices that were taken over from one party to another.",
    query: (_args, { viewer }) => ({ where: { practice: visibleTo(viewer), adoptedPractice: visibleTo(viewer) }, ...inOrder }),
  }),
}));
