import { isParameter } from "./shape.ts";
import type { Column, ColumnType } from "./tables.ts";
import { fieldsOf, NotUnderstood, parameter, type Writing } from "./writing.ts";

type Comparison = {
  /** The types of column that Prisma compares so. */
  readonly of: ReadonlySet<ColumnType>;
  readonly write: (name: string, operand: unknown, column: Column, writing: Writing) => string;
};

const ordinal: readonly ColumnType[] = ["String", "Int", "BigInt", "Float", "DateTime"];

function ordering(operator: string): Comparison {
  return {
    of: new Set(ordinal),
    write: (name, operand, column, writing) => `${name} ${operator} ${parameter(writing, operand, column)}`,
  };
}

// Prisma leaves % and _ of the value their meaning in a pattern, and so must this.
function like(formed: (text: string) => string): Comparison {
  return {
    of: new Set(["String"]),
    write: (name, operand, column, writing) => `${name}::text LIKE ${parameter(writing, operand, column, { formed })}`,
  };
}

function equal(operator: "=" | "<>", isNull: string): Comparison {
  return {
    of: new Set([...ordinal, "Boolean", "enum"]),
    write: (name, operand, column, writing) =>
      operand === null && !column.required ? `${name} ${isNull}` : `${name} ${operator} ${parameter(writing, operand, column)}`,
  };
}

function among(operator: string, ofNone: "TRUE" | "FALSE"): Comparison {
  return {
    of: new Set([...ordinal, "enum"]),
    write: (name, operand, column, writing) =>
      Array.isArray(operand) && operand.length === 0
        ? ofNone
        : `${name} ${operator}(${parameter(writing, operand, column, { list: true })})`,
  };
}

const comparisons: ReadonlyMap<string, Comparison> = new Map([
  ["equals", equal("=", "IS NULL")],
  ["not", equal("<>", "IS NOT NULL")],
  ["in", among("= ANY", "FALSE")],
  ["notIn", among("<> ALL", "TRUE")],
  ["lt", ordering("<")],
  ["lte", ordering("<=")],
  ["gt", ordering(">")],
  ["gte", ordering(">=")],
  ["contains", like((text) => `%${text}%`)],
  ["startsWith", like((text) => `${text}%`)],
  ["endsWith", like((text) => `%${text}`)],
]);

/** What a filter says of one column, as conditions of which all must hold. */
export function comparison(column: Column, name: string, wanted: unknown, writing: Writing): readonly string[] {
  const asked = wanted === null || isParameter(wanted) ? { equals: wanted } : fieldsOf(wanted);
  const parts = Object.entries(asked).map(([operator, operand]) => {
    const known = comparisons.get(operator);
    if (known === undefined || column.list || !known.of.has(column.type)) throw new NotUnderstood();
    return known.write(name, operand, column, writing);
  });
  if (parts.length === 0) throw new NotUnderstood();
  return parts;
}
