import type { GraphqlContext } from "./context.ts";
import { PartialDateRef } from "./dates.ts";
import { localeDescription, textOf, textOrNull } from "./localized.ts";

// Pothos types a field by its model, so a function that serves every model cannot be typed from within: `t` is the field
// builder of any Prisma object, the column is checked when the schema is built and by the tests that read every field.
type AnyFieldBuilder = { field: (options: object) => never; arg: (options: object) => object };
type Row = Readonly<Record<string, unknown>>;

type Nullable = { readonly nullable?: boolean };

/** A field that shows a column as it is: a scalar, an enum, or a type whose value is the column's. */
export function columnField(t: unknown, column: string, type: unknown, description: string, { nullable = false }: Nullable = {}): never {
  return (t as AnyFieldBuilder).field({ type, nullable, description, select: { [column]: true }, resolve: (row: Row) => row[column] });
}

/** A field that shows a localized column in the reader's language. */
export function textField(t: unknown, column: string, description: string, { nullable = false }: Nullable = {}): never {
  const read = nullable ? textOrNull : textOf;
  return (t as AnyFieldBuilder).field({
    type: "String",
    nullable,
    description,
    args: { locale: (t as AnyFieldBuilder).arg({ type: "LanguageTag", description: localeDescription }) },
    select: { [column]: true },
    resolve: (row: Row, { locale }: { locale?: string | null }, context: GraphqlContext) => read(row[column], locale ?? context.locale),
  });
}

/** A field that shows an EDTF column as a date with its precision. */
export function dateField(t: unknown, column: string, description: string, { nullable = true }: Nullable = {}): never {
  return columnField(t, column, PartialDateRef, description, { nullable });
}
