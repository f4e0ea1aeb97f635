import { organizationKinds, placeKinds } from "@dostyk/directory";
import { edtf, localized, slug } from "@dostyk/evidence";
import { activityKinds, outputKinds } from "@dostyk/exchanges";
import { confirmationStates, partnershipKinds } from "@dostyk/partnerships";
import { z } from "zod";

/** `57` or `57-59`. */
const lines = z.union([z.int().min(1), z.string().regex(/^\d+-\d+$/u, "Lines are written 57 or 57-59.")]).transform((value) => {
  const [start = 0, end = start] = String(value).split("-").map(Number);
  return { lineStart: start, lineEnd: end };
});

/** What a claim says about itself, beside the one property it claims. */
const claimMeta = {
  lines: lines.optional(),
  source: slug.optional(),
  raw: z.string().min(1).max(60).optional(),
  rank: z.enum(["PREFERRED", "NORMAL", "DEPRECATED"]).optional(),
  note: z.string().min(1).max(400).optional(),
};

const metaKeys = new Set(Object.keys(claimMeta));

/** A claim as a file writes it: one property with its value, beside the keys above. */
const claim = z
  .looseObject(claimMeta)
  .superRefine((written, check) => {
    const properties = Object.keys(written).filter((key) => !metaKeys.has(key));
    if (properties.length === 1) return;
    const message = properties.length === 0 ? "A claim names a property." : `A claim has one property, not ${properties.join(" and ")}.`;
    check.addIssue({ code: "custom", message });
  })
  .transform(({ lines: span, source, raw, rank, note, ...rest }) => {
    const [[property, value] = ["", undefined]] = Object.entries(rest);
    return { property, value, span, source, raw, rank, note };
  });

/** What the definition of any record holds. */
const record = {
  slug,
  title: localized,
  aliases: z.array(slug).max(20).optional(),
  visibility: z.enum(["PUBLIC", "HIDDEN"]).optional(),
  absences: z.record(z.string(), localized).optional(),
  claims: z.array(claim).default([]),
};

/** More claims about a record another file defines. */
const continuation = z.strictObject({ slug, claims: z.array(claim) });

const country = z.string().regex(/^[A-Z]{2}$/u, "A country is two capital letters (ISO 3166-1 alpha-2).");

const section = z
  .strictObject({
    kind: z.enum(["COVER", "INTRODUCTION", "NARRATIVE", "TIME_CHART", "CHALLENGES", "PLAN", "ACTIONS_REQUIRED"]),
    numeral: z.string().max(10).optional(),
    title: localized,
    lines,
    answer: z.enum(["CONTENT", "NOT_APPLICABLE", "BLANK"]),
  })
  .transform(({ lines: span, ...rest }) => ({ ...rest, ...span }));
const chartRow = z
  .strictObject({
    planned: localized,
    location: localized.optional(),
    actual: localized,
    lines,
    activity: slug.optional(),
    output: slug.optional(),
  })
  .transform(({ lines: span, ...rest }) => ({ ...rest, ...span }));
const planItem = z
  .strictObject({ text: localized, lines, activity: slug.optional() })
  .transform(({ lines: span, ...rest }) => ({ ...rest, ...span }));

/** The definition of each type of record: its own fields beside those of every record. */
export const definitions = {
  sources: z.strictObject({
    ...record,
    kind: z.enum(["PROGRESS_REPORT", "TRAINING_REPORT", "MEETING_REPORT", "ARTICLE", "PRESS_RELEASE", "EDITORIAL"]),
    file: z.string().min(1).max(200),
    /** `self`: the source is the very file of the archive it stands in. */
    sha256: z.union([z.literal("self"), z.string().regex(/^[0-9a-f]{64}$/u, "A SHA-256 has 64 hexadecimal digits.")]),
    lines: z.union([z.literal("self"), z.int().min(1)]),
    language: z.string().min(2).max(35),
    publisher: z.string().min(1).max(200),
    published: edtf.optional(),
  }),
  places: z.strictObject({ ...record, kind: z.enum(placeKinds), country }),
  organizations: z.strictObject({
    ...record,
    kind: z.enum(organizationKinds),
    country: country.optional(),
    acronym: z.string().max(40).optional(),
  }),
  people: z.strictObject(record),
  programmes: z.strictObject({ ...record, acronym: z.string().max(40).optional() }),
  partnerships: z.strictObject({ ...record, kind: z.enum(partnershipKinds), confirmation: z.enum(confirmationStates).optional() }),
  externalEvents: z.strictObject(record),
  activities: z.strictObject({ ...record, kind: z.enum(activityKinds) }),
  outputs: z.strictObject({ ...record, kind: z.enum(outputKinds) }),
  practices: z.strictObject({
    ...record,
    outcomeKind: z.enum(["SUCCESSFUL", "UNSUCCESSFUL"]).optional(),
    evidenceGrade: z.int().min(1).max(5).optional(),
  }),
  competitions: z.strictObject(record),
  statements: z.strictObject({
    ...record,
    kind: z.enum(["RECOMMENDATION", "COMMITMENT", "POSITION"]),
    stance: z.enum(["SUPPORTS", "OPPOSES", "CONDITIONAL", "PROPOSES", "OBSERVES"]),
    subject: slug,
    text: localized,
    verifiable: z.boolean().optional(),
  }),
  reports: z.strictObject({
    ...record,
    number: z.int().min(1).optional(),
    programme: slug.optional(),
    author: slug.optional(),
    source: slug,
    period: edtf,
    published: edtf.optional(),
    sections: z.array(section),
    chart: z.array(chartRow),
    plan: z.array(planItem),
  }),
} as const;

/** A list of records a file may hold. */
export type ListName = keyof typeof definitions;

/** Code lists a file may hold. */
const codeLists = {
  themes: z.array(z.strictObject({ code: slug, version: z.coerce.string(), title: localized })).default([]),
  subjects: z.array(z.strictObject({ code: slug, title: localized })).default([]),
};

const unread = z.array(z.record(z.string(), z.unknown())).default([]);

/** The outline of a file; each record is then read by its own definition, so that a problem names the record. */
export const outline = z.strictObject({
  source: slug.optional(),
  ...codeLists,
  ...(Object.fromEntries(Object.keys(definitions).map((list) => [list, unread])) as Record<ListName, typeof unread>),
});

/** Reads a record: a whole definition, or more claims about one that another file defines. */
export function recordSchema(list: ListName, written: Readonly<Record<string, unknown>>) {
  return "title" in written ? definitions[list] : continuation;
}
