/** What must not stand in a log, told by its shape, wherever it stands in a text. Pure. */

const leftOut = "[left out]";

// Each with what comes before it in `$1`, which stays. Repetitions are bounded, so that no text takes longer than its length allows.
const shapes: readonly RegExp[] = [
  // Credentials in an address: postgresql://user:password@host
  /(\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s:/@]{0,200}:)[^\s/@]{1,500}(?=@)/giu,
  // RFC 9110 §11.4
  /(\b(?:bearer|basic)\s+)[\w.~+/-]{8,}=*/giu,
  // Our API keys
  /(\b)dk_[\w-]{8,}/gu,
  // What opens a door, written into an address or a form
  /(\b(?:token|code|key|secret|password|signature|session|state)=)[^\s&"']+/giu,
  // What opens a door once, as the last part of a page's path, however long it is
  /(\/(?:join|set-password)\/)(?!\[left out\])[^\s/?#"']+/gu,
  // A JSON web token (RFC 7519 §3.1)
  /(\b)eyJ[\w-]{1,2000}\.[\w-]{1,2000}\.[\w-]*/gu,
  // E-mail, as it is written and as an address writes it; a package and its version in a stack end in a number
  /()[\p{L}\p{N}_.%+-]{1,64}(?:@|%40)(?:[\p{L}\p{N}_-]{1,63}\.)+\p{L}{2,24}/gu,
  // Telephone: international, or with the 8 of Kazakhstan's and Russia's long-distance calls
  /((?<![\w.:-]))(?:\+\d|8)[\s(-]{0,2}\d(?:[\s().-]{0,2}\d){8,12}(?!\w)/gu,
  // A part of a path that is one long key. Ids have 26 characters and the words of a slug hyphens.
  /((?<=\/))(?=[^/\s]*\d)[A-Za-z0-9_]{27,}/gu,
];

// A word, an id, a path of words: most of what is logged, and none of the shapes above fits.
const ordinary = /^(?:[A-Za-z][a-z]*|[0-9A-HJKMNP-TV-Z]{26}|(?:\/[a-z-]*)+)$/u;

/** A text with everything left out that looks like a credential, an e-mail address or a telephone number. */
export function withoutPrivate(text: string): string {
  if (ordinary.test(text)) return text;
  return shapes.reduce((cleaned, shape) => cleaned.replace(shape, `$1${leftOut}`), text);
}

// Nothing of these is logged on purpose; an error that carries a request or a connection must not bring them in.
const secretNames = new Set([
  "authorization",
  "cookie",
  "set-cookie",
  "password",
  "secret",
  "token",
  "connectionstring",
  "email",
  "telephone",
  "phone",
]);

// Deeper than any object that is logged on purpose.
const DEEPEST = 6;

/** A value with all its texts treated so, and without what its name says is secret. What lies too deep is left out whole. */
export function valueWithoutPrivate(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return withoutPrivate(value);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (depth >= DEEPEST) return leftOut;
  if (Array.isArray(value)) return value.map((entry) => valueWithoutPrivate(entry, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => {
      return [name, secretNames.has(name.toLowerCase()) ? leftOut : valueWithoutPrivate(entry, depth + 1)];
    }),
  );
}
