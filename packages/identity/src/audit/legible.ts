import { canonicalJson } from "@dostyk/kernel";

/** The longest detail, in characters of its JSON; and the longest of the other texts of a line. */
const longestDetail = 16_384;
const longestText = 200;

/**
 * The text as the log can keep it: what a client sent must not keep the line from being written. Postgres holds no NUL
 * and no half of a surrogate pair, and nobody reads an identifier of a megabyte.
 */
export function legibleText(text: string): string {
  return storableText(text.slice(0, longestText));
}

/** The detail as the log can keep it. What is too long becomes `{ beginning }`, with the first part of its JSON. */
export function legibleDetail(detail: Readonly<Record<string, unknown>>): object {
  const json = canonicalJson(detail);
  return storable(json.length > longestDetail ? { beginning: json.slice(0, longestDetail) } : JSON.parse(json)) as object;
}

function storable(value: unknown): unknown {
  if (typeof value === "string") return storableText(value);
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [storableText(key), storable(member)]));
}

function storableText(text: string): string {
  return text.toWellFormed().replaceAll("\0", "\uFFFD");
}
