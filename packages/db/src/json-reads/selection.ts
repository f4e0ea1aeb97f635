import { condition } from "./filter.ts";
import { page } from "./page.ts";
import type { Column, Relation } from "./tables.ts";
import { readFromText } from "./values.ts";
import { columnOf, fieldsOf, fromText, NotUnderstood, source, type Source } from "./writing.ts";

type Row = Record<string, unknown>;
type Arguments = Readonly<Record<string, unknown>>;

/** Puts into a row what JSON cannot say: dates and large numbers. */
export type Finish = (row: Row) => void;

/** A page of rows, for a statement to put together. */
export type Rows = {
  /** One row as a JSON object. */
  readonly json: string;
  /** The FROM with the rows, in their order. */
  readonly from: string;
  /** Null where there is nothing to finish. */
  readonly finish: Finish | null;
};

const known = new Set(["where", "orderBy", "take", "skip", "select", "include"]);

/** The rows that arguments ask for, of those for which `match` holds. */
export function rows(args: Arguments, from: Source, match = "TRUE"): Rows {
  const { where, orderBy, take, skip, ...selection } = fieldsOf(args, known);
  const { json, finish, columns } = selected(selection, from);
  return { json, finish, from: page({ where, orderBy, take, skip }, columns, from, match) };
}

// A function takes at most a hundred arguments.
const PAIRS_AT_MOST = 50;

type Selected = Omit<Rows, "from"> & {
  /** Columns the object is made of, by their fields. */
  readonly columns: ReadonlySet<string>;
};

/** The `select` or `include` of arguments, or all columns where there is neither. */
function selected({ select, include }: Arguments, from: Source): Selected {
  if (select !== undefined && include !== undefined) throw new NotUnderstood();
  const asked = Object.entries(fieldsOf(select ?? include ?? {})).filter(([, wanted]) => wanted !== false);
  if (include !== undefined && asked.some(([name]) => from.table.columns.has(name))) throw new NotUnderstood();
  const whole = select === undefined ? [...from.table.columns.keys()].map((name): [string, unknown] => [name, true]) : [];
  const columns = new Set<string>();
  const finishes: Finish[] = [];
  const pairs = [...whole, ...asked].map(([name, wanted]): [string, string] => {
    const { json, finish } = member(name, wanted, from, columns);
    if (finish !== null) finishes.push(finish);
    return [name, json];
  });
  return { json: object(pairs), finish: together(finishes), columns };
}

function object(pairs: readonly (readonly [string, string])[]): string {
  if (pairs.length === 0 || pairs.length > PAIRS_AT_MOST) throw new NotUnderstood();
  // The names are fields of the schema, which have no quotes in them.
  return `json_build_object(${pairs.map(([name, json]) => `'${name}', ${json}`).join(", ")})`;
}

type Member = { readonly json: string; readonly finish: Finish | null };

function member(name: string, wanted: unknown, from: Source, columns: Set<string>): Member {
  if (name === "_count") return { json: counts(wanted, from, columns), finish: null };
  const column = from.table.columns.get(name);
  if (column !== undefined) {
    if (wanted !== true) throw new NotUnderstood();
    columns.add(name);
    return value(name, column, columnOf(from, name));
  }
  const relation = from.table.relations.get(name);
  if (relation === undefined) throw new NotUnderstood();
  columns.add(relation.here);
  const args = wanted === true ? {} : fieldsOf(wanted);
  return relation.list ? many(name, relation, args, from) : one(name, relation, args, from);
}

function value(name: string, { type, list }: Column, column: string): Member {
  const read = readFromText.get(type);
  if (type === "other" || (list && read !== undefined)) throw new NotUnderstood();
  // Prisma knows no list that is not there.
  if (list) return { json: `coalesce(${column}, '{}')`, finish: null };
  if (read === undefined) return { json: column, finish: null };
  const finish = (row: Row) => {
    const text = row[name];
    if (typeof text === "string") row[name] = read(text);
  };
  // A large number would be rounded as a number of JSON.
  return { json: type === "BigInt" ? `${column}::text` : column, finish };
}

const ofOne = new Set(["select", "include"]);

function one(name: string, relation: Relation, args: Arguments, from: Source): Member {
  const to = source(from.writing, relation.model);
  const { json, finish } = selected(fieldsOf(args, ofOne), to);
  const finishOne = (row: Row) => {
    const inner = row[name] as Row | null;
    if (inner !== null) finish?.(inner);
  };
  const text = `(SELECT ${json} FROM ${to.table.name} ${to.alias} WHERE ${match(relation, to, from)})`;
  return { json: text, finish: finish === null ? null : finishOne };
}

function many(name: string, relation: Relation, args: Arguments, from: Source): Member {
  const to = source(from.writing, relation.model);
  const { json, from: text, finish } = rows(args, to, match(relation, to, from));
  const finishMany = (row: Row) => {
    for (const inner of row[name] as Row[]) finish?.(inner);
  };
  return { json: `(SELECT coalesce(json_agg(${json}), '[]') ${text})`, finish: finish === null ? null : finishMany };
}

const ofCounts = new Set(["select"]);
const ofCount = new Set(["where"]);

function counts(wanted: unknown, from: Source, columns: Set<string>): string {
  const { select } = fieldsOf(wanted, ofCounts);
  const asked = Object.entries(fieldsOf(select)).filter(([, one]) => one !== false);
  return object(asked.map(([name, one]) => [name, count(name, one, from, columns)]));
}

function count(name: string, wanted: unknown, from: Source, columns: Set<string>): string {
  const relation = from.table.relations.get(name);
  if (relation === undefined || !relation.list) throw new NotUnderstood();
  columns.add(relation.here);
  const to = source(from.writing, relation.model);
  const { where = {} } = wanted === true ? {} : fieldsOf(wanted, ofCount);
  const conditions = `${match(relation, to, from)} AND ${condition(where, to)}`;
  return `(SELECT count(*) ${fromText(to)} WHERE ${conditions})`;
}

function match({ here, there }: Relation, to: Source, from: Source): string {
  return `${columnOf(to, there)} = ${columnOf(from, here)}`;
}

function together(finishes: readonly Finish[]): Finish | null {
  const [first, ...more] = finishes;
  if (first === undefined || more.length === 0) return first ?? null;
  return (row) => {
    for (const finish of finishes) finish(row);
  };
}
