import { builder, enumOf, localeDescription, textOf } from "@dostyk/graphql";

const ClaimRank = enumOf("ClaimRank", "The standing of a claim.", {
  PREFERRED: "An editor prefers it to others on the same property.",
  NORMAL: "Counts like any other.",
  DEPRECATED: "Counts for nothing, but is kept so that nobody adds the error again.",
});

const LineSpan = builder.objectRef<{ readonly lineStart: number; readonly lineEnd: number }>("LineSpan");
builder.objectType(LineSpan, {
  description: "Lines of a document, counted from 1, both ends included.",
  fields: (t) => ({
    start: t.int({ description: "First line.", resolve: ({ lineStart }) => lineStart }),
    end: t.int({ description: "Last line.", resolve: ({ lineEnd }) => lineEnd }),
    text: t.string({
      description: "The span in figures: 57 or 57-59.",
      resolve: ({ lineStart, lineEnd }) => (lineStart === lineEnd ? String(lineStart) : `${lineStart}-${lineEnd}`),
    }),
  }),
});

export { LineSpan as LineSpanRef };

export const ClaimRef = builder.prismaObject("Claim", {
  description: "What one source says about one property of one record. Claims are kept beside each other, never averaged.",
  select: { id: true },
  fields: (t) => ({
    property: t.exposeString("property", { description: "The property, such as `held` or `attendance`." }),
    qualifier: t.exposeString("qualifier", {
      description: "What tells parallel values apart, such as the group of an attendance; empty when nothing does.",
    }),
    value: t.field({
      type: "JSON",
      description: "The value in the shape of its property; records are named by slug, dates are EDTF.",
      select: { value: true },
      resolve: (claim) => claim.value,
    }),
    raw: t.exposeString("raw", {
      nullable: true,
      description: "As the source writes it, where the raw form is evidence. Null where it is not.",
    }),
    source: t.relation("source", { description: "The document." }),
    lines: t.field({
      type: LineSpan,
      description: "Where in the document.",
      select: { lineStart: true, lineEnd: true },
      resolve: ({ lineStart, lineEnd }) => ({ lineStart, lineEnd }),
    }),
    rank: t.field({ type: ClaimRank, description: "Its standing.", select: { rank: true }, resolve: ({ rank }) => rank }),
    note: t.exposeString("note", { nullable: true, description: "An editor's remark, in English. Null where there is none." }),
    assertedBy: t.exposeString("assertedBy", { description: "Who recorded that the source says so." }),
    recordedAt: t.field({
      type: "DateTime",
      description: "When it was recorded.",
      select: { recordedAt: true },
      resolve: (claim) => claim.recordedAt,
    }),
  }),
});

export const AbsenceRef = builder.prismaObject("Absence", {
  description: "Why a value is not there.",
  select: { id: true },
  fields: (t) => ({
    property: t.exposeString("property", { description: "The property without a value." }),
    explanation: t.string({
      description: "The reason, for a reader.",
      args: { locale: t.arg({ type: "LanguageTag", description: localeDescription }) },
      select: { explanation: true },
      resolve: ({ explanation }, { locale }, context) => textOf(explanation, locale ?? context.locale),
    }),
  }),
});
