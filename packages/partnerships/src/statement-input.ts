import { edtf, slug } from "@dostyk/evidence";
import { InvalidInput, isProblem, parseLanguageTag, parsePartialDate } from "@dostyk/kernel";
import { z } from "zod";
import { partnershipKinds } from "./partnership.ts";

/** A text of so many characters at most, without what cannot be stored. */
export const text = (longest: number, what: string) =>
  z
    .string()
    .max(longest, `${what} has at most ${longest} characters.`)
    // Postgres keeps no NUL, and half of a pair is no character.
    .refine((value) => value.isWellFormed() && !value.includes("\0"), `${what} holds something that is no character.`)
    .transform((value) => value.trim().normalize("NFC"))
    .pipe(z.string().min(1, `${what} is empty. Write it, or leave it out.`));

/** A language by its BCP 47 tag. */
export const language = z.string().transform((value, check) => {
  const tag = parseLanguageTag(value);
  if (!isProblem(tag)) return tag;
  check.addIssue({ code: "custom", message: tag.message });
  return z.NEVER;
});

/** What parties agree on. */
export const termsInput = z.object({
  title: text(300, "A title"),
  summary: text(4_000, "A summary").nullish(),
  kind: z.enum(partnershipKinds),
  themes: z
    .array(slug)
    .max(20, "Choose at most 20 themes.")
    .transform((codes) => [...new Set(codes)].toSorted()),
  /** When the partnership begins. Null: with the last confirmation. */
  starts: edtf.nullish(),
});
/** What parties agree on. */
export type TermsInput = z.input<typeof termsInput>;
/** Terms as they are kept, with the language they are written in. */
export type Terms = z.output<typeof termsInput> & { readonly language: string };

/** What comes with every statement. */
export const statementInput = z.object({
  /** Since when it holds. Null: today. */
  on: edtf.nullish(),
  reason: text(4_000, "A reason").nullish(),
  decider: text(300, "A decider").nullish(),
  language,
  idempotencyKey: text(100, "An idempotency key"),
});
/** What comes with every statement. */
export type StatementInput = z.input<typeof statementInput>;

/** The day a statement holds from: as given, or today in UTC. @throws InvalidInput for one that lies wholly in the future */
export function dayOf(on: string | null | undefined, now: Date): string {
  const today = now.toISOString().slice(0, 10);
  if (on == null) return today;
  const date = parsePartialDate(on);
  // Cities lie up to 14 hours ahead of UTC: their tomorrow is no future.
  const tomorrow = new Date(now.getTime() + 86_400_000).toISOString().slice(0, 10);
  if (isProblem(date) || (date.earliest ?? "") <= tomorrow) return on;
  throw new InvalidInput([{ path: ["on"], message: "This day has not come yet. Say it when it holds, or name an earlier day." }]);
}
