import { isProblem, type LanguageTag, type LocalizedText, parseLanguageTag } from "@dostyk/kernel";
import { z } from "zod";

export type NeedOrOfferKind = "NEED" | "OFFER";

/** A text in a language, as it is handed in. */
export type TextGiven = { readonly language: string; readonly text: string };

/** What a need or an offer says. Null and left out are "not said", which a fit counts as one half. */
export type NeedOrOfferInput = {
  readonly titles: readonly TextGiven[];
  readonly texts?: readonly TextGiven[] | null | undefined;
  /** Slug of the place it is for; the one the body acts for when absent. */
  readonly place?: string | null | undefined;
  /** Codes of themes. */
  readonly themes?: readonly string[] | null | undefined;
  /** BCP 47 tags of languages to work in. */
  readonly languages?: readonly string[] | null | undefined;
  /** People at a visit: who would come, or who can be hosted. */
  readonly people?: number | null | undefined;
  /** Partners at most; 1 when absent. */
  readonly mostPartners?: number | null | undefined;
  /** Inhabitants, on the body's own word. */
  readonly population?: number | null | undefined;
  /** How large the partner's place is wanted, in inhabitants. */
  readonly sizeLeast?: number | null | undefined;
  readonly sizeMost?: number | null | undefined;
  /** Days as YYYY-MM-DD, both included; from today and without an end when absent. */
  readonly validFrom?: string | null | undefined;
  readonly validUntil?: string | null | undefined;
};

// Postgres keeps no NUL, and a text in halves of characters cannot be sent to anybody; other control characters hide what a text says.
const legible = (text: string) => text.isWellFormed() && !/[^\P{Cc}\n\t]/u.test(text);

function localized(most: number, oneLine: boolean) {
  const text = z
    .string()
    .max(most, `At most ${most} characters.`)
    .transform((given) => given.trim().normalize("NFC"))
    .refine((given) => given !== "", "Write something, or leave the language out.")
    .refine(
      (given) => legible(given) && !(oneLine && /[\n\t\u2028\u2029]/u.test(given)),
      oneLine ? "Write one line of letters." : "Write plain text.",
    );
  return z
    .array(z.object({ language: languageTag, text }))
    .max(12, "At most 12 languages.")
    .refine((all) => new Set(all.map(({ language }) => language)).size === all.length, "Write each language once.")
    .transform((all): LocalizedText => Object.fromEntries(all.map(({ language, text: written }) => [language, written])));
}

const languageTag = z.string().transform((given, context): LanguageTag => {
  const tag = parseLanguageTag(given);
  if (!isProblem(tag)) return tag;
  context.addIssue({ code: "custom", message: tag.message });
  return z.NEVER;
});
const day = z.iso
  .date("Write a day as YYYY-MM-DD.")
  .refine((text) => text >= "2000-01-01" && text <= "2100-12-31", "Write a day from 2000 to 2100.");
const whole = (most: number) => {
  const message = `Write a whole number from 1 to ${most}.`;
  return z
    .int(message)
    .min(1, message)
    .max(most, message)
    .nullish()
    .transform((given) => given ?? null);
};
const inhabitants = whole(100_000_000);
const each = (one: z.ZodType<string, string>, most: number) =>
  z
    .array(one)
    .max(most, `At most ${most}.`)
    .nullish()
    .transform((all) => [...new Set(all ?? [])].toSorted());

/** Reads what a need or an offer says. Today is where its time begins unless it says otherwise. */
export function needOrOfferSchema(today: string) {
  return z
    .object({
      titles: localized(200, true).refine((titles) => Object.keys(titles).length > 0, "Give it a title in one language at least."),
      texts: localized(4_000, false)
        .nullish()
        .transform((texts) => (texts == null || Object.keys(texts).length === 0 ? null : texts)),
      place: z
        .string()
        .max(200, "There is no such place.")
        .nullish()
        .transform((slug) => slug ?? null),
      themes: each(z.string().max(80, "There is no such theme."), 20),
      languages: each(languageTag, 20),
      people: whole(1_000),
      mostPartners: whole(20).transform((most) => most ?? 1),
      population: inhabitants,
      sizeLeast: inhabitants,
      sizeMost: inhabitants,
      validFrom: day.nullish().transform((from) => from ?? today),
      validUntil: day.nullish().transform((until) => until ?? null),
    })
    .refine(({ sizeLeast, sizeMost }) => sizeLeast === null || sizeMost === null || sizeLeast <= sizeMost, {
      path: ["sizeMost"],
      message: "The largest size is below the smallest. Change one of them.",
    })
    .refine(({ validFrom, validUntil }) => validUntil === null || validFrom <= validUntil, {
      path: ["validUntil"],
      message: "It ends before it begins. Change one of the days.",
    })
    .refine(({ validUntil }) => validUntil === null || validUntil >= today, {
      path: ["validUntil"],
      message: "This day is over. Give a later one, or none.",
    });
}

/** Which are current on a day, as a Prisma filter: their time has begun and is not over. */
export function currentOn(now: Date) {
  const today = new Date(`${now.toISOString().slice(0, 10)}T00:00:00Z`);
  return { validFrom: { lte: today }, OR: [{ validUntil: null }, { validUntil: { gte: today } }] };
}
