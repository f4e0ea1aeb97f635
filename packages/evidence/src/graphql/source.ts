import { builder, connectionOf, declareRecord, enumOf, listField, NodeRef, PartialDateRef, RecordRef, relatedList } from "@dostyk/graphql";
import { claimsVisibleTo, visibleTo } from "../policy.ts";
import { ClaimRef } from "./claim.ts";
import { recordFields, recordThrough, slugField, titleFields } from "./record-fields.ts";

const SourceKind = enumOf("SourceKind", "What sort of document a source is.", {
  PROGRESS_REPORT: "A report on a period of a programme.",
  TRAINING_REPORT: "A report on a training.",
  MEETING_REPORT: "A report on a meeting.",
  ARTICLE: "An article.",
  PRESS_RELEASE: "A press release.",
  EDITORIAL: "A list the record's editors keep, such as the gazetteer.",
});

builder.prismaObjectFields(ClaimRef, (t) => ({ record: recordThrough(t, "record", "The record the claim is about.") }));

const ClaimFilter = builder.inputType("ClaimFilter", {
  description: "Which claims.",
  fields: (t) => ({ property: t.string({ description: "On this property." }) }),
});
const ClaimOrder = enumOf("ClaimOrder", "Order of a list of claims.", { LINE: "As the document reads." });
const claimConnection = connectionOf(ClaimRef);

export const sourceKind = { typename: "Source", model: "source", type: "SOURCE", visibleTo };
declareRecord(sourceKind);

export const SourceRef = builder.prismaObject("Source", {
  description: "A document facts rest on, identified by the SHA-256 of its bytes. The document itself is not copied here.",
  interfaces: [NodeRef, RecordRef],
  select: { id: true },
  fields: (t) => ({
    ...recordFields(t, "Source"),
    ...titleFields(t, "title", "titles"),
    kind: t.field({ type: SourceKind, description: "What sort of document.", select: { kind: true }, resolve: ({ kind }) => kind }),
    fileName: t.exposeString("fileName", { description: "Name of the file." }),
    sha256: t.exposeString("sha256", {
      description: "SHA-256 of the file's bytes, hexadecimal: whoever holds the file can check that it is the same.",
    }),
    lineCount: t.exposeInt("lineCount", { description: "Lines of the document." }),
    language: t.field({
      type: "LanguageTag",
      description: "Language it is written in.",
      select: { language: true },
      resolve: ({ language }) => language,
    }),
    publisher: t.exposeString("publisher", { description: "Who published it." }),
    published: t.field({
      type: PartialDateRef,
      nullable: true,
      description: "When it came out. Null: the document does not say.",
      select: { publishedEdtf: true },
      resolve: ({ publishedEdtf }) => publishedEdtf,
    }),
    supports: relatedList(t, {
      relation: "claims",
      of: claimConnection,
      description: "The claims that rest on this document, as it reads.",
      filter: ClaimFilter,
      orderEnum: ClaimOrder,
      orders: { LINE: [{ column: "lineStart", direction: "asc" }] },
      visibleTo: (viewer) => ({ record: visibleTo(viewer), ...claimsVisibleTo(viewer) }),
      toWhere: ({ property }: { property?: string | null }) => (property ? { property } : {}),
    }) as never,
  }),
});

const SourceFilter = builder.inputType("SourceFilter", {
  description: "Which sources.",
  fields: (t) => ({ kind: t.field({ type: SourceKind, description: "Of this sort." }) }),
});
const SourceOrder = enumOf("SourceOrder", "Order of a list of sources.", { TITLE: "By English title.", UPDATED: "Last changed first." });

listField("sources", "source", {
  of: connectionOf(SourceRef),
  description: "The documents the record rests on.",
  filter: SourceFilter,
  orderEnum: SourceOrder,
  orders: { TITLE: [{ column: "titleSort", direction: "asc" }], UPDATED: [{ column: "updatedAt", direction: "desc" }] },
  visibleTo,
  toWhere: ({ kind }: { kind?: string | null }) => (kind ? { kind } : {}),
});

slugField("source", sourceKind, SourceRef);
