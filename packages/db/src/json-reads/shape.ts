/** Stands for a value in arguments of which only the shape is known. */
export type Parameter = {
  /** Where the value stands among the shape's values. */
  readonly place: number;
  readonly list: boolean;
};

/** Arguments told apart from the values in their filters. */
export type Shape = {
  /** The same for arguments that differ in nothing but values. */
  readonly key: string;
  readonly values: readonly unknown[];
};

/** The shape of Prisma's arguments. Only what stands in a `where` is a value: sizes and orders of pages belong to the shape. */
export function shapeOf(args: unknown): Shape {
  const values: unknown[] = [];
  return { key: keyOf(args, false, values), values };
}

const parameters = new WeakSet<object>();

/** The same arguments with a `Parameter` for each value, in the order `shapeOf` lists them. */
export function withParameters(args: unknown): unknown {
  let count = 0;
  const marked = (value: unknown, filtering: boolean): unknown => {
    if (isValue(value, filtering)) {
      const parameter: Parameter = { place: count++, list: Array.isArray(value) };
      parameters.add(parameter);
      return parameter;
    }
    if (Array.isArray(value)) return value.map((one) => marked(one, filtering));
    if (!isPlain(value)) return value;
    const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
    return Object.fromEntries(entries.map(([name, inner]) => [name, marked(inner, filtering || name === "where")]));
  };
  return marked(args, false);
}

/** Tells a parameter from anything the arguments themselves may hold. */
export function isParameter(value: unknown): value is Parameter {
  return typeof value === "object" && value !== null && parameters.has(value);
}

function keyOf(value: unknown, filtering: boolean, values: unknown[]): string {
  if (isValue(value, filtering)) {
    values.push(value);
    return Array.isArray(value) ? "$$" : "$";
  }
  if (Array.isArray(value)) return `[${value.map((one) => keyOf(one, filtering, values)).join()}]`;
  if (!isPlain(value)) return JSON.stringify(value);
  let key = "{";
  for (const name of Object.keys(value)) {
    const inner = value[name];
    // With its length before it, no name can be taken for something else.
    if (inner !== undefined) key += `${name.length}${name}:${keyOf(inner, filtering || name === "where", values)},`;
  }
  return `${key}}`;
}

/** A leaf of a filter, a list of them, or what is no JSON wherever it stands. Null says by itself what it asks. */
function isValue(value: unknown, filtering: boolean): boolean {
  if (value === null || isPlain(value)) return false;
  // An empty list is known without its type; so are lists of further filters.
  if (Array.isArray(value)) return filtering && value.length > 0 && !value.some(isPlain);
  return filtering || (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean");
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
