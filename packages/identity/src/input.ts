import { InvalidInput, isLocale, isUlid, type KeyScope } from "@dostyk/kernel";
import { z } from "zod";

// Line ends would break a mail's header, and marks that turn the direction of writing make a name read as another.
const oneLine = /^[^\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]+$/u;

/** A name of a person, a body or a key: one line of at most 200 characters, in Unicode's composed form. */
export const nameInput = z
  .string()
  .max(1_000, "A name has at most 200 characters.")
  .transform((text) => text.trim().normalize("NFC"))
  .pipe(z.string().min(1, "Give a name.").max(200, "A name has at most 200 characters.").regex(oneLine, "A name is one line of letters."));

/** An e-mail address, in lower case. RFC 5321 §4.5.3.1.3 allows 254 characters. */
export const emailInput = z
  .string()
  .max(254, "An e-mail address has at most 254 characters.")
  .transform((text) => text.trim().toLowerCase())
  .pipe(z.email("Give an e-mail address such as name@example.org."));

/** One of the languages the node itself speaks. */
export const localeInput = z.string().refine(isLocale, "The node writes in en, ru, kk or ky. Choose one of them.");

const programme = "read:programme:";

/** What a key may be used for: at least one scope, each once. */
export const scopesInput = z
  .array(z.custom<KeyScope>(isScope, "A scope is read:public, submit:practice, or read:programme: and the id of a programme."))
  .min(1, "Choose at least one scope.")
  .max(50, "A key carries at most 50 scopes.")
  .transform((scopes) => [...new Set(scopes)]);

function isScope(value: unknown): boolean {
  if (value === "read:public" || value === "submit:practice") return true;
  return typeof value === "string" && value.startsWith(programme) && isUlid(value.slice(programme.length));
}

/** The value as the schema makes it. @throws InvalidInput with every problem and its place */
export function checked<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new InvalidInput(result.error.issues.map(({ path, message }) => ({ path: path.map(String), message })));
}
