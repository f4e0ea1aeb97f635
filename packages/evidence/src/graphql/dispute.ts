import { builder, connectionOf, enumOf, listField, localeDescription, textOf } from "@dostyk/graphql";
import { policiesInWords } from "../choose.ts";
import { claimsVisibleTo, visibleTo } from "../policy.ts";
import { ClaimRef } from "./claim.ts";
import { guardedClaim, recordThrough } from "./record-fields.ts";

const DisputeKind = enumOf("DisputeKind", "What the claims of a dispute disagree on.", {
  DATE: "When.",
  PLACE: "Where.",
  NUMBER: "How many.",
  NAME: "What it is called.",
  VALUE: "Anything else.",
});

export const DisputeRef = builder.prismaObject("Dispute", {
  description:
    "Two or more live claims on one property of one record that cannot all hold. Found by comparing claims, never written by hand.",
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Id of the dispute; the same as long as it goes on." }),
    record: recordThrough(t, "record", "The record in dispute."),
    property: t.exposeString("property", { description: "The property in dispute." }),
    qualifier: t.exposeString("qualifier", { description: "Which of parallel values; empty when there is one." }),
    kind: t.field({ type: DisputeKind, description: "What the claims disagree on.", select: { kind: true }, resolve: ({ kind }) => kind }),
    claims: t.field({
      type: [ClaimRef],
      description: "The claims that disagree, in order of reading.",
      select: (_args, { viewer }, nested) => ({
        claims: { where: { claim: claimsVisibleTo(viewer) }, orderBy: { position: "asc" }, select: { claim: nested({}) } },
      }),
      extensions: { readsFromRow: ["claims"] },
      resolve: ({ claims }) => claims.map(({ claim }) => claim) as never,
    }),
    chosen: guardedClaim(t, "chosen", "The claim whose value is shown. Null: none could be chosen, or not for this reader."),
    policy: t.string({
      description: "How the shown value was chosen, in words.",
      args: { locale: t.arg({ type: "LanguageTag", description: localeDescription }) },
      select: { policy: true },
      resolve: ({ policy }, { locale }, context) => textOf(policiesInWords[policy] ?? { en: policy }, locale ?? context.locale),
    }),
    openedAt: t.field({
      type: "DateTime",
      description: "When it was first found.",
      select: { openedAt: true },
      resolve: ({ openedAt }) => openedAt,
    }),
  }),
});

const DisputeFilter = builder.inputType("DisputeFilter", {
  description: "Which disputes.",
  fields: (t) => ({
    kind: t.field({ type: DisputeKind, description: "Of this kind." }),
    property: t.string({ description: "On this property." }),
    recordType: t.string({ description: "On records of this type, as the registry spells it: ACTIVITY, PROGRAMME." }),
  }),
});

const DisputeOrder = enumOf("DisputeOrder", "Order of a list of disputes.", {
  OPENED: "Newest first.",
  PROPERTY: "By the name of the property.",
});

type Filter = { kind?: string | null; property?: string | null; recordType?: string | null };

listField("disputes", "dispute", {
  of: connectionOf(DisputeRef),
  description: "Contradictions between sources, or within one.",
  filter: DisputeFilter,
  orderEnum: DisputeOrder,
  orders: { OPENED: [{ column: "openedAt", direction: "desc" }], PROPERTY: [{ column: "property", direction: "asc" }] },
  visibleTo: (viewer) => ({ record: visibleTo(viewer) }),
  toWhere: ({ kind, property, recordType }: Filter) => ({
    ...(kind ? { kind } : {}),
    ...(property ? { property } : {}),
    ...(recordType ? { record: { type: recordType } } : {}),
  }),
});
