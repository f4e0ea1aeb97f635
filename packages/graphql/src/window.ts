import { type SortValue, readCursor } from "./cursor.ts";
import { BadCursor, BadPage } from "./errors.ts";
import { limits } from "./limits.ts";

/** One sort column of an order. The id comes last of every order, so that no two records stand at one place. */
export type SortColumn = { readonly column: string; readonly direction: "asc" | "desc" };

/** The arguments of a connection, as clients give them. */
export type PageArguments = {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
};

/** A page as the database is asked for it: rows beyond `keyset` in `orderBy`, one more than `size` to see if there is more. */
export type PageWindow = {
  readonly size: number;
  readonly backward: boolean;
  readonly keyset: Where | null;
  readonly orderBy: readonly Readonly<Record<string, "asc" | "desc">>[];
  readonly cursorGiven: boolean;
  /** The sort values of the cursor's record, for lists that are not read by Prisma; null at the start. */
  readonly values: readonly SortValue[] | null;
};

/** A Prisma filter. Which fields it may name is the slice's knowledge. */
export type Where = Readonly<Record<string, unknown>>;

/**
 * The window of a list. Refuses sizes outside 1 to 100, two directions at once, and cursors of another list or order.
 */
export function pageWindow(page: PageArguments, list: string, order: string, columns: readonly SortColumn[]): PageWindow {
  const backward = (page.last ?? page.before ?? null) !== null;
  if (backward && ((page.first ?? null) !== null || (page.after ?? null) !== null))
    throw new BadPage('Use "first" with "after" or "last" with "before", not both at once.');
  const size = backward ? checkedSize("last", page.last) : checkedSize("first", page.first);
  const cursor = (backward ? page.before : page.after) ?? null;
  const values = cursor === null ? null : readCursor(cursor, list, order, columns.length);
  if (cursor !== null && values === null) throw new BadCursor(backward ? "before" : "after");
  const directed = backward ? columns.map(reversed) : columns;
  return {
    size,
    backward,
    keyset: values === null ? null : beyond(directed, values),
    orderBy: directed.map(({ column, direction }) => ({ [column]: direction })),
    cursorGiven: cursor !== null,
    values,
  };
}

function checkedSize(argument: "first" | "last", size: number | null | undefined): number {
  if (size === null || size === undefined) return limits.defaultPageSize;
  if (size >= 1 && size <= limits.pageSize) return size;
  throw new BadPage(`"${argument}" is ${size}; a page has 1 to ${limits.pageSize} records. Page on with "after" or "before".`);
}

function reversed({ column, direction }: SortColumn): SortColumn {
  return { column, direction: direction === "asc" ? "desc" : "asc" };
}

/** Rows after the given place: (a, b) > (x, y) is a > x or (a = x and b > y). The first bound lets an index begin there. */
function beyond(columns: readonly SortColumn[], values: readonly SortValue[]): Where {
  const alternatives = columns.map(({ column, direction }, place) => {
    const equal = columns.slice(0, place).map((earlier, index) => ({ [earlier.column]: values[index] }));
    return { AND: [...equal, { [column]: { [direction === "asc" ? "gt" : "lt"]: values[place] } }] };
  });
  const [first] = columns;
  const bound = first === undefined ? {} : { [first.column]: { [first.direction === "asc" ? "gte" : "lte"]: values[0] } };
  return { AND: [bound, { OR: alternatives }] };
}
