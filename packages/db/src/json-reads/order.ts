import { columnOf, fieldsOf, joined, NotUnderstood, type Source } from "./writing.ts";

/** An `orderBy` as sort keys, first comes first; none where no order is asked for. */
export function sortKeys(orderBy: unknown, from: Source): readonly string[] {
  const asked = Array.isArray(orderBy) ? orderBy : [orderBy];
  return orderBy === undefined ? [] : asked.map((one) => sortKey(one, from));
}

const directions: Readonly<Record<string, string>> = { asc: "ASC", desc: "DESC" };
const nullPlaces: Readonly<Record<string, string>> = { first: " NULLS FIRST", last: " NULLS LAST" };
const ofColumn = new Set(["sort", "nulls"]);

function sortKey(order: unknown, from: Source): string {
  const [first, ...more] = Object.entries(fieldsOf(order));
  if (first === undefined || more.length > 0) throw new NotUnderstood();
  const [name, wanted] = first;
  const column = from.table.columns.get(name);
  if (column === undefined) return sortKey(wanted, joined(from, name));
  if (column.type === "Json" || column.list) throw new NotUnderstood();
  const { sort, nulls } = typeof wanted === "string" ? { sort: wanted, nulls: undefined } : fieldsOf(wanted, ofColumn);
  return `${columnOf(from, name)} ${word(directions, sort)}${nulls === undefined ? "" : word(nullPlaces, nulls)}`;
}

function word(words: Readonly<Record<string, string>>, asked: unknown): string {
  const found = typeof asked === "string" && Object.hasOwn(words, asked) ? words[asked] : undefined;
  if (found === undefined) throw new NotUnderstood();
  return found;
}
