import { builder } from "./builder.ts";

/** A GraphQL enum from one of the database's, each value with what it means. */
export function enumOf<Value extends string>(name: string, description: string, meanings: Readonly<Record<Value, string>>) {
  const values = Object.fromEntries(
    Object.entries<string>(meanings).map(([value, meaning]) => [value, { description: meaning }]),
  ) as Record<Value, { description: string }>;
  return builder.enumType<string, Record<Value, { description: string }>>(name, { description, values });
}
