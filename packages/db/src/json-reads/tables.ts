import type { PrismaClient } from "../generated/client/client.ts";
import * as enums from "../generated/client/enums.ts";
import { getDatamodel } from "../generated/pothos.ts";

/** The types of column this reads; of any other, such as Decimal, Prisma is asked. */
export type ColumnType = "String" | "Int" | "BigInt" | "Float" | "Boolean" | "DateTime" | "Json" | "enum" | "other";

/** A column, by the name its field has. */
export type Column = {
  /** Quoted, as it stands in a statement. */
  readonly name: string;
  readonly type: ColumnType;
  readonly list: boolean;
  /** Never null. */
  readonly required: boolean;
  /** What an enum may be; empty for every other type. */
  readonly members: ReadonlySet<string>;
};

/** Where a relation leads: the rows whose column `there` is this row's column `here`. Both are names of fields. */
export type Relation = {
  readonly model: string;
  readonly list: boolean;
  /** Leads to a row for sure. */
  readonly required: boolean;
  readonly here: string;
  readonly there: string;
};

/** A model as the database has it. */
export type Table = {
  /** Quoted, as it stands in a statement. */
  readonly name: string;
  readonly columns: ReadonlyMap<string, Column>;
  readonly relations: ReadonlyMap<string, Relation>;
};

/** Every model by its name, such as `Place`. */
export type Tables = ReadonlyMap<string, Table>;

type RuntimeField = { readonly name: string; readonly kind: string; readonly type: string; readonly dbName?: string };
type RuntimeModel = { readonly dbName: string | null; readonly fields: readonly RuntimeField[] };
type PothosModels = ReturnType<typeof getDatamodel>["datamodel"]["models"];
type PothosModel = PothosModels[string];
type PothosField = PothosModel["fields"][number];

const readable: ReadonlySet<string> = new Set(["String", "Int", "BigInt", "Float", "Boolean", "DateTime", "Json"]);

/**
 * The tables behind a client. The client knows the names in the database, Pothos' datamodel the keys of relations; neither
 * says which column a relation leads to, so it has to be a primary key, which a test of the schema makes sure of.
 */
export function tablesOf(client: PrismaClient): Tables {
  const { models } = getDatamodel().datamodel;
  // Pothos reads this too: Prisma has no public door to the names in the database.
  const runtime = (client as unknown as { _runtimeDataModel: { models: Readonly<Record<string, RuntimeModel>> } })._runtimeDataModel;
  return new Map(Object.entries(runtime.models).map(([name, model]) => [name, tableOf(name, model, models)]));
}

function tableOf(name: string, { dbName, fields }: RuntimeModel, models: PothosModels): Table {
  const known = new Map((models[name]?.fields ?? []).map((field) => [field.name, field]));
  const columns = new Map<string, Column>();
  const relations = new Map<string, Relation>();
  for (const field of fields) {
    const more = known.get(field.name);
    if (more === undefined) continue;
    if (field.kind === "object") {
      const relation = relationOf(name, more, models);
      if (relation !== null) relations.set(field.name, relation);
    } else {
      const { isList: list, isRequired: required } = more;
      columns.set(field.name, { name: quoted(field.dbName ?? field.name), list, required, ...typeOf(field) });
    }
  }
  return { name: quoted(dbName ?? name), columns, relations };
}

function typeOf({ kind, type }: RuntimeField): Pick<Column, "type" | "members"> {
  if (kind !== "enum") return { type: readable.has(type) ? (type as ColumnType) : "other", members: new Set() };
  return { type: "enum", members: new Set(Object.keys((enums as Readonly<Record<string, object>>)[type] ?? {})) };
}

/** Null where a key is of several columns, or in a table between. */
function relationOf(name: string, field: PothosField, models: PothosModels): Relation | null {
  const { type: model, isList: list, isRequired: required, relationFromFields: from = [] } = field;
  const holder = from.length > 0 ? field : oppositeOf(name, field, models);
  const [key, ...more] = holder?.relationFromFields ?? [];
  const id = idOf(models[holder === field ? model : name]);
  if (key === undefined || more.length > 0 || id === null) return null;
  return { model, list, required, ...(holder === field ? { here: key, there: id } : { here: id, there: key }) };
}

/** The side of a relation that has its key, seen from the other. */
function oppositeOf(name: string, { type, relationName }: PothosField, models: PothosModels): PothosField | undefined {
  const holds = (field: PothosField) => field.type === name && field.relationName === relationName;
  return models[type]?.fields.find((field) => holds(field) && (field.relationFromFields ?? []).length > 0);
}

function idOf(model: PothosModel | undefined): string | null {
  return model?.fields.find(({ isId }) => isId)?.name ?? null;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
