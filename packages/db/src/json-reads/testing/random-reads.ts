import fc, { type GeneratorValue } from "fast-check";
import { getDatamodel } from "../../generated/pothos.ts";
import type { Column, Table, Tables } from "../tables.ts";
import { days, fractions, hostileTexts, keys, largeNumbers, numbers, times } from "./hostile-rows.ts";

/** Draws Prisma's arguments of the kinds the house uses, for any model. Orders end in the primary key. */
export function randomReads(tables: Tables, g: GeneratorValue) {
  const table = (model: string) => tables.get(model) as Table;
  const flip = () => g(fc.boolean);
  const oneOf = <T>(choices: readonly T[]): T => choices[g(fc.nat, { max: choices.length - 1 })] as T;
  const someOf = <T>(choices: readonly T[], atMost: number): T[] =>
    g(fc.subarray as typeof fc.subarray<T>, [...choices], { maxLength: Math.min(atMost, choices.length) });
  const listOf = <T>(make: () => T, atMost: number): T[] => Array.from({ length: g(fc.nat, { max: atMost }) }, make);

  const valueFor = ({ type, members }: Column): unknown => {
    if (type === "enum") return oneOf([...members]);
    if (type === "DateTime") return oneOf([...days, ...times, "2001-07-03T00:00:00.000Z"]);
    if (type === "Boolean") return flip();
    if (type === "BigInt") return oneOf(largeNumbers);
    if (type === "Float") return oneOf(fractions);
    return type === "Int" ? oneOf(numbers) : oneOf([...hostileTexts, ...keys, "KZ"]);
  };

  const comparisonFor = (column: Column, nullable: boolean): unknown => {
    const value = () => valueFor(column);
    const operators: Record<string, () => unknown> = {
      equals: value,
      not: value,
      in: () => listOf(value, 3),
      notIn: () => listOf(value, 3),
    };
    if (!["enum", "Boolean"].includes(column.type)) Object.assign(operators, { lt: value, lte: value, gt: value, gte: value });
    if (column.type === "String") Object.assign(operators, { contains: value, startsWith: value, endsWith: value });
    if (column.type === "Boolean") for (const name of ["in", "notIn"]) delete operators[name];
    if (nullable) operators["not"] = operators["equals"] = () => (flip() ? null : value());
    if (nullable && oneOf([1, 2, 3]) === 1) return null;
    if (flip()) return value();
    const names = someOf(Object.keys(operators), 2);
    return names.length === 0 ? value() : Object.fromEntries(names.map((name) => [name, operators[name]?.()]));
  };

  const where = (model: string, depth: number): Record<string, unknown> => {
    const { columns, relations } = table(model);
    const fields = new Map(getDatamodel().datamodel.models[model]?.fields.map((field) => [field.name, field]));
    const nullable = (name: string) => fields.get(name)?.isRequired === false;
    const asked: Record<string, unknown> = {};
    const comparable = [...columns].filter(([, { type, list }]) => type !== "Json" && !list);
    const filled = () => ({
      [oneOf(comparable.filter(([, { type }]) => type !== "Boolean"))[0]]: { notIn: [] },
      ...where(model, depth - 1),
    });
    for (const [name, column] of someOf(comparable, 2)) asked[name] = comparisonFor(column, nullable(name));
    if (depth === 0) return asked;
    for (const [name, relation] of someOf([...relations], 1)) {
      const inner = where(relation.model, depth - 1);
      if (relation.list) asked[name] = { [oneOf(["some", "none", "every"])]: inner };
      else if (nullable(name) && oneOf([1, 2, 3]) === 1) asked[name] = oneOf([null, { is: null }, { isNot: null }, { isNot: inner }]);
      else asked[name] = oneOf([inner, { is: inner }]);
    }
    if (oneOf([1, 2, 3]) === 1) asked["AND"] = flip() ? listOf(() => where(model, depth - 1), 2) : where(model, depth - 1);
    if (oneOf([1, 2, 3]) === 1) asked["OR"] = [filled(), ...listOf(filled, 2)];
    if (oneOf([1, 2, 3]) === 1) asked["NOT"] = flip() ? filled() : listOf(filled, 2);
    return asked;
  };

  const orderBy = (model: string): object[] => {
    const { relations } = table(model);
    const direction = () => oneOf(["asc", "desc"]);
    const sortable = (of: string) => [...table(of).columns].filter(([, { type, list }]) => type !== "Json" && !list);
    const first = someOf(sortable(model), 2).map(([name]) => ({ [name]: direction() }));
    const single = [...relations].filter(([, { list }]) => !list);
    const related = someOf(single, 1).map(([name, to]) => ({ [name]: { [oneOf(sortable(to.model))[0]]: direction() } }));
    const { fields = [], primaryKey } = getDatamodel().datamodel.models[model] ?? {};
    const key = primaryKey?.fields ?? fields.filter(({ isId }) => isId).map(({ name }) => name);
    return [...first, ...related, ...key.map((name) => ({ [name]: direction() }))];
  };

  const selection = (model: string, depth: number): Record<string, unknown> => {
    const { columns, relations } = table(model);
    const inner = depth === 0 ? [] : someOf([...relations], 3);
    const picked: Record<string, unknown> = {};
    for (const [name, relation] of inner) {
      if (relation.list) picked[name] = page(relation.model, depth - 1);
      else picked[name] = flip() ? true : selection(relation.model, depth - 1);
    }
    const counted = someOf(
      [...relations].filter(([, { list }]) => list),
      2,
    );
    const count = (to: string) => (flip() ? true : { where: where(to, 1) });
    if (counted.length > 0 && flip())
      picked["_count"] = { select: Object.fromEntries(counted.map(([name, { model: to }]) => [name, count(to)])) };
    const chosen = someOf([...columns.keys()], 4);
    if (flip() && chosen.length > 0) return { select: { ...Object.fromEntries(chosen.map((name) => [name, true])), ...picked } };
    return Object.keys(picked).length === 0 ? {} : { include: picked };
  };

  const page = (model: string, depth: number): Record<string, unknown> => ({
    ...selection(model, depth),
    ...(flip() ? { where: where(model, Math.max(depth, 1)) } : {}),
    orderBy: orderBy(model),
    ...(flip() ? { take: oneOf([0, 1, 3]) } : {}),
    ...(oneOf([1, 2, 3]) === 1 ? { skip: 1 } : {}),
  });

  return {
    model: () => oneOf([...tables.keys()]),
    page: (model: string) => page(model, 2),
    first: (model: string) => ({ ...selection(model, 2), where: where(model, oneOf([0, 1, 2])), orderBy: orderBy(model) }),
    where: (model: string) => where(model, oneOf([0, 1, 2])),
  };
}
