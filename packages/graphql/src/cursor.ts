import { createHash } from "node:crypto";

/** A value of a column lists sort by. */
export type SortValue = string | number | Date;

/** What a cursor holds: the list and order it belongs to and the sort values of its record, the id last. */
type Position = { readonly list: string; readonly order: string; readonly values: readonly SortValue[] };

// The checksum finds a cursor that was cut or edited; it keeps no secret, for a cursor opens nothing.
function checksum(body: string): string {
  return createHash("sha256").update(body).digest("base64url").slice(0, 8);
}

/** An opaque cursor. */
export function writeCursor({ list, order, values }: Position): string {
  const body = JSON.stringify([list, order, ...values.map((value) => (value instanceof Date ? { day: value.toISOString() } : value))]);
  return Buffer.from(checksum(body) + body).toString("base64url");
}

/** The sort values of a cursor of this list and order, or null for a foreign, cut or edited one. */
export function readCursor(cursor: string, list: string, order: string, length: number): SortValue[] | null {
  if (cursor.length > 1000) return null;
  const text = Buffer.from(cursor, "base64url").toString();
  const body = text.slice(8);
  if (checksum(body) !== text.slice(0, 8)) return null;
  const [ofList, ofOrder, ...values] = parseArray(body);
  if (ofList !== list || ofOrder !== order || values.length !== length) return null;
  const read = values.map(sortValue);
  return read.every((value) => value !== null) ? read : null;
}

function parseArray(body: string): readonly unknown[] {
  try {
    const parsed: unknown = JSON.parse(body);
    return Array.isArray(parsed) ? parsed : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

function sortValue(value: unknown): SortValue | null {
  if (typeof value === "string" || typeof value === "number") return value;
  if (typeof value !== "object" || value === null || !("day" in value) || typeof value.day !== "string") return null;
  const day = new Date(value.day);
  return Number.isNaN(day.getTime()) ? null : day;
}
