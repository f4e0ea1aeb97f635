import type pg from "pg";
import * as enums from "../../generated/client/enums.ts";
import type { PrismaClient } from "../../generated/client/client.ts";
import { getDatamodel } from "../../generated/pothos.ts";

/** Texts that a statement, a pattern, JSON or an array could trip over; two letters, so that some compare equal. */
export const hostileTexts = [
  "a",
  "b",
  "",
  "50%\\_",
  "'; DROP TABLE place; --",
  `"quoted" {list, of} $1`,
  "Қазақстан 🤝\n\t\u2028",
  "[object Object]",
  '{"$type":"DateTime"}',
] as const;

/** Whole days, so that they mean the same in a column of days; one long ago, one in a year of four figures at the edge. */
export const days = ["0001-01-01", "1999-12-31", "2001-07-03", "9999-12-31"].map((day) => new Date(day));
export const times = ["2001-07-03T23:59:59.999Z", "2001-07-03T00:00:00.1Z", "1969-12-31T23:59:59Z"].map((time) => new Date(time));
export const numbers = [0, -1, 7, 2 ** 31 - 1] as const;
export const largeNumbers = [0n, 7n, -(2n ** 63n), 2n ** 63n - 1n] as const;
export const fractions = [0, -0.1, 43.2567, 1e-7, 1e21] as const;

/** Keys of records; every table has a row of each, so that no key leads nowhere. */
export const keys = ["r0", "r1", "r2", "r3", "r4", "r5"] as const;

const documents = [{ en: "a", kk: "Қазақ" }, [], "text", 1.5, { nested: [{ date: "2001-07-03T00:00:00Z", none: null }] }, true] as const;

type Field = ReturnType<typeof getDatamodel>["datamodel"]["models"][string]["fields"][number];

/**
 * Writes a few rows into every table of a migrated, empty database. Each key leads to a row, chosen as if by chance; half
 * of what may be null is. Keys are no longer checked there afterwards.
 */
export async function writeHostileRows(prisma: PrismaClient, pool: pg.Pool): Promise<void> {
  await pool.query(`DO $$ DECLARE c record; BEGIN
    FOR c IN SELECT conrelid::regclass AS t, conname FROM pg_constraint WHERE contype IN ('f', 'c') AND connamespace = 'public'::regnamespace
    LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', c.t, c.conname); END LOOP; END $$`);
  for (const [name, { fields }] of Object.entries(getDatamodel().datamodel.models)) {
    const linking = new Set(fields.flatMap(({ relationFromFields = [] }) => relationFromFields));
    const rows = keys.map((key, row) =>
      Object.fromEntries(
        fields
          .filter(({ kind }) => kind !== "object")
          .map((field, column) => [field.name, valueOf(field, { key, draw: row * 7 + column * 3, linking: linking.has(field.name) })]),
      ),
    );
    const model = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
    const delegate = (prisma as unknown as Readonly<Record<string, { createMany: (args: object) => PromiseLike<unknown> }>>)[model];
    await delegate?.createMany({ data: rows, skipDuplicates: true });
  }
}

type Drawn = { readonly key: string; readonly draw: number; readonly linking: boolean };

function valueOf(field: Field, { key, draw, linking }: Drawn): unknown {
  if (field.isId) return field.type === "BigInt" ? BigInt(keys.indexOf(key as (typeof keys)[number])) : key;
  if (!field.isRequired && draw % 2 === 0) return undefined;
  const pick = <T>(choices: readonly T[]): T => choices[draw % choices.length] as T;
  if (linking) return pick(keys);
  if (field.isUnique && field.type === "BigInt") return BigInt(draw) - 3n;
  if (field.isUnique) return `${pick(hostileTexts)}${key}`;
  if (field.isList) return [...hostileTexts];
  if (field.kind === "enum") return pick(Object.keys((enums as Readonly<Record<string, object>>)[field.type] ?? {}));
  return pick(choicesOf(field));
}

function choicesOf({ type, name }: Field): readonly unknown[] {
  if (name === "countryCode") return ["KZ", "US"];
  if (type === "DateTime") return name.endsWith("On") ? days : [...days, ...times];
  if (type === "Json") return documents;
  if (type === "BigInt") return largeNumbers;
  if (type === "Boolean") return [true, false];
  if (type === "Float") return fractions;
  return type === "Int" ? numbers : hostileTexts;
}
