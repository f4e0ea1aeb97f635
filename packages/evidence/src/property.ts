import { agree, isProblem, type LocalizedText, type PartialDate, parsePartialDate } from "@dostyk/kernel";
import { z } from "zod";

/** Types of record, as the registry spells them. */
export type RecordType =
  | "SOURCE"
  | "PLACE"
  | "ORGANIZATION"
  | "PERSON"
  | "PROGRAMME"
  | "PARTNERSHIP"
  | "EXTERNAL_EVENT"
  | "ACTIVITY"
  | "OUTPUT"
  | "PRACTICE"
  | "COMPETITION"
  | "STATEMENT"
  | "REPORT";

/** Another record a value speaks of. */
export type Reference = { readonly type: RecordType; readonly slug: string };

/** What a dispute is about. */
export type DisputeKind = "DATE" | "PLACE" | "NUMBER" | "NAME" | "VALUE";

/**
 * One property claims can be made about: the shape of its values, whether it has one value or many, and when two values
 * can both hold. A property with many values is never disputed.
 */
export type Property<Value = unknown> = {
  readonly schema: z.ZodType<Value>;
  readonly cardinality: "one" | "many";
  /** Tells parallel values apart (the group of an attendance); each has a dispute of its own. */
  readonly qualifier?: (value: Value) => string;
  readonly references?: (value: Value) => readonly Reference[];
  readonly kind?: DisputeKind;
  /** Whether both values can be right. Equality where it is left out. */
  readonly agrees?: (a: Value, b: Value) => boolean;
  /** Larger is more precise; chooses between values that agree. */
  readonly precision?: (value: Value) => number;
};

/** The properties of one type of record, by name. */
export type Properties = Readonly<Record<string, Property<never>>>;

/** Keeps the value type inside the definition and hides it outside, where values are checked by the schema first. */
export function property<Value>(definition: Property<Value>): Property<never> {
  return definition as unknown as Property<never>;
}

/** A date as EDTF. */
export const edtf = z.string("A date is a text such as 2001-09-18. Put a year alone in quotes.").superRefine((text, check) => {
  const date = parsePartialDate(text);
  if (isProblem(date)) check.addIssue({ code: "custom", message: date.message });
});

/** One date or several blocks. */
export const dates = z.preprocess((value: unknown) => (Array.isArray(value) ? value : [value]), z.array(edtf).min(1).max(50));

/** A text in the node's languages; English, Russian and Kazakh are required of editors. */
export const localized = z
  .object({
    en: z.string().min(1).max(4000),
    ru: z.string().min(1).max(4000),
    kk: z.string().min(1).max(4000),
    ky: z.string().min(1).max(4000).optional(),
  })
  // A language left out is not a key with nothing in it.
  .transform((texts) => texts as LocalizedText);

/** A slug that refers to a record. */
export const slug = z
  .string()
  .max(120)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u, "A slug has small letters, digits and single hyphens.");

function parsedDates(values: readonly string[]): PartialDate[] {
  return values.map(parsePartialDate).filter((date): date is PartialDate => !isProblem(date));
}

/** Days the dates leave open, negated: the fewer, the more precise. */
function datePrecision(values: readonly string[]): number {
  const days = parsedDates(values).map(({ earliest, latest }) =>
    earliest === null || latest === null ? 40_000 : (Date.parse(latest) - Date.parse(earliest)) / 86_400_000 + 1,
  );
  return -days.reduce((sum, each) => sum + each, 0);
}

/** A property whose one value is a date or several blocks of dates; a finer date agrees with a coarser that holds it. */
export const datesProperty = property<readonly string[]>({
  schema: dates,
  cardinality: "one",
  kind: "DATE",
  agrees: (a, b) => agree(parsedDates(a), parsedDates(b)),
  precision: datePrecision,
});

/** A property whose one value is a date. */
export const dateProperty = property<string>({
  schema: edtf,
  cardinality: "one",
  kind: "DATE",
  agrees: (a, b) => agree(parsedDates([a]), parsedDates([b])),
  precision: (value) => datePrecision([value]),
});

/** A property that names one other record. */
export function referenceProperty(type: RecordType): Property<never> {
  return property<string>({ schema: slug, cardinality: "one", kind: "VALUE", references: (value) => [{ type, slug: value }] });
}

/** A property of free text in the node's languages. Several texts stand beside each other; none disputes another. */
export const textProperty = property({ schema: localized, cardinality: "many" });

/** An attested name. Every spelling is kept; none disputes another. */
export const nameProperty = property({
  schema: z.object({
    text: z.string().min(1).max(300),
    language: z.string().max(35),
    script: z.string().length(4).optional(),
    kind: z.enum(["OFFICIAL", "VARIANT", "FORMER", "MISSPELLING", "ACRONYM"]).default("VARIANT"),
    period: edtf.optional(),
  }),
  cardinality: "many",
});

/** The properties every record has. */
export const commonProperties = { name: nameProperty, summary: textProperty } as const;

/** How exact a number is. */
export const numberQualifier = z.enum(["EXACT", "ABOUT", "OVER", "AT_LEAST"]);

/** A number with how exact it is. */
export type QualifiedNumber = { readonly number: number; readonly qualifier: z.infer<typeof numberQualifier> };

/**
 * Whether two numbers of one thing can both be right: exact ones must be equal; "about" allows a tenth; "over" and
 * "at least" allow whatever is not below.
 */
export function numbersAgree(a: QualifiedNumber, b: QualifiedNumber): boolean {
  const [low, high] = a.number <= b.number ? [a, b] : [b, a];
  if (low.number === high.number) return true;
  if (low.qualifier === "OVER" || low.qualifier === "AT_LEAST") return true;
  const about = low.qualifier === "ABOUT" || high.qualifier === "ABOUT";
  return about && high.number - low.number <= high.number / 10;
}
