import { condition } from "./filter.ts";
import { sortKeys } from "./order.ts";
import { columnOf, fromText, NotUnderstood, type Source } from "./writing.ts";

/** What arguments say of a page of rows. */
export type PageArguments = Readonly<Record<"where" | "orderBy" | "take" | "skip", unknown>>;

/**
 * A FROM with the rows of a page in their order, of each the named columns. What is selected of a row, with all that hangs
 * on it, is made outside, so that it is made for the page's rows only.
 */
export function page(
  { where = {}, orderBy, take, skip }: PageArguments,
  columns: ReadonlySet<string>,
  from: Source,
  match: string,
): string {
  const conditions = [match, condition(where, from)].filter((one) => one !== "TRUE");
  const keys = sortKeys(orderBy, from);
  const parts = [
    `SELECT ${[...columns].map((field) => columnOf(from, field)).join(", ")}`,
    fromText(from),
    ...(conditions.length === 0 ? [] : [`WHERE ${conditions.join(" AND ")}`]),
    ...(keys.length === 0 ? [] : [`ORDER BY ${keys.join(", ")}`]),
    // In the text: quicker-reads.ts says why.
    ...(take === undefined ? [] : [`LIMIT ${size(take)}`]),
    ...(skip === undefined ? [] : [`OFFSET ${size(skip)}`]),
  ];
  return `FROM (${parts.join(" ")}) ${from.alias}`;
}

/** A number of rows; Prisma alone knows what one below nought means. */
function size(asked: unknown): number {
  if (typeof asked !== "number" || !Number.isSafeInteger(asked) || asked < 0) throw new NotUnderstood();
  return asked;
}
