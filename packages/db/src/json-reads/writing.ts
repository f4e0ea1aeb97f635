import { isParameter } from "./shape.ts";
import type { Column, Table, Tables } from "./tables.ts";
import { each, encodeFor, type Encode, refused } from "./values.ts";

/** Arguments beyond those this reads: Prisma has to be asked. Never leaves the folder. */
export class NotUnderstood extends Error {}

/** A value of the statement, in the order of its numbers. */
export type Sent = { readonly place: number; readonly encode: Encode };

/** A statement that is being written. */
export type Writing = {
  readonly tables: Tables;
  readonly sent: Sent[];
  aliases: number;
};

/** A table in a FROM, with the rows of others joined to it, at most one each. */
export type Source = {
  readonly writing: Writing;
  readonly table: Table;
  readonly alias: string;
  readonly joins: Map<string, { readonly source: Source; readonly text: string }>;
};

/** Puts a value, or each of a list of them, into the statement. `formed` makes of a text what is compared. */
export function parameter(
  { sent }: Writing,
  value: unknown,
  column: Column,
  { list = false, formed }: { readonly list?: boolean; readonly formed?: (text: string) => string } = {},
): string {
  const encode = encodeFor(column);
  if (encode === null || !isParameter(value) || value.list !== list) throw new NotUnderstood();
  sent.push({ place: value.place, encode: list ? each(encode) : formed === undefined ? encode : asText(encode, formed) });
  return `$${sent.length}`;
}

function asText(encode: Encode, formed: (text: string) => string): Encode {
  return (value) => {
    const text = encode(value);
    return text === refused ? refused : formed(String(text));
  };
}

/** A model's table under a name no other has in the statement. */
export function source(writing: Writing, model: string): Source {
  const table = writing.tables.get(model);
  if (table === undefined) throw new NotUnderstood();
  return { writing, table, alias: `t${writing.aliases++}`, joins: new Map() };
}

/** A column as the statement names it, by its field. */
export function columnOf({ table, alias }: Source, field: string): string {
  const column = table.columns.get(field);
  if (column === undefined) throw new NotUnderstood();
  return `${alias}.${column.name}`;
}

/** The row a relation leads to, joined once, however often filters and orders speak of it. */
export function joined(from: Source, relationName: string): Source {
  const known = from.joins.get(relationName);
  if (known !== undefined) return known.source;
  const relation = from.table.relations.get(relationName);
  if (relation === undefined || relation.list) throw new NotUnderstood();
  const to = source(from.writing, relation.model);
  const text = `LEFT JOIN ${to.table.name} ${to.alias} ON ${columnOf(to, relation.there)} = ${columnOf(from, relation.here)}`;
  from.joins.set(relationName, { source: to, text });
  return to;
}

/** The table with all that is joined to it. Asked last, when filters and orders have been written. */
export function fromText({ table, alias, joins }: Source): string {
  const all = [...joins.values()].flatMap(({ source: to, text }) => [text, ...joinsOf(to)]);
  return [`FROM ${table.name} ${alias}`, ...all].join(" ");
}

function joinsOf({ joins }: Source): readonly string[] {
  return [...joins.values()].flatMap(({ source: to, text }) => [text, ...joinsOf(to)]);
}

/** An object of the arguments, of which only the given names are known. */
export function fieldsOf(value: unknown, known?: ReadonlySet<string>): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value) || isParameter(value)) throw new NotUnderstood();
  if (known !== undefined && Object.keys(value).some((name) => !known.has(name))) throw new NotUnderstood();
  return value as Readonly<Record<string, unknown>>;
}
