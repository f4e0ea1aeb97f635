import { comparison } from "./comparison.ts";
import { isParameter } from "./shape.ts";
import type { Relation } from "./tables.ts";
import { columnOf, fieldsOf, fromText, joined, NotUnderstood, source, type Source } from "./writing.ts";

/** A `where` as a condition on the source's rows. */
export function condition(where: unknown, from: Source): string {
  return all(Object.entries(fieldsOf(where)).map(([name, wanted]) => part(name, wanted, from)));
}

function part(name: string, wanted: unknown, from: Source): string {
  if (name === "AND") return all(listOf(wanted).map((one) => condition(one, from)));
  if (name === "OR") {
    if (!Array.isArray(wanted) || wanted.length === 0) throw new NotUnderstood();
    return any(wanted.map((one) => condition(telling(one), from)));
  }
  if (name === "NOT") return all(listOf(wanted).map((one) => not(condition(telling(one), from))));
  const column = from.table.columns.get(name);
  if (column !== undefined) return all(comparison(column, columnOf(from, name), wanted, from.writing));
  const relation = from.table.relations.get(name);
  if (relation === undefined) throw new NotUnderstood();
  return relation.list ? ofMany(relation, wanted, from) : ofOne(name, relation, wanted, from);
}

function all(parts: readonly string[]): string {
  const said = parts.filter((one) => one !== "TRUE");
  return said.length === 0 ? "TRUE" : said.length === 1 ? String(said[0]) : `(${said.join(" AND ")})`;
}

function any(parts: readonly string[]): string {
  return parts.length === 0 ? "FALSE" : `(${parts.join(" OR ")})`;
}

function not(part: string): string {
  return `NOT (${part})`;
}

function listOf(wanted: unknown): readonly unknown[] {
  return Array.isArray(wanted) ? wanted : [wanted];
}

/** A filter that says something, and so do its parts. How one that does not counts among others, Prisma alone knows. */
function telling(where: unknown): unknown {
  if (Object.keys(fieldsOf(where)).length === 0) throw new NotUnderstood();
  for (const [name, inner] of Object.entries(fieldsOf(where))) {
    if (Array.isArray(inner) && inner.length === 0 && name !== "in" && name !== "notIn") throw new NotUnderstood();
    if (Array.isArray(inner)) inner.forEach(telling);
    else if (typeof inner === "object" && inner !== null && !isParameter(inner)) telling(inner);
  }
  return where;
}

const ways = new Set(["is", "isNot"]);

function ofOne(name: string, relation: Relation, wanted: unknown, from: Source): string {
  const matches = (where: unknown): string => {
    const to = joined(from, name);
    const there = `${columnOf(to, relation.there)} IS NOT NULL`;
    if (where === null && !relation.required) return not(there);
    const said = condition(where, to);
    // Where nothing is said of the other row, Prisma does not ask whether there is one.
    if (said === "TRUE") throw new NotUnderstood();
    return all([said, there]);
  };
  if (wanted === null || !Object.keys(fieldsOf(wanted)).some((key) => ways.has(key))) return matches(wanted);
  const { is, isNot } = fieldsOf(wanted, ways);
  return all([...(is === undefined ? [] : [matches(is)]), ...(isNot === undefined ? [] : [not(matches(isNot))])]);
}

const quantifiers = new Set(["some", "none", "every"]);

function ofMany(relation: Relation, wanted: unknown, from: Source): string {
  const asked = Object.entries(fieldsOf(wanted, quantifiers));
  if (asked.length === 0) throw new NotUnderstood();
  return all(asked.map(([quantifier, where]) => quantified(quantifier, relation, where, from)));
}

function quantified(quantifier: string, relation: Relation, where: unknown, from: Source): string {
  const to = source(from.writing, relation.model);
  const said = quantifier === "every" ? not(condition(telling(where), to)) : condition(where, to);
  const both = all([`${columnOf(to, relation.there)} = ${columnOf(from, relation.here)}`, said]);
  const exists = `EXISTS (SELECT 1 ${fromText(to)} WHERE ${both})`;
  return quantifier === "some" ? exists : not(exists);
}
