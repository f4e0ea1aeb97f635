import { Visitor } from "oxc-parser";
import type { CallExpression, Expression, ObjectExpression } from "oxc-parser";
import type { SourceFile, Tree } from "../tree.ts";
import { isTest, lineAt } from "../tree.ts";

interface Model {
  readonly name: string;
  /** The slice whose .prisma file declares it. */
  readonly slice: string;
  readonly table: string;
  /** Fields that lead to another model, by name. */
  readonly relations: ReadonlyMap<string, string>;
}

const writes = new Set([
  "create",
  "createMany",
  "createManyAndReturn",
  "update",
  "updateMany",
  "updateManyAndReturn",
  "upsert",
  "delete",
  "deleteMany",
]);
const nestedWrites = new Set(["create", "createMany", "connectOrCreate", "update", "updateMany", "upsert", "delete", "deleteMany"]);
// "update" is also a word of prose: without SET after it, it is taken for SQL only when the table's name is quoted.
const writingSql =
  /\b(?:insert\s+into|delete\s+from|truncate(?:\s+table)?)\s+"?(\w+)|\bupdate\s+(?:"(\w+)"|(\w+)(?=\s+(?:as\s+)?(?:\w+\s+)?set\b))/gi;

/**
 * Only the slice whose .prisma file declares a model writes it: through Prisma's client, through a write nested in another model's, or
 * in SQL. Tests are free; so are the folders under tests/ and the database room's own help for tests.
 */
export function onlyTheOwnerWrites({ rooms, schemas }: Tree): string[] {
  const models = readModels(schemas);
  return rooms
    .filter((room) => room.kind !== "tests")
    .flatMap((room) =>
      room.files
        .filter((file) => !isTest(file.path) && !file.path.startsWith("packages/db/src/testing"))
        .flatMap((file) =>
          writesIn(file, models)
            .filter(({ model }) => model.slice !== room.name)
            .map(
              ({ model, line }) =>
                `${file.path}:${line}: ${room.name} writes ${model.name}, which ${model.slice} declares; ask ${model.slice} by a command.`,
            ),
        ),
    );
}

interface Write {
  readonly model: Model;
  readonly line: number;
}

function writesIn(file: SourceFile, models: ReadonlyMap<string, Model>): Write[] {
  const found: Write[] = [];
  const byDelegate = new Map([...models.values()].map((model) => [model.name[0]?.toLowerCase() + model.name.slice(1), model]));
  const byTable = new Map([...models.values()].map((model) => [model.table, model]));
  const add = (model: Model, position: number) => found.push({ model, line: lineAt(file.text, position) });

  const searchSql = (text: string, position: number) => {
    for (const [, table, quoted, plain] of text.matchAll(writingSql)) {
      const model = byTable.get(table ?? quoted ?? plain ?? "");
      if (model) add(model, position);
    }
  };

  new Visitor({
    CallExpression(call) {
      const [model, operation] = delegateCall(call, byDelegate) ?? [];
      if (!model || !operation || !writes.has(operation)) return;
      add(model, call.start);
      const [argument] = call.arguments;
      if (argument?.type === "ObjectExpression") nested(argument, model);
    },
    TemplateLiteral(literal) {
      // One statement may be cut by its values: UPDATE "Place" SET x = ${x}.
      searchSql(literal.quasis.map((quasi) => quasi.value.raw).join(" ? "), literal.start);
    },
    Literal(literal) {
      if (typeof literal.value === "string") searchSql(literal.value, literal.start);
    },
  }).visit(file.program);
  return found;

  /** `data: { children: { create: … } }` writes the children too. */
  function nested(object: ObjectExpression, model: Model): void {
    for (const [key, value] of entriesOf(object)) {
      const target = models.get(model.relations.get(key) ?? "");
      if (!target) {
        for (const inner of objectsIn(value)) nested(inner, model);
        continue;
      }
      for (const inner of objectsIn(value)) {
        for (const [operation, argument] of entriesOf(inner)) {
          if (!nestedWrites.has(operation)) continue;
          add(target, inner.start);
          for (const deeper of objectsIn(argument)) nested(deeper, target);
        }
      }
    }
  }
}

/** `anything.place.create(…)` is ["Place", "create"]. */
function delegateCall(call: CallExpression, delegates: ReadonlyMap<string, Model>): [Model, string] | null {
  const { callee } = call;
  if (callee.type !== "MemberExpression" || callee.computed || callee.object.type !== "MemberExpression") return null;
  const { property } = callee.object;
  if (callee.object.computed || property.type !== "Identifier" || callee.property.type !== "Identifier") return null;
  const model = delegates.get(property.name);
  return model ? [model, callee.property.name] : null;
}

function entriesOf(object: ObjectExpression): [string, Expression][] {
  return object.properties.flatMap((property): [string, Expression][] => {
    if (property.type !== "Property" || property.computed) return [];
    const { key } = property;
    if (key.type === "Identifier") return [[key.name, property.value]];
    return key.type === "Literal" && typeof key.value === "string" ? [[key.value, property.value]] : [];
  });
}

/** The object literals a value holds: itself, the elements of an array, either side of a choice. */
function objectsIn(value: Expression): ObjectExpression[] {
  switch (value.type) {
    case "ObjectExpression":
      return [value];
    case "ArrayExpression":
      return value.elements.flatMap((element) => (element && element.type !== "SpreadElement" ? objectsIn(element) : []));
    case "ConditionalExpression":
      return [...objectsIn(value.consequent), ...objectsIn(value.alternate)];
    case "ParenthesizedExpression":
    case "TSAsExpression":
    case "TSSatisfiesExpression":
      return objectsIn(value.expression);
    default:
      return [];
  }
}

function readModels(schemas: ReadonlyMap<string, string>): ReadonlyMap<string, Model> {
  const bodies = [...schemas].flatMap(([slice, text]) =>
    [...text.matchAll(/^model\s+(\w+)\s*\{([^}]*)\}/gm)].map(([, name = "", body = ""]) => ({ slice, name, body })),
  );
  const names = new Set(bodies.map(({ name }) => name));
  return new Map(
    bodies.map(({ slice, name, body }) => {
      const fields = [...body.matchAll(/^\s*(\w+)\s+(\w+)(?:\[\])?\??/gm)].map(([, field = "", type = ""]) => [field, type] as const);
      const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name;
      return [name, { name, slice, table, relations: new Map(fields.filter(([, type]) => names.has(type))) }];
    }),
  );
}
