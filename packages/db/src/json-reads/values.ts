import type { Column, ColumnType } from "./tables.ts";

/** Makes of a value what the driver sends; `refused` for one that Prisma would not take, or that has no such form. */
export type Encode = (value: unknown) => unknown;

/** Told instead of a value: Prisma has to be asked, which answers or says what is wrong. */
export const refused = Symbol("refused");

/** How a value for a column is sent; null where the column's type cannot be asked about. */
export function encodeFor({ type, members, list }: Column): Encode | null {
  if (list) return null;
  if (type === "enum") return (value) => (typeof value === "string" && members.has(value) ? value : refused);
  return encoders[type];
}

const encoders: Readonly<Record<Exclude<ColumnType, "enum">, Encode | null>> = {
  String: (value) => (typeof value === "string" ? value : refused),
  Int: (value) => (typeof value === "number" && Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? value : refused),
  BigInt: (value) => (typeof value === "bigint" && BigInt.asIntN(64, value) === value ? String(value) : refused),
  Float: (value) => (typeof value === "number" && Number.isFinite(value) ? value : refused),
  Boolean: (value) => (typeof value === "boolean" ? value : refused),
  DateTime: instant,
  Json: null,
  other: null,
};

/** A time in UTC. A column without a zone ignores the Z. Prisma takes texts of ISO 8601 too, whole ones only. */
function instant(value: unknown): unknown {
  const time = value instanceof Date ? value : typeof value === "string" && isoInstant.test(value) ? new Date(value) : null;
  // Outside these years Postgres writes days in another way.
  if (time === null || !(time.getUTCFullYear() >= 1 && time.getUTCFullYear() <= 9_999)) return refused;
  return time.toISOString();
}

const isoInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?(?:Z|[+-]\d\d:\d\d)$/u;

/** The same for lists: refused where one of the values is. */
export function each(encode: Encode): Encode {
  return (values) => {
    const encoded = (values as readonly unknown[]).map(encode);
    return encoded.includes(refused) ? refused : encoded;
  };
}

/** What JSON cannot say, by the type of its column: made of the text that stands for it. */
export const readFromText: ReadonlyMap<ColumnType, (text: string) => unknown> = new Map<ColumnType, (text: string) => unknown>([
  ["DateTime", readDate],
  ["BigInt", BigInt],
]);

/** A date as Postgres writes it in JSON: a day, a time without a zone, which is UTC as all Prisma writes, or one with it. */
function readDate(text: string): Date {
  if (text.length === 10) return new Date(text);
  return new Date(/(?:Z|[+-]\d\d(?::?\d\d)?)$/u.test(text) ? text : `${text}Z`);
}
